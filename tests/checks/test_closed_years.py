"""What a closed year keeps: its figures and their statements, its spending and its targets."""

from pathlib import Path

import pytest

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.history.history_rules import RULES, check_history
from tests.checks.cases import PLAN, under
from tests.checks.states import CLOSED, CORRECTED, FIGURE, SPENT, UNAVAILABLE, States, said
from tests.conftest import TODAY

AMENDMENT = """
[[amendments]]
effective = 2025-09-12
basis = "Berita acara 12/2025"
targets = { rasio = { 2025 = { from = "3,75", to = "3,70" } } }
"""


@pytest.fixture
def states(tmp_path: Path) -> States:
    return States(tmp_path)


def test_a_closed_year_takes_a_correction_with_its_reason(states: States) -> None:
    assert states.found(FIGURE, CORRECTED, CLOSED) == []


def test_a_closed_year_needs_the_reason(states: States) -> None:
    silent = CORRECTED.replace(', reason = "koreksi BPS"', "")
    assert states.found(FIGURE, silent, CLOSED) == ["KT420 figures.rasio.history.0"]


def test_a_closed_year_needs_a_reason_for_another_state_too(states: States) -> None:
    entry = '{ value = 3.72, status = "preliminary", source = "Sakernas Agustus 2025" }'
    final = FIGURE.replace("preliminary", "final") + f"history = [{entry}]\n"
    assert states.found(FIGURE, final) == []
    assert states.found(FIGURE, final, CLOSED) == ["KT420 figures.rasio.history.0"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("value = 3.72", "value = 3.75", "value"),
        ('status = "preliminary"', 'status = "final"', "status"),
        ("Sakernas Agustus 2025", "BPS", "source"),
        ('status = "preliminary"', 'status = "preliminary"\nnote = "diolah"', "note"),
        ('status = "preliminary"', 'status = "preliminary"\nas_of = 2025-08-31', "as_of"),
    ],
)
def test_a_closed_year_keeps_the_whole_statement(states: States, old: str, new: str, key: str) -> None:
    assert states.found(FIGURE, FIGURE.replace(old, new), CLOSED) == [f"KT420 figures.rasio.{key}"]


def test_the_message_says_what_stood_there_at_the_closing(states: States) -> None:
    changed = FIGURE.replace("Sakernas Agustus 2025", "BPS")
    _reading, finding = states.the_finding(FIGURE, changed, CLOSED)
    assert finding.message == "`source` was “Sakernas Agustus 2025” when 2025 was closed, and is “BPS” now"


def test_a_closed_year_takes_no_more_figures_and_loses_none(states: States) -> None:
    assert states.found("", FIGURE, CLOSED) == ["KT420 figures.rasio"]
    assert states.found(FIGURE, "", CLOSED) == ["KT420 year"]
    assert states.found(UNAVAILABLE, "", CLOSED) == ["KT420 year"]


def test_a_closed_year_is_not_opened_again(states: States) -> None:
    then, now = states.read(FIGURE, closing=CLOSED), states.read(FIGURE)
    [finding] = check_history(then, now)
    assert said([finding]) == ["KT420 year"]
    assert finding.message == "2025 was closed on 2026-03-31, and is open again"
    assert finding.fix == "Write `closed = 2026-03-31` again."


def test_the_day_of_closing_stays(states: States) -> None:
    then, now = states.read(FIGURE, closing=CLOSED), states.read(FIGURE, closing="closed = 2026-04-01\n")
    [finding] = check_history(then, now)
    assert said([finding]) == ["KT420 closed"]
    assert finding.message == "`closed` was 2026-03-31 when 2025 was closed, and is 2026-04-01 now"


def test_a_year_may_be_closed_and_is_judged_as_open_until_then(states: States) -> None:
    then, now = states.read(FIGURE), states.read(FIGURE.replace("3.72", "3.75"), closing=CLOSED)
    assert said(check_history(then, now)) == ["KT421 figures.rasio.value"]


@pytest.mark.parametrize(
    ("now", "key", "words"),
    [
        (SPENT.replace("1000000", "2000000"), "programmes.pemberdayaan.spent", "Rp1 juta"),
        ("", "year", "absent now"),
    ],
)
def test_what_a_programme_has_spent_stays_in_a_closed_year(states: States, now: str, key: str, words: str) -> None:
    [finding] = check_history(states.read(SPENT, closing=CLOSED), states.read(now, closing=CLOSED))
    assert said([finding]) == [f"KT420 {key}"]
    assert words in finding.message
    assert states.found(SPENT, now) == []
    assert states.found("", SPENT, CLOSED) == ["KT420 programmes.pemberdayaan.spent"]


