"""Tables of other offices: where the headings stand, what they are called, and who the rows are about."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import RefusedError
from kumkm_targets.intake.headings import plain_heading, realised_rank
from kumkm_targets.intake.layout import find_layout, is_numbering
from kumkm_targets.intake.naming import NOT_OURS, Names, plain_name
from kumkm_targets.model.intake_map import IntakeMap
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.tables.table import Sheet, column_letters, column_number
from tests.conftest import PLANS, Run
from tests.intake.filled import PLAN, YEAR, recorded, table

NO_MAP = IntakeMap()


def _layout(*rows: list[Any], year: int = 2025, stated: IntakeMap = NO_MAP) -> tuple[int, dict[str, str]] | None:
    sheet = Sheet("Data", [["" if cell is None else cell for cell in row] for row in rows])
    found = find_layout(sheet, year, stated)
    return found and (found.first_row, {field: column_letters(at) for field, at in found.columns.items()})


@pytest.mark.parametrize(
    ("heading", "year", "rank"),
    [
        ("Realisasi 2025", 2025, 0),
        ("REALISASI\nTAHUN 2025", 2025, 0),
        ("Realisasi Kinerja (2025)", 2025, 0),
        ("Realisasi", 2025, 1),
        ("Realisasi :", 2025, 1),
        ("2025", 2025, 2),
        ("Nilai", 2025, 3),
        ("Realisasi 2024", 2025, None),
        ("Realisasi 2024-2025", 2025, None),
        ("Target 2025", 2025, None),
        ("Realisasi Anggaran", 2025, None),
        ("Realisasi Anggaran 2025", 2025, None),
        ("Capaian (%)", 2025, None),
        ("Realisasi (%)", 2025, None),
        ("Realisasi Triwulan I", 2025, None),
    ],
)
def test_only_the_realised_figures_of_the_year_are_taken_for_them(heading: str, year: int, rank: int | None) -> None:
    assert realised_rank(plain_heading(heading), year) == rank


def test_headings_in_one_row_below_a_title() -> None:
    found = _layout(
        ["Tabel 3.1 Realisasi"], [], ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Ket."], [1]
    )
    assert found == (3, {"indicator": "B", "unit": "C", "realised": "E", "note": "F"})


def test_years_below_a_common_heading_are_told_apart() -> None:
    rows = [
        ["Indikator", "Target", None, "Realisasi", None],
        [None, "2024", "2025", "2024", "2025"],
        ["Rasio", 1, 2, 3, 4],
    ]
    assert _layout(*rows) == (2, {"indicator": "A", "realised": "E"})
    assert _layout(*rows, year=2024) == (2, {"indicator": "A", "realised": "D"})


def test_years_that_are_numbers_are_told_apart_too() -> None:
    rows = [["Indikator", "Realisasi", None], [None, 2024.0, 2025.0], ["Rasio", 3.7, 3.8]]
    assert _layout(*rows) == (2, {"indicator": "A", "realised": "C"})


def test_a_column_named_by_its_year_alone_is_the_last_resort() -> None:
    assert _layout(["Indikator", "2024", "2025"]) == (1, {"indicator": "A", "realised": "C"})
    assert _layout(["Indikator", "2025", "Realisasi"]) == (1, {"indicator": "A", "realised": "C"})


def test_a_table_without_indicators_or_figures_is_none() -> None:
    assert _layout(["No", "Realisasi"]) is None
    assert _layout(["Indikator", "Target"]) is None
    assert _layout() is None


def test_two_columns_for_one_thing_are_refused() -> None:
    with pytest.raises(RefusedError, match="more than one column “sumber”: B, C"):
        _layout(["Indikator", "Sumber", "Sumber", "Realisasi"])


def test_a_map_goes_before_the_words() -> None:
    rows = [["Uraian kegiatan", "Capaian", "Realisasi"], ["x", "y", "z"]]
    stated = IntakeMap(columns={"indicator": "Uraian kegiatan", "realised": "B"})
    assert _layout(*rows, stated=stated) == (1, {"indicator": "A", "realised": "B"})
    assert _layout(*rows, stated=IntakeMap(header_row=2, columns={"indicator": "A", "realised": "B"})) is not None
    assert _layout(*rows, stated=IntakeMap(columns={"indicator": "Tidak ada", "realised": "B"})) is None
    dated = [["Indikator", "Hasil 2024", "Hasil 2025"]]
    assert _layout(*dated, stated=IntakeMap(columns={"realised": "Hasil {year}"})) == (
        1, {"indicator": "A", "realised": "C"}
    )  # fmt: skip


@given(st.permutations(["Indikator", "Satuan", "Realisasi 2025", "Sumber", "Keterangan", "Target 2025", "No"]))
def test_a_moved_column_is_found(headings: list[str]) -> None:
    found = _layout(headings)
    assert found is not None
    names = {
        "indicator": "Indikator",
        "unit": "Satuan",
        "realised": "Realisasi 2025",
        "source": "Sumber",
        "note": "Keterangan",
    }
    assert {field: headings[column_number(letters)] for field, letters in found[1].items()} == names


@given(st.integers(0, 20_000))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    assert column_number(column_letters(column)) == column


def test_the_row_that_numbers_the_columns_is_no_row_of_figures() -> None:
    assert is_numbering(Sheet("Data", [["(1)", "(2)", "(3)", "(4)=3/2"]]), 0)
    assert is_numbering(Sheet("Data", [[1.0, 2.0, 3.0]]), 0)
    assert not is_numbering(Sheet("Data", [[1.0, "Rasio", 3.0]]), 0)
    assert not is_numbering(Sheet("Data", [[1.0, 3.0, 2.0]]), 0)


def _names(stated: dict[str, str] | None = None) -> Names:
    plan = read_plan(PLANS / PLAN).plan
    assert plan is not None
    return Names(plan, stated or {})


@pytest.mark.parametrize(
    ("identifier", "text", "found"),
    [
        ("rasio_kewirausahaan", "apa pun", "rasio_kewirausahaan"),
        ("", "RASIO  Kewirausahaan", "rasio_kewirausahaan"),
        ("", "1. Rasio kewirausahaan (%)", "rasio_kewirausahaan"),
        ("", "a) Rasio kewirausahaan*", "rasio_kewirausahaan"),
        ("", "wirausaha_baru", "wirausaha_baru"),
        ("", "Rasio kewirausaha", None),
        ("tidak_ada", "Rasio kewirausahaan", None),
        ("", "", None),
    ],
)
def test_an_indicator_is_found_by_id_or_name_and_never_by_likeness(
    identifier: str, text: str, found: str | None
) -> None:
    assert _names().found(identifier, text) == found


def test_the_nearest_names_are_offered() -> None:
    assert _names().nearest("", "Rasio kewirausaha")[0] == "rasio_kewirausahaan"
    assert _names().nearest("rasio_kewirausahan", "")[0] == "rasio_kewirausahaan"
    assert _names().nearest("", "Proporsi UKM") == ("proporsi_ukm",)
    assert _names().nearest("", "xyz") == ()


def test_what_the_officer_said_goes_before_the_names() -> None:
    names = _names({"Rasio WU": "rasio_kewirausahaan", "Rata-rata": NOT_OURS})
    assert (names.found("", "2) rasio wu"), names.found("", "Rata-rata")) == ("rasio_kewirausahaan", NOT_OURS)


@given(st.text(max_size=40))
def test_a_plain_name_stays_as_it_is(text: str) -> None:
    assert plain_name(plain_name(text)).strip() == plain_name(plain_name(plain_name(text)))


TABLE = [
    ["LAPORAN"],
    ["Kegiatan", "Hasil 2024", "Hasil 2025"],
    ["(1)", "(2)", "(3)"],
    ["Rasio WU", 3.7, 3.72],
    ["Rata-rata", 3.7, 3.72],
]
MAP = """
[columns]
indicator = "Kegiatan"
realised = "Hasil {year}"

