"""Interventions bought together in a sweep: the numbers of ``roi-model package``, to the last bit."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from command_line import CommandLine

from roi_model.analysis.moved_figures import FIGURES
from roi_model.inputs.refusal import InputError
from roi_model.outputs.difference.source import read_results
from roi_model.outputs.sweep.notebook import sweep
from roi_model.outputs.sweep.source import load_plan

MEMBERS = ("debt_advice", "workplace_stress", "collaborative_care", "suicide_prevention")
PLACE = ("area", "sector", "kind", "measure")


def of_the_sweep(**asked: object) -> pd.DataFrame:
    table = pd.concat(list(sweep({"areas": ["Leeds"], "interventions": list(MEMBERS), "draws": 200, **asked})))
    return table.astype(dict.fromkeys((*PLACE, "intervention", "scenario", "preset"), str))


def of_the_command(roi_model: CommandLine, path: Path, *words: str) -> pd.DataFrame:
    answer = roi_model("package", *words, "--area", "Leeds", "--draws", "200", "--format", "json")
    assert answer.code == 0
    content = json.loads(answer.out)
    kept = [row for row in content["results"] if row["intervention"] == "package" and row["preset"] == ""]
    path.write_text(json.dumps({"run": content["run"], "results": kept}), encoding="utf-8")
    return read_results(path).table()


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ((), {}),
        (("--preset", "evidence", "--horizon", "10", "--perspective", "nhs"),
         {"preset": "evidence", "horizons": [3, 10], "perspective": "nhs"}),
        (("--set", "debt_advice.coverage=0.3", "--payer", "nhs=0.5", "--payer", "local_government=0.5"),
         {"debt_advice.coverage": 0.3, "payers": {"nhs": 0.5, "local_government": 0.5}, "horizon": "published"}),
    ],
)  # fmt: skip
def test_a_package_of_a_sweep_has_the_numbers_of_the_package_command_to_the_last_bit(
    roi_model: CommandLine, tmp_path: Path, words: tuple[str, ...], setting: dict[str, object]
) -> None:
    expected = of_the_command(roi_model, tmp_path / "package.json", *MEMBERS, *words)
    table = of_the_sweep(scenarios={"a": {"package": "all", **setting}})
    found = table[(table.intervention == "package") & (table.horizon == expected.horizon.iloc[0])]
    both = expected.merge(found, on=list(PLACE), suffixes=("_expected", ""))
    assert len(both) == len(expected) > 25
    assert set(found.preset) == {""}
    # The command gives the payback year by the mean of the draws alone.
    both.loc[both.measure.str.startswith("payback"), "base_case"] = float("nan")
    for figure in FIGURES:
        expected_figure, found_figure = both[f"{figure}_expected"], both[figure]
        pd.testing.assert_series_equal(expected_figure, found_figure, check_names=False, check_exact=True)
    assert {"benefits_alone", "benefits_taken_out", "payback_year", "return_to_sector"} <= set(found.measure)
    assert "people_reached" not in set(found.measure)


def test_what_a_package_has_less_than_its_members_is_what_is_taken_out() -> None:
    table = of_the_sweep(horizon=5, package="all")
    own = table[(table.sector == "all") & (table.kind == "all")]
    whole = own[own.intervention == "package"].set_index("measure")["mean"]
    apart = own[(own.intervention != "package") & (own.measure == "benefits")]["mean"].sum()
    assert whole["benefits_alone"] == pytest.approx(apart, rel=1e-12)
    assert whole["benefits"] == pytest.approx(apart - whole["benefits_taken_out"], rel=1e-12)
    assert whole["benefits_taken_out"] > 0


def test_the_members_of_a_package_are_as_they_are_without_it_and_packages_make_a_grid() -> None:
    plain = of_the_sweep(horizon=5)
    pairs = ["none", "debt_advice; collaborative_care", "all"]
    table = of_the_sweep(horizon=5, grid={"package": pairs})
    plain = plain.drop(columns="scenario").reset_index(drop=True)
    for words in pairs:
        own = table[(table.scenario == f"package={words}") & (table.intervention != "package")]
        pd.testing.assert_frame_equal(own.drop(columns="scenario").reset_index(drop=True), plain, check_exact=True)
    paid = table[(table.intervention == "package") & (table.measure == "programme_cost") & (table.sector == "all")]
    costs = list(paid["mean"])
    assert 0 < costs[0] < costs[1]


def test_a_cost_per_qaly_of_a_package_is_given_where_every_member_counts_qalys() -> None:
    qalys = ["collaborative_care", "suicide_prevention"]
    table = of_the_sweep(horizon=5, scenarios={"a": {"package": qalys}})
    each = table[table.measure == "cost_per_qaly"].set_index("intervention")["mean"].dropna()
    assert ("package" in each) == set(qalys).issubset(each.index)


@pytest.mark.parametrize(
    ("package", "why"),
    [
        ("debt_advise; loneliness", "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?"),
        (["debt_advice", "loneliness"], "package names loneliness, which the sweep does not run."),
        (["debt_advice", "debt_advice"], "package names debt_advice twice."),
        (["debt_advice"], "package holds 1 intervention; it needs two or more."),
        ([], "package holds 0 interventions; it needs two or more."),
        (3, "package is 3; it must be 'all', or names of interventions."),
    ],
)
def test_a_package_that_cannot_be_is_one_sentence(package: object, why: str) -> None:
    with pytest.raises(InputError) as refused:
        load_plan({"interventions": list(MEMBERS), "scenarios": {"a": {"package": package}}})
    assert refused.value.problems == (f"The sweep: {why}",)


def test_a_package_stands_in_the_folder_the_summary_and_the_difference(roi_model: CommandLine, tmp_path: Path) -> None:
    text = "areas: [Leeds]\ninterventions: [debt_advice, loneliness]\ndraws: 60\npackage: all\ncoverage: COVER\n"
    for name, coverage in (("a", "0.1"), ("b", "0.2")):
        (tmp_path / f"{name}.yaml").write_text(text.replace("COVER", coverage), encoding="utf-8")
        answer = roi_model("sweep", str(tmp_path / f"{name}.yaml"), "--out", str(tmp_path / name), "--csv")
        assert (answer.code, answer.err) == (0, "")
    summary = pd.read_csv(tmp_path / "a" / "summary.csv")
    assert list(summary.intervention) == ["debt_advice", "loneliness", "package"]
    answer = roi_model("diff", str(tmp_path / "a"), str(tmp_path / "b"))
    assert (answer.code, answer.err) == (0, "")
    assert "Package in Leeds" in " ".join(answer.out.split())
