"""A plan of 2024–2026 that is to be closed, with evidence, a programme and a derived promise."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from tests.checks.cases import write_plan

ID: Final = "renstra-contoh"

PLAN: Final = """\
format = 1

[plan]
title = "Renstra Dinas Koperasi dan UKM 2024–2026"
kind = "renstra"
region = { code = "62", name = "Kalimantan Tengah" }
organisation = "Dinas Koperasi dan UKM"
period = { start = 2024, end = 2026 }

[sources.sakernas-2025]
title = "Sakernas Agustus 2025"
publisher = "BPS"
file = "evidence/sakernas-2025.csv"

[programmes.pemberdayaan]
name = "Pemberdayaan usaha kecil"
budget = { 2025 = "Rp1,2 miliar" }

[indicators.rasio]
name = { id = "Rasio kewirausahaan", en = "Entrepreneurship ratio" }
unit = "%"
better = "higher"
targets = { 2025 = "3,75", 2026 = "3,81" }

[indicators.koperasi_aktif]
name = { id = "Koperasi aktif", en = "Active cooperatives" }
unit = "unit"

[indicators.koperasi]
name = { id = "Jumlah koperasi", en = "Cooperatives" }
unit = "unit"

[indicators.porsi]
name = { id = "Porsi koperasi aktif", en = "Share of active cooperatives" }
unit = "%"
better = "higher"
formula = "100 * koperasi_aktif / koperasi"
targets = { 2025 = "60" }
"""
HALF: Final = """\
format = 1
year = 2025

[figures.rasio]
value = 3.72
status = "preliminary"
source = "sakernas-2025"

[figures.koperasi]
value = 2000
status = "final"
"""
WHOLE: Final = """\
format = 1
year = 2025

[figures.rasio]
value = 3.72
status = "final"
source = "sakernas-2025"

[figures.koperasi_aktif]
value = 1300
status = "final"
source = "ODS"

[figures.koperasi]
value = 2000
status = "final"
source = "evidence/ods-2025.txt"

[programmes.pemberdayaan]
spent = 1100000000
source = "LRA 2025"
"""


def declare(workspace: Path, year: str = WHOLE) -> Path:
    """The plan in `workspace` with this realised file of 2025; its folder."""
    folder = write_plan(workspace / ID, PLAN, {"2025": year})
    (folder / "evidence").mkdir()
    (folder / "evidence/sakernas-2025.csv").write_text("wilayah;rasio\n62;3,72\n", encoding="utf-8", newline="\n")
    (folder / "evidence/ods-2025.txt").write_text("2.000 koperasi\n", encoding="utf-8", newline="\n")
    return folder


def content(workspace: Path) -> dict[str, Any]:
    """The realised file of 2025."""
    text = (workspace / ID / "realised/2025.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def lasting(text: str) -> str:
    """`text` without what is another one on every day and machine: seals, days, moments and users."""
    text = re.sub(r"sha256:[0-9a-f]+", "sha256:…", text)
    text = re.sub(r"20\d\d-\d\d-\d\dT[0-9:+]+", "MOMENT", text)
    text = re.sub(r"(clos\w+ (?:on|since)|ditutup (?:pada|sejak)|closed =) 20\d\d-\d\d-\d\d", r"\1 DAY", text)
    return re.sub(r'(closed_by|recorded_by) = ".*"', r'\1 = "USER"', text)
