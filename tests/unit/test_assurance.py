"""The assurance pack of a run."""

from __future__ import annotations

from datetime import date

import pytest

from roi_model.analysis.answer import Answer, answer
from roi_model.analysis.checks.run import Check, Outcome
from roi_model.analysis.request import Request
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.parameter_set import parameter_set
from roi_model.inputs.refusal import InputError
from roi_model.inputs.review import review, sunset, sunset_of_parameter
from roi_model.outputs.assurance import pack
from roi_model.outputs.assurance.assumptions import CALIBRATED, ENGINE_OWNER, METHOD, NOT_SIGNED
from roi_model.outputs.assurance.cheers import cheers_table
from roi_model.outputs.assurance.choices import choices_log
from roi_model.outputs.assurance.data_log import EXPIRED, IN_DATE, what_to_do, worth_a_search
from roi_model.outputs.assurance.pack import Assurance, assurance
from roi_model.outputs.assurance.responsible import NOT_NAMED, Responsible

TODAY = date(2026, 11, 24)
REQUEST = Request(
    name="Plan B",
    note="Why we ask.",
    areas=("Leeds",),
    interventions=("debt_advice", "loneliness", "workplace_stress"),
    changes={"debt_advice.advice_cost": "300@2024-25", "loneliness.coverage": 0.2},
    population={"adults": 600000},
    draws=200,
)
NAMES = Responsible(analyst="Ann Lee", assurer="Bo Day", final=True, statements={27: "Public health grant."})


@pytest.fixture(scope="module")
def asked() -> Answer:
    return answer(REQUEST)


@pytest.fixture(scope="module")
def tables(asked: Answer) -> Assurance:
    return assurance(asked, NAMES, TODAY)


def test_AQ_01_a_final_export_needs_an_assurer_who_is_not_the_analyst() -> None:
    with pytest.raises(InputError, match="ANN  lee is named as analyst and as assurer"):
        Responsible(analyst="ANN  lee", assurer="Ann Lee", final=True)
    with pytest.raises(InputError, match="add --assurer NAME"):
        Responsible(analyst="Ann Lee", assurer=" ", final=True)
    with pytest.raises(InputError, match="add --analyst NAME and --assurer NAME"):
        Responsible(final=True)
    assert Responsible(analyst="Ann Lee", assurer="Ann Lee").status == "Draft: not assured"
    assert NAMES.status == "Final"


def test_a_statement_on_an_item_that_cheers_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="CHEERS has items 1 to 28, and no item 29"):
        Responsible(statements={29: "More."})


