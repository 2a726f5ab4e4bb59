"""A form goes out, is filled in with whatever program, and comes back: the same figures are recorded."""

import codecs
import csv
import zipfile
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Run
from tests.intake.filled import (
    ANSWERS,
    PLAN,
    YEAR,
    converted,
    filled_form,
    made_form,
    needs_libreoffice,
    recorded,
    statements,
    table,
)

EXPECTED: dict[str, dict[str, Any]] = {
    "volume_usaha_koperasi_produksi": {"value": 198_400_000_000, "status": "final", "source": "ODS"},
    "rasio_kewirausahaan": {"value": Decimal("3.72"), "status": "final", "source": "Sakernas"},
    "partisipasi_berkoperasi": {"unavailable": "menunggu Sakernas"},
    "usaha_mikro_naik_kelas": {"value": 1311, "status": "final", "note": "=1+1"},
}
"""What ANSWERS are recorded as; the figure recorded before stays beside them."""


def _import(run: Run, path: Path, *options: str) -> Any:
    return run("import", PLAN, str(path), "--year", YEAR, *options)


def _new(workspace: Path) -> dict[str, Any]:
    return {name: figure for name, figure in statements(workspace).items() if name in EXPECTED}


def test_a_form_filled_in_by_another_program_is_recorded(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = recorded(workspace)
    done = _import(run, filled_form(made_form(run, tmp_path), ANSWERS))
    assert (done.code, done.err) == (0, "")
    assert "Recorded in plans/kalteng-rakortek-2025/realised/2025.toml: 4 new, 0 changed, 1 unchanged" in done.out
    assert _new(workspace) == EXPECTED
    assert {name: recorded(workspace)[name] for name in before} == before


def test_the_same_form_again_changes_nothing(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = filled_form(made_form(run, tmp_path), ANSWERS)
    _import(run, path)
    before = (workspace / PLAN / "realised" / "2025.toml").read_bytes()
    again = _import(run, path)
    assert again.code == 0
    assert "Nothing changes" in again.out
    assert (workspace / PLAN / "realised" / "2025.toml").read_bytes() == before


def test_an_empty_form_changes_nothing(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = recorded(workspace)
    done = _import(run, made_form(run, tmp_path))
    assert done.code == 0
    assert "Nothing changes" in done.out
    assert recorded(workspace) == before


def test_a_figure_is_revised_by_writing_over_it(run: Run, workspace: Path, tmp_path: Path) -> None:
    _import(run, filled_form(made_form(run, tmp_path), ANSWERS))
    path = filled_form(made_form(run, tmp_path), {"rasio_kewirausahaan": {"Realised 2025": 3.75, "Source": "audit"}})
    refused = _import(run, path)
    assert refused.code == 4
    assert "Rasio kewirausahaan: 3,72% (final figure) → 3,75% (final figure)" in refused.out
    assert "source: Sakernas → audit" in refused.out
    assert "--reason" in refused.err
    assert _import(run, path, "--reason", "hasil audit").code == 0
    figure = recorded(workspace)["rasio_kewirausahaan"]
    assert (figure["value"], figure["source"]) == (Decimal("3.75"), "audit")
    assert [(past["value"], past["reason"]) for past in figure["history"]] == [(Decimal("3.72"), "hasil audit")]


def test_another_source_for_the_same_figure_needs_no_reason(run: Run, workspace: Path, tmp_path: Path) -> None:
    _import(run, filled_form(made_form(run, tmp_path), ANSWERS))
    path = filled_form(made_form(run, tmp_path), {"rasio_kewirausahaan": {"Source": "Sakernas Agustus"}})
    assert _import(run, path).code == 0
    figure = recorded(workspace)["rasio_kewirausahaan"]
    assert (figure["value"], figure["source"]) == (Decimal("3.72"), "Sakernas Agustus")
    assert figure["history"][0]["source"] == "Sakernas"


def test_the_digits_a_figure_was_written_with_survive_the_form(run: Run, workspace: Path, tmp_path: Path) -> None:
    run("record", PLAN, "rasio_kewirausahaan", "3,70", "--year", YEAR, "--source", "x")
    done = _import(run, made_form(run, tmp_path))
    assert "Nothing changes" in done.out
    assert str(recorded(workspace)["rasio_kewirausahaan"]["value"]) == "3.70"


def test_figures_with_more_digits_than_a_spreadsheet_keeps_survive_the_form(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    run("record", PLAN, "volume_usaha_koperasi_produksi", "Rp123.456.789.012.345.678", "--year", YEAR, "--source", "x",
        "--force")  # fmt: skip
    done = _import(run, made_form(run, tmp_path))
    assert "Nothing changes" in done.out
    assert recorded(workspace)["volume_usaha_koperasi_produksi"]["value"] == 123_456_789_012_345_678


def test_notes_of_several_lines_and_odd_signs_survive_the_form(run: Run, workspace: Path, tmp_path: Path) -> None:
    note = "baris satu\nbaris dua\t_x0041_ 'kutip' & <tanda> \u2028 \u00e9"
    run("record", PLAN, "rasio_kewirausahaan", "3,70", "--year", YEAR, "--source", "=1+1", "--note", note)
    before = statements(workspace)
    for options, name in ((("--format", "xlsx"), "a.xlsx"), (("--format", "csv"), "a.csv")):
        run("form", PLAN, "--year", YEAR, "-o", str(tmp_path / name), *options)
        done = _import(run, tmp_path / name)
        assert "Nothing changes" in done.out, done.out
    assert statements(workspace) == before


def test_moved_columns_and_rows_are_found(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = filled_form(made_form(run, tmp_path), ANSWERS)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    turned = [[*reversed(row)] for row in [rows[0], *reversed(rows[1:])]]
    done = _import(run, table(tmp_path / "lain.xlsx", [["Tabel 3.1"], [], *turned]))
    assert (done.code, done.err) == (0, "")
    assert _new(workspace) == EXPECTED


SAVED = Path(__file__).parent / "saved"
"""The form with ANSWERS, and a table that says the same, as other programs have once saved them."""


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods", "openpyxl.xlsx"])
def test_a_form_that_another_program_has_saved_is_recorded_the_same(run: Run, workspace: Path, name: str) -> None:
    done = _import(run, SAVED / name)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Form of kalteng-rakortek-2025 for 2025\n")
    assert _new(workspace) == EXPECTED
    again = _import(run, SAVED / name)
    assert "Nothing changes: there is no new figure in this file." in again.out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-mark", "utf-16", "cp1252"])
def test_a_table_that_another_program_has_saved_is_recorded_the_same(run: Run, workspace: Path, encoding: str) -> None:
    done = _import(run, SAVED / f"libreoffice-{encoding}.csv")
    assert (done.code, done.err) == (0, "")
    assert ("cp1252 was taken" in done.out) == (encoding == "cp1252")
    assert _new(workspace) == EXPECTED
    assert recorded(workspace)["wirausaha_baru"]["source"] == "Dinas – “UMKM” é"


def test_the_saved_workbooks_are_what_their_names_say() -> None:
    xls = (SAVED / "libreoffice.xls").read_bytes()
    assert xls.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert bytes.fromhex("09081000000605 00") in xls  # the beginning of a BIFF8 workbook
    for name in ("libreoffice.xlsx", "libreoffice.ods"):
        with zipfile.ZipFile(SAVED / name) as archive:
            properties = next(part for part in ("docProps/app.xml", "meta.xml") if part in archive.namelist())
            assert b"LibreOffice" in archive.read(properties)


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_libreoffice_is_recorded_the_same(run: Run, workspace: Path, tmp_path: Path, kind: str) -> None:
    path = filled_form(made_form(run, tmp_path), ANSWERS)
    done = _import(run, converted(path, kind, tmp_path / "saved"))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Form of kalteng-rakortek-2025 for 2025\n")
    assert _new(workspace) == EXPECTED


@needs_libreoffice
@pytest.mark.parametrize(("delimiter", "encoding"), [("59", "76"), ("44", "1"), ("9", "65535")])
def test_a_table_saved_as_csv_by_libreoffice_is_recorded_the_same(
    run: Run, workspace: Path, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = [
        ["Indikator", "Realisasi 2025", "Sumber", "Belum tersedia", "Status", "Catatan"],
        ["Volume usaha koperasi sektor produksi", 198_400_000_000, "ODS", None, "tetap", None],
        ["Rasio kewirausahaan", 3.72, "Sakernas", None, "tetap", None],
        ["Partisipasi masyarakat dalam berkoperasi", None, None, "menunggu Sakernas", None, None],
        ["Usaha mikro yang naik kelas", "1.311", None, None, "tetap", "=1+1"],
    ]
    as_filter = f"Text - txt - csv (StarCalc):{delimiter},34,{encoding}"
    done = _import(run, converted(table(tmp_path / "data.xlsx", rows), "csv", tmp_path / "saved", as_filter))
    assert (done.code, done.err) == (0, "")
    assert _new(workspace) == EXPECTED


@needs_libreoffice
def test_figures_that_a_program_wrote_the_english_way_are_refused(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = recorded(workspace)
    path = filled_form(made_form(run, tmp_path), ANSWERS)
    done = _import(run, converted(path, "csv", tmp_path / "saved", "Text - txt - csv (StarCalc):59,34,76"))
    assert done.code == 4
    assert "“198,400,000,000” is written the English way" in done.out
    assert recorded(workspace) == before


CSV_ANSWERS = {
    "rasio_kewirausahaan": "3,72",
    "volume_usaha_koperasi_produksi": "Rp198,4 miliar",
    "wirausaha_baru": "2.811",
}


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE),
     ("cp1252", b"")],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_whatever_its_encoding_and_delimiter(
    run: Run, workspace: Path, tmp_path: Path, encoding: str, mark: bytes, delimiter: str
) -> None:
    run("form", PLAN, "--year", YEAR, "-o", str(tmp_path / "isian.csv"))
    rows = list(csv.reader((tmp_path / "isian.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    figure, note = rows[1].index("Realised 2025"), rows[1].index("Note")
    for row in rows[2:]:
        if row[1] in CSV_ANSWERS:
            row[figure], row[note] = CSV_ANSWERS[row[1]], "café – “uji”"
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    (tmp_path / "isian.csv").write_bytes(mark + text.getvalue().encode(encoding, "replace"))
    done = _import(run, tmp_path / "isian.csv")
    assert (done.code, done.err) == (0, "")
    assert ("cp1252 was taken" in done.out) == (encoding == "cp1252")
    figures = recorded(workspace)
    assert {name: figures[name]["value"] for name in CSV_ANSWERS} == {
        "rasio_kewirausahaan": Decimal("3.72"),
        "volume_usaha_koperasi_produksi": 198_400_000_000,
        "wirausaha_baru": 2811,
    }
    assert figures["wirausaha_baru"]["note"] == "café – “uji”"


def test_excel_tells_the_delimiter_in_the_first_line(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("sep=;\r\nIndikator;Realisasi 2025\r\nRasio kewirausahaan;3,72\r\n", encoding="utf-8")
    assert _import(run, path).code == 0
    assert recorded(workspace)["rasio_kewirausahaan"]["value"] == Decimal("3.72")


def test_a_form_from_before_a_change_of_the_plan_says_so(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = filled_form(made_form(run, tmp_path), ANSWERS)
    plan = workspace / PLAN / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"Rp222 miliar"', '"Rp223 miliar"'), encoding="utf-8")
    done = _import(run, path)
    assert done.code == 0
    assert "The plan has been changed since this form was made" in done.out


@pytest.mark.parametrize(("plan", "year"), [("palembang-rpjmd-2013-2018", YEAR), (PLAN, "2026")])
def test_a_form_of_another_plan_or_year_is_refused(run: Run, tmp_path: Path, plan: str, year: str) -> None:
    path = filled_form(made_form(run, tmp_path), ANSWERS)
    done = run("import", plan, str(path), "--year", year)
    assert done.code == 4
    assert f"this is the form of {PLAN} for 2025" in done.err
