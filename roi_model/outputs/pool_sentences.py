"""A pool in sentences: what is shared, who can pay, what each rule means, and why a rule gives no shares."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.estimate import Estimate
from roi_model.analysis.pooling.fair_shares import Blocked, FairShares
from roi_model.analysis.pooling.nucleolus import MAX_PLAYERS
from roi_model.analysis.pooling.partner import Basis, Partner
from roi_model.analysis.pooling.rule import LABELS, NoShares, Reason, Rule
from roi_model.engine.sector import Sector
from roi_model.outputs.figure_words import mid_sentence, sector_in_sentence
from roi_model.outputs.words import chance_in_words, listed, percent, points, pounds, years

MEANS_DECIDE = (
    "Shares are set from the means of the draws. Once agreed they hold whatever happens: in every draw each partner "
    "bears its share of what the programme then costs, and keeps what it then gains."
)
CORE_DEFINED = (
    "A split is in the core when no group of partners would do better alone, on the means of the draws: by funding the "
    "programme itself, or by going without it. One that goes without is taken not to gain."
)
NAMED = 3  # so many interventions are named, and more are counted
EACH_ERROR = "--format csv gives one for each figure."
ONE_PROGRAMME = "With one programme, equal return and in proportion to benefit are the same split."


def pool_sentence(found: FairShares, titles: Sequence[str], where: str) -> str:
    """Return what is shared: the cost, what it brings those who can pay and the others, and who pays today.

    Parameters
    ----------
    found
        The pool.
    titles
        Of the interventions.
    where
        The place in words.
    """
    basis, pool = found.pool.terms.basis, found.pool
    gains = [one.mean for one in found.gained[basis]]
    able = sum(gain for gain, can in zip(gains, pool.can_pay, strict=True) if can)
    others = "" if all(pool.can_pay) else f" and {pounds(sum(gains) - able)} to others"
    several = 1 < len(titles) <= NAMED
    costs, brings = ("together cost", "bring") if several else ("costs", "brings")
    return (
        f"{what_is_pooled(titles)} in {where} {costs} {pounds(found.cost[basis].mean)} over {years(pool.horizon)} and "
        f"{brings} {pounds(able)} to the partners that can pay{others} ({basis.label}). {_today(found)}"
    )


def what_is_pooled(titles: Sequence[str]) -> str:
    """Return the interventions to begin a sentence with: their titles, or how many they are.

    Examples
    --------
    >>> what_is_pooled(["Debt advice", "Collaborative care"])
    'Debt advice and collaborative care'
    """
    if len(titles) > NAMED:
        return f"A package of {len(titles)} programmes"
    return listed([titles[0], *map(mid_sentence, titles[1:])])


def _today(found: FairShares) -> str:
    """Return who pays today, and who of them at a loss."""
    basis = found.pool.terms.basis
    payers = [one for one in found.by_rule(Rule.AS_TODAY).partners if one.share > 0]
    losers = [one for one in payers if one.net[basis].mean < 0]
    if len(payers) == 1:
        net = payers[0].net[basis].mean
        left = f"a net {'loss' if net < 0 else 'gain'} of {pounds(abs(net))}"
        return f"Today all of it is paid by {partner_in_sentence(payers[0].partner)}, for {left}."
    sectors: dict[Sector, float] = {}
    for one in payers:
        sectors[one.partner.sector] = sectors.get(one.partner.sector, 0.0) + one.share
    paying = listed([f"{sector_in_sentence(sector)} ({percent(share)})" for sector, share in sectors.items()])
    if not losers:
        return f"Today it is paid by {paying}, none of them at a loss."
    loss = pounds(-sum(one.net[basis].mean for one in losers))
    together = "" if len(losers) == 1 else " together"
    return (
        f"Today it is paid by {paying}; at a loss of {loss}{together}, by "
        f"{partners_in_sentence([one.partner for one in losers])}."
    )


def partner_in_sentence(partner: Partner) -> str:
    """Return a partner's name inside a sentence.

    Examples
    --------
    >>> partner_in_sentence(Partner(Sector.NHS)), partner_in_sentence(Partner(Sector.LOCAL_GOVERNMENT, "Leeds"))
    ('the NHS', 'local government in Leeds')
    """
    return partners_in_sentence([partner])


def partners_in_sentence(partners: Sequence[Partner]) -> str:
    """Return partners inside a sentence; one sector of several places is named once.

    Examples
    --------
    >>> councils = [Partner(Sector.LOCAL_GOVERNMENT, place) for place in ("Leeds", "York")]
    >>> partners_in_sentence([Partner(Sector.NHS), *councils])
    'the NHS and local government in Leeds and York'
    """
    places: dict[Sector, list[str]] = {}
    for one in partners:
        places.setdefault(one.sector, []).extend([one.place] if one.place else [])
    names = [sector_in_sentence(sector) + (f" in {listed(where)}" if where else "") for sector, where in places.items()]
    return listed(names)


def who_can_pay(found: FairShares) -> str:
    """Return who can pay, and who gains without paying."""
    pool, basis = found.pool, found.pool.terms.basis
    able = [one for one, can in zip(pool.partners, pool.can_pay, strict=True) if can]
    gains = zip(pool.partners, pool.can_pay, found.gained[basis], strict=True)
    others = [(one, gain) for one, can, gain in gains if not can]
    paying = f"Taken to be able to pay: {partners_in_sentence(able)}." if able else "No partner here can pay."
    if not others:
        return paying
    gaining = listed([f"{partner_in_sentence(one)} ({pounds(gain.mean)})" for one, gain in others])
    return f"{paying} Gaining without being asked to pay: {gaining}. --contributor names who can pay."


def rule_sentences(found: FairShares) -> list[str]:
    """Return what each rule means, in order; a rule that gives no shares says why."""
    defined = definitions(found)
    sentences = [f"{LABELS[rule]}: {defined[rule]}" for rule in Rule]
    return [*sentences, *([ONE_PROGRAMME] if len(found.pool.programmes) == 1 else [])]


def definitions(found: FairShares) -> dict[Rule, str]:
    """Return what each rule means, to follow its name."""
    terms = found.pool.terms
    credit = f"in credit by the end of year {terms.year(found.pool.horizon)}"
    return {
        Rule.AS_TODAY: "what --payer and --split say, or else the evidence file.",
        Rule.BY_BENEFIT: "the cost of each programme, as it benefits those who can pay.",
        Rule.BY_CASH: "the same by cash alone; a programme that brings none of them cash stays with its payer.",
        Rule.EQUAL_RETURN: "everyone who pays gets the same back per £1, over all programmes together.",
        Rule.SHAPLEY: "each keeps what it adds, on average, to what a group of partners gains by funding it.",
        Rule.NUCLEOLUS: "the group with most reason to leave has as little as can be, then the next, and so on.",
        Rule.IN_CREDIT: (
            f"as little money as possible moves from today's payers so that all who pay are {credit} with a chance of "
            f"{_asked(terms.chance)} at least."
        ),
        Rule.EQUAL_CHANCE: f"all who pay have the same chance of being {credit}.",
    }


def obstacle_sentences(found: FairShares) -> list[str]:
    """Return why rules give no shares, a sentence for each reason; rules with one reason stand together."""
    reasons: dict[str, list[str]] = {}
    for proposal in found.proposals:
        if proposal.obstacle is not None:
            reasons.setdefault(obstacle_in_words(found, proposal.rule, proposal.obstacle), []).append(
                LABELS[proposal.rule]
            )
    return [f"{listed([rules[0], *map(mid_sentence, rules[1:])])}: {why}" for why, rules in reasons.items()]


def obstacle_in_words(found: FairShares, rule: Rule, obstacle: NoShares) -> str:
    """Return why a rule gives no shares."""
    terms = found.pool.terms
    if obstacle.reason is Reason.NO_GAIN:
        cash = " in cash" if rule is Rule.BY_CASH or terms.basis is Basis.FINANCIAL else ""
        return f"no shares, for no partner that can pay gains anything{cash}."
    if obstacle.reason is Reason.TOO_MANY:
        return f"not worked out for more than {MAX_PLAYERS} partners that gain and can pay."
    if obstacle.reason is Reason.COSTS_MORE:
        where = f" in {obstacle.place}" if obstacle.place else ""
        return (
            f"no shares, for the cost{where} is {pounds(obstacle.short)} more than what it brings those who can pay; "
            "no split leaves all of them better off."
        )
    sure = f"in credit by the end of year {terms.year(found.pool.horizon)} with a chance of {_asked(terms.chance)}"
    if obstacle.reason is Reason.LOSES:
        return (
            f"impossible, for {partners_in_sentence(obstacle.partners)} would lose with a chance of more than "
            f"{_asked(1 - terms.chance)} even without paying anything."
        )
    return _not_sure(obstacle, sure)


def _asked(chance: float) -> str:
    """Write a chance that somebody asked for, as they did: 100% is that, and not nearly."""
    return f"{100 * chance:.6g}%"


def _not_sure(obstacle: NoShares, sure: str) -> str:
    if not obstacle.partners or obstacle.best is None:
        return f"no shares, for the gains of those who can pay never cover the cost; {pounds(obstacle.short)} is left."
    blocking = partners_in_sentence(obstacle.partners)
    return (
        f"impossible. For all who pay to be {sure}, {pounds(obstacle.short)} of the cost is left that nobody could "
        f"carry. It fails most on {blocking}, whose gains are furthest from sure. The highest chance that all who pay "
        f"can have is {chance_in_words(obstacle.best)}."
    )


def blocked_in_words(found: FairShares, blocked: Blocked | None) -> str:
    """Return who would do better alone, and how; nothing where nobody would."""
    if blocked is None:
        return ""
    alone = "funding it alone" if len(found.pool.units) == 1 else "funding what pays it"
    return f"{partners_in_sentence(blocked.group)}, {alone if blocked.funds_it else 'going without'}"


def error_note(found: FairShares) -> str:
    """Return how far another seed might move the amounts and the chances."""
    amount, chance = _errors(found)
    return f"Monte Carlo standard errors: at most {amount} on an amount and {chance} on a chance; {EACH_ERROR}"


def error_sentence(found: FairShares) -> str:
    """Return the same for people who have no command line."""
    amount, chance = _errors(found)
    return (
        f"With other random numbers, an amount here would move by about {amount} at most, and a chance by about "
        f"{chance}."
    )


def _errors(found: FairShares) -> tuple[str, str]:
    """Return the largest error of an amount and of a chance, in words."""
    shares = [one for proposal in found.proposals for one in proposal.partners]
    money: list[Estimate] = [figure for one in shares for figure in (*one.contribution.values(), *one.net.values())]
    worst = max((figure.error for figure in money), default=0.0)
    chance = max((each.error for one in shares for each in one.chance.values()), default=0.0)
    return pounds(worst), points(chance)
