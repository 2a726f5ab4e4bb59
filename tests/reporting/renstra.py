"""A plan of 2025–2028 of which a status has something of every kind to say."""

from pathlib import Path
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.checks.cases import write_plan, year_text
from tests.conftest import TODAY

ID: Final = "dinas-renstra-2025-2028"

PLAN: Final = """\
format = 1

[plan]
title = "Renstra Dinas Koperasi dan UKM 2025–2028"
kind = "renstra"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2025, end = 2028 }

[parts]
"62.01" = "Kotawaringin Barat"
"62.02" = "Kotawaringin Timur"
"62.04" = "Barito Selatan"

[objectives.tumbuh]
name = "Koperasi tumbuh"

[indicators.rasio]
name = "Rasio kewirausahaan"
unit = "%"
better = "higher"
baseline = { year = 2024, value = "3,70" }
targets = { 2025 = "3,75", 2026 = "3,81", 2027 = "3,90", 2028 = "4,00" }
weight = 2

[indicators.persen_aktif]
name = "Persentase koperasi aktif"
unit = "%"
better = "higher"
formula = "100 * aktif / seluruh"
targets = { 2026 = 60, 2028 = 70 }

[indicators.dilatih]
name = "Pelaku UMKM yang dilatih"
unit = "orang"
better = "higher"
over_time = "sum"
targets = { 2025 = 350, 2026 = 950, 2027 = 500, 2028 = 500 }

[indicators.kepuasan]
name = "Indeks kepuasan layanan"
unit = "indeks"
better = "higher"
over_time = "average"
targets = { 2025 = 80, 2026 = 81, 2027 = 82, 2028 = 82 }

[indicators.volume]
name = "Volume usaha koperasi"
unit = "Rp"
better = "higher"
baseline = { year = 2024, value = "Rp200 miliar" }
targets = { 2026 = "Rp230 miliar", 2028 = "Rp260 miliar" }

[indicators.izin]
name = "UMKM berizin"
unit = "unit"
better = "higher"
over_time = "sum"
targets = { 2025 = 400, 2026 = 500 }
quarter_targets = { 2026 = { 1 = 100, 2 = 200, 3 = 350, 4 = 500 } }

[indicators.aktif]
name = "Koperasi aktif"
unit = "koperasi"
better = "higher"
targets = { 2025 = 600, 2026 = 700, 2028 = 800 }

[indicators.seluruh]
name = "Seluruh koperasi"
unit = "koperasi"

[indicators.lama]
name = "Koperasi sehat"
unit = "koperasi"
better = "higher"
targets = { 2025 = 10 }
retired = 2025
successor = "aktif"

[[rules]]
that = "aktif <= seluruh"
because = "bagian tidak lebih besar dari keseluruhan"

[[rules]]
that = "rasio >= 1"

[[amendments]]
effective = 2026-09-12
basis = "Berita acara 12/2026"
reason = "pagu dikurangi"
targets = { rasio = { 2026 = { from = "3,81", to = "3,78" } }, dilatih = { 2026 = { from = 950, to = 800 } } }
"""

YEARS: Final = {
    2025: """\
[figures.rasio]
value = 3.72
source = "Sakernas"
[figures.aktif]
parts = { "62.01" = 340, "62.02" = 272, "62.04" = 33 }
source = "Pendataan"
[figures.seluruh]
value = 612
source = "Pendataan"
[figures.dilatih]
value = 500
source = "Dinas"
[figures.kepuasan]
value = 79
source = "Survei"
[figures.volume]
value = "Rp210 miliar"
source = "RAT"
[figures.lama]
value = 9
source = "Dinas"
[figures.izin]
quarters = { 1 = 90, 2 = 110, 3 = 100, 4 = 105 }
source = "OSS"
""",
    2026: """\
[figures.rasio]
value = 3.74
status = "preliminary"
source = "Sakernas"
[figures.aktif]
parts = { "62.01" = 350, "62.02" = 280 }
source = "Pendataan"
[figures.dilatih]
value = 700
source = "Dinas"
[figures.kepuasan]
quarters = { 1 = 79, 2 = 80, 3 = 80, 4 = "80,5" }
source = "Survei"
[figures.volume]
value = "Rp222 miliar"
source = "RAT"
[figures.izin]
quarters = { 1 = 90, 2 = 120 }
source = "OSS"
""",
}


def write_renstra(workspace: Path, more: str = "") -> Path:
    """The plan's folder in the workspace. more: what the plan declares besides."""
    return write_plan(workspace / ID, PLAN + more, {str(year): year_text(year, body) for year, body in YEARS.items()})


def judged(folder: Path, year: int, **how: object) -> tuple[PlanReading, Appraisal]:
    """The plan as read, and the year as judged on the day of the tests."""
    reading = read_plan(folder)
    assert reading.plan is not None
    assert not reading.all_flaws, reading.all_flaws
    return reading, appraise(reading.plan, reading.realised, year, TODAY, **how)  # type: ignore[arg-type]
