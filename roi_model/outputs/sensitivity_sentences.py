"""What a global sensitivity analysis found, in a sentence or two for a board, and how its numbers are written."""

from __future__ import annotations

from roi_model.analysis.sensitivity.indices import Effects, Index, Indices
from roi_model.analysis.sensitivity.question import Question
from roi_model.outputs.figure_words import figure_amount, figure_name, for_whom, mid_sentence
from roi_model.outputs.words import MINUS

ABOUT_ZERO = "about 0"
MOST = 0.5  # of the variance
MUCH_ABOVE = 0.05  # total above first order, as a share of the variance
LITTLE = 0.1  # of the largest effect
COUNTS = ("One number explains", "Two numbers explain", "Three numbers explain")

ALONE_DEFINED = (
    "Alone is the first-order Sobol' index: the share of the variance that would go if that number were known."
)
BELOW_ZERO = "An estimate below 0 is shown as about 0, with its interval; --format csv has it."
SOBOL_DEFINED = (
    f"{ALONE_DEFINED} With interactions is the total index: the share that would be left if all the others were known. "
    f"{BELOW_ZERO} Intervals are by bootstrap, which makes them rather wide for points so evenly spread."
)
DRAWS_DEFINED = (
    f"{ALONE_DEFINED} It is estimated from the draws of the simulation (RBD-FAST), which does not show interactions. "
    f"{BELOW_ZERO}"
)
MORRIS_DEFINED = (
    "An elementary effect is what the figure changes by when one number moves, from a random start, by two thirds of "
    "its 95% interval (in probability), scaled up to the whole. mu* is the mean of the sizes, mu the mean with the "
    "signs, and sigma the standard deviation: large where the effect bends, or depends on other numbers."
)


def share(index: Index) -> str:
    """Write a share of the uncertainty; one that rounds to nothing, or is estimated below it, is about 0.

    Examples
    --------
    >>> [share(Index(estimate, 0.02)) for estimate in (0.342, 0.004, -0.01, 1.003)]
    ['34%', 'about 0', 'about 0', '100%']
    """
    return ABOUT_ZERO if index.estimate < 0.005 else f"{index.estimate:.0%}"


def share_interval(index: Index) -> str:
    """Write the 95% interval of a share, below 0 and above 1 as it is.

    Examples
    --------
    >>> share_interval(Index(-0.01, 0.02)), share_interval(Index(0.34, 0.05))
    ('−3% to 1%', '29% to 39%')
    """
    return f"{_signed_percent(index.low)} to {_signed_percent(index.high)}"


def sobol_sentence(question: Question, indices: Indices) -> str:
    """Say which numbers explain most of the uncertainty, and whether they act together.

    Parameters
    ----------
    question
        What was asked.
    indices
        First-order indices and, where the method gives them, total ones.
    """
    ranked = _ranked(indices.names, indices.first)
    what = f"the uncertainty in {_about(question)}"
    explained = 0.0
    for size, (_, index) in enumerate(ranked[:3]):
        explained += index.estimate
        if explained > MOST:
            named = _listed(question, ranked[: size + 1])
            return f"{COUNTS[size]} most of {what}: {named}.{_interactions(question, indices)}"
    if indices.alone > MOST:
        named = _listed(question, ranked[:3])
        return f"No three numbers explain most of {what}; the largest are {named}.{_interactions(question, indices)}"
    alone = f"One by one the numbers explain {share(Index(indices.alone, 0.0))} of {what}; the rest is how they combine"
    if not indices.total:
        return f"{alone}, which only the analysis without --from-draws can show."
    return (
        f"{alone}. Counted with its interactions, the largest share is that of "
        f"{_listed(question, _ranked(indices.names, indices.total)[:1])}."
    )


def accuracy_note(indices: Indices) -> str:
    """Return how wide the widest interval is, and whether an estimate shows that more evaluations are needed.

    Examples
    --------
    >>> accuracy_note(Indices(("a", "b"), 100, (Index(0.9, 0.1), Index(-0.2, 0.05))))
    'The widest 95% interval is ±10 points. That of b lies below 0, where no share can be: more evaluations are needed.'
    """
    everything = list(zip(indices.names, indices.first, strict=True))
    if indices.total:
        everything += zip(indices.names, indices.total, strict=True)
    everything += [(f"{first} with {second}", index) for first, second, index in indices.second]
    widest = max(index.margin for _, index in everything)
    impossible = dict.fromkeys(name for name, index in everything if index.high < -0.005)
    text = f"The widest 95% interval is ±{100 * widest:.0f} points."
    if impossible:
        text += f" That of {', of '.join(impossible)} lies below 0, where no share can be: more evaluations are needed."
    return text


