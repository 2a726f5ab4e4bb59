"""Which indicators are looked at closely: all that a rule has a word to say about, and few others."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumkm_targets.checks.rule import Finding
from kumkm_targets.checks.targets import target_rules
from kumkm_targets.checks.targets.plain_targets import is_plain, unusual_indicators
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.workspace import plan_folders
from tests.checks.cases import HEAD, PLAN, write_plan
from tests.conftest import PLANS

VALUES = ["3", "3.5", "3.75", "4", "9", "9.5", "12", "28", "99", "100", "101", "0", "-2", "0.01", "1300", "1300000"]
values = st.sampled_from(VALUES)
bands = st.one_of(
    values, st.tuples(values, values).map(lambda two: "{{ min = {}, max = {} }}".format(*sorted(two, key=float)))
)


@st.composite
def indicators(draw: st.DrawFn) -> str:
    years = draw(st.lists(st.integers(2023, 2032), unique=True, max_size=6))
    lines = [
        f'name = "{draw(st.sampled_from(["Rasio", "Persentase koperasi aktif", "Laju inflasi"]))}"',
        f'unit = "{draw(st.sampled_from(["%", "orang", "indeks", "ribu orang"]))}"',
        f'better = "{draw(st.sampled_from(["higher", "lower", "within"]))}"',
        f'over_time = "{draw(st.sampled_from(["latest", "sum", "average"]))}"',
        "targets = { " + ", ".join(f"{year} = {draw(bands)}" for year in years) + " }",
    ]
    if draw(st.booleans()):
        lines.append(f"baseline = {{ year = {draw(st.integers(2020, 2032))}, value = {draw(values)} }}")
    if draw(st.booleans()):
        lines.append(f"final_target = {draw(bands)}")
    if draw(st.booleans()):
        lines.append(f"quarter_targets = {{ {draw(st.integers(2024, 2031))} = {{ 4 = {draw(bands)} }} }}")
    return "\n".join(lines)


amendments = st.builds(
    "\n[[amendments]]\neffective = 2026-0{}-01\nbasis = 'x'\ntargets.i{} = {{ {} = {{ from = 1, to = {} }} }}\n".format,
    st.integers(1, 9),
    st.integers(0, 3),
    st.integers(2024, 2031),
    bands,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contoh")


def judged(reading: PlanReading) -> list[Finding]:
    assert reading.plan is not None
    return list(target_rules.targets(reading, reading.plan))


@settings(max_examples=300)
@given(st.lists(indicators(), min_size=1, max_size=3), st.lists(amendments, max_size=2))
def test_what_is_not_looked_at_closely_has_no_finding(folder: Path, tables: list[str], changes: list[str]) -> None:
    plan = HEAD + "".join(f"\n[indicators.i{number}]\n{table}\n" for number, table in enumerate(tables))
    plan += "".join(changes)
    reading = read_plan(write_plan(folder, plan))
    assert reading.plan is not None
    with pytest.MonkeyPatch.context() as patched:
        usual = judged(reading)
        patched.setattr(target_rules, "unusual_indicators", lambda _reading, plan: list(plan.indicators.items()))
        assert judged(reading) == usual


@pytest.mark.parametrize(
    "change",
    [
        ('targets = { 2025 = "3,75"', 'targets = { 2024 = "3,75"'),
        ('2026 = "3,81"', '2026 = "3,70"'),
        ('2026 = "3,81"', '2026 = "11,25"'),
        ('2026 = "3,81"', '2026 = "3,6-3,9"'),
        ('2026 = "3,81"', '2026 = "3,8-12"'),
        ('"%"', '"orang"'),
        ("targets = {", 'baseline = { year = 2024, value = "3,9" }\ntargets = {'),
        ("targets = {", 'baseline = { year = 2026, value = "3,7" }\ntargets = {'),
        ("targets = {", 'final_target = "381"\ntargets = {'),
        ("targets = {", 'quarter_targets = { 2035 = { 1 = "3" } }\ntargets = {'),
    ],
)
def test_what_departs_from_the_ordinary_is_looked_at(tmp_path: Path, change: tuple[str, str]) -> None:
    reading = read_plan(write_plan(tmp_path / "contoh", PLAN.replace(*change)))
    assert reading.plan is not None
    assert [name for name, _indicator in unusual_indicators(reading, reading.plan)] == ["rasio"]


@pytest.mark.parametrize("last", ["3,81", "3,8-3,9"])
def test_an_ordinary_series_is_passed_over(tmp_path: Path, last: str) -> None:
    reading = read_plan(write_plan(tmp_path / "contoh", PLAN.replace('"3,81"', f'"{last}"')))
    assert reading.plan is not None
    assert unusual_indicators(reading, reading.plan) == []


def test_half_of_the_shipped_series_are_ordinary() -> None:
    plans = [(reading, reading.plan) for reading in map(read_plan, plan_folders(PLANS)) if reading.plan is not None]
    series = [
        is_plain(
            indicator,
            indicator.targets,
            reading.measures[name].unit.kind,
            [*range(plan.header.period.start, plan.header.period.end + 1)],
        )
        for reading, plan in plans
        for name, indicator in plan.indicators.items()
    ]
    assert sum(series) > len(series) / 2
