"""A plan of 2023–2026 in which, on the day of the tests, something of every kind is due."""

from pathlib import Path
from typing import Final

from tests.checks.cases import write_plan

ID: Final = "dinas-renstra"

_PLAN = """\
format = 1

[plan]
title = "Renstra Dinas Koperasi dan UKM 2023–2026"
kind = "renstra"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2023, end = 2026 }

[parts]
"62.01" = "Kotawaringin Barat"
"62.02" = "Kotawaringin Timur"
"62.71" = "Kota Palangka Raya"

[programmes.pemberdayaan]
name = "Pemberdayaan usaha kecil"
budget = { 2023 = "Rp1 miliar", 2024 = "Rp1,1 miliar", 2025 = "Rp1,2 miliar", 2026 = "Rp1,3 miliar" }

[indicators.rasio_kewirausahaan]
name = { id = "Rasio kewirausahaan", en = "Entrepreneurship ratio" }
unit = "%"
better = "higher"
owner = "Bidang Pemberdayaan Usaha Kecil"
programme = "pemberdayaan"
targets = { 2023 = "3,70", 2024 = "3,75", 2025 = "3,81", 2026 = "3,90" }

[indicators.persen_koperasi_aktif]
name = "Persentase koperasi aktif"
unit = "%"
better = "higher"
owner = "Bidang Kelembagaan Koperasi"
formula = "100 * koperasi_aktif / jumlah_koperasi"
targets = { 2023 = "50", 2024 = "52", 2025 = "54", 2026 = "56" }

[indicators.koperasi_aktif]
name = "Jumlah koperasi aktif"
unit = "koperasi"

[indicators.jumlah_koperasi]
name = "Jumlah koperasi"
unit = "koperasi"

[indicators.umkm_binaan]
name = "UMKM binaan"
unit = "unit"
better = "higher"
owner = "bidang pemberdayaan  usaha kecil"
targets = { 2024 = "900", 2025 = "1.000", 2026 = "1.100" }

[indicators.wirausaha_baru]
name = "Wirausaha baru"
unit = "orang"
better = "higher"
over_time = "sum"
targets = { 2024 = "100", 2025 = "120", 2026 = "140" }

[indicators.wirausaha_baru.quarter_targets]
2025 = { 1 = "30", 2 = "60", 3 = "90", 4 = "120" }
2026 = { 1 = "35", 2 = "70", 3 = "105", 4 = "140" }

[indicators.jumlah_pasar]
name = "Jumlah pasar rakyat"
unit = "unit"
"""
_YEARS = {
    "2023": """\
format = 1
year = 2023

[figures.rasio_kewirausahaan]
value = 3.71
status = "final"
source = "Sakernas Agustus 2023"

[figures.koperasi_aktif]
value = 1500
source = "ODS"

[figures.jumlah_koperasi]
value = 2900
source = "ODS"

[figures.umkm_binaan]
value = 850
source = "Laporan bidang"

[figures.wirausaha_baru]
value = 90
source = "Laporan bidang"

[programmes.pemberdayaan]
spent = 980000000
source = "SP2D"
""",
    "2024": """\
format = 1
year = 2024

[figures.rasio_kewirausahaan]
value = 3.74
status = "preliminary"
source = "Sakernas Agustus 2024"

[figures.jumlah_koperasi]
value = 2950

[figures.umkm_binaan]
value = 905
source = "Laporan bidang"

[programmes.pemberdayaan]
spent = 1000000000
""",
    "2025": """\
format = 1
year = 2025

[figures.rasio_kewirausahaan]
unavailable = "menunggu Sakernas Agustus"

[figures.umkm_binaan]
source = "Laporan bidang"
parts = { "62.01" = 400 }

[figures.wirausaha_baru]
status = "preliminary"
source = "Laporan bidang"
quarters = { 1 = 30, 2 = 33 }
""",
    "2026": """\
format = 1
year = 2026

[figures.wirausaha_baru]
status = "preliminary"
quarters = { 1 = 36 }
""",
}


def write_due_plan(workspace: Path) -> Path:
    """Write the plan into a workspace; its folder."""
    return write_plan(workspace / ID, _PLAN, dict(_YEARS))
