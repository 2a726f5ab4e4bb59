"""What the columns of a table ask for: room for every figure on one line, and for words as far as it goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kumkm_targets.reporting.documents.document import Cell, Column, Row, Table, Total
from kumkm_targets.reporting.documents.heading import heading_cells
from kumkm_targets.reporting.documents.typeset.letters import narrowest, showable, width

_WIDEST_TAIL: Final = 3.0
_FIGURE: Final = re.compile(r"(?P<head>\D*[\d.]*\d)(?P<tail>.*)")
_SYLLABLE: Final = 5.0
"""In ems: what is longer is no syllable but something that has none, and may be broken anywhere."""
_LONGEST: Final = 25.0
"""In ems: what is longer is no figure, whatever it says, and may be broken."""
_TO_WRITE_IN: Final = 20
"""So many letters may a column have that is empty, to be filled in by hand."""
_HEADING_LINES: Final = 2
"""So many lines are no loss to a heading that is not short."""
_SHORT_HEADING: Final = 8.0
_SHORT_UNIT: Final = 2


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


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column asks for, in ems and without padding.

    floor: what no figure is broken at. natural: what no line of the body is broken at. tail: the longest text after
    a decimal comma; None where the figures do not stand below each other by their commas.
    """

    floor: float
    natural: float
    tail: float | None


def demands(table: Table, manner: Manner) -> tuple[Demand, ...]:
    """One for each column, in their order."""
    shares = _group_shares(table.columns, manner)
    return tuple(_demand(table, column, share, manner) for column, share in zip(table.columns, shares, strict=True))


def tail_of(text: str) -> str | None:
    """What stands after the whole part of a figure, its comma included; None for what is no figure."""
    found = _FIGURE.match(text)
    return found["tail"] if found else None


def parts_of(text: str) -> list[str]:
    """A figure in the parts that may stand on lines of their own: a short unit or mark, `1,2 M`, stays where it is."""
    parts: list[str] = []
    for word in text.split():
        if parts and len(word) <= _SHORT_UNIT:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def is_solid(cell: Cell, column: Column) -> bool:
    """Whether the text is a figure, so that a line must not end within it."""
    return (cell.figure is not None or column.align != "left") and any(one.isdecimal() for one in cell.text)


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
    labels = (width(text, bold=True) for text, solid in totals if not solid)
    natural = max(floor, whole / lines, *(width(text) for text in words), *labels)
    return Demand(floor, natural, tail)


def _texts(table: Table, column: Column, kind: type[Row] | type[Total]) -> list[tuple[str, bool]]:
    """The texts of a column, and whether each is a figure that must not be broken."""
    lines = (line for line in table.lines if isinstance(line, kind))
    cells = (line.cells[column.key] for line in lines if column.key in line.cells)
    return [(showable(cell.text), is_solid(cell, column)) for cell in cells]


def _figures(texts: list[tuple[str, bool]], manner: Manner) -> Iterator[str]:
    for text, solid in texts:
        if solid:
            yield from [text] if manner.is_whole else parts_of(text)


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
