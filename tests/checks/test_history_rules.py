"""What history forbids and what it allows, in the figures of an open year."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.history.history_rules import RULES, check_history, check_removal
from kumkm_targets.model.realised import Entry, RealisedYear, Superseded
from kumkm_targets.model.recording import replaces_value, with_entry
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.checks.cases import CORPUS, PLAN, codes, under, write_plan
from tests.checks.states import CLOSED, CORRECTED, FIGURE, PARTS, QUARTERS, SPENT, UNAVAILABLE, States, said
from tests.conftest import TODAY

EXPLAINED = 'history = [{ value = 3.72, reason = "triwulan dua salah ketik" }]\n'
TWICE = """
[figures.rasio]
value = 3.74
history = [
    { value = 3.70, recorded_at = 2026-01-10T08:00:00+07:00, reason = "salah ketik" },
    { value = 3.72, recorded_at = 2026-01-11T08:00:00+07:00, reason = "angka tetap" },
]
"""
VALUE = "figures.rasio.value"


@pytest.fixture
def states(tmp_path: Path) -> States:
    return States(tmp_path)


def test_a_plan_that_is_as_it_was_gives_no_finding(states: States) -> None:
    for figures in (FIGURE, CORRECTED, QUARTERS, PARTS, TWICE, SPENT, None):
        for closing in ("", CLOSED):
            assert states.found(figures, figures, closing) == []


def test_a_changed_figure_without_history_is_found_at_its_value(states: States) -> None:
    reading, finding = states.the_finding(FIGURE, FIGURE.replace("3.72", "3.75"))
    assert (finding.rule.code, finding.file, under(reading, finding.file, finding.span)) == (
        "KT421",
        reading.folder / "realised" / "2025.toml",
        "3.75",
    )
    assert finding.message == "`value` was 3,72% and is 3,75% now, and the history does not say why"
    assert 'kumkm record contoh rasio "3,75" --year 2025 --reason' in finding.fix


def test_a_corrected_figure_with_the_old_one_and_a_reason_is_no_finding(states: States) -> None:
    assert states.found(FIGURE, CORRECTED) == []


def test_a_figure_replaced_without_a_reason_is_found_at_the_old_entry(states: States) -> None:
    assert states.found(FIGURE, CORRECTED.replace(', reason = "koreksi BPS"', "")) == ["KT421 figures.rasio.history.0"]


def test_another_figure_in_the_history_does_not_explain_the_change(states: States) -> None:
    assert states.found(FIGURE, CORRECTED.replace("value = 3.72", "value = 3.73")) == [f"KT421 {VALUE}"]


def test_an_older_entry_of_the_same_value_does_not_explain_the_change(states: States) -> None:
    returned = TWICE.replace("value = 3.74", "value = 3.70")
    assert states.found(returned, returned.replace("value = 3.70\nhis", "value = 3.9\nhis")) == [f"KT421 {VALUE}"]


@pytest.mark.parametrize("notation", ["3.720", '"3,72"', '"3,72%"', "372e-2"])
def test_another_notation_of_the_same_figure_is_no_change(states: States, notation: str) -> None:
    for closing in ("", CLOSED):
        assert states.found(FIGURE, FIGURE.replace("3.72", notation), closing) == []


@pytest.mark.parametrize(
    "edit",
    [
        ('source = "Sakernas Agustus 2025"', 'source = "BPS"\nnote = "diolah"'),
        ('status = "preliminary"', 'status = "final"'),
        ("recorded_at = 2026-01-15T09:30:00+07:00\n", ""),
    ],
)
def test_in_an_open_year_sources_states_and_notes_are_free(states: States, edit: tuple[str, str]) -> None:
    assert states.found(FIGURE, FIGURE.replace(*edit)) == []


def test_a_figure_that_is_withdrawn_without_history_is_found(states: States) -> None:
    withdrawn = FIGURE.replace("value = 3.72", 'unavailable = "ditarik BPS"').replace('status = "preliminary"\n', "")
    reading, finding = states.the_finding(FIGURE, withdrawn)
    assert finding.message.startswith("`value` was 3,72% and is absent now")
    assert under(reading, finding.file, finding.span) == "[figures.rasio]"


def test_a_figure_that_arrives_is_no_finding(states: States) -> None:
    assert states.found(UNAVAILABLE, FIGURE) == []
    assert states.found("", FIGURE) == []
    assert states.found(None, FIGURE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value = 3.70", "value = 3.69"),
        ("salah ketik", "salah baca"),
        ("08:00:00", "09:00:00"),
        (', reason = "salah ketik"', ', source = "BPS", reason = "salah ketik"'),
    ],
)
def test_a_rewritten_entry_of_the_history_is_found(states: States, old: str, new: str) -> None:
    assert states.found(TWICE, TWICE.replace(old, new, 1)) == ["KT421 figures.rasio.history.0"]


def test_an_entry_taken_out_of_the_history_is_found(states: States) -> None:
    without = "".join(line for line in TWICE.splitlines(keepends=True) if "3.70" not in line)
    reading, finding = states.the_finding(TWICE, without)
    assert finding.message == "the history held 3,70%; the entry is gone, or not what it was"
    assert under(reading, finding.file, finding.span).startswith("[\n")


def test_a_history_in_another_order_is_found(states: States) -> None:
    first, second = (line for line in TWICE.splitlines(keepends=True) if line.startswith("    "))
    assert states.found(TWICE, TWICE.replace(first + second, second + first)) == ["KT421 figures.rasio.history"]


def test_entries_that_say_the_same_are_counted(states: States) -> None:
    one, other = '{ value = 3.70, reason = "x" }, ', '{ value = 3.71, reason = "y" }, '
    long, short = (
        f"[figures.rasio]\nvalue = 3.7\nhistory = [{entries}]\n" for entries in ((one + other) * 2, one + other + one)
    )
    assert states.found(short, long) == []
    assert states.found(long, short) == ["KT421 figures.rasio.history"]


def test_an_old_entry_without_a_reason_is_not_asked_for_it_again(states: States) -> None:
    silent = TWICE.replace(', reason = "salah ketik"', "")
    assert states.found(silent, silent) == []
    assert states.found(silent, silent, CLOSED) == []


def test_a_history_that_is_gone_gives_a_finding_for_every_entry(states: States) -> None:
    assert states.found(TWICE, "[figures.rasio]\nvalue = 3.74\n") == ["KT421 figures.rasio.history"] * 2


def test_entries_of_another_branch_may_stand_between(states: States) -> None:
    merged = TWICE.replace("    { value = 3.72", '    { value = 3.71, reason = "cabang lain" },\n    { value = 3.72')
    assert states.found(TWICE, merged) == []


@pytest.mark.parametrize(("figures", "old", "new"), [(QUARTERS, "2 = 3.71", "2 = 3.75"), (PARTS, "3.9", "3.95")])
def test_a_changed_quarter_or_part_needs_an_entry_with_a_reason(
    states: States, figures: str, old: str, new: str
) -> None:
    key = "quarters.2" if figures is QUARTERS else "parts.62.71"
    for closing, code in (("", "KT421"), (CLOSED, "KT420")):
        assert states.found(figures, figures.replace(old, new), closing) == [f"{code} figures.rasio.{key}"]
        assert states.found(figures, figures.replace(old, new) + EXPLAINED, closing) == []
        assert states.found(figures + EXPLAINED, figures.replace(old, new) + EXPLAINED, closing) != []


def test_an_entry_without_a_reason_does_not_explain_a_changed_quarter(states: States) -> None:
    silent = EXPLAINED.replace(', reason = "triwulan dua salah ketik"', "")
    assert states.found(QUARTERS, QUARTERS.replace("3.71", "3.75") + silent) == ["KT421 figures.rasio.quarters.2"]


def test_quarters_and_parts_may_be_added_but_not_taken_out_in_an_open_year(states: States) -> None:
    assert states.found(FIGURE, QUARTERS) == []
    assert states.found(QUARTERS, QUARTERS.replace("2 = 3.71", "2 = 3.71, 3 = 3.72")) == []
    assert states.found(QUARTERS, QUARTERS.replace(", 2 = 3.71", "")) == ["KT421 figures.rasio.quarters.2"]


def test_a_quarter_added_to_a_closed_year_is_found(states: States) -> None:
    added = QUARTERS.replace("2 = 3.71", "2 = 3.71, 3 = 3.72")
    assert states.found(QUARTERS, added, CLOSED) == ["KT420 figures.rasio.quarters.3"]


def test_a_figure_that_is_gone_is_found_at_its_year(states: States) -> None:
    reading, finding = states.the_finding(FIGURE, "")
    assert (finding.rule.code, under(reading, finding.file, finding.span)) == ("KT422", "2025")
    assert finding.message == "“rasio” was recorded for 2025, and is gone"


def test_that_a_figure_was_unavailable_may_be_forgotten(states: States) -> None:
    assert states.found(UNAVAILABLE, "") == []


@pytest.mark.parametrize("more", ["quarters = { 1 = 3.7 }", "history = [{ value = 3.7 }]"])
def test_what_was_recorded_of_an_unavailable_figure_may_not(states: States, more: str) -> None:
    assert states.found(f'[figures.rasio]\nunavailable = "menunggu"\n{more}\n', "") == ["KT422 year"]


def test_a_file_that_is_gone_is_found_at_the_period_of_its_plan(states: States) -> None:
    reading, finding = states.the_finding(FIGURE, None)
    assert (finding.rule.code, finding.file) == ("KT422", reading.file.path)
    assert finding.message == "realised/2025.toml is gone, and with it what was recorded for 2025"
    assert under(reading, finding.file, finding.span) == "{ start = 2025, end = 2030 }"


def test_a_file_without_figures_may_go_unless_its_year_was_closed(states: States) -> None:
    assert states.found("", None) == []
    assert states.found(SPENT, None) == ["KT422 plan.period"]
    assert states.found("", None, CLOSED) == ["KT420 plan.period"]


def test_a_plan_that_is_gone_is_found_if_figures_were_recorded(states: States) -> None:
    [finding] = check_removal(states.read(FIGURE), Path("plans", "contoh"))
    assert (finding.rule.code, finding.file) == ("KT422", Path("plans", "contoh", "plan.toml"))
    assert finding.message == "the plan contoh is gone, and with it what was recorded for 2025"
    assert not list(check_removal(states.read(None), Path("plans", "contoh")))


@pytest.mark.parametrize(
    "flawed",
    [
        "value = ",
        FIGURE.replace("3.72", '"1.234"'),
        FIGURE.replace("value", "valeu"),
        FIGURE.replace('"preliminary"', '"sementara"'),
        "figures = 3\n",
    ],
)
def test_what_cannot_be_read_is_left_to_the_rule_that_says_so(states: States, flawed: str) -> None:
    for closing in ("", CLOSED):
        assert states.found(FIGURE, flawed, closing) == []
        assert states.found(flawed, FIGURE, closing) == []


def test_a_closing_that_cannot_be_read_is_no_opening(states: States) -> None:
    then, now = states.read(FIGURE, closing=CLOSED), states.read(FIGURE, closing='closed = "Maret"\n')
    assert said(check_history(then, now)) == []


@pytest.mark.parametrize("flawed", ["format = ", PLAN.replace('"3,75"', '"tiga"'), PLAN.replace("unit", "satuan")])
def test_targets_that_cannot_be_read_are_left_to_the_rule_that_says_so(states: States, flawed: str) -> None:
    assert states.found_in_plan(PLAN, flawed) == []
    assert states.found_in_plan(flawed, PLAN) == []


def test_a_plan_that_cannot_be_read_does_not_hide_a_changed_figure(states: States) -> None:
    then = states.read(FIGURE)
    assert said(check_history(then, states.read(FIGURE.replace("3.72", "3.75"), "format = "))) == [f"KT421 {VALUE}"]


def test_any_plan_can_be_compared_with_any_other() -> None:
    readings = [read_plan(path.parent) for path in sorted(CORPUS.rglob("plan.toml"))]
    assert {code[:5] for then, now in product(readings, repeat=2) for code in said(check_history(then, now))} == {
        rule.code for rule in RULES
    }


@pytest.mark.parametrize("name", ["KT421", "unexplained-change"])
def test_the_plan_as_it_is_may_silence_a_finding(states: States, name: str) -> None:
    reason = "angka lama tidak pernah terbit"
    now = states.read(FIGURE.replace("3.72", "3.75"), PLAN + f'\n[check.ignore]\n{name} = "{reason}"\n')
    findings = check_plan(now, TODAY, states.read(FIGURE))
    assert [finding.ignored for finding in findings if finding.rule in RULES] == [reason]


def test_without_a_past_the_rules_find_nothing(states: States) -> None:
    assert not set(codes(check_plan(states.read(CORRECTED), TODAY))) & {rule.code for rule in RULES}


VALUES = st.sampled_from([None, *map(Decimal, ("3.7", "3.70", "3.72", "4"))])
ENTRIES = st.lists(
    st.tuples(VALUES, st.sampled_from(["preliminary", "final"]), st.sampled_from(["bps", "ods"])), max_size=7
)


def recorded(entries: list[tuple[Decimal | None, str, str]]) -> list[RealisedYear]:
    """The year after each entry, as `kumkm record` makes it."""
    years = [RealisedYear(format=1, year=2025)]
    for number, (value, status, source) in enumerate(entries):
        entry = Entry.model_validate(
            {
                "value": value,
                "unavailable": "menunggu" if value is None else None,
                "status": status,
                "source": source,
                "recorded_at": datetime(2026, 1, 1, number, tzinfo=UTC),
            }
        )
        old = years[-1].figures.get("rasio")
        years.append(with_entry(years[-1], "rasio", entry, "sebab" if old and replaces_value(old, entry) else None))
    return years


def past_of(reading: PlanReading) -> tuple[Superseded, ...]:
    """What has been replaced so far."""
    figure = reading.realised[2025].figures.get("rasio")
    return figure.history if figure else ()


@given(ENTRIES)
def test_whatever_is_recorded_history_allows_and_its_way_back_it_does_not(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[Decimal | None, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("recorded")
    readings = [
        read_plan(write_plan(folder / f"plan-{number}", PLAN, {"2025": canonical_text(content)}))
        for number, content in enumerate(recorded(entries))
    ]
    for then, now in combinations(readings, 2):
        assert said(check_history(then, now)) == []
        if past_of(then) != past_of(now):
            assert said(check_history(now, then)) != []
