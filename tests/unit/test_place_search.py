"""Finding places by the names and codes that people write."""

import pytest

from roi_model.inputs.area_table import AreaKind, places
from roi_model.inputs.place_search import find_place, search_areas, spoken
from roi_model.inputs.refusal import InputError


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("leeds", "Leeds"),
        ("E08000035", "Leeds"),
        ("Leeds City Council", "Leeds"),
        ("Bristol", "Bristol, City of"),
        ("City of Bristol", "Bristol, City of"),
        ("Hull", "Kingston upon Hull, City of"),
        ("Hull City Council", "Kingston upon Hull, City of"),
        ("kingston upon hull", "Kingston upon Hull, City of"),
        ("Durham County Council", "County Durham"),
        ("st helens", "St. Helens"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("London", "London"),
        ("Greater London", "London"),
        ("City of London", "City of London"),
        ("City of London Corporation", "City of London"),
        ("Yorkshire & Humber", "Yorkshire and The Humber"),
        ("North East region", "North East"),
        ("Devon", "Devon"),
        ("NHS Devon", "NHS Devon Integrated Care Board"),
        ("devon icb", "NHS Devon Integrated Care Board"),
        ("qjk", "NHS Devon Integrated Care Board"),
        ("E54000037", "NHS Devon Integrated Care Board"),
        ("West Yorkshire", "NHS West Yorkshire Integrated Care Board"),
        ("Greater Manchester", "NHS Greater Manchester Integrated Care Board"),
        ("ENGLAND", "England"),
    ],
)
def test_common_forms_of_a_name(text: str, name: str) -> None:
    assert find_place(text).name == name


def test_every_place_is_found_by_its_own_name_and_codes() -> None:
    for place in places():
        assert find_place(place.name) is place
        assert find_place(place.code) is place
        assert find_place(spoken(place.name)) is place
        if place.nhs_code:
            assert find_place(place.nhs_code) is place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Leads", "no area called 'Leads'. Did you mean 'Leeds'"),
        ("Berkshire", "Did you mean 'West Berkshire' or 'NHS Buckinghamshire"),
        ("Brighton", "Did you mean 'Brighton and Hove'"),
        ("West Yorkshyre", "Did you mean 'West Yorkshire'"),
        ("Surrey ICB", "no area called 'Surrey ICB'"),
        ("Paris", "no area called 'Paris'"),
        ("  ", "The name of an area is empty"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        find_place(text)


def test_search_matches_names_codes_and_regions() -> None:
    assert [place.name for place in search_areas("leeds")] == ["Leeds"]
    assert [place.name for place in search_areas("QWO")] == ["NHS West Yorkshire Integrated Care Board"]
    assert search_areas("nowhere") == ()
    assert search_areas() == places()
    humber = search_areas("humber")
    assert humber[-1].name == "Yorkshire and The Humber"
    assert [place.kind for place in humber] == sorted((place.kind for place in humber), key=list(AreaKind).index)


def test_a_board_over_two_regions_names_both() -> None:
    assert find_place("QHM").region == "North East; North West"
    assert find_place("England").region == ""
    assert find_place("Leeds").region == "Yorkshire and The Humber"
