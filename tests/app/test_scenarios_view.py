from __future__ import annotations

import io
from datetime import date

import pytest
from browser import open_app, show_view
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from roi_model.analysis.request import Request
from roi_model.app import engine, link, saved
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.frame import shown
from roi_model.app.roles import role
from roi_model.app.uploads import read_upload
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import working_file
from roi_model.outputs.words import percent, pounds, pounds_interval, ratio, ratio_interval

LEEDS = DEFAULT.changed(areas=("Leeds",))


def save(app: AppTest, name: str) -> AppTest:
    app.text_input(key="scenario_name").set_value(name)
    return next(each for each in app.button if each.label == "Save what is shown now").click().run()


def with_two() -> AppTest:
    app = save(open_app("scenarios", LEEDS), "Now in Leeds")
    show_view(app, "start").slider(key="debt_advice.coverage").set_value(0.3).run()
    return save(show_view(app, "scenarios"), "Three times the advice")


def test_scenarios_stand_side_by_side_with_the_figures_of_the_engine() -> None:
    app = with_two()
    table = app.table[0].value.set_index("What")
    for name, chosen in (
        ("Now in Leeds", LEEDS),
        ("Three times the advice", LEEDS.changed(changes={"debt_advice.coverage": 0.3})),
    ):
        plan = engine.plan(chosen.request)
        assert plan.return_per_pound is not None
        assert plan.return_cash is not None
        assert table[name].to_dict() == {
            "Place": "Leeds",
            "Programmes": "8",
            "Years counted": "5 years",
            "Whose costs and benefits": "Whole society",
            "Numbers behind the model": "phe-2017",
            "Numbers changed": str(len(chosen.request.changes)),
            "Cost": pounds(plan.cost.mean),
            "Comes back": pounds(plan.benefit.mean),
            "Net present value": pounds(plan.net_present_value.mean),
            "Net present value, 95% interval": pounds_interval(plan.net_present_value),
            "Return per £1": ratio(plan.return_per_pound.mean),
            "Return per £1, 95% interval": ratio_interval(plan.return_per_pound),
            "Cash only, per £1": ratio(plan.return_cash.mean),
            "Chance benefits exceed costs": shown(percent(plan.chance.probability)),
            "Pays back": "year 1",
        }


def test_the_difference_of_two_scenarios_is_explained() -> None:
    app = with_two()
    app.selectbox(key="from_scenario").set_value("Now in Leeds")
    app.selectbox(key="to_scenario").set_value("Three times the advice").run()
    said = " ".join(each.value for each in app.markdown)
    assert "The largest part: debt advice: coverage." in said
    table = next(each.value for each in app.table if "What is changed" in each.value)
    assert table.iloc[0].tolist()[:3] == ["Debt advice: coverage", "10%", "30%"]


def test_a_scenario_is_shown_again_and_forgotten() -> None:
    app = with_two()
    app.button(key="show.Now in Leeds").click().run()
    assert link.decode(app.query_params["s"]).request.changes == {}
    app.button(key="delete.Three times the advice").click().run()
    assert "show.Three times the advice" not in {each.key for each in app.button}


def test_a_note_is_saved_with_its_scenario() -> None:
    app = open_app("scenarios", LEEDS)
    app.text_area(key="scenario_note").set_value("For the board in May.")
    save(app, "Mine")
    assert link.decode(app.query_params["s"]).request.note == "For the board in May."
    assert any("For the board in May." in each.value for each in app.markdown)


@pytest.mark.parametrize("name", ["", "  ", saved.NOW])
def test_a_scenario_needs_a_name_of_its_own(name: str) -> None:
    app = save(open_app("scenarios", LEEDS), name)
    assert "Give the scenario a name" in app.warning[0].value


def test_no_more_scenarios_are_kept_than_fit() -> None:
    app = open_app("scenarios", LEEDS)
    app.session_state["_saved"] = {f"number {place}": LEEDS for place in range(saved.MOST_SAVED)}
    app.run()
    assert "no more fit" in save(app, "one too many").warning[0].value


