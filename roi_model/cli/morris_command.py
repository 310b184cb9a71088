"""``roi-model sensitivity morris``: which parameters move a figure, from few evaluations."""

from __future__ import annotations

from rich.console import Console

from roi_model.analysis.sensitivity.indices import Effects
from roi_model.analysis.sensitivity.morris import check_trajectories
from roi_model.analysis.sensitivity.question import Question
from roi_model.cli.console import Column, console, records, text_column, write_csv, write_json, write_notes, write_table
from roi_model.cli.options import Format, FormatOption, read_whole
from roi_model.cli.progress import progress
from roi_model.cli.question_options import QuestionOptions
from roi_model.cli.sensitivity_question import closing_notes, seeded_rules
from roi_model.outputs.figure_words import figure_amount
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.sensitivity_sentences import MORRIS_DEFINED, evaluations_note, morris_sentence
from roi_model.outputs.sensitivity_tables import effects_table

ABOUT = QuestionOptions()
DEFAULT_TRAJECTORIES = 100


def morris_command(
    intervention: str,
    *,
    about: QuestionOptions = ABOUT,
    trajectories: str = str(DEFAULT_TRAJECTORIES),
    output: FormatOption = Format.TABLE,
) -> None:
    """Screen the parameters: how far each moves a figure, and how evenly (Morris).

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    trajectories
        How many; each takes one evaluation more than there are uncertain parameters.
    """
    question = about.read(intervention)
    number = read_whole(trajectories, "trajectories")
    check_trajectories(number)
    with progress("Elementary effects", 1) as advance:
        effects = question.morris(number)
        advance()
    record = run_record([question.case], question.analysis)
    sentence = morris_sentence(question, effects)
    remarks = [
        MORRIS_DEFINED,
        evaluations_note(effects.evaluations),
        *closing_notes(question, record, seeded_rules(question)),
    ]
    if output is Format.TABLE:
        out = console()
        _write_effects(out, question, effects)
        write_notes(out, [sentence, *remarks])
    elif output is Format.CSV:
        write_csv(effects_table(question, effects))
    else:
        method = {"method": "morris", "trajectories": number, "evaluations": effects.evaluations}
        content = {"analysis": method, "results": records(effects_table(question, effects))}
        write_json({"run": record.as_dict(), "sentence": sentence, "notes": remarks, **content})


def _write_effects(out: Console, question: Question, effects: Effects) -> None:
    def written(amount: float) -> str:
        return figure_amount(question.output, amount)

    ranked = sorted(zip(effects.names, effects.effects, strict=True), key=lambda row: -row[1].mu_star)
    rows = [
        (
            question.case.parameters[name].label,
            written(effect.mu_star),
            f"{written(effect.mu_star - effect.margin)} to {written(effect.mu_star + effect.margin)}",
            written(effect.mu),
            written(effect.sigma),
        )
        for name, effect in ranked
    ]
    title = f"What moves the {question.title}, {question.case.area.name}"
    columns = [text_column("Parameter"), *map(Column, ("mu*", "95% interval", "mu", "sigma"))]
    write_table(out, title, columns, rows)
