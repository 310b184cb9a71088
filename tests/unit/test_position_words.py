from __future__ import annotations

from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.position import PartnerPosition, each_year, positions
from roi_model.analysis.request import Request
from roi_model.engine.package import evaluate_package
from roi_model.outputs.position_words import chance_table, cumulative_table, money_table, out_of_pocket
from roi_model.outputs.words import percent_in_sentence, pounds


def found(**fields: object) -> tuple[PartnerPosition, ...]:
    asked = Request.read({"areas": ["Leeds"], "interventions": ["debt_advice"], "draws": 500} | fields, "test")
    return positions(evaluate_package(asked.cases(), asked.analysis(), each_year(5)))


def test_who_is_out_of_pocket_is_said_with_what_is_paid_gained_and_how_likely() -> None:
    each = found()
    council, nhs = each[1].economic, each[0].economic
    text = out_of_pocket(each, Basis.ECONOMIC)
    assert text.startswith(
        f"Local government would be {pounds(-council.net.mean)} out of pocket after 5 years. It pays "
        f"{pounds(council.contribution.mean)} and gains {pounds(council.benefit.mean)}. The chance of "
        f"being in credit by then is {percent_in_sentence(council.in_credit[5].probability)}."
    )
    assert f"After 5 years, on average, better off: the NHS {pounds(nhs.net.mean)}, the exchequer £" in text


def test_in_cash_only_cash_is_gained() -> None:
    each = found()
    council = each[1].financial
    assert f"gains {pounds(council.benefit_cash.mean)}" in out_of_pocket(each, Basis.FINANCIAL)
    assert council.benefit_cash.mean < council.benefit.mean
    # The NHS gains no cash here and pays nothing, so it is neither ahead nor behind.
    assert "NHS" not in out_of_pocket(each, Basis.FINANCIAL)


def test_nobody_out_of_pocket_is_said() -> None:
    text = out_of_pocket(found(payers={"individuals": 1}), Basis.ECONOMIC)
    assert text.startswith("On average nobody is out of pocket after 5 years. After 5 years, on average, better off: ")


def test_where_nothing_happens_nobody_pays_or_gains() -> None:
    assert out_of_pocket(found(changes={"coverage": 0}), Basis.ECONOMIC) == "Nobody pays or gains anything."


def test_tables_have_every_partner_and_all_together() -> None:
    each = found()
    money, chances = money_table(each, Basis.ECONOMIC), chance_table(each, Basis.ECONOMIC)
    assert list(money["Partner"]) == ["NHS", "Local government", "Exchequer", "Individuals", "All partners"]
    assert list(money.columns)[-1] == "Net, cash, not discounted"
    assert money["Net"][1] == pounds(each[1].economic.net.mean)
    assert money["Net, cash, not discounted"][1] == pounds(each[1].financial.net.mean)
    assert list(chances.columns) == [
        "Partner",
        "By year 1",
        "By year 2",
        "By year 3",
        "By year 5",
        "Pays back, on average",
    ]
    assert chances["Pays back, on average"][0] == "pays nothing"
    assert chances["Pays back, on average"][1] == "not in 5 years"


def test_cumulative_nets_are_those_of_the_engine_at_every_year() -> None:
    each = found()
    table = cumulative_table(each, Basis.ECONOMIC)
    assert len(table) == 5 * len(each)
    assert list(table[table["partner"] == "NHS"]["mean"]) == [year.mean for year in each[0].economic.cumulative]
