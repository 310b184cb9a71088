"""``roi-model sensitivity tornado``, ``grid`` and ``switching``, as typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from command_line import CommandLine

LEEDS = ("--area", "Leeds")
NO_EFFECT = (
    "tax_share has no effect on the net present value of debt advice (over 5 years) here, so it has no switching value."
)
NOT_DEFINED = (
    "The return per £1 of debt advice (NHS, over 5 years) is not defined, because nothing is paid; "
    "ask for --measure net."
)


def net_of_debt_advice(roi_model: CommandLine, *words: str) -> tuple[float, float]:
    """The base case's net present value and programme cost, run by hand."""
    rows = roi_model("compare", "debt_advice", *LEEDS, "--draws", "2", "--format", "csv", *words).csv
    base = {row["measure"]: row["base_case"] for row in rows if not row["sector"] and row["preset"] == "phe-2017"}
    return float(base["net_present_value"]), float(base["programme_cost"])


def test_TV_33_a_bar_of_the_tornado_equals_a_run_with_that_value_set(roi_model: CommandLine) -> None:
    bars = roi_model("sensitivity", "tornado", "debt_advice", *LEEDS, "--format", "json").json["results"]
    for bar in bars:
        year = f"@{bar['price_year']}" if bar["price_year"] else ""
        for end in ("low", "high"):
            value = f"{bar['parameter']}={bar[f'{end}_value']!r}{year}"
            assert net_of_debt_advice(roi_model, "--set", value)[0] == pytest.approx(bar[f"at_{end}"], rel=1e-9)


def test_TV_34_a_switching_value_put_back_as_input_gives_net_zero(roi_model: CommandLine) -> None:
    answer = roi_model("sensitivity", "switching", "debt_advice", *LEEDS, "--format", "json").json
    found = [row for row in answer["results"] if row["result"] == "zero" and row["parameter"] not in {"cost", "effect"}]
    assert len(found) == 6
    for row in found:
        year = f"@{row['price_year']}" if row["price_year"] else ""
        net, cost = net_of_debt_advice(roi_model, "--set", f"{row['parameter']}={row['switching_value']!r}{year}")
        assert abs(net) < 1e-9 * cost


def test_a_switching_value_in_prices_of_the_analysis_gives_net_zero_too(roi_model: CommandLine) -> None:
    words = ("sensitivity", "switching", "debt_advice", "advice_cost", *LEEDS, "--format", "csv")
    (row,) = roi_model(*words).csv
    assert (row["price_year"], row["analysis_price_year"]) == ("2009", "2024-25")
    value = f"advice_cost={row['switching_value_in_analysis_prices']}@2024-25"
    net, cost = net_of_debt_advice(roi_model, "--set", value)
    assert abs(net) < 1e-9 * cost


def test_the_tornado_is_a_table_with_its_sentence(roi_model: CommandLine) -> None:
    answer = roi_model("sensitivity", "tornado", "debt_advice", *LEEDS)
    text = " ".join(answer.out.split())
    assert answer.code == 0
    assert "one parameter at a time; base case £6.54m" in text
    assert "Chance that debt becomes manageable with advice 50% 62% £3.50m £9.58m £6.07m 31%" in text
    assert "manageable with advice” moves the net present value of debt advice over 5 years most: " in text
    assert "Prices of 2024-25" in text


