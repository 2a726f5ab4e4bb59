"""A plan of formulas: nested, over the year before, averaged over years, and one that divides by zero."""

from pathlib import Path
from typing import Final

from tests.checks.cases import write_plan, year_text

ID: Final = "koperasi-dengan-rumus"

PLAN: Final = """\
format = 1

[plan]
title = "Rencana dengan rumus"
kind = "other"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2023, end = 2027 }

[indicators.persen]
name = "Persentase"
unit = "%"
better = "higher"
formula = "100 * aktif / (seluruh - -3)"
targets = { 2025 = 60, 2027 = 70 }

[indicators.tumbuh]
name = "Pertumbuhan"
unit = "%"
better = "higher"
formula = "growth(seluruh) * 0.5 - previous(persen) / 7 + sisa"
targets = { 2025 = 4, 2027 = "6,5" }

[indicators.rata]
name = "Rata-rata tertimbang"
unit = "%"
better = "higher"
over_time = "average"
formula = "100 * aktif / seluruh"
targets = { 2023 = 60, 2024 = 61, 2025 = 62 }

[indicators.sisa]
name = "Sisa"
unit = "koperasi"
formula = "seluruh - aktif"

[indicators.aktif]
name = "Koperasi aktif"
unit = "koperasi"
better = "higher"
targets = { 2027 = 900 }

[indicators.seluruh]
name = "Koperasi"
unit = "koperasi"
better = "lower"
baseline = { year = 2022, value = 800 }
targets = { 2024 = 830, 2027 = 700 }

[indicators.nihil]
name = "Pembagi nol"
unit = "%"
better = "higher"
formula = "aktif / (seluruh - seluruh)"
targets = { 2025 = 60 }

[indicators.dicatat]
name = "Rasio yang dicatat"
unit = "%"
better = "higher"
formula = "100 * aktif / penduduk"
targets = { 2025 = 3 }

[indicators.penduduk]
name = "Penduduk"
unit = "orang"
"""
_COUNTS: Final = {2023: (480, 812), 2024: (497, 823), 2025: (516, 851)}
_BODY: Final = """
[figures.aktif]
value = {}
status = "final"
source = "Pendataan"
[figures.seluruh]
value = {}
[figures.dicatat]
value = "2,5"
"""


def write_derived(workspace: Path) -> Path:
    """The plan's folder in the workspace."""
    realised = {str(year): year_text(year, _BODY.format(*counts)) for year, counts in _COUNTS.items()}
    return write_plan(workspace / ID, PLAN, realised)
