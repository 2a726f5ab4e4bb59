"""The tables of a document for programs: JSON and CSV. Column keys are English and stable, texts are the reader's."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.csv_table import csv_table, harmless
from kumkm_targets.reporting.documents.document import Band, Cell, Document, Line, Remark, Row, Table, Total
from kumkm_targets.reporting.plain import escaped_json


def document_json(document: Document) -> str:
    """Every table with its columns and lines; figures as strings, exact or to 28 digits, beside their texts."""
    content = {
        "format": FORMAT,
        "form": document.form,
        "number": document.number or None,
        "title": list(document.title),
        "facts": [{"label": label, "text": text} for label, text in document.facts],
        "tables": [_table(table) for table in document.tables],
        "provenance": [{"label": label, "text": text} for label, text in document.provenance],
    }
    return escaped_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def document_csv(document: Document) -> str:
    """The rows and totals of all tables, one column per column key: figures exact, everything else as printed.

    `table` counts the tables; `line` is row or total.
    """
    keys = list(dict.fromkeys(column.key for table in document.tables for column in table.columns))
    records = []
    for number, table in enumerate(document.tables, 1):
        for line in table.lines:
            if isinstance(line, Row | Total):
                label = {keys[0]: harmless(line.label)} if isinstance(line, Total) else {}
                values = {key: _value(cell) for key, cell in line.cells.items()}
                kind = "row" if isinstance(line, Row) else "total"
                records.append({**dict.fromkeys(keys), "table": number, "line": kind, **label, **values})
    return csv_table(records, ("table", "line", *keys), ())


def _value(cell: Cell) -> str | None:
    return harmless(cell.text) if cell.figure is None else _number(cell.figure)


def _table(table: Table) -> dict[str, Any]:
    columns = [
        {"key": column.key, "heading": list(column.heading), "number": column.number or None}
        for column in table.columns
    ]
    return {"caption": table.caption or None, "columns": columns, "lines": list(_lines(table.lines))}


def _lines(lines: tuple[Line, ...]) -> Iterator[dict[str, Any]]:
    for line in lines:
        match line:
            case Row():
                yield {"line": "row", "id": line.id or None, "cells": _cells(line)}
            case Total():
                yield {"line": "total", "label": line.label, "cells": _cells(line)}
            case Band():
                yield {"line": "band", "text": line.text}
            case Remark():
                yield {"line": "remark", "label": line.label, "text": line.text or None}


def _cells(line: Row | Total) -> dict[str, Any]:
    return {key: {"text": cell.text, "figure": _number(cell.figure)} for key, cell in line.cells.items()}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
