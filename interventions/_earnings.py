"""What staying well moves between people and the exchequer: earnings kept, and welfare payments saved."""

from __future__ import annotations

from roi_model.engine.cash_flow import Array, Benefit, Claim, Transfer, ValueKind
from roi_model.engine.sector import Sector


def shared_with_exchequer(earnings: Array, tax_share: Array, averted: Claim) -> tuple[Benefit, Benefit]:
    """Split earnings kept, shape (draws, years), in £, into the tax paid and what people take home."""
    tax = earnings * tax_share
    return (
        Benefit("Tax and National Insurance", Sector.EXCHEQUER, ValueKind.CASH, tax, averted),
        Benefit("Earnings kept", Sector.INDIVIDUALS, ValueKind.OUTPUT, earnings - tax, averted),
    )


def welfare_saved(averted: Claim, payment: Array) -> Transfer:
    """Value the welfare payments that the cases averted would have brought, in £ per case.

    A transfer: what the exchequer saves, people no longer receive.
    """
    return Transfer("Welfare payments", Sector.INDIVIDUALS, Sector.EXCHEQUER, averted.amount * payment, averted)