def test_spending_and_amendments_that_cannot_be_read_are_left_to_the_rule_that_says_so(states: States) -> None:
    assert states.found(SPENT, SPENT.replace("1000000", '"sejuta"'), CLOSED) == []
    flawed = (PLAN + AMENDMENT).replace('basis = "Berita acara 12/2025"', "basis = 12")
    assert states.found_in_plan(PLAN + AMENDMENT, flawed) == []


@pytest.mark.parametrize("changed", ['2025 = "3,70"', '2025 = "3,75-3,80"'])
def test_the_target_of_a_closed_year_is_found_where_it_was_changed(states: States, changed: str) -> None:
    now = PLAN.replace('2025 = "3,75"', changed)
    assert states.found_in_plan(PLAN, now) == ["KT420 indicators.rasio.targets.2025"]
    assert states.found_in_plan(PLAN, now, closing="") == []


def test_the_finding_on_a_target_shows_where_the_year_was_closed(states: States) -> None:
    then = states.read(FIGURE, closing=CLOSED)
    now = states.read(FIGURE, PLAN.replace('2025 = "3,75"', '2025 = "3,70"'), CLOSED)
    [finding] = [finding for finding in check_plan(now, TODAY, then) if finding.rule in RULES]
    assert finding.message == "`rasio.targets.2025` was 3,75% when 2025 was closed, and is 3,70% now"
    assert under(now, finding.file, finding.span) == '"3,70"'
    assert [under(now, other.file, other.span) for other in finding.related] == ["2026-03-31"]


@pytest.mark.parametrize("target", ['2026 = "3,90"', '2026 = "3,81", 2027 = "3,9"'])
def test_the_targets_of_other_years_are_free(states: States, target: str) -> None:
    assert states.found_in_plan(PLAN, PLAN.replace('2026 = "3,81"', target)) == []


def test_a_target_that_a_closed_year_did_not_have_is_found(states: States) -> None:
    without = PLAN.replace('2025 = "3,75", ', "")
    assert states.found_in_plan(without, PLAN) == ["KT420 indicators.rasio.targets.2025"]
    assert states.found_in_plan(PLAN, without) == ["KT420 indicators.rasio.targets.2025"]


def test_quarter_targets_of_a_closed_year_stay(states: States) -> None:
    quarterly = PLAN + 'quarter_targets = { 2025 = { 1 = "3,70", 2 = "3,72" } }\n'
    found = states.found_in_plan(quarterly, quarterly.replace("3,72", "3,73"))
    assert found == ["KT420 indicators.rasio.quarter_targets.2025.2"]


def test_an_indicator_that_is_gone_is_found_with_the_target_it_had(states: States) -> None:
    other = '\n[indicators.lain]\nname = "Lain"\nunit = "unit"\nbetter = "higher"\ntargets = { 2025 = 3 }\n'
    then = states.read("", PLAN + other, CLOSED)
    [finding] = check_history(then, states.read("", PLAN, CLOSED))
    assert said([finding]) == ["KT420 plan.period"]
    assert finding.message == "`lain.targets.2025` was 3 unit when 2025 was closed, and is absent now"
    assert states.found_in_plan(PLAN, PLAN + other) == []


def test_a_later_amendment_may_change_the_target_of_a_closed_year(states: States) -> None:
    assert states.found_in_plan(PLAN, PLAN + AMENDMENT) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (AMENDMENT, "", "plan.period"),
        ('to = "3,70"', 'to = "3,60"', "amendments.0.targets.rasio.2025"),
        ('from = "3,75"', 'from = "3,74"', "amendments.0.targets.rasio.2025"),
        ("2025-09-12", "2025-09-13", "plan.period"),
    ],
)
def test_an_amendment_that_was_in_force_in_a_closed_year_stays(states: States, old: str, new: str, key: str) -> None:
    assert states.found_in_plan(PLAN + AMENDMENT, (PLAN + AMENDMENT).replace(old, new)) == [f"KT420 {key}"]


def test_an_amendment_after_the_year_is_free(states: States) -> None:
    later = AMENDMENT.replace("2025-09-12", "2026-02-01")
    assert states.found_in_plan(PLAN + later, PLAN) == []


def test_the_targets_are_compared_though_the_file_of_the_year_is_gone(states: States) -> None:
    then = states.read(FIGURE, closing=CLOSED)
    now = states.read(None, PLAN.replace('2025 = "3,75"', '2025 = "3,70"'))
    assert said(check_history(then, now)) == ["KT420 plan.period", "KT420 indicators.rasio.targets.2025"]
