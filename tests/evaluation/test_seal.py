"""The seal: the same for the same content, another for any other, and reckoned as the documentation tells."""

import json
import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.evaluation.closing import closed_year
from kumkm_targets.evaluation.seal import seal_break, seal_of, sealed
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.file_figures import declared_measures
from kumkm_targets.storage.plan_files import PlanReading, read_plan, read_realised
from tests.checks.cases import write_plan
from tests.conftest import TODAY
from tests.storage.test_round_trip import PLAN_DATA, years

PLAN = """\
format = 1

[plan]
title = "Renstra 2024–2026"
kind = "renstra"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2024, end = 2026 }

[sources.sakernas]
title = "Sakernas"

[programmes.pemberdayaan]
name = "Pemberdayaan"
budget = { 2025 = "Rp1,2 miliar", 2026 = "Rp1,3 miliar" }

[indicators.rasio]
name = "Rasio kewirausahaan"
unit = "%"
better = "higher"
baseline = { year = 2024, value = "3,70" }
targets = { 2025 = "3,75", 2026 = "3,81" }
quarter_targets = { 2025 = { 1 = "3,70", 4 = "3,75" } }

[indicators.koperasi_aktif]
name = "Koperasi aktif"
unit = "unit"

[indicators.koperasi]
name = "Koperasi"
unit = "unit"

[indicators.bagian]
name = "Bagian koperasi aktif"
unit = "%"
formula = "100 * koperasi_aktif / koperasi"

[indicators.porsi]
name = "Porsi koperasi aktif"
unit = "%"
better = "within"
formula = "bagian + 0"
targets = { 2025 = { min = "60", max = "62,50" } }
part_targets = { 2025 = { "62.01" = "61" } }

[indicators.baru]
name = "Indikator dari perubahan 2026"
unit = "unit"
better = "lower"
targets = { 2026 = 5 }

[[amendments]]
effective = 2025-09-12
basis = "Pergub 12/2025"
targets = { rasio = { 2025 = { from = "3,75", to = "3,72" } } }

[[amendments]]
effective = 2026-09-12
basis = "Pergub 14/2026"
targets = { rasio = { 2026 = { from = "3,81", to = "3,80" } } }
"""
YEAR = """\
format = 1
year = 2025

[figures.rasio]
value = 3.70
status = "final"
source = "sakernas"
as_of = 2025-08-31
recorded_at = 2026-01-15T09:30:00+07:00
recorded_by = "Sri \\"Wahyuni\\" — bidang"
note = "baris satu\\nbaris dua"
quarters = { 1 = 3.70, 2 = "3,71" }
parts = { "62.01" = 3.4 }
history = [
    { value = 3.71, status = "preliminary", recorded_at = 2026-01-10T08:00:00Z, reason = "salah ketik" },
    { quarter = 2, value = 3.72, reason = "ralat" },
]

[figures.koperasi_aktif]
value = 1_311
source = "ODS"

[figures.koperasi]
value = 2105.0
source = "ODS"

[figures.baru]
unavailable = "menunggu"

[programmes.pemberdayaan]
spent = "Rp1,1 miliar"
source = "LRA 2025"
history = [{ spent = 1000000000, reason = "angka akhir tahun" }]
"""


def reading_of(folder: Path, plan: str = PLAN, year: str = YEAR) -> PlanReading:
    """The plan folder with this realised file of 2025."""
    reading = read_plan(write_plan(folder / "contoh", plan, {"2025": year}))
    assert reading.all_flaws == ()
    return reading


def plan_of(reading: PlanReading) -> Plan:
    """The plan that was read."""
    assert reading.plan is not None
    return reading.plan


def _digest(text: str) -> str:
    return "sha256:" + sha256(text.encode()).hexdigest()


