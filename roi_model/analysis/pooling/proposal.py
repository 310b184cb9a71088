"""A proposal of a pool as splits of cost lines, so that it can be agreed and run."""

from __future__ import annotations

from roi_model.analysis.pooling.fair_shares import FairShares
from roi_model.analysis.pooling.rule import Rule
from roi_model.analysis.pooling.split import Split

NEGLIGIBLE = 1e-12  # of a cost


def splits_of(found: FairShares, rule: Rule) -> tuple[Split, ...]:
    """Return who would pay each programme under a rule, as splits by shares.

    Empty where there is nothing to put into splits: the rule gives no shares or leaves things as
    they are, a partner would be paid, or a sector is another partner in each place, which a split
    cannot name. The last partner of each split takes the rest.

    Parameters
    ----------
    found
        The fair shares of a package, whose lines name their interventions.
    rule
        Which proposal.
    """
    shares = found.by_rule(rule).of_programmes
    pool = found.pool
    if shares is None or pool.terms.separately or shares.min() < -NEGLIGIBLE:
        return ()
    splits: dict[str, Split] = {}
    for (intervention, _), row in zip(pool.programmes, shares, strict=True):
        paying = {one.sector: (float(s),) for one, s in zip(pool.partners, row, strict=True) if s > NEGLIGIBLE}
        if intervention and paying:
            last = list(paying)[-1]
            splits[intervention] = Split(intervention, {s: p for s, p in paying.items() if s is not last}, last)
    return tuple(splits.values())
