"""How the numbers of a pace are reckoned: texts with the figures put in, from which each can be reckoned again."""

from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.pace import Pace, Point
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of, decimals_of
from kumkm_targets.figures.writing import MINUS
from kumkm_targets.reporting.formula_words import number_text

_SHORT: Final = 4
"""So many decimals are put in as they are; of more, how the figure is reckoned."""


def observed_working(row: Row) -> str:
    """The change since the origin by its years; of a sum, the mean of the years."""
    last, value = _latest(row.pace)
    if row.pace.origin is None:
        return f"{number_text(value)} ÷ {len(row.so_far.years) if row.so_far else 1}"
    first, origin = row.pace.origin
    return f"({number_text(value)} {MINUS} {number_text(origin)}) ÷ {last - first}"


def required_working(row: Row) -> str:
    """What is left by the years that are left."""
    last, value = _latest(row.pace)
    return f"({number_text(_goal(row.pace))} {MINUS} {number_text(value)}) ÷ {_horizon(row.pace) - last}"


def growth_working(start: Fraction, end: Fraction, years: int) -> str:
    """The compound growth from start to end, in percent a year."""
    ratio = f"{number_text(end)} ÷ {number_text(start)}"
    return f"({ratio} {MINUS} 1) × 100" if years == 1 else f"(({ratio})^(1 ÷ {years}) {MINUS} 1) × 100"


def projected_working(row: Row) -> str:
    """The last value, going on at the observed pace up to the horizon."""
    pace = row.pace
    last, value = _latest(pace)
    remaining = _horizon(pace) - last
    if pace.method == "compound" and pace.origin is not None:
        first, origin = pace.origin
        ratio = f"({number_text(value)} ÷ {number_text(origin)})"
        return f"{number_text(value)} × {ratio}^({remaining} ÷ {last - first})"
    return f"{number_text(value)} + {remaining} × {_put_in(pace.observed, observed_working(row))}"


def share_working(row: Row) -> str:
    """What the end brings of the way from the origin to the goal, in percent; of a sum, of the goal itself."""
    pace = row.pace
    last, value = _latest(pace)
    is_over = _horizon(pace) <= last
    end = number_text(value) if is_over else _put_in(pace.projected, projected_working(row))
    goal = number_text(_goal(pace))
    if pace.origin is None:
        return f"{f'({end})' if ' ' in end else end} ÷ {goal} × 100"
    origin = number_text(pace.origin[1])
    return f"({end} {MINUS} {origin}) ÷ ({goal} {MINUS} {origin}) × 100"


def _put_in(value: Fraction | None, working: str) -> str:
    """The value where few digits write it in full, else how it is reckoned."""
    if value is None:
        return working
    decimal = decimal_of(value)
    return number_text(value) if Fraction(decimal) == value and decimals_of(decimal) <= _SHORT else working


def _latest(pace: Pace) -> Point:
    assert pace.latest is not None, "there is a pace"
    return pace.latest


def _goal(pace: Pace) -> Fraction:
    assert pace.goal is not None, "there is something left to reach"
    return pace.goal


def _horizon(pace: Pace) -> int:
    assert pace.horizon is not None, "there is a promise"
    return pace.horizon
