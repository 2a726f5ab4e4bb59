"""A CSV file as offices make them: `;`, `,` or tab between cells, in one of the encodings that Windows writes."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.storage.tables.formula_guard import unguarded
from kumkm_targets.storage.tables.limits import MAX_CSV_BYTES, too_large, within_bounds
from kumkm_targets.storage.tables.table import CellValue, Sheet, Tables

_DELIMITERS: Final = ";\t,"
_LOOKED_AT: Final = 100
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OF_WINDOWS: Final = "cp1252"


def csv_tables(name: str, content: bytes) -> Tables:
    """The one table of a CSV file. Raises UnreadableError."""
    if len(content) > MAX_CSV_BYTES:
        raise too_large(_("it has more than {size} MB").format(size=MAX_CSV_BYTES // 1024**2))
    text, guessed = _decoded(content)
    if "\0" in text:
        raise UnreadableError(
            _("this file is neither a workbook nor a text with a table"),
            _("Save the table as .xlsx, .xls, .ods, or as CSV in UTF-8."),
        )
    delimiter = _stated(text) or _best_delimiter(text)
    rows: list[list[CellValue]] = []
    width = 0
    try:
        for row in _rows(text, delimiter):
            width = max(width, len(row))
            within_bounds(name, len(rows) + 1, width)
            rows.append([unguarded(cell) for cell in row])
    except csv.Error as error:
        raise UnreadableError(
            _("line {line} of this CSV file is not a row of a table").format(line=len(rows) + 1),
            _("A quotation mark that is opened and not closed makes one cell of all that follows."),
        ) from error
    if rows and _stated(text):
        rows[0] = [""]
    return Tables((Sheet(name, rows),), guessed)


def _decoded(content: bytes) -> tuple[str, str | None]:
    """The text, and the encoding where the file does not tell it. Raises UnreadableError."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.removeprefix(mark).decode(encoding), None
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    _("this file is not the {encoding} that it says it is").format(encoding=encoding.upper()),
                    _("Save it again as CSV in UTF-8."),
                ) from error
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        return content.decode(_OF_WINDOWS, "replace"), _OF_WINDOWS


def _stated(text: str) -> str | None:
    """The delimiter that a first line `sep=;` names, as Excel reads and writes it."""
    first = text[:6].casefold()
    return text[4] if first.startswith("sep=") and text[4:5] in tuple(_DELIMITERS) and text[5:6] in "\r\n" else None


def _best_delimiter(text: str) -> str:
    """The delimiter that makes most rows equally wide, and wider than one cell."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in islice(_rows(text, delimiter), _LOOKED_AT) if any(row))
        except csv.Error:
            return 0, 0
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_DELIMITERS, key=agreement)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)
