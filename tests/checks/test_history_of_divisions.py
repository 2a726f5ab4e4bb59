"""History and the figures of quarters and parts: what recording does is allowed, whatever the order."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.history.history_rules import check_history
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, with_entry
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import PLAN, codes, write_plan
from tests.checks.states import States, said
from tests.conftest import TODAY

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SCOPES = (WHOLE, Scope(quarter=1), Scope(quarter=2), Scope(part="62.71"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(SCOPES),
        st.sampled_from(["3.70", "3.71"]).map(Decimal),
        st.sampled_from(["BPS", "ODS"]),
        st.sampled_from(["preliminary", "final"]),
    )
    | st.tuples(st.just(WHOLE), st.none(), st.just("BPS"), st.none()),
    max_size=8,
)


_BACK_AND_FORTH = [(SCOPES[1], Decimal(value), "ODS", "final") for value in ("3.71", "3.70", "3.71", "3.70")]


@settings(max_examples=50)
@given(STEPS)
@example([(WHOLE, None, "BPS", None), *_BACK_AND_FORTH])
def test_whatever_is_recorded_of_year_quarters_and_parts_history_allows(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[Scope, Decimal | None, str, str | None]],
) -> None:
    folder, content = tmp_path_factory.mktemp("recorded"), RealisedYear(format=1, year=2025)
    readings = []
    for day, (scope, value, source, status) in enumerate(steps):
        entry = Entry(
            value=value,
            unavailable=None if value is not None else "menunggu",
            status=status,
            source=source,
            recorded_at=START + timedelta(days=day),
        )
        content = with_entry(
            content, "rasio", entry, None if needs_no_reason(content, scope, entry) else "ralat", scope
        )
        readings.append(read_plan(write_plan(folder / f"plan-{day}", PLAN, {"2025": canonical_text(content)})))
    for then, now in combinations(readings, 2):
        assert said(check_history(then, now)) == []
    for reading in readings[-1:]:
        assert not {"KT419", "KT405"} & {*codes(check_plan(reading, TODAY))}


def needs_no_reason(content: RealisedYear, scope: Scope, entry: Entry) -> bool:
    """Whether no value gives way: reasons are given only where they must be."""
    figure = content.figures.get("rasio")
    was = scope.value_in(figure) if figure is not None else None
    return was is None or was == entry.value


@pytest.fixture
def states(tmp_path: Path) -> States:
    return States(tmp_path)


QUARTERS = """
[figures.rasio]
source = "Laporan TW II"
quarters = { 1 = 3.70, 2 = 3.72 }
"""
BEFORE = QUARTERS.replace(", 2 = 3.72", "").replace("TW II", "TW I")
KEPT = "history = [{ quarter = 1, value = 3.70, source = 'Laporan TW I' }]\n"
REPLACED = "history = [{ quarter = 1, value = 3.70, source = 'Laporan TW I' }, { quarter = 2, value = 3.71 }]\n"


def test_a_quarter_that_still_holds_needs_no_reason_beside_another_quarter(states: States) -> None:
    assert states.found(BEFORE, QUARTERS + KEPT) == []


def test_a_quarter_that_was_replaced_needs_one(states: States) -> None:
    assert states.found(BEFORE, QUARTERS + REPLACED) == ["KT421 figures.rasio.history.1"]
    assert states.found(BEFORE, QUARTERS + REPLACED.replace("3.71 }", '3.71, reason = "ralat" }')) == []


def test_a_part_that_follows_a_restated_year_does_not_take_its_place(states: States) -> None:
    restated = '[figures.rasio]\nvalue = 3.75\nstatus = "final"\nsource = "BPS"\nparts = { "62.71" = 3.4 }\n'
    history = 'history = [{ value = 3.75, status = "preliminary" }, { part = "6271", value = 3.3, reason = "ralat" }]\n'
    before = '[figures.rasio]\nvalue = 3.75\nstatus = "preliminary"\nparts = { "62.71" = 3.3 }\n'
    assert states.found(before, restated + history) == []