def test_the_link_on_the_page_opens_the_same_scenario() -> None:
    app = open_app("scenarios", Chosen(Request(areas=("York",), horizon=3, changes={"coverage": "20%"}), role("icb")))
    shown = app.code[0].value
    assert link.decode(shown.partition("?s=")[2]) == link.decode(app.query_params["s"])


def test_a_scenario_too_long_for_a_link_can_still_be_saved_as_a_file() -> None:
    names = [f"debt_advice.{each.name}" for each in DEFAULT.request.cases()[4].parameters if each.name != "coverage"]
    cases = {case.intervention.name: case for case in DEFAULT.request.cases()}
    changes = {name: cases["debt_advice"].parameters[name.partition(".")[2]].value for name in names}
    plain = {name: value for name, value in changes.items() if not cases["debt_advice"].parameters[name[12:]].is_money}
    reasons = {
        name: "".join(chr(0x10000 + 7919 * place * len(name) % 60_000) for place in range(500)) for name in plain
    }
    app = open_app()
    app.session_state["_chosen"] = DEFAULT.changed(changes=plain, reasons=reasons)
    show_view(app, "scenarios")
    assert "too long for a link; save it as a file instead" in app.error[0].value
    assert "s" not in app.query_params


def upload(content: bytes, name: str = "plan.json") -> AppTest:
    app = open_app("scenarios")
    app.file_uploader(key="open_file").set_value((name, content, "application/json")).run()
    app.button(key="open").click().run()
    assert not app.exception
    return app


def test_a_file_is_opened_and_kept_under_its_name() -> None:
    app = upload(link.write_file(LEEDS).encode(), "our plan.json")
    assert link.decode(app.query_params["s"]).request.areas == ("Leeds",)
    assert app.button(key="show.our plan")


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def edited_workbook(sheet: str = "Inputs") -> bytes:
    """A working workbook of debt advice in Leeds, in which somebody typed another cost of advice."""
    content, _ = working_file(
        LEEDS.changed(interventions=("debt_advice",), draws=200).request, Responsible(), date(2026, 11, 24)
    )
    book = load_workbook(io.BytesIO(content))
    cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == "debt_advice.advice_cost"]
    row = cells[0].row
    value = next(cell for cell in book[sheet][row] if isinstance(cell.value, int | float))
    value.value = 300
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


def test_an_edited_workbook_is_read_back_and_its_changes_are_named_and_logged() -> None:
    app = open_app("scenarios", DEFAULT.with_role(role("council")))
    app.file_uploader(key="open_file").set_value(("from finance.xlsx", edited_workbook(), EXCEL)).run()
    app.button(key="open").click().run()
    assert not app.exception
    assert [each.value for each in app.warning] == []
    shown = link.decode(app.query_params["s"])
    case = shown.request.cases()[0]
    assert (case.area.name, case.parameters["advice_cost"].value, shown.role.name) == ("Leeds", 300, "council")
    assert "Changed in the workbook from finance.xlsx." in shown.request.reasons.values()
    assert any("265" in each.value and "300" in each.value for each in app.info)


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"not a workbook", "plan.xlsx"), (b"", "plan.xlsx"), (b"PK\x03\x04", "plan.xlsx"), (b"{}", "plan.exe")],
)
def test_what_only_looks_like_a_workbook_gets_a_sentence(content: bytes, name: str) -> None:
    with pytest.raises(InputError) as refused:
        read_upload(content, name, role(""))
    assert refused.value.problems[0].startswith("plan.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\x01\x02", "it does not hold a scenario"),
        (b"   ", "is empty"),
        (b"x" * 200_000, "a scenario has at most 100,000"),
        (b"[" * 90_000, "it does not hold a scenario"),
        (b'{"areas": ["<script>alert(1)</script>"]}', "There is no area called"),
        (b'{"draws": 99999999}', "in the app it must be at most"),
        (b'{"changes": {"debt_advice.advice_cost": "=cmd()"}}', "it must be a number"),
    ],
    ids=["binary", "empty", "huge", "deep", "script", "draws", "formula"],
)
def test_a_wrong_or_hostile_file_gets_a_sentence_and_changes_nothing(content: bytes, said: str) -> None:
    app = upload(content)
    assert said in " ".join(each.value for each in app.warning)
    assert link.decode(app.query_params["s"]) == DEFAULT
