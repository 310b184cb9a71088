"""A sweep that was changed is not mixed with what was begun: every change is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sweep import contents, interrupted, small_plan

from roi_model.analysis.sweep import digest as sweep_digest
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep import identity as sweep_identity
from roi_model.outputs.sweep.run import run_sweep


def changes_said(folder: Path, **changes: object) -> list[str]:
    before = contents(folder)
    with pytest.raises(InputError) as refused:
        run_sweep(small_plan(**changes), folder)
    first, *rest = refused.value.problems
    assert "was begun with something else, and the two are not mixed" in first
    assert contents(folder) == before
    return rest


def test_a_sweep_that_was_changed_is_not_mixed_and_every_change_is_named(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    assert changes_said(folder, draws=30, seed=1, areas=["Leeds", "Devon"]) == [
        "draws was 20 and is 30.",
        "seed was 2017 and is 1.",
        "the places are without Kent.",
        "the places hold Devon too.",
    ]
    assert changes_said(folder, areas=["Kent", "Leeds"]) == ["the places stand in another order, or have other codes."]
    scenarios = {"as it is": {"horizons": 3}, "more": {"coverage": 0.4}, "new": {}}
    assert changes_said(folder, scenarios=scenarios, interventions=["debt_advice"]) == [
        "interventions was debt_advice, loneliness and is debt_advice.",
        "the scenario 'as it is' had horizons not set and has 3.",
        "the scenario 'more' had coverage 0.3 and has 0.4.",
        "the scenario 'cautious' is gone.",
        "the scenario 'new' is new.",
    ]


def test_scenarios_in_another_order_are_another_sweep(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    scenarios = {"more": {"coverage": 0.3}, "as it is": {}, "cautious": {"builds_on": "more", "preset": "evidence"}}
    assert changes_said(folder, scenarios=scenarios) == ["the scenarios stand in another order."]


def test_inputs_code_and_versions_that_changed_are_not_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = interrupted(tmp_path, after=3)
    real = sweep_identity.identity

    def tomorrow(plan: object) -> dict[str, object]:
        now = real(plan)  # type: ignore[arg-type]
        inputs = {**now["inputs"], "shared.yaml": "another", "new.yaml": "new"}
        versions = {**now["versions"], "numpy": "9.0"}
        return {**now, "inputs": inputs, "versions": versions, "program_sha256": "another"}

    monkeypatch.setattr(sweep_identity, "identity", tomorrow)
    said = changes_said(folder)
    assert said[:2] == ["the file shared.yaml of the inputs changed.", "the file new.yaml of the inputs changed."]
    assert said[2].startswith("numpy was ")
    assert said[2].endswith(" and is 9.0.")
    assert said[3:] == ["the program's own code changed."]


def test_a_parameter_that_changed_since_is_named_with_both_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = interrupted(tmp_path, after=3), sweep_identity.identity
    table = folder / "parameters.csv"
    kept = table.read_text(encoding="utf-8")
    assert "debt_advice,evidence,advice_cost,265.0:201.0:377.0@2009" in kept
    table.write_text(kept.replace("265.0:201.0:377.0@2009", "270.0:201.0:377.0@2009"), encoding="utf-8")

    def tomorrow(plan: object) -> dict[str, object]:
        now = real(plan)  # type: ignore[arg-type]
        return {**now, "inputs": {**now["inputs"], "debt_advice.yaml": "another"}}

    monkeypatch.setattr(sweep_identity, "identity", tomorrow)
    assert (
        "debt_advice, preset evidence: advice_cost was 270.0:201.0:377.0@2009 and is 265.0:201.0:377.0@2009."
        in changes_said(folder)
    )


def test_the_identity_sees_every_input_file_and_the_models() -> None:
    found = sweep_identity.identity(small_plan())
    assert {"debt_advice.yaml", "shared.yaml", "areas.csv", "price_index.yaml"} <= set(found["inputs"])
    names = {piece.decode() for piece in sweep_digest._sources() if len(piece) < 60}
    assert {"debt_advice.py", "evaluation.py", "sweep/rows.py", "price.py"} <= names
