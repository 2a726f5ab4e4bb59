"""Sheets as they lie on a desk: nothing alone, nothing torn, and a summary of one page."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from kumkm_targets.model.report import ReportSettings, Signer
from kumkm_targets.reporting.charts.text_width import text_width
from kumkm_targets.reporting.documents.document import (
    Cell,
    Charts,
    Column,
    Document,
    KeyFigures,
    Notes,
    Remark,
    Row,
    Table,
    Total,
)
from kumkm_targets.reporting.documents.typeset.columns import layouts
from kumkm_targets.reporting.documents.typeset.content import content
from kumkm_targets.reporting.documents.typeset.demands import parts_of
from kumkm_targets.reporting.documents.typeset.pdf import document_pdf
from kumkm_targets.reporting.documents.writers import written
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.registry import FORMS
from tests.conftest import ROOT
from tests.documents.papers import figure, official
from tests.documents.printed import Printed
from tests.documents.test_official_forms import REAL, material_of

RICH = ROOT / "tests" / "corpus" / "good" / "sulteng-renstra-2025-2029"
SIGNED = ("lkjip", "rpjmd", "rkpd", "rakortek")
SIGNERS = ReportSettings(signers=(Signer(role="Kepala Dinas", name="Nama Kepala"),))


def printed(document: Document, folder: Path) -> Printed:
    path = folder / f"{document.form}.pdf"
    path.write_bytes(document_pdf(document))
    return Printed(path)


def words_below_the_table(document: Document) -> list[str]:
    """What may stand above the signatures: the beginnings of notes, remarks and names of rows."""
    notes = [line for block in document.blocks if isinstance(block, Notes) for line in block.lines]
    lines = [line for table in document.tables for line in table.lines]
    remarks = [line.label for line in lines if isinstance(line, Remark)]
    names = [line.cells["indicator"].text for line in lines if isinstance(line, Row) and "indicator" in line.cells]
    return [text[:12] for text in (*notes, *remarks, *names)]


@pytest.mark.parametrize("folder", [*REAL, RICH], ids=lambda folder: folder.name)
def test_a_summary_is_one_page_even_when_it_is_signed(folder: Path, tmp_path: Path) -> None:
    signed = replace(material_of(folder), settings=SIGNERS)
    for material in (material_of(folder), signed):
        assert len(printed(FORMS["ringkasan"](material), tmp_path).pages) == 1


@pytest.mark.parametrize("folder", [*REAL, RICH], ids=lambda folder: folder.name)
def test_no_signature_is_alone_on_its_page(folder: Path, tmp_path: Path) -> None:
    material = material_of(folder)
    has_targets = any(indicator.has_target for indicator in material.plan.indicators.values())
    for form in SIGNED if has_targets else SIGNED[:-1]:
        document = FORMS[form](material)
        page = next(page for page in printed(document, tmp_path).pages if "NIP" in page)
        assert any(text in page for text in words_below_the_table(document)), form


def test_every_sheet_says_of_which_plan_it_is(tmp_path: Path) -> None:
    pages = printed(FORMS["rkpd"](material_of(RICH)), tmp_path).pages
    assert len(pages) > 1
    assert all(RICH.name in page for page in pages)


def test_four_charts_stand_two_by_two_on_wide_sheets_too() -> None:
    material = material_of(next(folder for folder in REAL if folder.name.startswith("malut")))
    document = FORMS["status"](material)
    [charts] = [block for block in document.blocks if isinstance(block, Charts)]
    across = {}
    for count in (3, 4):
        fewer = replace(document, blocks=(Charts((*charts.courses, *charts.courses)[:count]),))
        across[count] = content(fewer)["blocks"][0]["across"]
    assert (len(charts.courses), across) == (4, {3: 3, 4: 2})


def test_no_chart_stands_beside_an_empty_place_in_a_summary() -> None:
    material = material_of(next(folder for folder in REAL if folder.name.startswith("palembang")))
    document = FORMS["ringkasan"](material)
    [charts] = [block for block in content(document)["blocks"] if block["kind"] == "charts"]
    widths = [float(one["picture"].partition('width="')[2].partition('"')[0]) for one in charts["charts"]]
    assert (len(widths), charts["across"], charts["wide"]) == (3, 2, True)
    assert widths[0] == widths[1] + widths[2] + 20


def test_a_short_unit_stays_beside_its_figure() -> None:
    assert parts_of("1,2 M") == ["1,2 M"]
    assert parts_of("2,97 r") == ["2,97 r"]
    assert parts_of("Rp222 miliar") == ["Rp222", "miliar"]


def test_the_pair_of_k_and_rp_is_not_parted_by_the_edge_of_the_paper() -> None:
    [table] = official(3, years=40, groups=1, amount=6).tables
    found = layouts(table, 850.0)
    assert len(found) > 1
    for layout in found[:-1]:
        assert table.columns[layout.places[-1]].heading[-1] == "Rp"


def test_the_words_of_totals_count_where_there_is_room() -> None:
    columns = (Column("name", ("Nama",), 6.0), Column("f", ("F",), 0.1, "right"))
    table = Table(columns, (Row({"name": figure("1"), "f": figure("2")}),))
    rated = replace(table, lines=(*table.lines, Total("Predikat", {"f": Cell("Sangat Tinggi")})))
    [layout] = layouts(rated, 400.0)
    assert layout.inner(1) >= text_width("Sangat Tinggi", 1, bold=True)


@pytest.mark.parametrize("folder", REAL, ids=lambda folder: folder.name)
def test_a_summary_never_shows_a_dash_as_its_key_figure(folder: Path) -> None:
    [block] = [one for one in FORMS["ringkasan"](material_of(folder)).blocks if isinstance(one, KeyFigures)]
    assert block.figures
    assert all(any(sign.isdecimal() for sign in one.cell.text) for one in block.figures)


def test_a_performance_report_has_the_noted_factors_or_room_for_them() -> None:
    for folder, is_noted in ((RICH, True), (REAL[0], False)):
        *_others, analysis = FORMS["lkjip"](material_of(folder)).tables
        remarks = [line.text for line in analysis.lines if isinstance(line, Remark)]
        assert (len(remarks), all(map(bool, remarks))) == (3, is_noted)


def test_an_agreement_alone_leaves_room_for_the_plans_that_must_keep_it() -> None:
    material: Material = material_of(next(folder for folder in REAL if folder.name == "kalteng-rakortek-2025"))
    _agreed, sheet = FORMS["rakortek"](material).tables
    assert [column.key for column in sheet.columns[3:]] == ["agreed", "rkpd", "rpjmd", "remarks"]
    assert [row.cells["agreed"].text for row in sheet.rows] == ["3,81", "1,12", "10", "3,84", "800", "2.872"]
    assert not any({"rkpd", "rpjmd"} & row.cells.keys() for row in sheet.rows)


def test_no_figure_of_an_official_form_is_broken_in_word() -> None:
    document = FORMS["rpjmd"](material_of(RICH))
    [table] = document.tables
    word = docx.Document(io.BytesIO(written(document, "docx"))).tables[0]
    widths = [column.width.pt for column in word.columns]
    for line, row in zip(word.rows[table.depth + 1 :], table.lines, strict=True):
        if isinstance(row, Row):
            for column, cell, width in zip(table.columns, line.cells, widths, strict=True):
                if row.cells.get(column.key) and row.cells[column.key].figure is not None:
                    size = cell.paragraphs[0].runs[0].font.size.pt
                    assert text_width(cell.text, size) <= width, (column.key, cell.text)
