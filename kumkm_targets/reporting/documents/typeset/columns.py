"""How wide the columns of a table are and how large its letters, so that no figure is ever broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from kumkm_targets.reporting.documents.document import Cell, Column, Row, Table, Total
from kumkm_targets.reporting.documents.typeset.headings import heading_cells
from kumkm_targets.reporting.documents.typeset.letters import narrowest, showable, width

LARGEST: Final = 9.0
SMALLEST: Final = 5.5
"""In points; smaller is not read on paper."""
_STEP: Final = 0.5
_BESIDE_OTHER_PAGES: Final = 6.5
"""The size of a table that goes on to the right on further pages."""
_SIZES: Final = ((9, LARGEST), (12, 8.0), (16, 7.5), (24, 7.0), (32, 6.5))
"""The largest letters for so many columns."""
_WIDEST_TAIL: Final = 3.0
_FIGURE: Final = re.compile(r"(?P<head>\D*[\d.]*\d)(?P<tail>.*)")
_SYLLABLE: Final = 5.0
"""In ems: what is longer is no syllable but something that has none, and may be broken anywhere."""
_HAIR: Final = 0.005
"""Widths are sums of fractions: what fits by definition must not fail by the last bit."""
_LONGEST: Final = 25.0
"""In ems: what is longer is no figure, whatever it says, and may be broken."""
_TO_WRITE_IN: Final = 20
"""So many letters may a column have that is empty, to be filled in by hand."""
_HEADING_LINES: Final = 2
"""So many lines are no loss to a heading that is not short."""
_SHORT_HEADING: Final = 8.0
_KEYS: Final = 0.4
"""How much of the width the first columns may take where they stand on every page again."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How much room cells are given, in ems.

    padding: on either side. words: how wide a column with long words is made for them at most; None makes do with
    their syllables. is_whole: whether figures with several parts, `Rp222 miliar`, stay on one line. is_aligned:
    whether figures stand below each other by their commas.
    """

    padding: float
    words: float | None
    is_whole: bool = True
    is_aligned: bool = False


_ROOMY: Final = Manner(0.6, 7.0, is_aligned=True)
_CLOSE: Final = Manner(0.4, 5.0)
_TIGHT: Final = Manner(0.3, None)
_BROKEN: Final = Manner(0.3, None, is_whole=False)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column asks for, in ems and without padding.

    floor: what no figure is broken at. natural: what no line of the body is broken at. tail: the longest text after
    a decimal comma; None where the figures do not stand below each other by their commas.
    """

    floor: float
    natural: float
    tail: float | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns that stand beside each other: size of letters, padding and widths, all in points."""

    places: tuple[int, ...]
    size: float
    padding: float
    widths: tuple[float, ...]
    demands: tuple[Demand, ...]
    is_whole: bool

    def inner(self, place: int, span: int = 1) -> float:
        """What a cell over `span` columns has for its text, in ems."""
        return (sum(self.widths[place : place + span]) - 2 * self.padding) / self.size + _HAIR


def layouts(table: Table, room: float) -> list[Layout]:
    """One layout that fits into `room` points, or several where the table is too wide for one page."""
    fit = _Fitting(table, room)
    every = tuple(range(len(table.columns)))
    largest = next((size for most, size in _SIZES if len(every) <= most), 6.0)
    sizes = [largest - _STEP * step for step in range(int((largest - SMALLEST) / _STEP) + 1)]
    for manner, size in [*product((_ROOMY,), sizes[:3]), *product((_CLOSE, _TIGHT, _BROKEN), sizes)]:
        if fit.needed(every, size, manner) <= room:
            return [fit.layout(every, size, manner)]
    return [fit.layout(places, _BESIDE_OTHER_PAGES, _CLOSE) for places in fit.pages()]


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
        self.known: dict[Manner, tuple[Demand, ...]] = {}

    def demands(self, manner: Manner) -> tuple[Demand, ...]:
        if manner not in self.known:
            columns = self.table.columns
            shares = _group_shares(columns, manner)
            pairs = zip(columns, shares, strict=True)
            self.known[manner] = tuple(_demand(self.table, column, share, manner) for column, share in pairs)
        return self.known[manner]

    def needed(self, places: tuple[int, ...], size: float, manner: Manner) -> float:
        demands = self.demands(manner)
        return sum(demands[place].floor + 2 * manner.padding for place in places) * size

    def layout(self, places: tuple[int, ...], size: float, manner: Manner) -> Layout:
        every, padding = self.demands(manner), manner.padding * size
        demands = tuple(every[place] for place in places)
        bounds = [(one.floor * size + 2 * padding, one.natural * size + 2 * padding) for one in demands]
        shares = [self.table.columns[place].width for place in places]
        return Layout(places, size, padding, _shared(bounds, shares, self.room), demands, manner.is_whole)

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
        while keys and self.needed(keys, _BESIDE_OTHER_PAGES, _CLOSE) > self.room * _KEYS:
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
        return self.needed(places, _BESIDE_OTHER_PAGES, _CLOSE) <= self.room


def _group_shares(columns: tuple[Column, ...], manner: Manner) -> list[float]:
    """What each column adds to the width of the words above it and its neighbours."""
    shares = [0.0] * len(columns)
    for cell in heading_cells(columns):
        for place in range(cell.column, cell.column + cell.columns):
            words = _words([showable(cell.text)], manner, bold=True)
            shares[place] = max(shares[place], words / cell.columns)
    return shares


def _demand(table: Table, column: Column, share: float, manner: Manner) -> Demand:
    heading = showable(column.heading[-1]) if column.heading else ""
    rows, totals = _texts(table, column, Row), _texts(table, column, Total)
    figures = [*_figures(rows, manner), *([showable(column.number)] if column.number else [])]
    bold_figures = list(_figures(totals, manner))
    tail = _tail([*figures, *bold_figures]) if manner.is_aligned and column.align == "right" else None
    words = [text for text, solid in rows if not solid]
    floor = max(
        *(_figure_width(text, tail) for text in figures),
        *(_figure_width(text, tail, bold=True) for text in bold_figures),
        _words(words, manner, is_short_whole=manner.is_aligned),
        _words([text for text, solid in totals if not solid], manner, bold=True),
        share,
    )
    if not any(text for text, _solid in rows):
        words.append("M" * _TO_WRITE_IN)
    whole = width(heading, bold=True)
    lines = 1 if whole <= _SHORT_HEADING else _HEADING_LINES
    natural = max(floor, whole / lines, *(width(text) for text in words))
    return Demand(floor, natural, tail)


def _texts(table: Table, column: Column, kind: type[Row] | type[Total]) -> list[tuple[str, bool]]:
    """The texts of a column, and whether each is a figure that must not be broken."""
    lines = (line for line in table.lines if isinstance(line, kind))
    cells = (line.cells[column.key] for line in lines if column.key in line.cells)
    return [(showable(cell.text), is_solid(cell, column)) for cell in cells]


def _figures(texts: list[tuple[str, bool]], manner: Manner) -> Iterator[str]:
    for text, solid in texts:
        if solid:
            yield from [text] if manner.is_whole else text.split()


def _words(texts: list[str], manner: Manner, *, bold: bool = False, is_short_whole: bool = False) -> float:
    """What the words of a column need: whole, if that is not too much to ask, else their syllables.

    is_short_whole: texts of few words are not to be broken at all, such as *Sangat Tinggi*.
    """
    words = set(texts) if is_short_whole else {word for text in texts for word in text.split()}
    longest = max((width(word, bold=bold) for word in words), default=0.0)
    return min(longest, min(narrowest(words, bold=bold), _SYLLABLE) if manner.words is None else manner.words)


def _tail(texts: list[str]) -> float | None:
    """The longest tail of figures that can stand below each other by their commas."""
    tails = [width(tail) for text in texts if (tail := tail_of(text)) is not None]
    return max(tails) if tails and max(tails) - min(tails) <= _WIDEST_TAIL else None


def _figure_width(text: str, tail: float | None, *, bold: bool = False) -> float:
    own = width(text, bold=bold)
    if own > _LONGEST:
        return _LONGEST
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
