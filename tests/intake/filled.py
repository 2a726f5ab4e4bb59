"""Forms and tables as offices hand them in."""

import subprocess
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from shutil import which
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Run

PLAN = "kalteng-rakortek-2025"
YEAR = "2025"
HEADING_ROW = 4
needs_libreoffice = pytest.mark.skipif(which("soffice") is None, reason="needs LibreOffice")

ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "volume_usaha_koperasi_produksi": {"Realised 2025": 198_400_000_000, "Source": "ODS", "Status": "final figure"},
    "rasio_kewirausahaan": {"Realised 2025": 3.72, "Source": "Sakernas"},
    "partisipasi_berkoperasi": {"Not available, because": "menunggu Sakernas"},
    "usaha_mikro_naik_kelas": {"Realised 2025": "1.311", "Note": "=1+1"},
}
"""By indicator and heading; text and numbers, as people type them."""


def made_form(run: Run, folder: Path, *options: str, plan: str = PLAN) -> Path:
    """A form as the command makes it."""
    path = folder / "isian-2025.xlsx"
    done = run("form", plan, "--year", YEAR, "-o", str(path), *options)
    assert (done.code, done.out) == (0, "")
    return path


def cell_of(sheet: Worksheet, indicator: str, heading: str) -> Cell:
    """The cell of an indicator below a heading of the form."""
    row = next(row for row in sheet.iter_rows(min_row=HEADING_ROW + 1) if row[1].value == indicator)
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    cell = row[headings.index(heading)]
    assert isinstance(cell, Cell)
    return cell


def filled_form(path: Path, answers: Mapping[str, Mapping[str, Any]], into: Path | None = None) -> Path:
    """The form with the answers typed into it."""
    workbook = openpyxl.load_workbook(path)
    for indicator, cells in answers.items():
        for heading, value in cells.items():
            cell = cell_of(workbook.worksheets[0], indicator, heading)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # typed as text, not as a formula
    workbook.save(into or path)
    return into or path


def table(path: Path, rows: list[list[Any]]) -> Path:
    """A workbook of one sheet, called Data."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Data"
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"  # typed as text, not as a formula
    workbook.save(path)
    return path


def converted(path: Path, kind: str, folder: Path, as_filter: str = "") -> Path:
    """The workbook as LibreOffice saves it in another format."""
    folder.mkdir(exist_ok=True)
    target = f"{kind}:{as_filter}" if as_filter else kind
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{kind}"


def recorded(workspace: Path, plan: str = PLAN, year: str = YEAR) -> dict[str, Any]:
    """The figures of the realised file, empty where there is none."""
    path = workspace / plan / "realised" / f"{year}.toml"
    if not path.exists():
        return {}
    figures: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["figures"]
    return figures


def statements(workspace: Path) -> dict[str, dict[str, Any]]:
    """What is recorded, without who recorded it when."""
    return {
        name: {key: value for key, value in figure.items() if not key.startswith("recorded_")}
        for name, figure in recorded(workspace).items()
    }