@pytest.mark.parametrize("command", ["tornado", "switching"])
def test_tables_fit_eighty_columns(command: str, roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = roi_model("sensitivity", command, "loneliness", *LEEDS)
    assert answer.code == 0
    assert max(len(line.rstrip()) for line in answer.out.splitlines()) <= 80


def test_the_figure_of_a_sector_in_cash_over_another_horizon(roi_model: CommandLine) -> None:
    words = ("--sector", "local_government", "--cash-only", "--horizon", "3", "--format", "json")
    answer = roi_model("sensitivity", "tornado", "debt_advice", *LEEDS, *words).json
    assert answer["run"]["perspective"] == "local_government"
    assert {row["figure"] for row in answer["results"]} == {
        "net present value, Local government, cash only, over 3 years"
    }
    assert "for local government over 3 years (cash only)" in answer["sentence"]
    swings = [row["swing"] for row in answer["results"]]
    assert all(more >= less for more, less in pairwise(swings))


def test_a_grid_is_a_table_its_rows_and_its_sentence(roi_model: CommandLine) -> None:
    words = ("sensitivity", "grid", "debt_advice", "advice_cost", "resolved_with_advice", *LEEDS)
    text = " ".join(roi_model(*words).out.split())
    assert "advice_cost (2009 prices) down, resolved_with_advice across" in text
    assert "advice_cost 50% 53% 56% 59% 62%" in text
    assert "every pair of values is above zero." in text
    rows = roi_model(*words, "--points", "3", "--format", "csv").csv
    assert len(rows) == 9
    for row in (rows[0], rows[8]):
        values = [f"advice_cost={row['first_value']}@2009", "--set", f"resolved_with_advice={row['second_value']}"]
        assert net_of_debt_advice(roi_model, "--set", *values)[0] == pytest.approx(float(row["value"]), rel=1e-9)


def test_coverage_may_be_a_side_of_a_grid(roi_model: CommandLine) -> None:
    words = ("coverage=5%:50%", "advice_cost=200:400@2024-25", "--points", "2", "--format", "json")
    results = roi_model("sensitivity", "grid", "debt_advice", *words, *LEEDS).json["results"]
    assert [row["first_value"] for row in results] == [0.05, 0.05, 0.5, 0.5]
    assert {row["second_price_year"] for row in results} == {"2024-25"}
    assert results[2]["value"] == pytest.approx(10 * results[0]["value"], rel=1e-9)


def test_switching_values_are_a_table_with_a_headline(roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = " ".join(roi_model("sensitivity", "switching", "debt_advice", *LEEDS).out.split())
    assert "Cost of face-to-face debt advice, 2009 prices £265 £689 £1,020 +9.4 no £201 to £377" in text
    assert "Share of over-indebted adults who are advised 10% none in range" in text
    assert "No uncertain parameter, moved alone inside the evidence, can stop debt advice from breaking even" in text
    assert "No effect on this figure: tax_share." in text


def test_named_parameters_have_a_sentence_each(roi_model: CommandLine) -> None:
    words = ("sensitivity", "switching", "debt_advice", "coverage", "cost", *LEEDS)
    text = " ".join(roi_model(*words).out.split())
    assert "Debt advice breaks even over 5 years whatever “Share of over-indebted adults who are advised” is" in text
    assert (
        "Debt advice still breaks even over 5 years if “Programme cost, all of it” rises to 2.6 times today's." in text
    )
    rows = roi_model(*words, "--format", "csv").csv
    assert (rows[0]["parameter"], rows[0]["result"], rows[0]["switching_value"]) == ("coverage", "none in range", "")
    assert all(row["sentence"] in roi_model(*words, "--format", "json").json["sentence"] for row in rows)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("switching", "debt_advice", "tax_share"),
            NO_EFFECT,
        ),
        (
            ("switching", "debt_advice", "advise_cost"),
            "There is no parameter called 'advise_cost' in debt_advice. Did you mean 'advice_cost'?",
        ),
        (
            ("switching", "debt_advice", "--measure", "return"),
            "Switching values are those of a net figure; --measure return has none.",
        ),
        (
            ("tornado", "debt_advice", "--measure", "return", "--sector", "nhs"),
            NOT_DEFINED,
        ),
        (
            ("tornado", "debt_advice", "--sector", "nsh"),
            "There is no sector called 'nsh'. Did you mean 'nhs'?",
        ),
        (
            ("tornado", "debt_advice", "--sector", "nhs", "--perspective", "public_sector"),
            "--sector nhs and --perspective public_sector cannot be asked for together; choose one.",
        ),
        (
            ("grid", "debt_advice", "coverage", "advice_cost"),
            "coverage is not uncertain and has no interval; give a range: coverage=LOW:HIGH.",
        ),
        (
            ("grid", "debt_advice", "advice_cost", "advice_cost"),
            "advice_cost and advice_cost are the same parameter; a grid needs two.",
        ),
    ],
)
def test_bad_input_gets_a_sentence(words: tuple[str, ...], sentence: str, roi_model: CommandLine) -> None:
    answer = roi_model("sensitivity", *words)
    assert (answer.code, answer.out, answer.err) == (2, "", f"roi-model: {sentence}\n")
