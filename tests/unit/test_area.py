"""Areas: whom their figures count, and how they differ from England."""

import pytest

from roi_model.inputs.area import find_area
from roi_model.inputs.area_table import AreaKind, authorities, england_value, places
from roi_model.inputs.population import population
from roi_model.inputs.refusal import InputError
from roi_model.inputs.source import source

REGIONS = {
    "North East": 2_711_380,
    "North West": 7_600_126,
    "Yorkshire and The Humber": 5_594_125,
    "East Midlands": 4_991_265,
    "West Midlands": 6_085_687,
    "East of England": 6_468_665,
    "London": 8_945_309,
    "South East": 9_482_507,
    "South West": 5_811_259,
}
ENGLAND_BANDS = {
    "pop_0_4": 3_064_637,
    "pop_5_10": 4_044_936,
    "pop_11_15": 3_538_777,
    "pop_16_17": 1_350_296,
    "pop_18_24": 4_805_133,
    "pop_25_34": 7_791_272,
    "pop_35_44": 7_734_302,
    "pop_45_54": 7_243_290,
    "pop_55_64": 7_334_593,
    "pop_65_74": 5_472_865,
    "pop_75_84": 3_863_610,
    "pop_85_plus": 1_446_612,
}


def test_england_has_the_published_total_and_national_values() -> None:
    england = find_area(["England"])
    assert england.kind is AreaKind.COUNTRY
    assert england.figure("residents") == 57_690_323
    assert england.figure("adults") == 45_691_677
    assert england.figure("people_65_plus") == 10_783_087
    assert england.figure("pupils_7_to_10") == pytest.approx(4_044_936 * 4 / 6, rel=1e-15)
    assert england.figure("pupils_year_7") == 3_538_777 / 5
    assert england.figure("employment_rate") == 0.76
    assert england.scales == {"weekly_pay": 1.0, "suicide_rate": 1.0, "self_harm_rate": 1.0}
    assert england.provenance["weekly_pay"] == "England figure (2025)"
    assert england.warnings == ()


def test_england_by_age_is_as_published() -> None:
    working = ("pop_16_17", "pop_18_24", "pop_25_34", "pop_35_44", "pop_45_54", "pop_55_64")
    assert find_area(["E92000001"]).figure("residents_16_to_64") == sum(ENGLAND_BANDS[band] for band in working)
    for band, count in ENGLAND_BANDS.items():
        if any(band in entry.columns for entry in population().figures.values()):
            assert sum(row.people[band] for row in authorities().values()) == count


@pytest.mark.parametrize(("name", "residents"), REGIONS.items())
def test_regions_have_the_published_totals(name: str, residents: int) -> None:
    region = find_area([name])
    assert (region.kind, region.figure("residents")) == (AreaKind.REGION, residents)


def test_there_are_153_authorities_42_boards_and_nine_regions() -> None:
    kinds = [place.kind for place in places()]
    assert kinds == [AreaKind.AUTHORITY] * 153 + [AreaKind.ICB] * 42 + [AreaKind.REGION] * 9 + [AreaKind.COUNTRY]
    regions = {place.name: place.code for place in places() if place.kind is AreaKind.REGION}
    assert set(regions) == set(REGIONS)
    assert sorted(regions.values()) == [f"E1200000{digit}" for digit in range(1, 10)]


def test_boards_add_up_to_england() -> None:
    boards = [place for place in places() if place.kind is AreaKind.ICB]
    assert all(len(place.nhs_code) == 3 for place in boards)
    for name in population().figures:
        total = sum(find_area([place.code]).figure(name) for place in boards)
        assert total == pytest.approx(find_area(["England"]).figure(name), rel=1e-12)


