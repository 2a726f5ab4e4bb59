"""A plan whose figures are recorded by quarter and by kabupaten/kota, and whose programmes have budgets."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.checks.cases import write_plan
from tests.conftest import Outcome, Run

PLAN = "renja-terbagi"
TEXT = """\
format = 1

[plan]
title = "RKPD 2025–2026"
kind = "other"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2024, end = 2026 }

[parts]
"62.01" = "Kotawaringin Barat"
"62.02" = "Kotawaringin Timur"
"6271" = "Kota Palangka Raya"

[programmes.pemberdayaan]
name = "Pemberdayaan usaha mikro"
budget = { 2024 = "Rp1 miliar", 2025 = "Rp1,2 miliar" }

[programmes.pengawasan]
name = "Pengawasan koperasi"

[indicators.wirausaha_baru]
name = "Wirausaha baru"
unit = "orang"
better = "higher"
over_time = "sum"
targets = { 2024 = 800, 2025 = 1000, 2026 = 1200 }
quarter_targets = { 2025 = { 1 = 200, 2 = 500, 3 = 750, 4 = 1000 } }
part_targets = { 2025 = { "62.01" = 300, "62.71" = 400 } }

[indicators.volume]
name = "Volume usaha koperasi"
unit = "Rp"
better = "higher"
targets = { 2025 = "Rp200 miliar" }

[indicators.rasio]
name = "Rasio kewirausahaan"
unit = "%"
better = "higher"
targets = { 2025 = "3,75" }
"""


def declare(workspace: Path, text: str = TEXT, **realised: str) -> Path:
    """Put the plan into the workspace; realised: the files, by `y2025`."""
    return write_plan(workspace / PLAN, text, {name.removeprefix("y"): content for name, content in realised.items()})


def record(run: Run, *arguments: str, year: int = 2025, lang: str = "en") -> Outcome:
    """Record a figure as a script does."""
    return run("record", PLAN, *arguments, "--year", str(year), lang=lang)


def content(workspace: Path, year: int = 2025) -> dict[str, Any]:
    """What the realised file of the year holds."""
    path = workspace / PLAN / "realised" / f"{year}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) if path.exists() else {}


def figure(workspace: Path, indicator: str = "wirausaha_baru", year: int = 2025) -> dict[str, Any]:
    """What it holds of one indicator."""
    found: dict[str, Any] = content(workspace, year)["figures"][indicator]
    return found
