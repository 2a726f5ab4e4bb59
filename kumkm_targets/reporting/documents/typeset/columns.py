"""How wide the columns of a table are and how large its letters, so that no figure is ever broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kumkm_targets.reporting.documents.document import Cell, Column, Row, Table, Total
from kumkm_targets.reporting.documents.typeset.letters import narrowest, showable, width

LARGEST: Final = 9.0
SMALLEST: Final = 5.5
"""In points; smaller is not read on paper."""
_STEP: Final = 0.5
_BESIDE_OTHER_PAGES: Final = 6.5
"""The size of a table that goes on to the right on further pages."""
_SIZES: Final = ((9, LARGEST), (12, 8.0), (16, 7.5), (24, 7.0), (32, 6.5))
"""The largest letters for so many columns."""
_PADDING: Final = {True: 0.6, False: 0.28}
"""On either side of a cell, in ems; for tables with room and without."""
_WIDEST_TAIL: Final = 3.0
_FIGURE: Final = re.compile(r"(?P<head>\D*[\d.]*\d)(?P<tail>.*)")
_WORDS: Final = 7.0
"""In ems: no column with words need be wider than this for them to look well."""
_KEYS: Final = 0.4
"""How much of the width the first columns may take where they stand on every page again."""


@dataclass(frozen=True)
class Demand:
    """What a column asks for, in ems and without padding.

    floor: what no figure is broken at. natural: what no line is broken at. tail: what follows the decimal comma, at
    its longest; None where the figures do not stand below each other by their commas.
    """

    floor: float
    natural: float
    tail: float | None


@dataclass(frozen=True)
class Layout:
    """Columns that stand beside each other: size of letters, padding and widths, all in points."""

    places: tuple[int, ...]
    size: float
    padding: float
    widths: tuple[float, ...]
    demands: tuple[Demand, ...]
    is_roomy: bool

    def inner(self, place: int, span: int = 1) -> float:
        """What a cell over `span` columns has for its text, in ems."""
        return (sum(self.widths[place : place + span]) - 2 * self.padding) / self.size


def layouts(table: Table, room: float) -> list[Layout]:
    """One layout that fits into `room` points, or several where the table is too wide for one page."""
    fit = _Fitting(table, room)
    every = tuple(range(len(table.columns)))
    largest = next((size for most, size in _SIZES if len(every) <= most), 6.0)
    sizes = [largest - _STEP * step for step in range(int((largest - SMALLEST) / _STEP) + 1)]
    for size, is_roomy in [*((size, True) for size in sizes[:3]), *((size, False) for size in sizes)]:
        if fit.needed(every, size, is_roomy=is_roomy) <= room:
            return [fit.layout(every, size, is_roomy=is_roomy)]
    return [fit.layout(places, _BESIDE_OTHER_PAGES, is_roomy=False) for places in fit.pages()]


def tail_of(text: str) -> str | None:
    """What stands after the whole part of a figure, its comma included; None for what is no figure."""
    found = _FIGURE.match(text)
    return found["tail"] if found else None


def is_solid(cell: Cell, column: Column) -> bool:
    """Whether the text is a figure, so that a line must not end within it."""
    return (cell.figure is not None or column.align != "left") and any(one.isdecimal() for one in cell.text)


class _Fitting:
    """The demands of a table's columns, and which of them fit beside each other."""

    def __init__(self, table: Table, room: float) -> None:
        self.table = table
        self.room = room

    @cached_property
    def roomy(self) -> tuple[Demand, ...]:
        return tuple(_demand(self.table, column, is_roomy=True) for column in self.table.columns)

    @cached_property
    def tight(self) -> tuple[Demand, ...]:
        return tuple(_demand(self.table, column, is_roomy=False) for column in self.table.columns)

    def needed(self, places: tuple[int, ...], size: float, *, is_roomy: bool) -> float:
        demands = self.roomy if is_roomy else self.tight
        return sum(demands[place].floor + 2 * _PADDING[is_roomy] for place in places) * size

    def layout(self, places: tuple[int, ...], size: float, *, is_roomy: bool) -> Layout:
        demands = tuple((self.roomy if is_roomy else self.tight)[place] for place in places)
        padding = _PADDING[is_roomy] * size
        bounds = [
            (one.floor * size + 2 * padding, max(one.floor, one.natural) * size + 2 * padding) for one in demands
        ]
        shares = [self.table.columns[place].width for place in places]
        return Layout(places, size, padding, _shared(bounds, shares, self.room), demands, is_roomy)

    def pages(self) -> Iterator[tuple[int, ...]]:
        """The columns of each page: those that say what a row is about, and as many others as fit."""
        keys = self._keys()
        rest = tuple(range(len(keys), len(self.table.columns)))
        while rest:
            taken = self._fitting(keys, rest)
            yield keys + rest[:taken]
            rest = rest[taken:]

    def _keys(self) -> tuple[int, ...]:
        figures = {key for row in self.table.rows for key, cell in row.cells.items() if cell.figure is not None}
        columns = self.table.columns
        first = next((place for place, column in enumerate(columns) if column.key in figures), 1)
        keys = tuple(range(min(first, len(columns) - 1)))
        while keys and self.needed(keys, _BESIDE_OTHER_PAGES, is_roomy=False) > self.room * _KEYS:
            keys = keys[:-1]
        return keys

    def _fitting(self, keys: tuple[int, ...], rest: tuple[int, ...]) -> int:
        """How many of `rest` fit beside the keys; where it can be, columns of one group stay together."""
        taken = 1
        while taken < len(rest) and self._fits(keys + rest[: taken + 1]):
            taken += 1
        if taken == len(rest):
            return taken
        tops = [self.table.columns[place].heading[:1] for place in rest]
        whole = [count for count in range(1, taken + 1) if tops[count] != tops[count - 1]]
        return whole[-1] if whole and whole[-1] > taken // 2 else taken

    def _fits(self, places: tuple[int, ...]) -> bool:
        return self.needed(places, _BESIDE_OTHER_PAGES, is_roomy=False) <= self.room