def test_leeds_by_hand() -> None:
    leeds = find_area(["Leeds"])
    assert (leeds.name, leeds.codes, leeds.kind) == ("Leeds", ("E08000035",), AreaKind.AUTHORITY)
    assert leeds.figure("residents") == 829_413
    assert leeds.figure("adults") == 829_413 - 45_208 - 60_239 - 50_084 - 18_602
    assert leeds.figure("residents_16_to_64") == 18_602 + 101_336 + 123_201 + 112_711 + 97_443 + 90_727
    assert leeds.figure("people_65_plus") == 66_300 + 45_770 + 17_792
    assert leeds.figure("pupils_7_to_10") == pytest.approx(60_239 * 4 / 6, rel=1e-15)
    assert leeds.figure("pupils_year_7") == 50_084 / 5
    assert leeds.figure("employment_rate") == pytest.approx(0.747, rel=1e-15)
    assert leeds.scales["weekly_pay"] == pytest.approx(610.7 / 648.4, rel=1e-15)
    assert leeds.scales["suicide_rate"] == pytest.approx(13.9 / england_value("suicide_rate"), rel=1e-15)
    assert leeds.provenance["weekly_pay"] == "local figure (2025)"
    assert leeds.warnings == ()


def test_england_rates_are_means_of_the_table() -> None:
    assert round(england_value("suicide_rate"), 2) == 10.64
    assert round(england_value("self_harm_rate"), 2) == 186.14
    assert england_value("weekly_pay") == 648.40
    assert england_value("employment_rate") == 0.76


def test_two_authorities_weighted_by_hand() -> None:
    pair = find_area(["Leeds", "Bradford"])
    assert (pair.name, pair.kind) == ("Leeds and Bradford", AreaKind.SEVERAL)
    assert pair.figure("residents") == 829_413 + 560_194
    # Pay and employment by residents 16 to 64 (544,020 and 348,671), rates by all residents.
    pay = (544_020 * 610.7 + 348_671 * 559.9) / (544_020 + 348_671)
    employed = (544_020 * 0.747 + 348_671 * 0.697) / (544_020 + 348_671)
    harm = (829_413 * 164.78 + 560_194 * 169.59) / (829_413 + 560_194)
    assert pair.scales["weekly_pay"] == pytest.approx(pay / 648.4, rel=1e-13)
    assert pair.figure("employment_rate") == pytest.approx(employed, rel=1e-13)
    assert pair.scales["self_harm_rate"] == pytest.approx(harm / england_value("self_harm_rate"), rel=1e-13)
    assert pair.provenance["suicide_rate"] == "mean of 2 local figures (2021), weighted by residents"


def test_a_split_county_counts_in_each_board_by_its_share() -> None:
    board = find_area(["NHS Mid and South Essex ICB"])
    # 56.7% of Essex (1,536,118), all of Southend-on-Sea (182,271) and of Thurrock (178,201).
    assert board.figure("residents") == pytest.approx(0.567 * 1_536_118 + 182_271 + 178_201, rel=1e-12)
    (warning,) = board.warnings
    assert warning.startswith("Only part of Essex is counted, by its share of LSOAs")


def test_a_split_county_weighs_in_the_mean_by_its_share() -> None:
    # Residents 16 to 64: Essex 928,391, Southend-on-Sea 112,516, Thurrock 113,337; pay 682.8, 667.2, 724.3.
    weights = (0.567 * 928_391, 112_516, 113_337)
    pay = (weights[0] * 682.8 + weights[1] * 667.2 + weights[2] * 724.3) / sum(weights)
    assert find_area(["QH8"]).scales["weekly_pay"] == pytest.approx(pay / 648.4, rel=1e-13)


def test_the_shares_of_every_authority_add_up_to_one() -> None:
    for row in authorities().values():
        assert sum(row.icb_shares.values()) == pytest.approx(1, rel=1e-15)
    oxfordshire = next(row for row in authorities().values() if row.name == "Oxfordshire")
    assert oxfordshire.icb_shares["E54000044"] == pytest.approx(0.988 / 0.999, rel=1e-15)


