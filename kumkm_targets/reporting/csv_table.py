"""Records as CSV that a spreadsheet opens as data."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from kumkm_targets.reporting.plain import one_line

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}")


def csv_table(records: Iterable[Mapping[str, Any]], columns: Sequence[str], free_text: Collection[str]) -> str:
    """The records under a line of column names. free_text: the columns whose words come from files.

    No cell of those is taken for a formula; numbers of our own keep their minus.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow([harmless(record[key]) if key in free_text else record[key] for key in columns])
    return stream.getvalue()


def harmless(value: Any) -> Any:
    """`value`; a text on one line, and marked as text where a spreadsheet would take it for a formula."""
    if not isinstance(value, str):
        return value
    text = one_line(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