def _demand(table: Table, column: Column, *, is_roomy: bool) -> Demand:
    bold = [showable(column.heading[-1])] if column.heading else []
    plain: list[str] = []
    solid = [(showable(column.number), False)] if column.number else []
    for line in table.lines:
        if isinstance(line, Row | Total) and (cell := line.cells.get(column.key)) is not None:
            is_bold = isinstance(line, Total)
            text = showable(cell.text)
            if is_solid(cell, column):
                solid += [(part, is_bold) for part in ([text] if is_roomy else text.split())]
            else:
                (bold if is_bold else plain).append(text)
    tail = _tail([text for text, _is_bold in solid]) if is_roomy and column.align == "right" else None
    figures = max((_solid_width(text, tail, bold=is_bold) for text, is_bold in solid), default=0.0)
    words = max(_words(plain, bold=False, is_roomy=is_roomy), _words(bold, bold=True, is_roomy=is_roomy))
    whole = max((width(text, bold=is_bold) for texts, is_bold in ((plain, False), (bold, True)) for text in texts), default=0.0)
    return Demand(max(figures, words), max(figures, whole), tail)


def _words(texts: list[str], *, bold: bool, is_roomy: bool) -> float:
    """What the words of a column need: whole, if that is not too much to ask, else their syllables."""
    words = {word for text in texts for word in text.split()}
    longest = max((width(word, bold=bold) for word in words), default=0.0)
    if is_roomy:
        return min(longest, _WORDS)
    return min(longest, narrowest(words, bold=bold), _WORDS)


def _tail(texts: list[str]) -> float | None:
    """The longest tail of figures that can stand below each other by their commas."""
    tails = [width(tail) for text in texts if (tail := tail_of(text)) is not None]
    return max(tails) if tails and max(tails) - min(tails) <= _WIDEST_TAIL else None


def _solid_width(text: str, tail: float | None, *, bold: bool) -> float:
    own = width(text, bold=bold)
    if tail is None or (after := tail_of(text)) is None:
        return own
    return own - width(after, bold=bold) + max(tail, width(after, bold=bold))


def _shared(bounds: list[tuple[float, float]], shares: list[float], room: float) -> tuple[float, ...]:
    """`room` by `shares`, but to nobody less than the floor, nor more than is of use while others lack something."""
    least, most = sum(floor for floor, _natural in bounds), sum(natural for _floor, natural in bounds)
    if least >= room:
        return tuple(floor * room / least for floor, _natural in bounds)
    if most <= room:
        spare = (room - most) / sum(shares)
        return tuple(natural + spare * share for (_floor, natural), share in zip(bounds, shares, strict=True))
    low, high = 0.0, room / min(shares)
    for _round in range(50):
        middle = (low + high) / 2
        widths = _clamped(bounds, shares, middle)
        low, high = (middle, high) if sum(widths) <= room else (low, middle)
    return _clamped(bounds, shares, low)


def _clamped(bounds: list[tuple[float, float]], shares: list[float], unit: float) -> tuple[float, ...]:
    pairs = zip(bounds, shares, strict=True)
    return tuple(min(max(unit * share, floor), natural) for (floor, natural), share in pairs)
