"""A chart made of characters: targets as bars, figures as signs, years from left to right.

Positions are rounded to the nearest line, the numbers at the axis are exact. It is read without
colour: every series has a sign of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor
from typing import Final

from kumkm_targets.figures.exact import EXACT, decimals_of
from kumkm_targets.reporting.round_steps import ROUND_AND_HALVED, exact_of, round_steps

_LINES: Final = 12
_MOST_STEPS: Final = 7
_WIDEST_SLOT: Final = 13
_LEAST_SLOT_WITH_GAP: Final = 5
_LEAST_COLUMNS: Final = 20
_YEAR_DIGITS: Final = 4
_AXIS: Final = 3
_RIGHT_MARGIN: Final = 2
_EVERY: Final = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Strokes:
    """The characters of bars, boxes, paths and axes, one terminal cell each.

    corners: upper left, upper right, lower left, lower right.
    """

    bar: str
    corners: tuple[str, str, str, str]
    side: str
    path: str
    axis: str
    tick: str
    corner: str
    ground: str
    year: str


# All of these are in WGL4, which the fonts of Windows consoles have.
DRAWN: Final = Strokes(
    bar="═", corners=("╔", "╗", "╚", "╝"), side="║", path="·", axis="│", tick="┤", corner="└", ground="─", year="┴"
)
TYPED: Final = Strokes(
    bar="=", corners=("+", "+", "+", "+"), side="|", path=".", axis="|", tick="+", corner="+", ground="-", year="+"
)
"""What stands for them on a terminal that has only ASCII."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A series of figures by year, one sign each. is_path: dots lead from one year to the next."""

    sign: str
    by_year: Mapping[int, Fraction]
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where years and values lie; lines are counted from the bottom, columns from the left."""

    years: range
    columns: int
    bottom: Fraction
    step: Fraction
    steps: int

    @property
    def lines_of_step(self) -> int:
        return max(1, round(_LINES / self.steps))

    @property
    def lines(self) -> int:
        return self.steps * self.lines_of_step + 1

    @property
    def width_of_year(self) -> int:
        """At least one column, which several years share where there are too many of them."""
        return max(1, self.columns // len(self.years))

    def slot(self, year: int) -> range:
        """The columns of the year."""
        left = self.column(year) - self.width_of_year // 2
        return range(left, left + self.width_of_year)

    def column(self, year: int) -> int:
        """The middle of the year's slot."""
        return (2 * (year - self.years.start) + 1) * self.columns // (2 * len(self.years))

    def line(self, value: Fraction) -> int:
        """The nearest line."""
        return floor((value - self.bottom) / self.step * self.lines_of_step + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Characters by line and column, and the cells that signs have taken."""

    frame: _Frame
    strokes: Strokes
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def path(self, figures: Mapping[int, Fraction]) -> None:
        """Dots from each year to the next, where there is room between them and both are known."""
        width = self.frame.width_of_year
        if width < _LEAST_SLOT_WITH_GAP:
            return
        for year in sorted(figures.keys() & {year - 1 for year in figures}):
            start, change = figures[year], figures[year + 1] - figures[year]
            for place in range(1, width):
                line = self.frame.line(start + change * Fraction(place, width))
                self.cells[line, self.frame.column(year) + place] = self.strokes.path

    def target(self, year: int, low: Fraction, high: Fraction) -> None:
        """A bar; a range becomes a box between its two bounds, where they are not on one line."""
        lower, upper, slot = self.frame.line(low), self.frame.line(high), self.frame.slot(year)
        if len(slot) >= _LEAST_SLOT_WITH_GAP:
            slot = slot[1:-1]
        self.cells.update(dict.fromkeys(product((lower, upper), slot), self.strokes.bar))
        left, right = slot[0], slot[-1]
        if lower == upper or left == right:
            return
        self.cells.update(dict.fromkeys(product(range(lower + 1, upper), (left, right)), self.strokes.side))
        self.cells.update(zip(product((upper, lower), (left, right)), self.strokes.corners, strict=True))

    def sign(self, year: int, value: Fraction, sign: str) -> None:
        """A sign in the middle of the year's slot, or beside it where another sign is there already."""
        line, middle = self.frame.line(value), self.frame.column(year)
        free = [column for column in self.frame.slot(year) if (line, column) not in self.taken]
        if free:
            cell = line, min(free, key=lambda column: (abs(column - middle), -column))
            self.cells[cell] = sign
            self.taken.add(cell)


def chart(
    years: range,
    targets: Mapping[int, tuple[Fraction, Fraction]],
    series: Sequence[Figures],
    width: int,
    label: Callable[[Decimal, int], str],
    *,
    is_whole: bool = False,
    strokes: Strokes = DRAWN,
) -> tuple[str, ...]:
    """The lines of a chart no wider than `width`; none where there is nothing to draw, or no room.

    targets: lowest and highest value that keep the promise, equal for one number. series: the
    first one has the middle of a year where signs would cover one another. label: the text of a
    number at the axis, with so many decimals. is_whole: the axis has whole numbers only.
    """
    values = [value for band in targets.values() for value in band]
    values += [value for figures in series for value in figures.by_year.values()]
    if not values:
        return ()
    bottom, step, steps = round_steps(min(values), max(values), _MOST_STEPS, ROUND_AND_HALVED, is_whole=is_whole)
    decimals = decimals_of(EXACT.normalize(exact_of(step)))
    labels = [label(exact_of(bottom + step * place), decimals) for place in range(steps + 1)]
    margin = max(map(len, labels))
    room = width - margin - _AXIS - _RIGHT_MARGIN
    if room < _LEAST_COLUMNS:
        return ()
    canvas = _Canvas(_Frame(years, _columns(room, len(years)), bottom, step, steps), strokes)
    for figures in series:
        if figures.is_path:
            canvas.path(figures.by_year)
    for year, (low, high) in targets.items():
        canvas.target(year, low, high)
    for figures in series:
        for year, value in figures.by_year.items():
            canvas.sign(year, value, figures.sign)
    return (*_plot(canvas, labels, margin), *_ground(canvas, margin))


def _columns(room: int, years: int) -> int:
    """The columns for all years: the same odd number for each, so that there is a middle, or as many as there are."""
    slot = min(room // years, _WIDEST_SLOT)
    if slot < 1:
        return room
    return years * (slot if slot < 3 else slot - 1 + slot % 2)


def _plot(canvas: _Canvas, labels: Sequence[str], margin: int) -> list[str]:
    frame, strokes = canvas.frame, canvas.strokes
    lines = []
    for line in reversed(range(frame.lines)):
        place, between = divmod(line, frame.lines_of_step)
        edge = f"{'':{margin}} {strokes.axis}" if between else f"{labels[place]:>{margin}} {strokes.tick}"
        drawn = "".join(canvas.cells.get((line, column), " ") for column in range(frame.columns))
        lines.append(f"{edge} {drawn}".rstrip())
    return lines


def _ground(canvas: _Canvas, margin: int) -> tuple[str, str]:
    """The axis of the years, and as many of them as there is room for."""
    frame, strokes = canvas.frame, canvas.strokes
    ground = [strokes.ground] * frame.columns
    every = next(few for few in _EVERY if few * frame.columns >= (_YEAR_DIGITS + 1) * len(frame.years))
    numbers = [" "] * (frame.columns + _RIGHT_MARGIN + 1)
    for year in frame.years:
        column = frame.column(year)
        ground[column] = strokes.year
        if year % every == 0:
            numbers[column : column + _YEAR_DIGITS] = str(year)
    return (
        f"{'':{margin}} {strokes.corner}{strokes.ground}{''.join(ground)}",
        f"{'':{margin}}  {''.join(numbers)}".rstrip(),
    )