def test_parts_of_a_split_county_may_be_named_together() -> None:
    both = find_area(["QM7", "QH8"])
    parts = find_area(["QM7"]).figure("residents") + find_area(["QH8"]).figure("residents")
    assert both.figure("residents") == pytest.approx(parts, rel=1e-12)


def test_the_whole_of_england_in_parts_has_national_values() -> None:
    regions = find_area(list(REGIONS))
    assert regions.kind is AreaKind.SEVERAL
    assert regions.figure("residents") == 57_690_323
    assert regions.scales == find_area(["England"]).scales
    assert regions.figure("employment_rate") == 0.76


@pytest.mark.parametrize(
    ("name", "residents", "partner"),
    [("City of London", "13,462", "Hackney"), ("Isles of Scilly", "2,229", "Cornwall")],
)
def test_tiny_areas_have_england_values_and_a_warning(name: str, residents: str, partner: str) -> None:
    area = find_area([name])
    assert area.scales == {"weekly_pay": 1.0, "suicide_rate": 1.0, "self_harm_rate": 1.0}
    assert area.figure("employment_rate") == 0.76
    assert area.provenance["suicide_rate"] == f"England figure (2021): no local figure for {name}"
    remedy = f"official statistics often combine it with {partner}"
    assert area.warnings == (f"{name}: {residents} residents are too few for reliable rates; {remedy}.",)


def test_a_blank_takes_the_england_value_for_its_people() -> None:
    joined = find_area(["Isles of Scilly", "Cornwall"])
    cornwall = find_area(["Cornwall"])
    scilly_workers = find_area(["Isles of Scilly"]).figure("residents_16_to_64")
    workers = cornwall.figure("residents_16_to_64")
    expected = (workers * cornwall.scales["weekly_pay"] + scilly_workers * 1.0) / (workers + scilly_workers)
    assert joined.scales["weekly_pay"] == pytest.approx(expected, rel=1e-13)
    assert joined.provenance["weekly_pay"] == "local figure (2025), with the England figure for Isles of Scilly"
    assert joined.warnings == ()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Leeds", "leeds city council"], "Leeds is named twice; name it once"),
        (["Leeds", "QWO"], "Leeds lies in NHS West Yorkshire Integrated Care Board, so people would be counted twice"),
        (["England", "Leeds"], "Leeds lies in England"),
        (["QM7", "Essex"], "Essex lies partly in NHS Hertfordshire and West Essex Integrated Care Board"),
        (
            ["North East", "NHS Lancashire and South Cumbria ICB", "North West"],
            "NHS Lancashire and South Cumbria Integrated Care Board and North West overlap in Blackburn with Darwen",
        ),
    ],
)
def test_overlaps_are_refused(names: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        find_area(names)


def test_no_area_is_refused() -> None:
    with pytest.raises(InputError, match="No area is named"):
        find_area([])


def test_long_lists_have_short_names() -> None:
    area = find_area(["Leeds", "Bristol", "York", "Kent", "Hull"])
    assert area.name == "Leeds, City of Bristol, York and 2 more"
    assert area.codes == ("E08000035", "E06000023", "E06000014", "E10000016", "E06000010")


def test_an_unknown_figure_is_refused() -> None:
    with pytest.raises(InputError, match=r"no population figure called 'adlts'. Did you mean 'adults'"):
        find_area(["Leeds"]).figure("adlts")


def test_every_source_of_the_population_file_resolves() -> None:
    content = population()
    figures = [entry.source for entry in content.figures.values()]
    local = [entry.source for entry in content.local.values()]
    for key in (*figures, *local, content.geography):
        assert source(key).licence.startswith("OGL v3.0")


def test_partners_and_other_names_are_places() -> None:
    known = {place.code: place.name for place in places()}
    few = population().few_residents
    assert [(known[code], partner in known.values()) for code, partner in few.combine_with.items()] == [
        ("City of London", True),
        ("Isles of Scilly", True),
    ]
    assert all(code in known for code in population().other_names.values())
