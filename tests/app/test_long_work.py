"""Long work: it runs beside the page, says how far it is, and ends when somebody stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import streamlit
from browser import open_app
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.watching import Watch
from roi_model.app import engine, mix, progress
from roi_model.app.chosen import DEFAULT
from roi_model.app.progress import Course, StoppedError, carried_out
from roi_model.inputs.refusal import InputError
from roi_model.outputs.words import pounds

NAMES = ("debt_advice", "collaborative_care", "loneliness")
LEEDS = DEFAULT.changed(areas=("Leeds",), interventions=NAMES, draws=200)


class Bar:
    """A progress bar that keeps what it is told; at some text it does what Streamlit does when a button is pressed."""

    def __init__(self, stop_at: str = "never") -> None:
        self.texts: list[str] = []
        self.stop_at = stop_at

    def __call__(self, _share: float, text: str) -> Bar:
        self.progress(_share, text)
        return self

    def progress(self, _share: float, text: str) -> None:
        self.texts.append(text)
        if text.startswith(self.stop_at):
            raise RerunException(RerunData())

    def empty(self) -> None:
        self.texts.append("gone")


def test_work_says_how_far_each_part_is_and_gives_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    bar, seen = Bar(), threading.Event()
    monkeypatch.setattr(streamlit, "progress", bar)
    monkeypatch.setattr(progress, "GLANCE", 0.001)

    def work(watch: Watch) -> int:
        with watch("Counting", 4) as advance:
            advance(3)
            while "Counting: 75%" not in bar.texts:
                seen.wait(0.001)
        return 42

    assert carried_out(work) == 42
    assert bar.texts[0] == "Getting ready"
    assert bar.texts[-1] == "gone"


def test_what_work_refuses_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit, "progress", Bar())

    def work(_watch: Watch) -> None:
        raise InputError("It cannot be.")

    with pytest.raises(InputError, match="It cannot be"):
        carried_out(work)


def test_a_press_of_stop_ends_the_page_at_once_and_the_work_at_its_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit, "progress", Bar("Working"))
    monkeypatch.setattr(progress, "GLANCE", 0.001)
    let_go, ended = threading.Event(), threading.Event()

    def work(watch: Watch) -> None:
        with watch("Working", 2) as advance:
            let_go.wait(30)  # a step that takes long, such as one fit of a regression
            try:
                advance()
            except StoppedError:
                ended.set()
                raise

    with pytest.raises(RerunException):
        carried_out(work)
    assert not ended.is_set()  # the page did not wait for the step
    let_go.set()
    assert ended.wait(30)


def test_no_step_is_taken_after_a_stop() -> None:
    course = Course()
    with course.watch("Working", 3) as advance:
        advance()
        course.stop()
        for steps in (1, 0):
            with pytest.raises(StoppedError):
                advance(steps)
    assert course.share == pytest.approx(1 / 3)
    with pytest.raises(StoppedError), course.watch("The next part", 1):
        pytest.fail("it must not begin")


def stopped_at(part: str) -> Callable[[Callable[[Watch], Any]], Any]:
    """Do work as the app does, until it begins a part: there somebody presses Stop."""

    def carried_out(work: Callable[[Watch], Any]) -> Any:
        course = Course()

        def watch(description: str, total: float) -> Any:
            if description == part:
                course.stop()
            return course.watch(description, total)

        try:
            return work(watch)
        except StoppedError:
            streamlit.stop()

    return carried_out


def press_stop(app: AppTest, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setattr(mix, "carried_out", stopped_at(part))
    app.button(key="mix").click().run()
    app.button(key="mix.stop").click().run()
    assert not app.exception


def test_a_best_mix_that_was_stopped_keeps_what_was_found_and_says_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("best_mix", LEEDS)
    app.number_input(key="mix.budget").set_value(1_000_000.0)
    press_stop(app, monkeypatch, "How often each is chosen")
    assert mix.STOPPED in [each.value for each in app.info]
    said = " ".join(each.value for each in app.markdown)
    assert "The search was stopped after 12 of 12 budgets, so this is only part of the answer." in said
    limits = Limits.read({"budgets": {"all": 1_000_000.0}, "most": dict.fromkeys(NAMES, 0.5)}, "test")
    request = LEEDS.request
    whole = engine_says(limits)
    assert f"On average it brings {pounds(whole.best.aim)}." in said
    assert mix.known(request, limits) is None
    monkeypatch.undo()
    app.button(key="mix").click().run()
    assert "The search was stopped" not in " ".join(each.value for each in app.markdown)


def engine_says(limits: Limits) -> Any:
    problem = limits.problem(LEEDS.request.cases(), LEEDS.request.analysis(), 5)
    return mix.portfolio(problem, points=mix.POINTS, sampler=engine.sampler_of(LEEDS.request))


def test_a_best_mix_that_was_stopped_before_anything_was_found_says_that(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("best_mix", LEEDS)
    press_stop(app, monkeypatch, "Evaluating the programmes")
    assert progress.STOPPED in [each.value for each in app.info]
    assert "The search was stopped" not in " ".join(each.value for each in app.markdown)


@pytest.mark.parametrize(
    "part",
    ["Trying budgets", "Looking for anything better", "Looking for a cautious mix", "How often each is chosen"],
)
def test_each_part_of_a_search_can_be_stopped(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("best_mix", LEEDS)
    app.multiselect(key="mix.floors").set_value(["nhs"]).run()
    press_stop(app, monkeypatch, part)
    assert any("was stopped" in each.value for each in app.info)
