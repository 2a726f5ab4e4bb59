"""Where the rules on realised figures begin and end: what is found, and what an officer does every day."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.plausibility import is_slip
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import HEAD, checked, codes, under, write_plan, year_text
from tests.conftest import TODAY

NAME = '[indicators.rasio]\nname = "Rasio"\n'
HIGHER, LOWER = 'better = "higher"\n', 'better = "lower"\n'
INDEX, PEOPLE, RUPIAH, PERCENT = (f'unit = "{unit}"\n' for unit in ("indeks", "orang", "Rp", "%"))
SUM, AVERAGE = 'over_time = "sum"\n', 'over_time = "average"\n'
ADDING_UP = PEOPLE + HIGHER + SUM


class Edge(NamedTuple):
    """What an indicator declares, the lines of its figure by year, and the codes they give."""

    indicator: str
    recorded: dict[int, str]
    codes: list[str]


def values(*figures: str, start: int = 2021) -> dict[int, str]:
    return {year: f"value = {value}" for year, value in enumerate(figures, start)}


def baseline(year: int, value: str) -> str:
    return f'baseline = {{ year = {year}, value = "{value}" }}\n'


def target(year: int, value: str) -> str:
    return f'targets = {{ {year} = "{value}" }}\n'


SLIPS = {
    "a baseline before the first figure": Edge(INDEX + baseline(2024, "2"), values("1000", start=2025), ["KT404"]),
    "a baseline of the same year": Edge(INDEX + baseline(2025, "2"), values("1000", start=2025), []),
    "a baseline of a later year": Edge(INDEX + baseline(2026, "2"), values("1000", start=2025), []),
    "a baseline between two figures": Edge(
        INDEX + baseline(2024, "2"), {2023: "value = 1000", 2025: "value = 1001"}, []
    ),
    "a target, with nothing before": Edge(INDEX + HIGHER + target(2025, "2"), values("1000", start=2025), ["KT404"]),
    "a five-hundredth of a target": Edge(INDEX + HIGHER + target(2025, "1000"), values("2", start=2025), ["KT404"]),
    "a little more than that": Edge(INDEX + HIGHER + target(2025, "1000"), values("2.01", start=2025), []),
    "a range": Edge(INDEX + HIGHER + target(2025, "1000-2000"), values("2", start=2025), ["KT404"]),
    "beside a figure that confirms it": Edge(
        INDEX + HIGHER + target(2025, "1000"), {2024: "value = 2", 2025: "value = 2"}, []
    ),
    "both the past and the target": Edge(
        INDEX + HIGHER + target(2025, "2"), {2024: "value = 2", 2025: "value = 2000"}, ["KT404"]
    ),
    "a target of a year that is not over": Edge(INDEX + HIGHER + target(2026, "1000"), values("2", start=2026), []),
    "far too much in a year that is not over": Edge(
        INDEX + HIGHER + target(2026, "2"), values("1000", start=2026), ["KT404"]
    ),
    "the first people of a year that adds up": Edge(ADDING_UP, {2025: "value = 2872", 2026: "value = 3"}, []),
    "the people of a whole year": Edge(ADDING_UP, {2024: "value = 2872", 2025: "value = 3"}, ["KT404"]),
    "a target of zero": Edge(INDEX + LOWER + target(2025, "0"), values("1000", start=2025), []),
    "less than nothing": Edge(INDEX, values("-1", "-600"), ["KT404"]),
}
JUMPS = {
    "a third of the year before": Edge(INDEX, values("30", "30", "30", "10", "10"), ["KT416"]),
    "not quite a third": Edge(INDEX, values("30", "30", "30", "10.1"), []),
    "three times as much": Edge(INDEX, values("10", "10", "10", "30"), ["KT416"]),
    "a misprint that is made good the year after": Edge(INDEX, values("29", "29", "5", "29", "29"), ["KT416"]),
    "a misprint in the first year": Edge(INDEX, values("2.9", "29", "29", "30"), ["KT416"]),
    "a step that stays": Edge(INDEX, values("29", "29", "5", "5", "5"), ["KT416"]),
    "three figures": Edge(INDEX, values("10", "10", "30"), []),
    "three figures and a baseline": Edge(INDEX + baseline(2020, "10"), values("10", "10", "30"), ["KT416"]),
    "a baseline beside the figure of its year": Edge(INDEX + baseline(2023, "10"), values("10", "10", "30"), []),
    "a baseline that another survey gave": Edge(INDEX + baseline(2020, "10"), values("30", "31", "32"), ["KT416"]),
    "a baseline twice as low": Edge(PEOPLE + baseline(2020, "27.648"), values("63186", "73442", "75918"), []),
    "a series that grows": Edge(INDEX, values("1", "2", "6", "12", "24"), []),
    "a series that comes and goes": Edge(INDEX, values("10", "31", "9", "30"), []),
    "growth over years without a figure": Edge(
        INDEX, {2016: "value = 10", 2017: "value = 10", 2018: "value = 11", 2023: "value = 40"}, []
    ),
    "years that add up": Edge(ADDING_UP, values("1200", "1300", "1250", "300"), []),
    "small counts": Edge(PEOPLE, values("5", "5", "5", "19"), []),
    "counts that are not that small": Edge(PEOPLE, values("5", "5", "5", "20"), ["KT416"]),
    "small ratios": Edge(PERCENT, values("0.5", "0.5", "0.5", "1.9"), ["KT416"]),
    "a year that is not over": Edge(INDEX, values("30", "30", "30", "7", start=2023), []),
    "too much for a year that is not over": Edge(INDEX, values("10", "10", "10", "30", start=2023), ["KT416"]),
    "a zero": Edge(INDEX, values("10", "10", "0", "10", "10"), []),
    "a growth that turns": Edge(PERCENT, values("5.1", "5.3", "-1.4", "5.2"), []),
    "hundreds of times": Edge(INDEX, values("2", "2", "2", "2000"), ["KT404"]),
}
BEFORE_RECORDING = 'status = "final"\nrecorded_at = '
DATES = {
    "a final figure of a year that runs": Edge(INDEX, {2026: 'value = 3\nstatus = "final"'}, ["KT411"]),
    "a preliminary one": Edge(INDEX, {2026: 'value = 3\nstatus = "preliminary"'}, []),
    "a final one of last year": Edge(INDEX, {2025: 'value = 3\nstatus = "final"'}, []),
    "called final before the year was over": Edge(
        INDEX, {2025: f"value = 3\n{BEFORE_RECORDING}2025-12-30T08:00:00+07:00"}, ["KT411"]
    ),
    "called final on the last day": Edge(INDEX, {2025: f"value = 3\n{BEFORE_RECORDING}2025-12-31T08:00:00+07:00"}, []),
    "measured on one day of the year": Edge(
        INDEX, {2025: f"value = 3\nas_of = 2025-08-31\n{BEFORE_RECORDING}2025-11-10T08:00:00+07:00"}, []
    ),
    "recorded a day ahead, further east": Edge(INDEX, {2026: "value = 3\nrecorded_at = 2026-11-23T00:30:00+09:00"}, []),
    "recorded two days ahead": Edge(INDEX, {2026: "value = 3\nrecorded_at = 2026-11-24T00:30:00+09:00"}, ["KT405"]),
    "measured a day ahead": Edge(INDEX, {2026: "value = 3\nas_of = 2026-11-23"}, []),
    "measured two days ahead": Edge(INDEX, {2026: "value = 3\nas_of = 2026-11-24"}, ["KT405"]),
    "recorded without a time zone": Edge(INDEX, {2026: "value = 3\nrecorded_at = 2026-11-24T00:30:00"}, ["KT405"]),
    "a replaced entry of the future": Edge(
        INDEX, {2026: "value = 3\nhistory = [{ value = 3, recorded_at = 2027-01-01T08:00:00Z }]"}, ["KT405"]
    ),
    "the last year of a retired indicator": Edge(INDEX + "retired = 2024\n", {2024: "value = 3"}, []),
    "the year after": Edge(INDEX + "retired = 2024\n", {2025: "value = 3"}, ["KT412"]),
    "a note that there is none after": Edge(
        INDEX + "retired = 2024\n", {2025: 'unavailable = "tidak diukur lagi"'}, []
    ),
    "targets of the document after the last year": Edge(
        INDEX + HIGHER + "retired = 2025\n" + 'targets = { 2025 = "3", 2026 = "4" }\n', {2025: "value = 3"}, []
    ),
}


def history(*moments: str, now: str = "") -> dict[int, str]:
    entries = ", ".join(f"{{ value = 3{f', recorded_at = {moment}' if moment else ''} }}" for moment in moments)
    return {2025: "value = 3\n" + (f"recorded_at = {now}\n" if now else "") + f"history = [{entries}]"}


HISTORIES = {
    "in order": Edge(INDEX, history("2026-01-10T08:00:00Z", "2026-01-11T08:00:00Z", now="2026-01-12T08:00:00Z"), []),
    "at the same moment": Edge(INDEX, history("2026-01-10T08:00:00Z", now="2026-01-10T08:00:00Z"), []),
    "newest first": Edge(INDEX, history("2026-01-11T08:00:00Z", "2026-01-10T08:00:00Z"), ["KT419"]),
    "newer than what is in force": Edge(INDEX, history("2026-01-11T08:00:00Z", now="2026-01-10T08:00:00Z"), ["KT419"]),
    "without moments": Edge(INDEX, history("", "", now="2026-01-10T08:00:00Z"), []),
    "around an entry without a moment": Edge(
        INDEX, history("2026-01-11T08:00:00Z", "", now="2026-01-10T08:00:00Z"), ["KT419"]
    ),
    "in two time zones, in order": Edge(
        INDEX, history("2026-01-10T09:30:00+09:00", now="2026-01-10T08:00:00+07:00"), []
    ),
    "in two time zones, out of order": Edge(
        INDEX, history("2026-01-10T09:30:00+07:00", now="2026-01-10T10:00:00+09:00"), ["KT419"]
    ),
    "with and without a time zone": Edge(INDEX, history("2026-01-11T08:00:00", now="2026-01-10T08:00:00Z"), []),
}
EDGES = SLIPS | JUMPS | DATES | {f"a history {name}": edge for name, edge in HISTORIES.items()}


def folder_of(tmp_path: Path, edge: Edge) -> Path:
    body = '\n[figures.rasio]\n{}\nsource = "ODS"\n'
    realised = {str(year): year_text(year, body.format(lines)) for year, lines in edge.recorded.items()}
    return write_plan(tmp_path / "contoh", HEAD + NAME + edge.indicator, realised)


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_a_rule_on_realised_figures_ends_where_it_should(tmp_path: Path, edge: Edge) -> None:
    assert codes(checked(folder_of(tmp_path, edge))[1]) == edge.codes


@pytest.mark.parametrize(
    ("closed", "today", "found"),
    [
        ("2025-12-30", TODAY, ["KT418"]),
        ("2025-12-31", TODAY, []),
        ("2026-11-23", TODAY, []),
        ("2026-11-24", TODAY, ["KT405"]),
        ("2025-06-30", date(2025, 6, 30), ["KT418"]),
    ],
)
def test_a_year_is_closed_when_it_is_over_and_not_tomorrow(
    tmp_path: Path, closed: str, today: date, found: list[str]
) -> None:
    folder = write_plan(tmp_path / "contoh", HEAD + NAME + INDEX, {"2025": year_text(2025, f"closed = {closed}\n")})
    assert codes(check_plan(read_plan(folder), today)) == found


@pytest.mark.parametrize(
    ("today", "found"),
    [(date(2025, 12, 30), ["KT411"]), (date(2025, 12, 31), []), (date(2024, 12, 30), ["KT405"])],
)
def test_a_year_is_over_when_it_is_over_anywhere(tmp_path: Path, today: date, found: list[str]) -> None:
    folder = folder_of(tmp_path, Edge(INDEX, {2025: 'value = 3\nstatus = "final"'}, found))
    assert codes(check_plan(read_plan(folder), today)) == found


@given(
    better=st.sampled_from(["higher", "lower", "within"]),
    achievement=st.sampled_from(["", "ratio", "linear", "inverse", "from_baseline"]),
    promised=st.decimals(-5, 50, places=1),
    width=st.sampled_from([Decimal(0), Decimal(0), Decimal(2)]),
    amended=st.none() | st.decimals(0, 50, places=1),
    value=st.decimals(-20, 150, places=1),
    retired=st.sampled_from(["", "", "retired = 2024\n"]),
)
def test_an_achievement_is_doubted_exactly_where_the_appraisal_shows_a_strange_one(
    tmp_path_factory: pytest.TempPathFactory,
    better: str,
    achievement: str,
    promised: Decimal,
    width: Decimal,
    amended: Decimal | None,
    value: Decimal,
    retired: str,
) -> None:
    plan = HEAD + NAME + INDEX + f'better = "{better}"\n' + baseline(2024, "20") + retired
    plan += f'achievement = "{achievement}"\n' if achievement else ""
    plan += f"targets = {{ 2025 = {{ min = {promised}, max = {promised + width} }} }}\n"
    if amended is not None:
        change = f"{{ from = {{ min = {promised}, max = {promised + width} }}, to = {amended} }}"
        plan += f'[[amendments]]\neffective = 2025-06-30\nbasis = "BA"\ntargets.rasio.2025 = {change}\n'
    realised = {"2025": year_text(2025, f'[figures.rasio]\nvalue = {value}\nsource = "ODS"\n')}
    reading = read_plan(write_plan(tmp_path_factory.mktemp("contoh"), plan, realised))
    if reading.plan is None or is_slip(Decimal(20), value):
        return
    rows = appraise(reading.plan, reading.realised, 2025, TODAY).rows  # none where the indicator is retired
    strange = any(row.achievement is not None and not 0 <= row.achievement <= 200 for row in rows)
    assert ("KT407" in codes(check_plan(reading, TODAY))) == strange


def test_a_source_of_a_replaced_entry_is_looked_up(tmp_path: Path) -> None:
    plan = HEAD + '[sources.lakip-2024]\ntitle = "LAKIP"\n' + NAME + INDEX
    entries = 'history = [{ value = 9, source = "lakip-2024" }, { value = 9, source = "lakip-2042" }]\n'
    folder = write_plan(
        tmp_path / "contoh", plan, {"2025": year_text(2025, '[figures.rasio]\nvalue = 9\nsource = "ODS"\n' + entries)}
    )
    reading, [finding] = checked(folder)
    assert finding.rule.code == "KT205"
    assert under(reading, finding.file, finding.place) == '"lakip-2042"'
