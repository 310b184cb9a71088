"""One sentence that states how far a number may move before a programme stops breaking even."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.root_search import Root
from roi_model.analysis.switching import MULTIPLES, Switching
from roi_model.outputs.figure_words import for_whom, listed, mid_sentence, range_in_words, value_in_words

NONE_IN_RANGE = "none in range"
SWITCHING_DEFINED = (
    "A switching value is the value at which the net figure is zero. All else is at its base case, and no draws are "
    "made. The nearest has the fewest standard deviations of the parameter's distribution between. “cost” multiplies "
    "all programme costs, and “effect” all benefits. Of a whole number it is the first one on the other side of zero."
)


def switching_sentence(result: Switching) -> str:
    """Return one subject's sentence: whether it breaks even today, until or from when, and what the evidence says."""
    ends = _ends(result)
    if not ends:
        return _without_root(result)
    if result.at_switch:
        said = f"{_title(result)} only just breaks even {for_whom(result.output)} at {_todays(result)}"
    elif result.sign < 0:
        said = _would_break_even(result, ends)
    else:
        said = _still_breaks_even(result, ends)
    return f"{said}{_further(result, ends)}.{_evidence(result, ends)}"


def short_sentence(result: Switching) -> str:
    """Return the same where a headline has said which programme it is, for whom and over how many years."""
    rest = switching_sentence(result).removeprefix(_title(result))
    return f"It{rest.replace(f' {for_whom(result.output)}', '', 1)}"


def headline_sentence(results: Sequence[Switching]) -> str:
    """Return, over all that is uncertain, what can switch inside the evidence or, where nothing can, what is nearest.

    Parameters
    ----------
    results
        The switching values of one case and one figure, at least one.
    """
    first = results[0]
    title, whom = mid_sentence(first.case.intervention.title), for_whom(first.output)
    deed = f"make {title} break even {whom}" if first.sign < 0 else f"stop {title} from breaking even {whom}"
    uncertain = [result for result in results if result.subject.interval is not None]
    inside = [result for result in uncertain if any(result.subject.is_inside(root) for root in result.roots)]
    if inside:
        alone = "It is" if len(inside) == 1 else "Each is"
        return f"{listed([_label(result) for result in inside])} can {deed}. {alone} moved alone, inside the evidence."
    start = f"No uncertain parameter, moved alone inside the evidence, can {deed}"
    near = [result for result in uncertain if result.roots]
    if not near:
        return f"{start}, nor anywhere in the range it may take."
    nearest = min(near, key=lambda result: abs(result.subject.deviations(result.roots[0]) or 0.0))
    value = _written(nearest, nearest.roots[0])
    return f"{start}. Nearest to it is {_label(nearest)}, at {value}.{_today(nearest)}"


def _ends(result: Switching) -> list[Root]:
    """Return the switching values that a sentence names: today's own, or the nearest on each side."""
    if result.at_switch:
        return [result.roots[0]]
    return [root for root in (result.below, result.above) if root is not None]


def _still_breaks_even(result: Switching, ends: Sequence[Root]) -> str:
    start, label = f"{_title(result)} still breaks even {for_whom(result.output)}", _label(result)
    written = [_written(result, root) for root in ends]
    all_exact = all(root.exact for root in ends)
    if len(ends) == 2:
        limits = f"between {written[0]} and {written[1]}" if all_exact else f"above {written[0]} and below {written[1]}"
        return f"{start} as long as {label} stays {limits}"
    goes_up = ends[0].value > result.subject.value
    if not all_exact:
        return f"{start} as long as {label} stays {'below' if goes_up else 'above'} {written[0]}"
    return f"{start} if {label} {'rises' if goes_up else 'falls'} to {written[0]}"


def _would_break_even(result: Switching, ends: Sequence[Root]) -> str:
    ways = [f"{'rose' if root.value > result.subject.value else 'fell'} to {_written(result, root)}" for root in ends]
    start = f"{_title(result)} does not break even {for_whom(result.output)} at {_todays(result)}"
    return f"{start}. It would if that {' or '.join(ways)}"


def _without_root(result: Switching) -> str:
    span, unit = result.subject.span, result.subject.unit
    searched = f"{NONE_IN_RANGE}, {range_in_words(span.least, span.most, unit)}"
    if result.sign == 0:
        return f"{_title(result)} has no net gain or loss {for_whom(result.output)} at {_todays(result)}: {searched}."
    verb = "breaks even" if result.sign > 0 else "does not break even"
    return f"{_title(result)} {verb} {for_whom(result.output)} whatever {_label(result)} is: {searched}."


def _further(result: Switching, ends: Sequence[Root]) -> str:
    more = len(result.roots) - len(ends)
    if not more:
        return ""
    return f" ({more} more switching {'value lies' if more == 1 else 'values lie'} further off)"


def _evidence(result: Switching, ends: Sequence[Root]) -> str:
    """Return how the switching values stand to the evidence; of what is not uncertain, today's value."""
    subject = result.subject
    if subject.interval is None:
        said_already = result.sign < 0 or result.at_switch or subject.name in MULTIPLES
        return "" if said_already else _today(result)
    inside = [bool(subject.is_inside(root)) for root in ends]
    if len(ends) == 1:
        standing = f"that lies {'inside' if inside[0] else 'outside'} it"
    elif len(set(inside)) == 1:
        standing = f"both lie {'inside' if inside[0] else 'outside'} it"
    else:
        standing = f"only the {'lower' if inside[0] else 'upper'} lies inside it"
    return f" The evidence says {range_in_words(*subject.interval, subject.unit)}, so {standing}.{_today(result)}"


def _today(result: Switching) -> str:
    """Return today's value, unless the sentence has said so."""
    subject = result.subject
    if result.sign < 0 or result.at_switch:
        return ""
    return f" Today it is {value_in_words(subject.value, subject.unit)}."


def _written(result: Switching, root: Root) -> str:
    """Write a switching value; one that is printed like today's value says on which side of it it lies."""
    subject = result.subject
    words = _priced(result, root.value)
    if root.value == subject.value or words != _priced(result, subject.value):
        return words
    return f"a little {'over' if root.value > subject.value else 'under'} {words}"


def _priced(result: Switching, value: float) -> str:
    """Write a value; money in its own price year, and in that of the analysis where it is another."""
    subject = result.subject
    words = value_in_words(value, subject.unit)
    if subject.price_year is None:
        return words
    own = f"{words} in {subject.price_year} prices"
    if subject.price_year == result.price_year:
        return own
    restated = value_in_words(subject.in_prices_of(result.price_year, value), "£")
    return f"{own} ({restated} in {result.price_year} prices)"


def _title(result: Switching) -> str:
    return result.case.intervention.title


def _label(result: Switching) -> str:
    return f"“{result.subject.label}”"


def _todays(result: Switching) -> str:
    """Return today's value with what it is of; all costs or all benefits are themselves."""
    if result.subject.name in MULTIPLES:
        return f"today's {_label(result)}"
    return f"today's value of {_label(result)}, {_priced(result, result.subject.value)}"
