"""A scale that a table states once: applied where it is certain, said in the preview, refused everywhere else."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kumkm_targets.intake.headings import plain_heading, realised_rank
from kumkm_targets.intake.scales import scale_above, without_scale
from tests.conftest import Run
from tests.intake.filled import PLAN, YEAR, recorded, table

MONEY = "Volume usaha koperasi sektor produksi"
MONEY_ID = "volume_usaha_koperasi_produksi"


@pytest.mark.parametrize(
    ("heading", "rest", "power", "is_money"),
    [
        ("Realisasi (Rp juta)", "realisasi", 6, True),
        ("Realisasi 2025 (dalam ribuan rupiah)", "realisasi 2025", 3, True),
        ("Realisasi (Rp.000)", "realisasi", 3, True),
        ("Realisasi (Rp 000)", "realisasi", 3, True),
        ("Realisasi dalam jutaan", "realisasi", 6, False),
        ("Realisasi (milyar)", "realisasi", 9, False),
        ("Actual (IDR million)", "actual", 6, True),
    ],
)
def test_a_scale_in_a_heading_is_recognised(heading: str, rest: str, power: int, is_money: bool) -> None:
    found, scale = without_scale(plain_heading(heading))
    assert found == rest
    assert scale is not None
    assert (scale.power, scale.is_money, scale.of_column) == (power, is_money, True)
    assert realised_rank(plain_heading(heading), 2025) in (0, 1)


@pytest.mark.parametrize("heading", ["Realisasi 2025", "Realisasi per 1.000 penduduk", "Realisasi (%)", "Keterangan"])
def test_other_headings_state_no_scale(heading: str) -> None:
    assert without_scale(plain_heading(heading)) == (plain_heading(heading), None)


@pytest.mark.parametrize(
    ("text", "power", "is_money"),
    [
        ("(dalam juta rupiah)", 6, True),
        ("Satuan: Rp Miliar", 9, True),
        ("(Jutaan Rupiah)", 6, True),
        ("Angka dalam ribuan", 3, False),
        ("In millions of rupiah", 6, True),
    ],
)
def test_a_scale_above_the_table_is_recognised(text: str, power: int, is_money: bool) -> None:
    scale = scale_above(["LAPORAN", text])
    assert scale is not None
    assert (scale.power, scale.is_money, scale.of_column) == (power, is_money, False)


@pytest.mark.parametrize("text", ["Program 1 juta UMKM", "Tabel 1.000 usaha", "Rp222 miliar tersalur", "Tahun 2025"])
def test_a_title_with_a_figure_states_no_scale(text: str) -> None:
    assert scale_above([text]) is None


def _imported(run: Run, folder: Path, rows: list[list[Any]]) -> Any:
    return run("import", PLAN, str(table(folder / "data.xlsx", rows)), "--year", YEAR, "--source", "ODS", "--yes")


@pytest.mark.parametrize("figure", [198_400, 198400.0, "198400", "Rp198400", "198,4 miliar", "Rp198,4 miliar"])
def test_a_scale_of_rupiah_is_applied_and_said(run: Run, workspace: Path, tmp_path: Path, figure: Any) -> None:
    rows = [["Indikator", "Realisasi 2025 (Rp juta)"], [MONEY, figure]]
    done = _imported(run, tmp_path, rows)
    assert (done.code, done.err) == (0, "")
    assert "The table says “rp juta”: its figures of rupiah are read as juta rupiah." in done.out
    assert recorded(workspace)[MONEY_ID]["value"] == Decimal(198_400_000_000)


def test_a_scale_of_rupiah_above_a_table_leaves_other_figures_alone(run: Run, workspace: Path, tmp_path: Path) -> None:
    rows = [["(dalam juta rupiah)"], ["Indikator", "Realisasi"], [MONEY, 198_400], ["Wirausaha baru", 2811]]
    assert _imported(run, tmp_path, [*rows, ["Rasio kewirausahaan", 3.72]]).code == 0
    figures = recorded(workspace)
    assert figures[MONEY_ID]["value"] == Decimal(198_400_000_000)
    assert figures["wirausaha_baru"]["value"] == 2811
    assert figures["rasio_kewirausahaan"]["value"] == Decimal("3.72")


@pytest.mark.parametrize(
    ("rows", "advice"),
    [
        ([["Indikator", "Realisasi (Rp juta)"], ["Wirausaha baru", 2811]], "2811 juta"),
        ([["dalam ribuan"], ["Indikator", "Realisasi"], ["Wirausaha baru", 3]], "3 ribu"),
        ([["dalam ribuan"], ["Indikator", "Realisasi"], [MONEY, 198_400_000]], "198400000 ribu"),
        ([["(Rp juta)"], ["Indikator", "Satuan", "Realisasi"], [MONEY, "Rp", 198_400]], "198400 juta"),
    ],
    ids=["people in rupiah", "thousands of what", "thousands without rupiah", "two units"],
)
def test_a_scale_that_may_not_be_meant_is_refused(
    run: Run, workspace: Path, tmp_path: Path, rows: list[list[Any]], advice: str
) -> None:
    before = recorded(workspace)
    done = _imported(run, tmp_path, rows)
    assert done.code == 4
    assert "it is not certain that this is meant for figures in" in done.out
    assert f"or write into the cell: {advice}." in done.out
    assert recorded(workspace) == before


def test_a_grouped_number_under_a_scale_is_still_ambiguous(run: Run, tmp_path: Path) -> None:
    assert _imported(run, tmp_path, [["Indikator", "Realisasi (Rp juta)"], [MONEY, "198.400"]]).code == 4