def test_another_program_reckons_the_same_seal_from_what_the_documentation_tells(tmp_path: Path) -> None:
    """Written from docs/en/file-formats.md with the file's own texts, and nothing of ours but the reading."""
    reading = reading_of(tmp_path)
    closed = closed_year(
        plan_of(reading), reading.realised[2025], datetime(2026, 3, 31, 9, 30, tzinfo=UTC), "Sri", "laporan terbit"
    )
    targets = {
        "sealed": "targets",
        "year": "2025",
        "indicators": {
            "rasio": {
                "unit": "%",
                "better": "higher",
                "achievement": "ratio",
                "over_time": "latest",
                "baseline": {"year": "2024", "value": "3.7"},
                "target": {"min": "3.72", "max": "3.72"},
                "quarter_targets": {"1": {"min": "3.7", "max": "3.7"}, "4": {"min": "3.75", "max": "3.75"}},
            },
            "porsi": {
                "unit": "%",
                "better": "within",
                "over_time": "latest",
                "target": {"min": "60", "max": "62.5"},
                "part_targets": {"62.01": {"min": "61", "max": "61"}},
            },
        },
        "formulas": {"porsi": "bagian + 0", "bagian": "100 * koperasi_aktif / koperasi"},
        "budgets": {"pemberdayaan": "1200000000"},
    }
    text = canonical_text(closed)
    data = tomllib.loads(text, parse_float=Decimal)
    said: dict[str, Any] = {
        "sealed": "figures",
        "year": "2025",
        **{key: _texts(data[key]) for key in ("closed", "closed_at", "closed_by", "closed_because") if key in data},
        "figures": {name: {"over_time": "latest", **_texts(figure)} for name, figure in data["figures"].items()},
        "programmes": _texts(data["programmes"]),
    }
    for name, figure in said["figures"].items():
        figure["unit"] = "%" if name == "rasio" else "unit"
    parts = [_digest(json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":"))) for one in
             (targets, said)]  # fmt: skip
    whole = _digest(f"kumkm seal 1\n2025\n{parts[0]}\n{parts[1]}\n")
    assert (data["seal"], data["sealed_targets"]) == (whole, parts[0])


