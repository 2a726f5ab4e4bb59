"""The form as CSV, for an office whose programs take nothing else: `;` between cells, UTF-8 with its mark."""

import csv
from io import StringIO
from typing import Final

from kumkm_targets.intake.form import Form, FormRow, plain_digits
from kumkm_targets.reporting.blank_form.words import (
    FILLED_IN,
    HEADINGS,
    FormField,
    fixed_texts,
    heading,
    not_to_be_filled_in,
)
from kumkm_targets.reporting.words import status_text
from kumkm_targets.storage.tables.formula_guard import guarded

_MARK: Final = "\ufeff"  # without it, spreadsheet programs take UTF-8 for something else


def form_csv(form: Form) -> bytes:
    """The whole form as one table; the first line is the form's identity."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(form.identity.cells())
    writer.writerow([heading(field, form.year) for field in HEADINGS])
    rows = [row for page in form.pages for row in page.rows]
    for number, row in enumerate(rows, start=1):
        texts = fixed_texts(number, row) | _filled_in(row)
        writer.writerow([guarded(texts[field]) for field in HEADINGS])
    return (_MARK + lines.getvalue()).encode("utf-8")


def _filled_in(row: FormRow) -> dict[FormField, str]:
    entry = row.recorded
    if row.indicator.formula is not None:
        return dict.fromkeys(FILLED_IN, "") | {"realised": not_to_be_filled_in()}
    if entry is None:
        return dict.fromkeys(FILLED_IN, "")
    return {
        "realised": plain_digits(entry.value) if entry.value is not None else "",
        "status": status_text(entry.status) if entry.status else "",
        "source": entry.source or "",
        "as_of": entry.as_of.isoformat() if entry.as_of else "",
        "unavailable": entry.unavailable or "",
        "note": entry.note or "",
    }
