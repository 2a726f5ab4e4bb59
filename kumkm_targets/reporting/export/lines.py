"""Lines of a table as CSV and as JSON Lines.

In CSV a text that a spreadsheet would reckon as a formula has an apostrophe in front, as `guarded` puts it and
`unguarded` takes it off; line breaks become spaces, signs that cannot be seen their codes. Figures are never touched: a
negative one is a number and stays one. In JSON Lines texts are whole.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kumkm_targets.reporting.export.fields import Field, Line
from kumkm_targets.reporting.plain import escaped_json, one_line
from kumkm_targets.storage.tables.formula_guard import guarded


def csv_head(fields: Sequence[Field]) -> str:
    """The first line: the names of the columns."""
    return ",".join(field.name for field in fields) + "\n"


def csv_lines(lines: Iterable[Line], fields: Sequence[Field]) -> str:
    """Lines of CSV; what is not there is empty."""
    stream = io.StringIO()
    is_text = [field.type == "string" for field in fields]
    csv.writer(stream, lineterminator="\n").writerows(
        [_cell(cell, text) for cell, text in zip(line, is_text, strict=True)] for line in lines
    )
    return stream.getvalue()


def json_lines(lines: Iterable[Line], fields: Sequence[Field]) -> str:
    """One JSON object a line; figures are strings, what is not there is null."""
    names = [field.name for field in fields]
    return "".join(
        escaped_json(json.dumps(dict(zip(names, line, strict=True)), ensure_ascii=False)) + "\n" for line in lines
    )


def _cell(cell: Any, is_text: bool) -> Any:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(one_line(cell)) if is_text and cell else cell