def test_AQ_05_every_assumption_has_size_reliability_time_reason_and_owner(tables: Assurance) -> None:
    log = tables.assumptions
    assert not log.isna().any().any()
    assert not (log == "").any().any()
    assert set(log["Owner"]) == {ENGINE_OWNER, "Ann Lee"}
    assert set(log["Signed by"]) == {"Bo Day"}
    shares = [share for share in log["Share of uncertainty"] if isinstance(share, float)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 3 + 1e-9  # of three interventions


def test_AQ_05_what_is_recalled_assumed_or_a_judgement_is_in_the_log_and_what_was_read_is_not(asked: Answer) -> None:
    log = assurance(asked, NAMES, TODAY).assumptions
    listed = set(zip(log["Intervention"], log["Assumption"], strict=True))
    for case in asked.cases:
        for parameter in case.parameters:
            doubtful = "assumed" in {parameter.checked, parameter.interval_checked}
            doubtful |= "recalled" in {parameter.checked, parameter.interval_checked} or parameter.evidence == "D"
            doubtful |= parameter.kind in {"decision", "structural"}
            assert ((case.intervention.title, parameter.label) in listed) is doubtful
    assert [row for row in log["What is assumed"] if row == "Method"] == ["Method"] * len(METHOD)


def test_calibrated_is_called_calibrated_and_what_a_user_set_is_the_users(tables: Assurance) -> None:
    log = {(row["Intervention"], row["Assumption"]): row for row in tables.assumptions.to_dict(orient="records")}
    label = "Years free of loneliness gained over five years, above the comparison group"
    lever = log["Loneliness in later life", label]
    assert lever["What is assumed"] == CALIBRATED
    assert "value calibrated" in lever["Reliability"]
    assert lever["Owner"] == ENGINE_OWNER
    cost = log["Debt advice", "Cost of face-to-face debt advice"]
    assert (cost["What is assumed"], cost["Owner"]) == ("Value set by the user", "Ann Lee")
    assert (cost["When"], cost["Reliability"]) == ("2026-11-24", "Set by the user; not graded")


def test_AQ_05_an_owner_that_is_not_named_is_a_warning(asked: Answer) -> None:
    found = assurance(asked, Responsible(), TODAY)
    assert list(found.assumptions["Owner"]).count(NOT_NAMED) == 2
    assert set(found.assumptions["Signed by"]) == {NOT_SIGNED}
    assert "2 assumptions have no owner; name an analyst." in found.warnings


def test_AQ_07_every_input_has_a_sunset_date_and_an_expired_one_raises_a_flag(asked: Answer, tables: Assurance) -> None:
    log = tables.data
    assert not log.isna().any().any()
    assert set(log["Flag"]) == {EXPIRED, IN_DATE}
    assert (log["Flag"] == EXPIRED).equals(log["Sunset date"] < TODAY.isoformat())
    streams = {(parameter.stream, parameter.value) for case in asked.cases for parameter in case.parameters}
    assert len(log) >= len(streams) + 3
    early = assurance(asked, NAMES, date(2000, 1, 1))
    assert set(early.data["Flag"]) == {IN_DATE}
    assert not any("sunset" in warning for warning in early.warnings)
    assert any("past their sunset date" in warning for warning in tables.warnings)


def test_AQ_07_risk_is_high_where_weak_evidence_moves_the_result(tables: Assurance) -> None:
    log = tables.data.set_index("Input")
    assert log.loc["Chance that debt becomes manageable with advice", "Risk"] == "high"  # interval and value recalled
    assert log.loc["Adults aged 18 or over", "Owner"] == "Ann Lee"  # typed
    assert log.loc["Residents aged 65 or over", "Risk"] == "low"


def test_AQ_07_what_to_do_about_age_follows_from_what_an_input_moves(tables: Assurance) -> None:
    old = {"Flag": EXPIRED, "Used by": "Debt advice", "Risk": "low"}
    assert what_to_do(old | {"Share of uncertainty": 0.1}).startswith("Look for a newer figure")
    assert what_to_do(old | {"Share of uncertainty": 0.099}).startswith("Nothing for this decision")
    assert what_to_do(old | {"Share of uncertainty": "[z]"}).startswith("Try another value")
    assert what_to_do(old | {"Used by": "The place", "Share of uncertainty": "[z]"}).startswith("Use your own")
    new = old | {"Flag": IN_DATE, "Share of uncertainty": 0.5}
    assert what_to_do(new) == "Nothing"
    assert what_to_do(new | {"Risk": "high"}).startswith("Not old, but weak")
    said = [what_to_do({str(name): value for name, value in row.items()}) for _, row in tables.data.iterrows()]
    assert said == list(tables.data["What to do"])


def test_AQ_07_the_old_inputs_that_matter_are_named_those_that_move_most_first(tables: Assurance) -> None:
    wanted = worth_a_search(tables.data)
    log = tables.data.drop_duplicates("Input").set_index("Input")
    shares = [float(str(log.loc[name, "Share of uncertainty"])) for name in wanted]
    assert wanted
    assert shares == sorted(shares, reverse=True)
    assert min(shares) >= 0.1
    (warning,) = [each for each in tables.warnings if "sunset" in each]
    assert wanted[0] in warning
    assert f" {len(wanted)} of them make" in warning


def test_sunset_dates_follow_the_rules_of_the_file() -> None:
    assert sunset("money", 2009) == date(2014, 12, 31)
    advice = parameter_set("debt_advice")
    assert sunset_of_parameter(advice["advice_cost"]) == date(2009 + review().years["money"], 12, 31)
    assert sunset_of_parameter(advice["coverage"]) == date(2028, 12, 31)  # a judgement ages from the release
    assert sunset_of_parameter(advice["over_indebted"]) == date(2017 + review().years["evidence"], 12, 31)


def test_the_bibliography_of_a_run_holds_what_it_cites_and_nothing_else(asked: Answer, tables: Assurance) -> None:
    keys = list(tables.sources["Key"])
    assert len(keys) == len(set(keys))
    assert {parameter.source for case in asked.cases for parameter in case.parameters} <= set(keys)
    assert "karna-2011" not in keys  # of an intervention that is not run
    assert not (tables.sources == "").any().any()


def test_GB_12_what_is_not_counted_is_listed_for_every_intervention(asked: Answer, tables: Assurance) -> None:
    for case in asked.cases:
        rows = tables.not_counted[tables.not_counted["Intervention"] == case.intervention.title]
        assert list(rows["What is not counted"]) == list(case.description.not_counted)
    assert (tables.not_counted["Intervention"] == "All").sum() == 7


def test_AQ_06_every_choice_of_the_user_is_logged(tables: Assurance) -> None:
    chosen = dict(zip(tables.choices["Choice"], tables.choices["Chosen"], strict=True))
    assert chosen == {
        "Name of the scenario": "Plan B",
        "Note": "Why we ask.",
        "Places": "Leeds",
        "Figure typed in: adults": "600000.0",
        "Interventions": "debt_advice, loneliness, workplace_stress",
        "Parameter: debt_advice.advice_cost": "300@2024-25",
        "Parameter: loneliness.coverage": "0.2",
        "Draws": "200",
    }
    reasoned = choices_log(REQUEST.changed(reasons={"loneliness.coverage": "All wards."}), NAMES, TODAY)
    reasons = dict(zip(reasoned["Choice"], reasoned["Reason"], strict=True))
    assert reasons["Parameter: loneliness.coverage"] == "All wards."
    assert reasons["Parameter: debt_advice.advice_cost"] == "No reason is given"
    assert set(reasoned["Who"]) == {"Ann Lee"}
    nothing = choices_log(Request(), Responsible(), TODAY)
    assert list(nothing["Choice"]) == ["Nothing"]


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_CH_01_what_the_engine_knows_is_never_missing_from_its_report(name: str) -> None:
    asked = answer(Request(interventions=(name,), draws=20))
    table = cheers_table(asked, Responsible()).set_index("Item")
    filled = set(table.index[table["Filled by"] == "engine"])
    assert {7, 8, 9, 10, 11, 14, 15, 16, 17, 20, 22, 23, 24} <= filled
    assert set(table.index[table["Filled by"] == "missing"]) == {3, 4, 21, 25, 27, 28}
    assert len(table) == 28


def test_CH_01_what_a_user_says_comes_first(tables: Assurance) -> None:
    table = tables.cheers.set_index("Item")
    said = {number: table.loc[number, "Answer"] for number in (1, 3, 27)}
    assert said == {1: "Plan B", 3: "Why we ask.", 27: "Public health grant."}
    assert set(table.loc[[1, 3, 27], "Filled by"]) == {"user"}
    assert "CHEERS items that nobody has filled: 4, 21, 25, 28." in tables.warnings


def test_a_check_that_fails_is_a_warning(asked: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = Check("TV-99", "Nothing is wrong", "Debt advice", Outcome.FAILED, "Something is.")
    monkeypatch.setattr(pack, "checks_of_run", lambda _: (failing,))
    assert assurance(asked, NAMES, TODAY).warnings[0] == "Checks that failed on this run: TV-99 in Debt advice."
