"""The words of an import, whole and in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Run
from tests.intake.filled import PLAN, YEAR, table

ROWS: list[list[Any]] = [
    ["No", "Indikator Kinerja", "Satuan", "Target 2025", "Realisasi 2025", "Sumber", "Belum tersedia", "Ket."],
    [1, "Volume usaha koperasi sektor produksi", "Rp", None, "Rp198,4 miliar", "ODS", None, None],
    [2, "Rasio Kewirausahaan (%)", "%", None, 0.0372, "Sakernas", None, "rintisan"],
    [3, "Partisipasi masyarakat dalam berkoperasi", "%", None, None, None, "menunggu Sakernas", None],
    [4, "Koperasi produsen", "unit", None, 1300, "ODS", None, None],
]
DOUBTFUL: list[list[Any]] = [
    [5, "Persentase proporsi jumlah UKM", "%", None, "1.234", None, None, None],
    [6, "Usaha mikro naik kelas", "usaha mikro", None, 811, None, None, None],
    [7, "Wirausaha baru", "orang", None, 2.811, None, None, None],
]


def _import(run: Run, folder: Path, rows: list[list[Any]], lang: str, *options: str) -> str:
    path = table(folder / "data.xlsx", rows)
    workbook = openpyxl.load_workbook(path)
    workbook["Data"]["E3"].number_format = "0.00%"
    workbook["Data"].row_dimensions[4].hidden = True
    workbook.save(path)
    done = run("import", PLAN, str(path), "--year", YEAR, *options, lang=lang)
    return f"{done.out}{done.err}exit {done.code}\n".replace(f"{folder.as_posix()}/", "")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_import_tells_cell_by_cell_what_it_does(
    run: Run, tmp_path: Path, expect: Callable[[str, str], None], lang: str
) -> None:
    told = [
        _import(run, tmp_path, ROWS, lang),
        _import(run, tmp_path, ROWS, lang, "--reason", "audit", "--dry-run"),
        _import(run, tmp_path, ROWS, lang, "--reason", "audit"),
        _import(run, tmp_path, ROWS, lang),
    ]
    expect(f"import.{lang}.txt", "\n".join(told))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_refusal_tells_every_cell(run: Run, tmp_path: Path, expect: Callable[[str, str], None], lang: str) -> None:
    expect(f"refused.{lang}.txt", _import(run, tmp_path, [*ROWS, *DOUBTFUL], lang))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_doubt_is_told_before_anything_is_written(
    run: Run, tmp_path: Path, expect: Callable[[str, str], None], lang: str
) -> None:
    rows = [
        *ROWS[:2],
        [5, "Persentase proporsi jumlah UKM", "%", None, 0.0384],
        [4, "Koperasi produsen", "unit", None, 1],
    ]
    expect(f"unlikely.{lang}.txt", _import(run, tmp_path, rows, lang, "--reason", "audit"))
