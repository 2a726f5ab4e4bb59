"""What is not certain is refused with its sheet and cell, and then nothing at all is written."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Outcome, Run
from tests.intake.filled import PLAN, YEAR, cell_of, filled_form, made_form, needs_libreoffice, recorded, table
from tests.intake.filled import converted as saved

HEAD = ["No", "Indikator", "Satuan", "Realisasi 2025"]
RATIO = "Rasio kewirausahaan"
JOMBANG = "jombang-koperasi-2022"


def _import(run: Run, path: Path, *options: str, plan: str = PLAN, year: str = YEAR) -> Outcome:
    return run("import", plan, str(path), "--year", year, *options)


def _refused(run: Run, workspace: Path, path: Path, *options: str) -> Outcome:
    before = recorded(workspace)
    done = _import(run, path, *options)
    assert (done.code, recorded(workspace)) == (4, before)
    return done


@pytest.mark.parametrize(
    ("unit", "name", "value", "words"),
    [
        ("%", RATIO, "1.234", "“1.234” can be read as 1234 or as 1,234"),
        ("%", RATIO, "####", "“####” is what a spreadsheet shows when a column is too narrow"),
        ("%", RATIO, "n/a", "record it as unavailable"),
        ("%", RATIO, datetime.date(2025, 3, 7), "the cell holds a date or time: 2025-03-07"),
        ("%", RATIO, "=1+1", "the cell holds a formula that no program has reckoned yet"),
        ("%", RATIO, True, "the cell holds yes or no"),
        ("unit", "Koperasi produsen", 1.311, "the cell holds 1,311, but “unit” has no decimals"),
        ("Rp juta", "Volume usaha koperasi sektor produksi", 198400, "the table says “Rp juta”"),
        ("Rp (juta)", "Volume usaha koperasi sektor produksi", 198400, "the table says “Rp (juta)”"),
        ("Jutaan rupiah", "Volume usaha koperasi sektor produksi", 198400, "the table says “Jutaan rupiah”"),
        ("orang", RATIO, 3.72, "the table says “orang”, but the unit of this indicator is “%”"),
        ("%", "Rasio kewirausahaan daerah", 3.72, "Perhaps “Rasio kewirausahaan” (rasio_kewirausahaan)"),
        ("%", "Luas wilayah", 3.72, "the plan has no indicator “Luas wilayah”"),
        ("%", None, 3.72, "this row names no indicator"),
    ],
)  # fmt: skip
def test_a_doubtful_cell_is_refused_with_its_place(
    run: Run, workspace: Path, tmp_path: Path, unit: str, name: str | None, value: Any, words: str
) -> None:
    path = table(
        tmp_path / "data.xlsx", [["Tabel"], HEAD, [1, "Wirausaha baru", "orang", 2811], [2, name, unit, value]]
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Data"]
    if value == "=1+1":
        sheet["D4"] = "=1+1"
        workbook.save(path)
    done = _refused(run, workspace, path)
    assert words in done.out
    assert "New (1)\n  Data!D3  Wirausaha baru: 2.811 orang (final figure)\n" in done.out
    assert "Refused (1)\n  Data!" in done.out
    assert done.err.startswith("error: 1 cell is refused\n  Nothing was written. A copy with a comment")


@pytest.mark.parametrize("unit", ["%", "Persen", "persen (%)", "Per sen", "", None])
def test_another_word_for_the_same_unit_does_no_harm(run: Run, tmp_path: Path, unit: str | None) -> None:
    assert _import(run, table(tmp_path / "data.xlsx", [HEAD, [1, RATIO, unit, 3.72]])).code == 0


def test_the_refused_cells_come_back_with_comments_and_the_copy_can_be_imported(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    answers = {"rasio_kewirausahaan": {"Realised 2025": "1.234"}, "wirausaha_baru": {"Realised 2025": 2811}}
    path = filled_form(made_form(run, tmp_path), answers)
    _refused(run, workspace, path)
    copy = tmp_path / "isian-2025.perbaikan.xlsx"
    workbook = openpyxl.load_workbook(copy)
    cell = cell_of(workbook["Figures"], "rasio_kewirausahaan", "Realised 2025")
    assert cell.comment is not None
    assert "“1.234” can be read as 1234 or as 1,234" in cell.comment.text
    assert workbook["kumkm"].sheet_state == "veryHidden"
    cell.value = "1,234"
    workbook.save(copy)
    done = _import(run, copy)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Form of {PLAN} for 2025\n")
    assert str(recorded(workspace)["rasio_kewirausahaan"]["value"]) == "1.234"


def test_a_copy_that_somebody_works_in_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = filled_form(made_form(run, tmp_path), {"rasio_kewirausahaan": {"Realised 2025": "1.234"}})
    for _time in range(2):
        _import(run, path)
    assert _import(run, tmp_path / "isian-2025.perbaikan.xlsx").code == 4
    assert {found.name for found in tmp_path.glob("isian-2025.perbaikan*")} == {
        "isian-2025.perbaikan.xlsx", "isian-2025.perbaikan-2.xlsx", "isian-2025.perbaikan-3.xlsx"
    }  # fmt: skip


def test_the_copy_goes_where_it_is_wanted_and_a_dry_run_writes_none(run: Run, tmp_path: Path) -> None:
    path = filled_form(made_form(run, tmp_path), {"rasio_kewirausahaan": {"Realised 2025": "1.234"}})
    assert _import(run, path, "--dry-run").code == 4
    assert not list(tmp_path.glob("*.perbaikan*"))
    done = _import(run, path, "-o", str(tmp_path / "salinan.xlsx"))
    assert done.code == 4
    assert (tmp_path / "salinan.xlsx").exists()
    done = _import(run, path, "-o", str(tmp_path / "tidak" / "ada.xlsx"))
    assert done.code == 4
    assert "nor the copy with comments: could not write" in done.err


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Realised 2025": 3.72, "Not available, because": "x"}, "there is a figure, and a reason why there is none"),
        ({"Realised 2025": 3.72, "Status": "pasti"}, "“pasti” is no status of a figure"),
        ({"Realised 2025": 3.72, "Date of the figure": "kemarin"}, "“kemarin” is not a date"),
        ({"Realised 2025": 3.72, "Date of the figure": 45900}, "“45900” is not a date"),
        ({"Realised 2025": 3.72, "Note": "a" * 10_001}, "this text is too long"),
    ],
)
def test_what_belongs_to_a_figure_is_refused_too(
    run: Run, workspace: Path, tmp_path: Path, cells: dict[str, Any], words: str
) -> None:
    workbook = openpyxl.load_workbook(made_form(run, tmp_path))
    for heading, value in cells.items():
        cell = cell_of(workbook["Figures"], "rasio_kewirausahaan", heading)
        cell.value = value
        cell.number_format = "General"
    workbook.save(tmp_path / "isian.xlsx")
    assert words in _refused(run, workspace, tmp_path / "isian.xlsx").out


def test_a_dash_beside_the_reason_is_no_figure(run: Run, workspace: Path, tmp_path: Path) -> None:
    cells = {"Realised 2025": "-", "Not available, because": "menunggu ODS"}
    done = _import(run, filled_form(made_form(run, tmp_path), {"rasio_kewirausahaan": cells}))
    assert done.code == 0
    assert recorded(workspace)["rasio_kewirausahaan"]["unavailable"] == "menunggu ODS"


def test_an_indicator_that_stands_twice_is_refused_unless_both_say_the_same(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    rows = [HEAD, [1, RATIO, "%", 3.72], [2, RATIO, "%", 3.73]]
    done = _refused(run, workspace, table(tmp_path / "data.xlsx", rows))
    assert "Data!D3  Rasio kewirausahaan: rasio_kewirausahaan stands twice in the table" in done.out
    rows[2] = rows[1]
    assert _import(run, table(tmp_path / "data.xlsx", rows)).code == 0


@pytest.mark.parametrize(
    ("heading", "text", "words"),
    [
        ("Tahun", 2024, "this row is about “2024”, not about the whole of 2025"),
        ("Triwulan", "I", "this row is about “I”, not about the whole of 2025"),
        ("Kabupaten/Kota", "Palangka Raya", "this row is about “Palangka Raya”, not about the whole of 2025"),
    ],
)
def test_a_row_about_another_year_a_quarter_or_a_part_is_refused(
    run: Run, workspace: Path, tmp_path: Path, heading: str, text: str | int, words: str
) -> None:
    path = table(tmp_path / "data.xlsx", [[heading, *HEAD[1:]], [text, "Wirausaha baru", "orang", 2811]])
    done = _refused(run, workspace, path)
    assert "Data!A2" in done.out
    assert words in done.out


@pytest.mark.parametrize(("heading", "text"), [("Tahun", 2025), ("Wilayah", "Prov. Kalimantan Tengah"), ("TW", None)])
def test_a_row_about_the_whole_year_and_region_is_taken(
    run: Run, tmp_path: Path, heading: str, text: str | int | None
) -> None:
    path = table(tmp_path / "data.xlsx", [[heading, *HEAD[1:]], [text, "Wirausaha baru", "orang", 2811]])
    assert _import(run, path, "--dry-run", "--reason", "ralat").code == 0


def test_an_id_beside_the_name_of_another_indicator_is_refused(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "data.xlsx", [["ID", *HEAD[1:]], ["rasio_kewirausahaan", "Wirausaha baru", None, 3.72]])
    done = _refused(run, workspace, path)
    assert "the id “rasio_kewirausahaan” and the name “Wirausaha baru” are those of two indicators" in done.out


def test_a_figure_merged_over_two_indicators_is_refused(run: Run, workspace: Path, tmp_path: Path) -> None:
    rows = [HEAD, [1, RATIO, "%", 3.72], [2, "Persentase proporsi jumlah UKM", "%", None]]
    path = table(tmp_path / "data.xlsx", rows)
    workbook = openpyxl.load_workbook(path)
    workbook["Data"].merge_cells("D2:D3")
    workbook.save(path)
    assert "Data!D2  Rasio kewirausahaan: this cell is merged with those" in _refused(run, workspace, path).out


@pytest.mark.parametrize("kind", ["xlsx", pytest.param("ods", marks=needs_libreoffice),
                                  pytest.param("xls", marks=needs_libreoffice)])  # fmt: skip
def test_percentages_hidden_rows_and_errors_are_recognised_in_every_kind_of_workbook(
    run: Run, workspace: Path, tmp_path: Path, kind: str
) -> None:
    path = table(tmp_path / "data.xlsx", [HEAD, [1, RATIO, "%", 0.0372], [2, "Wirausaha baru", "orang", 2811]])
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Data"]
    sheet["D2"].number_format = "0.00%"
    sheet.row_dimensions[3].hidden = True
    workbook.create_sheet("Rahasia").sheet_state = "hidden"
    workbook.create_sheet("Grafik")
    workbook.save(path)
    done = _import(run, path if kind == "xlsx" else saved(path, kind, tmp_path / "saved"), "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert "Data!D2: 0,0372 is shown as a percentage, and read as 3,72%." in done.out
    assert "Data!D3: the row is hidden, and read all the same." in done.out
    assert "Sheet “Rahasia” is hidden and is not read." in done.out
    assert "Sheet “Grafik” holds no such table and is not read." in done.out
    sheet["D3"] = "=1/0"
    workbook.save(path)
    if kind != "xlsx":
        done = _import(run, saved(path, kind, tmp_path / "saved"), "--dry-run")
        assert done.code == 4
        assert "Data!D3  Wirausaha baru: the cell shows “#DIV/0!”, which is no value" in done.out


def test_a_fraction_where_a_percentage_should_be_is_doubted_and_never_converted(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    path = table(tmp_path / "data.xlsx", [HEAD, [1, RATIO, "%", 0.0372]])
    done = _refused(run, workspace, path)
    assert "this looks like the fraction that a spreadsheet keeps of a percentage" in done.out
    assert "--force" in done.err
    assert _import(run, path, "--force").code == 0
    assert str(recorded(workspace)["rasio_kewirausahaan"]["value"]) == "0.0372"


@pytest.mark.parametrize(
    ("indicator", "value", "words"),
    [
        ("Koperasi produsen", 1_311_000, "hundreds of times"),
        (RATIO, 384, "more than 100 percent"),
        (RATIO, -3.72, "below zero"),
    ],
)
def test_an_unlikely_figure_is_refused_unless_forced(
    run: Run, workspace: Path, tmp_path: Path, indicator: str, value: float, words: str
) -> None:
    path = table(tmp_path / "data.xlsx", [["Indikator", "Realisasi"], [indicator, value]])
    assert words in _refused(run, workspace, path, "--reason", "x").out
    assert _import(run, path, "--force", "--reason", "x").code == 0


def test_a_closed_year_takes_nothing(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = workspace / PLAN / "realised" / "2025.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("year = 2025", "year = 2025\nclosed = 2026-03-31"),
                    encoding="utf-8")  # fmt: skip
    done = _refused(run, workspace, table(tmp_path / "data.xlsx", [HEAD, [1, RATIO, "%", 3.72]]))
    assert "the year 2025 was closed on 2026-03-31" in done.err


def test_a_year_that_has_not_begun_is_refused(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path / "data.xlsx", [["Indikator", "Realisasi"], [RATIO, 3.72]])
    done = _import(run, path, year="2095")
    assert done.code == 4
    assert "2095" in done.err


def test_a_derived_indicator_is_left_out_and_said(run: Run, workspace: Path, tmp_path: Path) -> None:
    rows = [["Indikator", "Realisasi"], ["Persentase koperasi berkinerja baik", 9.74], ["Jumlah koperasi", 852]]
    done = _import(run, table(tmp_path / "data.xlsx", rows), plan=JOMBANG, year="2022")
    assert done.code == 0
    assert "1 row is left out: its indicator is derived from others." in done.out
    assert "koperasi_berkinerja_baik" not in recorded(workspace, JOMBANG, "2022")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Indikator", "Capaian (%)"], [RATIO, 99]], "no table with indicators and their realised figures of 2025"),
        (
            [["Indikator", "Realisasi 2024"], [RATIO, 3.7]],
            "no table with indicators and their realised figures of 2025",
        ),
        ([["Indikator", "Realisasi", "Realisasi"], [RATIO, 3.7, 3.8]], "more than one column “realisasi”: B, C"),
        ([], "no table with indicators"),
    ],
)
def test_a_table_without_certain_columns_is_refused(
    run: Run, workspace: Path, tmp_path: Path, rows: list[list[Any]], words: str
) -> None:
    done = _refused(run, workspace, table(tmp_path / "data.xlsx", rows))
    assert words in done.err


def test_what_was_recorded_since_it_was_shown_is_not_overwritten(workspace: Path) -> None:
    from kumkm_targets.errors import RefusedError
    from kumkm_targets.intake.layout import Layout
    from kumkm_targets.intake.proposal import with_statements
    from kumkm_targets.intake.rows import TableRow
    from kumkm_targets.intake.statements import Statement
    from kumkm_targets.model.realised import Entry
    from kumkm_targets.storage.plan_files import read_plan
    from kumkm_targets.storage.tables.table import Sheet

    content = read_plan(workspace / PLAN).realised[2025]
    row = TableRow(Sheet("Data", [[1.0]]), Layout(0, {"realised": 0}), 0)
    statement = Statement(row, "koperasi_produsen", Entry(value=None, unavailable="x"), None)
    with pytest.raises(RefusedError, match="somebody else has recorded koperasi_produsen 2025 meanwhile"):
        with_statements(content, [(statement, statement.entry)], "x")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tidak-ada.xlsx", None, "there is no file"),
        ("web.xls", b"<html><table><tr><td>Indikator</td></tr></table></html>", "web.xls is a web page"),
        ("rusak.xlsx", b"PK\x03\x04 rusak", "damaged or protected"),
        ("rusak.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "damaged or protected"),
        ("gambar.png", b"\x89PNG\r\n\x1a\n\0\0", "neither a workbook nor a text"),
        ("kutip.csv", b'Indikator;Realisasi\n"Rasio;3' + b"x" * 200_000, "line 2 of this CSV file"),
        ("utf16.csv", b"\xff\xfeI\x00\x00\xd8", "not the UTF-16-LE"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    run: Run, workspace: Path, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    before = recorded(workspace)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = _import(run, tmp_path / name)
    assert (done.code, done.out) == (3, "")
    assert words in done.err
    assert recorded(workspace) == before


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(run: Run, tmp_path: Path) -> None:
    done = _import(run, table(tmp_path / "data.xlsx", [HEAD]), "--sheet", "Dota")
    assert done.code == 2
    assert "Its sheets: Data." in done.err