[indicators]
"Rasio WU" = "rasio_kewirausahaan"
"Rata-rata" = ""
"""


def test_a_map_reads_a_foreign_layout_and_is_kept_for_the_next_time(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "data.xlsx", TABLE)
    arguments = ("import", PLAN, str(path), "--year", YEAR)
    assert run(*arguments).code == 4
    (tmp_path / "peta.toml").write_text(MAP, encoding="utf-8")
    done = run(*arguments, "--source", "ODS", "--map", str(tmp_path / "peta.toml"))
    assert (done.code, done.err) == (0, "")
    assert "How this table is read is kept in plans/kalteng-rakortek-2025/intake.toml" in done.out
    assert recorded(workspace)["rasio_kewirausahaan"]["value"] == Decimal("3.72")
    again = run(*arguments)
    assert again.code == 0
    assert "Unchanged (1)" in again.out
    assert run("check", str(workspace / PLAN)).code == 0


def test_a_map_of_the_officer_is_not_written_over(run: Run, workspace: Path, tmp_path: Path) -> None:
    own = workspace / PLAN / "intake.toml"
    own.write_text(f"# milik kami\n{MAP}", encoding="utf-8")
    (tmp_path / "peta.toml").write_text(MAP, encoding="utf-8")
    path = table(tmp_path / "data.xlsx", TABLE)
    assert run("import", PLAN, str(path), "--year", YEAR, "--map", str(tmp_path / "peta.toml")).code == 0
    assert own.read_text(encoding="utf-8").startswith("# milik kami\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[columns]\nrealized = 'C'", "the key “columns.realized.[key]” is not one of a map"),
        ("header_row = 'tiga'", "the key “header_row”"),
        ("[columns", "cannot be read as TOML"),
    ],
)
def test_a_map_with_a_slip_is_refused(run: Run, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "peta.toml").write_text(text, encoding="utf-8")
    path = table(tmp_path / "data.xlsx", TABLE)
    done = run("import", PLAN, str(path), "--year", YEAR, "--map", str(tmp_path / "peta.toml"))
    assert done.code == 3
    assert words in done.err


def test_status_and_source_of_the_command_line_are_for_what_the_table_does_not_say(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    rows = [
        ["Indikator", "Realisasi", "Sumber"],
        ["Rasio kewirausahaan", 3.72, "Sakernas"],
        ["Wirausaha baru", 2811, None],
    ]
    path = table(tmp_path / "data.xlsx", rows)
    assert run("import", PLAN, str(path), "--year", YEAR, "--source", "ODS", "--status", "preliminary").code == 0
    figures = recorded(workspace)
    assert [figures[name]["source"] for name in ("rasio_kewirausahaan", "wirausaha_baru")] == ["Sakernas", "ODS"]
    assert figures["wirausaha_baru"]["status"] == "preliminary"


def test_one_sheet_is_read_where_it_is_named(run: Run, workspace: Path, tmp_path: Path) -> None:
    import openpyxl

    path = table(tmp_path / "data.xlsx", [["Indikator", "Realisasi"], ["Rasio kewirausahaan", 3.72]])
    workbook = openpyxl.load_workbook(path)
    other = workbook.create_sheet("Lain")
    for row in (["Indikator", "Realisasi"], ["Rasio kewirausahaan", 3.99]):
        other.append(row)
    workbook.save(path)
    assert run("import", PLAN, str(path), "--year", YEAR).code == 4
    assert run("import", PLAN, str(path), "--year", YEAR, "--sheet", "lain").code == 0
    assert recorded(workspace)["rasio_kewirausahaan"]["value"] == Decimal("3.99")