def pairs_note(indices: Indices) -> str:
    """Return which pairs surely act together, where pairs were asked for.

    Examples
    --------
    >>> pairs_note(Indices(("a", "b"), 100, (), (), (("a", "b", Index(0.2, 0.1)),)))
    'Of 1 pair, 1 has an interval wholly above 0: a with b (20%).'
    """
    if not indices.second:
        return ""
    clear = sorted((row for row in indices.second if row[2].low > 0), key=lambda row: -row[2].estimate)
    of = f"Of {len(indices.second)} pair{'' if len(indices.second) == 1 else 's'}"
    if not clear:
        return f"{of}, none has an interval wholly above 0."
    named = ", ".join(f"{first} with {second} ({share(index)})" for first, second, index in clear[:3])
    which = "" if len(clear) <= 3 else "; the largest are"
    joint = ": " if not which else " "
    return f"{of}, {len(clear)} {'has' if len(clear) == 1 else 'have'} an interval wholly above 0{which}{joint}{named}."


def morris_sentence(question: Question, effects: Effects) -> str:
    """Say which numbers move the figure most, and how many hardly move it."""
    ranked = sorted(zip(effects.names, effects.effects, strict=True), key=lambda pair: -pair[1].mu_star)
    most, effect = ranked[0]
    text = (
        f"The number that moves {_about(question)} most is {_quoted(question, most)}: "
        f"by {figure_amount(question.output, effect.mu_star)} on average from one end of its interval to the other"
    )
    if len(ranked) > 1 and ranked[1][1].mu_star > LITTLE * effect.mu_star:
        second, less = ranked[1]
        text += f"; next is {_quoted(question, second)}, by {figure_amount(question.output, less.mu_star)}"
    idle = sum(other.mu_star <= LITTLE * effect.mu_star for _, other in ranked)
    if idle == 0:
        return f"{text}."
    verb = "moves" if idle == 1 else "move"
    return f"{text}. Of {len(ranked)} uncertain numbers, {idle} {verb} it by a tenth of that or less."


def evaluations_note(evaluations: int) -> str:
    """Return how many evaluations were made, and that they are not the draws."""
    return f"{evaluations:,} evaluations of its own; the draws of the simulation are not used."


def _interactions(question: Question, indices: Indices) -> str:
    """Name the numbers, two at most, whose total index stands clear of and much above their first-order one."""
    if not indices.total:
        return ""
    rows = zip(indices.names, indices.first, indices.total, strict=True)
    clear = [
        (total.estimate - first.estimate, f"{_quoted(question, name)} ({share(total)}, not {share(first)})")
        for name, first, total in rows
        if total.estimate - first.estimate >= MUCH_ABOVE and total.low > first.high
    ]
    if not clear:
        return ""
    largest = [text for _, text in sorted(clear, key=lambda row: -row[0])[:2]]
    return f" Some of it is how numbers combine; what weighs more with interactions counted: {' and '.join(largest)}."


def _ranked(names: tuple[str, ...], indices: tuple[Index, ...]) -> list[tuple[str, Index]]:
    return sorted(zip(names, indices, strict=True), key=lambda pair: -pair[1].estimate)


def _about(question: Question) -> str:
    title = mid_sentence(question.case.intervention.title)
    return f"the {figure_name(question.output)} of {title} {for_whom(question.output)}"


def _quoted(question: Question, name: str) -> str:
    return f"“{question.case.parameters[name].label}”"


def _listed(question: Question, rows: list[tuple[str, Index]]) -> str:
    *others, last = [f"{_quoted(question, name)} ({share(index)})" for name, index in rows]
    return f"{', '.join(others)} and {last}" if others else last


def _signed_percent(number: float) -> str:
    rounded = f"{abs(number):.0%}"
    return f"{MINUS}{rounded}" if number < 0 and rounded != "0%" else rounded
