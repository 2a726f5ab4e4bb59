"""Writing a table as Parquet, where pyarrow is installed.

Figures are written as text: they have up to 24 digits on either side of the decimal mark and percentages 28
significant ones, which no fixed scale of a Parquet decimal holds exactly; and no float may stand in for them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from kumkm_targets.errors import UsageError
from kumkm_targets.messages import _
from kumkm_targets.storage.report_file import write_through

_ROWS: Final = 20_000
"""Lines that are in memory at once; they become one row group."""


def require_parquet() -> None:
    """Raise UsageError where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise UsageError(
            _("Parquet is written by pyarrow, which is not installed"),
            _("Install it with `pip install pyarrow`, or choose --format csv or jsonl."),
        ) from error


def write_parquet(path: Path, columns: Mapping[str, str], lines: Iterable[tuple[Any, ...]]) -> None:
    """Write `lines` under `columns`, names to types: year, integer, date (from ISO text), and text for all others.

    Raises UsageError without pyarrow, and NotWrittenError.
    """
    require_parquet()
    write_through(path, lambda file: _write(file, columns, lines))


def _write(file: BinaryIO, columns: Mapping[str, str], lines: Iterable[tuple[Any, ...]]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    types = {"year": pa.int16(), "integer": pa.int16(), "date": pa.date32()}
    schema = pa.schema([(name, types.get(kind, pa.string())) for name, kind in columns.items()])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in _batches(lines):
            cells = zip(zip(*batch, strict=True), columns.values(), schema.types, strict=True)
            writer.write_table(pa.table([_column(pa, *column) for column in cells], schema=schema))


def _column(pa: Any, cells: Iterable[Any], kind: str, of: Any) -> Any:
    if kind == "date":
        cells = [None if cell is None else date.fromisoformat(cell) for cell in cells]
    return pa.array(cells, type=of)


def _batches(lines: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(lines)
    while batch := list(islice(left, _ROWS)):
        yield batch
