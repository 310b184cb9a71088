"""``roi-model sensitivity tornado``: what each uncertain parameter does to a figure, moved alone."""

from __future__ import annotations

from rich.console import Console

from roi_model.analysis.sensitivity.question import Question
from roi_model.analysis.tornado import Tornado, tornado
from roi_model.cli.console import Column, console, records, text_column, write_csv, write_json, write_notes, write_table
from roi_model.cli.options import Format, FormatOption
from roi_model.cli.question_options import QuestionOptions
from roi_model.cli.sensitivity_question import closing_notes, read_question
from roi_model.outputs.figure_words import figure_amount, short_value
from roi_model.outputs.oneway_tables import tornado_table
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.tornado_sentences import OWN_PRICES, SHARE_DEFINED, share, tornado_sentence, turning_note

ABOUT = QuestionOptions()


def tornado_command(intervention: str, *, about: QuestionOptions = ABOUT, output: FormatOption = Format.TABLE) -> None:
    """Move each uncertain parameter alone over its interval, and show what that does to a figure.

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    """
    question = read_question(about, intervention)
    result = tornado(question.case, question.analysis, question.output)
    record = run_record([question.case], question.analysis)
    sentence, turning = tornado_sentence(result), turning_note(result)
    remarks = [*([turning] if turning else []), SHARE_DEFINED, OWN_PRICES, *closing_notes(question, record)]
    if output is Format.TABLE:
        out = console()
        _write_bars(out, question, result)
        write_notes(out, [sentence, *remarks])
    elif output is Format.CSV:
        write_csv(tornado_table(result))
    else:
        content = {"results": records(tornado_table(result))}
        write_json({"run": record.as_dict(), "sentence": sentence, "notes": remarks, **content})


def _write_bars(out: Console, question: Question, result: Tornado) -> None:
    def written(figure: float) -> str:
        return figure_amount(result.output, figure)

    rows = []
    for bar in result.bars:
        unit = bar.factor.first.unit
        ends = (short_value(value, unit) for value in (bar.low_value, bar.high_value))
        figures = (written(figure) for figure in (bar.at_low, bar.at_high, bar.swing))
        rows.append((bar.factor.first.label, *ends, *figures, share(bar.share)))
    base = written(result.base)
    title = f"The {question.title}, {question.case.area.name}: one parameter at a time; base case {base}"
    headings = ("Low", "High", "Figure\nat low", "Figure\nat high", "Swing", "Share")
    write_table(out, title, [text_column("Parameter"), *map(Column, headings)], rows)
