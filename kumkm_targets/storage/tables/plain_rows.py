"""The rows of an .xlsx sheet that are written the way all spreadsheet programs write them, read at a glance.

A sheet of tens of thousands of rows is some hundred thousand elements, nearly all of them cells about which
nothing is to be remarked. Where every row has the plain shape, only the remarkable cells are looked at one by one;
where any has not, nothing is said here, and the sheet is walked through element by element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from kumkm_targets.storage.tables.limits import MAX_ROWS

_BEGIN: Final = b"<sheetData>"
_END: Final = b"</sheetData>"
_LONGEST_ROW: Final = 1024 * 1024
_FEW: Final = 64
"""Styles that are looked for one by one; of more, every styled cell is looked at."""
_SHAPE: Final = rb"""(?: s="[0-9]{1,9}")?(?: t="[A-Za-z]{1,9}")? ?"""
_INSIDE: Final = (
    rb"(?:<f(?: [^<>]*+)?+(?:(?<=/)>|(?<!/)>[^<>]*+</f>))?+"
    rb"(?:<v>[^<>]*+</v>|<v ?/>|<is><t(?: [^<>]*+(?<!/))?+>[^<>]*+</t></is>)?+"
)
_ROW: Final = re.compile(
    rb"""\s*<row r="([1-9][0-9]{0,6})"(?: [^<>]*+)?+(?:(?<=/)>|(?<!/)>"""
    rb"""(?:<c r="[A-Z]{1,3}\1\"""" + _SHAPE + rb"(?:/>|>" + _INSIDE + rb"</c>))*+</row>)\s*"
)  # fmt: skip
_COLUMN: Final = re.compile(rb'<c r="([A-Z]+)')
_REMARKED: Final = (
    r"""(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")? ?"""
    r"(?:/>|>(<f[^<>]*(?:/>|>[^<>]*</f>))?(?:<v>([^<>]*)</v>|<is><t[^<>]*>([^<>]*))?)"
)
_HIDDEN: Final = re.compile(rb'<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A cell with a formula, an error, or a style that is asked for. value: None where it has none."""

    column: str
    row: int
    style: str | None
    kind: str | None
    is_formula: bool
    value: str | None


@dataclass(frozen=True, slots=True)
class PlainRows:
    """What the rows hold. last_row, columns: of any cell, also of an empty one. rest: the sheet without its rows."""

    last_row: int
    columns: frozenset[str]
    hidden: tuple[int, ...]
    rest: bytes
    _content: bytes
    _begin: int
    _end: int

    def remarkable(self, styles: frozenset[str]) -> Iterator[PlainCell]:
        """The cells about which something may have to be remarked; those of `styles` are among them."""
        any_of = "|".join(sorted(styles)) if len(styles) <= _FEW else "[0-9]+"
        wanted = rf"""|[^<>]* s="(?:{any_of})\"""" if styles else ""
        pattern = rf"""<c r="([A-Z]+)([0-9]+)"(?=[^<>]* t="e"|[^<>]*><f{wanted})""" + _REMARKED
        for found in re.compile(pattern.encode()).finditer(self._content, self._begin, self._end):
            column, row, style, kind, formula, value, text = (
                piece.decode("utf-8", "replace") if piece is not None else None for piece in found.groups()
            )
            assert column is not None
            assert row is not None
            yield PlainCell(column, int(row), style, kind, formula is not None, unescape(value or text or "") or None)


def plain_rows(content: bytes) -> PlainRows | None:
    """The rows of a sheet; None where one of them is written in any other way."""
    begin = content.find(_BEGIN) + len(_BEGIN)
    end = content.find(_END, begin)
    if begin < len(_BEGIN) or end < 0:
        return None
    at, last_row, columns = begin, 0, set[bytes]()
    while at < end:
        found = _ROW.match(content, at, min(end, at + _LONGEST_ROW))
        if found is None or int(found[1]) > MAX_ROWS:
            return None
        last_row = max(last_row, int(found[1]))
        columns.update(_COLUMN.findall(content, at, found.end()))
        at = found.end()
    return PlainRows(
        last_row,
        frozenset(column.decode() for column in columns),
        tuple(int(number) - 1 for number in _HIDDEN.findall(content, begin, end)),
        content[:begin] + content[end:],
        content,
        begin,
        end,
    )
