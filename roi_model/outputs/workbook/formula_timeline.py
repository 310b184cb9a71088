"""The years of an analysis, for a model that writes formulas."""

from __future__ import annotations

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.engine.timeline import Timeline
from roi_model.outputs.workbook.expression import YEAR, Expression, Op
from roi_model.outputs.workbook.formula import Cells, as_array, expression_of


class FormulaTimeline(Timeline):
    """A `Timeline` whose profiles are formulas of the row that holds the year.

    Examples
    --------
    >>> from roi_model.outputs.workbook.expression import formula_text
    >>> formula_text(expression_of(FormulaTimeline(3).at_start), {Expression(Op.YEAR): "G$5"}.get)
    'IF(G$5=0,1,0)'
    """

    @property
    def year(self) -> Array:
        """The number of each year."""
        return as_array(Cells(YEAR, self.years))

    @property
    def at_start(self) -> Array:
        """1 in year 0, and 0 after."""
        return np.equal(self.year, 0)  # a comparison of cells is 1 or 0

    def during(self, length: Array) -> Array:
        """Return 1 in the first ``length`` years, and 0 after."""
        return np.less(self.year, length)

    def from_year(self, first: Array) -> Array:
        """Return 1 from year ``first`` on, and 0 before."""
        return np.greater_equal(self.year, first)

    def persisting(self, share: Array) -> Array:
        """Return share^t, with 0^0 = 1."""
        return np.power(share, self.year)

    def stock(self, inflow: Array, survival: Array) -> Array:
        """Return the stock as a row on which each year takes up the cell to its left."""
        return as_array(Cells(Expression(Op.STOCK, (expression_of(inflow), expression_of(survival))), self.years))

    def person_years(self, share: Array, length: Array) -> Array:
        """Return Σ share^k, k < length, as (1 − share^length) ÷ (1 − share), and ``length`` where share is 1.

        Limits: it takes ``length`` to be a whole number of 1 or more; where share is within 1e-7 of 1, the
        subtraction leaves fewer than nine digits.
        """
        raised = Expression(Op.RAISE, (expression_of(share), expression_of(length)))
        return np.where(share == 1, length, (1 - as_array(Cells(raised, self.years))) / (1 - share))
