"""How wide the columns of a table are and how large its letters, so that no figure is ever broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from kumkm_targets.reporting.documents.document import Table
from kumkm_targets.reporting.documents.typeset.demands import Demand, Manner, demands

LARGEST: Final = 9.0
SMALLEST: Final = 5.5
"""In points; smaller is not read on paper."""
_STEP: Final = 0.5
_BESIDE_OTHER_PAGES: Final = 6.5
"""The size of a table that goes on to the right on further pages."""
_SIZES: Final = ((9, LARGEST), (12, 8.0), (16, 7.5), (24, 7.0), (32, 6.5))
"""The largest letters for so many columns."""
_HAIR: Final = 0.005
"""Widths are sums of fractions: what fits by definition must not fail by the last bit."""
_KEYS: Final = 0.4
"""How much of the width the first columns may take where they stand on every page again."""


_ROOMY: Final = Manner(0.6, 7.0, is_aligned=True)
_CLOSE: Final = Manner(0.4, 5.0)
_TIGHT: Final = Manner(0.3, None)
_BROKEN: Final = Manner(0.3, None, is_whole=False)


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


class _Fitting:
    """The demands of a table's columns, and which of them fit beside each other."""

    def __init__(self, table: Table, room: float) -> None:
        self.table = table
        self.room = room
        self.known: dict[Manner, tuple[Demand, ...]] = {}

    def demands(self, manner: Manner) -> tuple[Demand, ...]:
        if manner not in self.known:
            self.known[manner] = demands(self.table, manner)
        return self.known[manner]

    def needed(self, places: tuple[int, ...], size: float, manner: Manner) -> float:
        every = self.demands(manner)
        return sum(every[place].floor + 2 * manner.padding for place in places) * size

    def layout(self, places: tuple[int, ...], size: float, manner: Manner) -> Layout:
        every, padding = self.demands(manner), manner.padding * size
        asked = tuple(every[place] for place in places)
        bounds = [(one.floor * size + 2 * padding, one.natural * size + 2 * padding) for one in asked]
        shares = [self.table.columns[place].width for place in places]
        return Layout(places, size, padding, _shared(bounds, shares, self.room), asked, manner.is_whole)

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
        """How many of `rest` fit beside the keys; columns of one group stay together if they can, pairs at least."""
        taken = 1
        while taken < len(rest) and self._fits(keys + rest[: taken + 1]):
            taken += 1
        if taken == len(rest):
            return taken
        tops = [self.table.columns[place].heading[:1] for place in rest]
        whole = [count for count in range(1, taken + 1) if tops[count] != tops[count - 1]]
        if whole and whole[-1] > taken // 2:
            return whole[-1]
        above = [self.table.columns[place].heading[:-1] for place in rest]
        pairs = [count for count in range(1, taken + 1) if not above[count] or above[count] != above[count - 1]]
        return pairs[-1] if pairs else taken

    def _fits(self, places: tuple[int, ...]) -> bool:
        return self.needed(places, _BESIDE_OTHER_PAGES, _CLOSE) <= self.room


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
