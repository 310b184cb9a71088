"""Earnings that people keep because they stay well, shared between them and the exchequer."""

from __future__ import annotations

from roi_model.engine.cash_flow import Array, Benefit, ValueKind
from roi_model.engine.sector import Sector


def shared_with_exchequer(earnings: Array, tax_share: Array) -> tuple[Benefit, Benefit]:
    """Split earnings kept, shape (draws, years), in £, into the tax paid and what people take home."""
    tax = earnings * tax_share
    return (
        Benefit("Tax and National Insurance", Sector.EXCHEQUER, ValueKind.CASH, tax),
        Benefit("Earnings kept", Sector.INDIVIDUALS, ValueKind.OUTPUT, earnings - tax),
    )