def _texts(value: Any) -> Any:
    """A value of a realised file as the seal takes it."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


def test_the_seal_is_the_same_on_every_machine(tmp_path: Path) -> None:
    reading = reading_of(tmp_path)
    assert seal_of(plan_of(reading), reading.realised[2025]).whole == (
        "sha256:2170d438190ef3bec4a276b1e9945031c6f027a8189c20d0036dbf71aff3affa"
    )


def test_order_notation_and_folder_do_not_count(tmp_path: Path) -> None:
    reading = reading_of(tmp_path)
    seal = seal_of(plan_of(reading), reading.realised[2025])
    head, *tables = YEAR.split("\n\n")
    turned = "\n\n".join([head, *reversed(tables)]).replace("1_311", '"1.311 unit"').replace("2105.0", "2105")
    other = read_plan(write_plan(tmp_path / "nama-lain", PLAN.replace('"3,70"', "3.700"), {"2025": turned}))
    assert other.all_flaws == ()
    assert seal_of(plan_of(other), other.realised[2025]) == seal


CHANGES = {
    '2025 = "3,75", 2026 = "3,81"': ("2025 = 3.75, 2026 = 3.81", None),
    'to = "3,72"': ('to = "3,73"', "targets"),
    'to = "3,80"': ('to = "3,79"', None),
    "2025-09-12": ("2026-01-02", "targets"),
    'title = "Renstra 2024–2026"': ('title = "Renstra"', None),
    'value = "3,70" }': ('value = "3,69" }', "targets"),
    '1 = "3,70"': ('1 = "3,69"', "targets"),
    'max = "62,50"': ('max = "62,4"', "targets"),
    '"62.01" = "61"': ('"62.01" = "60"', "targets"),
    "100 * koperasi_aktif": ("99 * koperasi_aktif", "targets"),
    'better = "higher"': ('better = "lower"', "targets"),
    'unit = "unit"\n\n[indicators.koperasi]': ('unit = "ribu unit"\n\n[indicators.koperasi]', "figures"),
    'budget = { 2025 = "Rp1,2 miliar", 2026': ('budget = { 2025 = "Rp1,4 miliar", 2026', "targets"),
    '2026 = "Rp1,3 miliar"': ('2026 = "Rp1,5 miliar"', None),
    "targets = { 2026 = 5 }": ("targets = { 2026 = 6 }", None),
}
"""What is changed in plan.toml, and what of the seal of 2025 it breaks."""


@pytest.mark.parametrize("old", CHANGES)
def test_a_plan_may_change_but_for_what_judges_the_year(tmp_path: Path, old: str) -> None:
    new, broken = CHANGES[old]
    reading = reading_of(tmp_path)
    closed = sealed(plan_of(reading), reading.realised[2025])
    changed = reading_of(tmp_path, PLAN.replace(old, new, 1))
    assert PLAN.count(old) >= 1
    assert seal_break(plan_of(changed), closed) == broken


SIMPLE = Plan.model_validate(
    {
        "id": "contoh",
        "format": 1,
        "header": {
            "title": "R", "kind": "renstra", "region": {"code": "62", "name": "K"},
            "period": {"start": 2024, "end": 2026},
        },
        "indicators": {name: {"name": name, "unit": "%"} for name in "abc"},
        "programmes": {"p-1": {"name": "P"}},
    }
)  # fmt: skip


@given(years, years, st.booleans())
def test_the_seal_is_another_exactly_where_the_content_is(one: RealisedYear, drawn: RealisedYear, same: bool) -> None:
    other = one.model_copy(update={"figures": dict(reversed(one.figures.items()))}) if same else drawn
    assert (seal_of(SIMPLE, one) == seal_of(SIMPLE, other)) == (one == other)


@given(years)
def test_what_is_written_and_read_again_keeps_its_seal(
    tmp_path_factory: pytest.TempPathFactory, content: RealisedYear
) -> None:
    path = tmp_path_factory.mktemp("r") / "2025.toml"
    closed = sealed(SIMPLE, content)
    path.write_text(canonical_text(closed), encoding="utf-8", newline="")
    read = read_realised(path, declared_measures(PLAN_DATA)).content
    assert read is not None
    assert seal_break(SIMPLE, read) is None


@pytest.fixture(scope="module")
def closed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan folder with a closed year, as `kumkm close` leaves it."""
    folder = tmp_path_factory.mktemp("closed")
    reading = reading_of(folder)
    closed = closed_year(
        plan_of(reading), reading.realised[2025], datetime(2026, 3, 31, 9, 30, tzinfo=UTC), "Sri", "laporan terbit"
    )
    (folder / "contoh/realised/2025.toml").write_text(canonical_text(closed), encoding="utf-8")
    return folder / "contoh"


def test_a_closed_year_has_no_finding_on_its_seal(closed_folder: Path) -> None:
    assert not any(one.rule.code.startswith("KT43") for one in check_plan(read_plan(closed_folder), TODAY))


@given(at=st.integers(0, 3000), sign=st.sampled_from("0123456789abcxyz-,.#\"' \n"))
def test_no_byte_that_means_something_changes_in_silence(
    closed_folder: Path, tmp_path_factory: pytest.TempPathFactory, at: int, sign: str
) -> None:
    text = (closed_folder / "realised/2025.toml").read_text(encoding="utf-8")
    assume(at < len(text))
    changed = text[:at] + sign + text[at + 1 :]
    before = read_plan(closed_folder)
    folder = write_plan(tmp_path_factory.mktemp("t") / "contoh", PLAN, {"2025": changed})
    after = read_plan(folder)
    is_same = not after.all_flaws and after.realised == before.realised
    assert is_same or check_plan(after, TODAY)
    if not is_same and not after.all_flaws:
        assert {one.rule.code for one in check_plan(after, TODAY)} & {"KT430", "KT431", "KT432"}


def test_whoever_adds_a_key_to_a_year_decides_whether_it_is_sealed() -> None:
    sealed_keys = {"year", "closed", "closed_at", "closed_by", "closed_because", "figures", "programmes"}
    assert {*RealisedYear.model_fields} - sealed_keys == {"format", "seal", "sealed_targets", "notes"}
