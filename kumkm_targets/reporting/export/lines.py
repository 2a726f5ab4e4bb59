"""Lines of a table as CSV and as JSON Lines.

In CSV a text that a spreadsheet would reckon as a formula has an apostrophe in front, as `guarded` puts it and
`unguarded` takes it off; line breaks become spaces, signs that cannot be seen their codes. Figures are never touched: a
negative one is a number and stays one. In JSON Lines texts are whole.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from kumkm_targets.reporting.export.fields import Field, Line
from kumkm_targets.reporting.plain import escaped_json, one_line
from kumkm_targets.storage.tables.formula_guard import guarded


def csv_head(fields: Sequence[Field]) -> str:
    """The first line: the names of the columns."""
    return ",".join(field.name for field in fields) + "\n"


def csv_lines(lines: Iterable[Line], fields: Sequence[Field]) -> str:
    """Lines of CSV; what is not there is empty."""
    stream = io.StringIO()
    written = [_WRITTEN.get(field.type, _as_it_is) for field in fields]
    csv.writer(stream, lineterminator="\n").writerows(
        [None if cell is None else write(cell) for cell, write in zip(line, written, strict=True)] for line in lines
    )
    return stream.getvalue()


def json_lines(lines: Iterable[Line], fields: Sequence[Field]) -> str:
    """One JSON object a line; figures are strings, what is not there is null."""
    names = [field.name for field in fields]
    return "".join(
        escaped_json(json.dumps(dict(zip(names, line, strict=True)), ensure_ascii=False)) + "\n" for line in lines
    )


@lru_cache(maxsize=4096)  # the words of a plan are repeated in thousands of lines
def _text(cell: str) -> str:
    return guarded(one_line(cell))


def _as_it_is(cell: Any) -> Any:
    return cell


_WRITTEN: Final[dict[str, Callable[[Any], Any]]] = {"string": _text, "boolean": lambda cell: str(cell).lower()}
