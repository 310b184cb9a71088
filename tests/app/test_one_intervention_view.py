from __future__ import annotations

from browser import open_app, shown_metrics

from roi_model.app import engine
from roi_model.app.chosen import DEFAULT
from roi_model.app.frame import shown
from roi_model.inputs.evidence_file import evidence_file
from roi_model.outputs.chain import chain_sentence
from roi_model.outputs.words import pounds, ratio_mean

LEEDS = DEFAULT.changed(areas=("Leeds",))


def text_of(app: object) -> str:
    return " ".join(each.value for each in app.markdown)  # type: ignore[attr-defined]


def test_the_page_shows_the_figures_of_the_programme_picked() -> None:
    app = open_app("one_intervention", LEEDS)
    app.selectbox(key="programme").set_value("debt_advice").run()
    row = engine.one_row(LEEDS.request, "debt_advice")
    cards = shown_metrics(app)
    assert cards["Cost"] == [pounds(row.figures.cost.mean)]
    assert cards["Return per £1"] == [ratio_mean(row.figures.return_per_pound)]
    results = engine.results_of(row.figures.case, LEEDS.request.analysis(), (5,))
    assert chain_sentence(results) in text_of(app)
    assert all(shown(text) in text_of(app) for text in evidence_file("debt_advice").description.not_counted)


def test_the_programme_picked_stays_picked_on_the_other_pages() -> None:
    app = open_app("one_intervention", LEEDS)
    app.selectbox(key="programme").set_value("loneliness").run()
    app.switch_page("views/how_sure.py").run()
    assert app.selectbox(key="programme").value == "loneliness"


def test_a_preset_of_one_programme_changes_it_and_can_be_put_back() -> None:
    app = open_app("one_intervention", LEEDS)
    app.selectbox(key="programme").set_value("debt_advice").run()
    app.selectbox(key="debt_advice.preset").set_value("trial-null").run()
    wanted = LEEDS.changed(presets={"debt_advice": "trial-null"})
    row = engine.one_row(wanted.request, "debt_advice")
    assert shown_metrics(app)["Return per £1"] == [ratio_mean(row.figures.return_per_pound)] == ["£0.00"]
    app.selectbox(key="debt_advice.preset").set_value("phe-2017").run()
    assert shown_metrics(app)["Return per £1"] != ["£0.00"]


def test_the_published_result_stands_beside_ours() -> None:
    app = open_app("one_intervention", LEEDS.changed(interventions=("debt_advice",)))
    table = next(each.value for each in app.table if "Where and how" in each.value)
    returns = dict(zip(table["What"], table["Return per £1"], strict=True))
    assert returns["Published in 2017"] == "£2.60"
    assert returns["Ours: As published in 2017 (calibrated) (phe-2017)"] == "£2.60"
    assert returns["Ours: No effect, as in the one trial of offering advice (trial-null)"] == "£0.00"


def test_health_is_shown_where_it_is_known_and_its_lack_is_said() -> None:
    care = open_app("one_intervention", LEEDS.changed(interventions=("collaborative_care",)))
    assert "QALYs" in text_of(care)
    assert "The net cost of each is" in text_of(care) or "saves money and gains health" in text_of(care)
    advice = open_app("one_intervention", LEEDS.changed(interventions=("debt_advice",)))
    assert "No gain in quality of life (QALYs) is counted" in text_of(advice)


def test_a_lever_outside_the_evidence_is_warned_of() -> None:
    app = open_app("one_intervention", LEEDS.changed(interventions=("loneliness",)))
    assert any("but the evidence supports 0.15 to 0.95" in each.value for each in app.warning)
