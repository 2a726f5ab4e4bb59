"""The workbook of a report, opened again."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kumkm_targets.figures.exact import rounded
from tests.conftest import PLANS, Run

PALEMBANG = "palembang-rpjmd-2013-2018"
REAL = sorted(path.name for path in PLANS.iterdir() if path.is_dir())
FORMS = ("status", "ringkasan", "lkjip")


def workbook_of(run: Run, folder: Path, plan: str, *options: str) -> Path:
    path = folder / "laporan.xlsx"
    done = run("report", plan, *options, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    return path


def document_of(run: Run, plan: str, *options: str) -> Any:
    return json.loads(run("report", plan, *options, "-f", "json").out)


def tables_in(path: Path, document: Any, *, values: bool) -> Iterator[tuple[dict[str, Any], list[list[Any]]]]:
    """Each table of the document with the cells of its lines, found by the words of its heading."""
    book = openpyxl.load_workbook(path, data_only=values)
    for table, sheet in zip(document["tables"], book.worksheets, strict=False):
        depth = max(len(column["heading"]) for column in table["columns"])
        own = [column["heading"][-1] for column in table["columns"]]
        for row in range(1, sheet.max_row + 1):
            texts = [[sheet.cell(row + level, at + 1).value for level in range(depth)] for at in range(len(own))]
            if all(name in found for name, found in zip(own, texts, strict=True)):
                first = row + depth + any(column["number"] for column in table["columns"])
                lines = range(first, first + len(table["lines"]))
                yield table, [[sheet.cell(line, at + 1) for at in range(len(own))] for line in lines]
                break
        else:
            raise AssertionError(f"no heading {own} on sheet {sheet.title}")


def shown(cell: Any, value: Decimal) -> Decimal:
    """The value as the format of the cell shows it."""
    digits = re.search(r"0(?:\.(0+))?", cell.number_format)
    assert digits is not None
    return rounded(value, len(digits[1] or ""))


def printed(text: str) -> Decimal:
    """The number that a text of the report says, its mark and its Rp left out."""
    found = re.search(r"[−+]?[\d.]+(?:,\d+)?", text)
    assert found is not None
    scale = next((power for word, power in (("triliun", 12), ("miliar", 9), ("juta", 6)) if word in text), 0)
    plain = found[0].replace(".", "").replace(",", ".").replace("−", "-")
    return Decimal(plain).scaleb(scale)


@pytest.mark.parametrize("plan", REAL)
@pytest.mark.parametrize("form", FORMS)
def test_every_figure_is_a_number_with_the_digits_of_the_report(
    run: Run, workspace: Path, plan: str, form: str
) -> None:
    path, document = workbook_of(run, workspace, plan, "--form", form), document_of(run, plan, "--form", form)
    seen = 0
    for table, lines in tables_in(path, document, values=True):
        for line, cells in zip(table["lines"], lines, strict=True):
            for column, cell in zip(table["columns"], cells, strict=True):
                said = line.get("cells", {}).get(column["key"])
                if said is None or said["figure"] is None:
                    continue
                assert isinstance(cell.value, int | float), (column["key"], cell.value)
                value = Decimal(repr(cell.value))
                assert abs(value - Decimal(said["figure"])) <= abs(value) * Decimal("1e-14")
                assert shown(cell, value) == printed(said["text"])
                seen += 1
    assert seen


@pytest.mark.parametrize("form", FORMS)
def test_every_text_is_in_its_cell(run: Run, workspace: Path, form: str) -> None:
    options = ("--form", form, "--year", "2016")
    path, document = workbook_of(run, workspace, PALEMBANG, *options), document_of(run, PALEMBANG, *options)
    for table, lines in tables_in(path, document, values=True):
        for line, cells in zip(table["lines"], lines, strict=True):
            if line["line"] == "band":
                assert cells[0].value == line["text"]
            for column, cell in zip(table["columns"], cells, strict=True):
                said = line.get("cells", {}).get(column["key"])
                if line["line"] == "row" and said is not None and said["figure"] is None:
                    assert (cell.value or "") == said["text"]


def test_achievement_and_average_are_live_formulas(run: Run, workspace: Path) -> None:
    options = ("--year", "2016")
    path, document = workbook_of(run, workspace, PALEMBANG, *options), document_of(run, PALEMBANG, *options)
    [(table, lines)] = tables_in(path, document, values=False)
    place = [column["key"] for column in table["columns"]].index("achievement")
    formulas = [cells[place].value for cells in lines]
    first = lines[0][place].row
    assert formulas == [
        *(f"=E{row}/D{row}*100" for row in range(first, first + 3)),
        f"=AVERAGE(G{first}:G{first + 2})",
    ]


def test_sources_stand_in_comments_at_the_figures(run: Run, workspace: Path) -> None:
    path = workbook_of(run, workspace, PALEMBANG, "--year", "2016")
    comments = [cell.comment.text for row in openpyxl.load_workbook(path).worksheets[0] for cell in row if cell.comment]
    assert len(comments) == 3
    assert all("LAKIP Kota Palembang Tahun 2016" in comment for comment in comments)


def test_a_sheet_is_ready_to_print(run: Run, workspace: Path) -> None:
    sheet = openpyxl.load_workbook(workbook_of(run, workspace, PALEMBANG, "--paper", "F4")).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 14)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows
    assert sheet.print_area


def test_the_hidden_sheet_says_where_everything_comes_from(run: Run, workspace: Path) -> None:
    path = workbook_of(run, workspace, PALEMBANG, "--year", "2016")
    sheet = openpyxl.load_workbook(path).worksheets[-1]
    assert sheet.sheet_state == "hidden"
    lines = [[cell.value for cell in row] for row in sheet]
    assert ["Plan", PALEMBANG, None, None, None] in lines
    exact = next(line for line in lines if line[:2] == ["umk_menjadi_usaha_menengah", "achievement"])
    assert exact[2:4] == ["67.15384615384615384615384615", "67,15"]


def test_the_same_report_is_the_same_bytes(run: Run, workspace: Path) -> None:
    first = workbook_of(run, workspace, PALEMBANG, "--form", "lkjip").read_bytes()
    assert workbook_of(run, workspace, PALEMBANG, "--form", "lkjip").read_bytes() == first


HOSTILE = (
    "=HYPERLINK('x')",
    "+1",
    "-1",
    "@SUM(A1)",
    "<script>",
    "[red]",
    "#REF!",
    "\u202eRTL",
    "😀",
    "x" * 2000,
    "A\\u0007B",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(run: Run, workspace: Path, name: str) -> None:
    plan = workspace / PALEMBANG / "plan.toml"
    text = plan.read_text(encoding="utf-8").replace("Persentase koperasi aktif", name.replace('"', "'"))
    plan.write_text(text, encoding="utf-8")
    path = workbook_of(run, workspace, PALEMBANG, "--year", "2016")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell for row in sheet for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.data_type == "f" and not re.match(r"=(E\d+|AVERAGE)", cell.value)]
    said = document_of(run, PALEMBANG, "--year", "2016")["tables"][0]["lines"][0]["cells"]["indicator"]["text"]
    assert said in [cell.value for cell in cells]
    with zipfile.ZipFile(path) as archive:
        assert not [part for part in archive.namelist() if "externalLink" in part]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_reckons_the_same_digits(run: Run, workspace: Path, tmp_path: Path, form: str) -> None:
    options = ("--form", form, "--year", "2016")
    path, document = workbook_of(run, workspace, PALEMBANG, *options), document_of(run, PALEMBANG, *options)
    spoilt = tmp_path / "spoilt" / path.name
    spoilt.parent.mkdir()
    # Without the cached values a program has to reckon for itself.
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(spoilt, "w") as without:
        for part in archive.namelist():
            content = archive.read(part)
            without.writestr(part, re.sub(rb"</f><v>[^<]*</v>", b"</f><v></v>", content))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(spoilt)], check=True, capture_output=True, timeout=120)
    for table, lines in tables_in(tmp_path / path.name, document, values=True):
        for line, cells in zip(table["lines"], lines, strict=True):
            for column, cell in zip(table["columns"], cells, strict=True):
                said = line.get("cells", {}).get(column["key"])
                if said and said["figure"] is not None and column["key"] != "no":
                    assert rounded(Decimal(repr(cell.value)), 6) == rounded(Decimal(said["figure"]), 6)
