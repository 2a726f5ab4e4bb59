"""How much of a table is read at all. What goes beyond is refused before it costs time or memory."""

from typing import Final

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
MAX_CSV_BYTES: Final = 24 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 192 * 1024 * 1024
"""All parts of a workbook together, unpacked."""
MAX_TAGS: Final = 12_000_000
"""In all parts of a workbook together; a form of 100.000 indicators has half as many."""
MAX_WALKED: Final = 2_000_000
"""Elements of one part that is walked through one by one."""
MAX_RUN: Final = 1024 * 1024
"""Bytes without a tag in a part: no cell holds so long a text."""
MAX_STYLES: Final = 65_490
"""Of cells; what Excel takes."""
MAX_PARTS: Final = 5_000
MAX_SHEETS: Final = 300
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 1_000
MAX_CELLS: Final = 4_000_000
"""Rows times columns of a sheet, up to the last cell that holds anything."""


def within_bounds(name: str, rows: int, columns: int) -> None:
    """Raises UnreadableError for a sheet that reaches further than any table of figures does."""
    if not is_within_bounds(rows, columns):
        raise too_large(_("the sheet “{sheet}” reaches to row {row}, column {column}").format(
            sheet=name[:80], row=rows, column=columns
        ))  # fmt: skip


def is_within_bounds(rows: int, columns: int) -> bool:
    """Whether a sheet reaches no further than tables of figures do."""
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS


def too_large(what: str) -> UnreadableError:
    """The error for a file beyond the limits."""
    return UnreadableError(
        _("this file is too large for a table of figures: {what}").format(what=what),
        _("Copy the table alone into a new workbook, at most {rows} rows and {columns} columns.").format(
            rows=MAX_ROWS, columns=MAX_COLUMNS
        ),
    )
