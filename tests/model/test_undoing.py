"""Taking back what was recorded last: what was said before holds again, and nothing that was said is lost."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import RefusedError, UsageError
from kumkm_targets.model.ledger import Event, events, oldest_first
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, divisions, scope_of, statement_of, with_entry, with_expense
from kumkm_targets.model.undoing import last_event, undone
from kumkm_targets.storage.canonical import canonical_text
from tests.model.test_recording_scopes import CITY, EMPTY, FIRST, SECOND, START, entry, sequences, statements

LATER = START + timedelta(days=100)


def undo(
    content: RealisedYear, *, scope: Scope | None = None, after: int = 0, reason: str = "dibatalkan"
) -> RealisedYear:
    """The year with what was recorded last taken back, some days after the hundredth."""
    event = last_event(one for one in events({2025: content}) if scope is None or one.scope == scope)
    return undone(content, event, reason, {"recorded_at": LATER + timedelta(days=after), "recorded_by": "budi"})


def recorded(*steps: tuple[Scope, Entry], content: RealisedYear = EMPTY) -> RealisedYear:
    for scope, said in steps:
        content = with_entry(content, "a", said, "alasan", scope)
    return content


def told(content: RealisedYear) -> list[Event]:
    return list(events({2025: content}))


def of(content: RealisedYear, scope: Scope = WHOLE) -> Entry | None:
    return statement_of(content.figures["a"], scope)


def test_the_statement_before_is_in_force_again_with_new_stamps() -> None:
    first, second = entry("3.70", "BPS", note="awal"), entry("3.72", "BPS", 1, status="final")
    after = undo(recorded((WHOLE, first), (WHOLE, second)))
    now = of(after)
    assert now is not None
    assert now.says_the_same(first)
    assert (now.recorded_at, now.recorded_by) == (LATER, "budi")
    (_first, past) = after.figures["a"].history
    assert (past.value, past.reason, past.recorded_at) == (Decimal("3.72"), "dibatalkan", second.recorded_at)


def test_a_first_figure_that_is_taken_back_leaves_the_year_unavailable_with_the_reason() -> None:
    after = undo(recorded((WHOLE, entry("3.70", "BPS"))), reason="salah indikator")
    now = of(after)
    assert now is not None
    assert (now.value, now.unavailable, now.source) == (None, "salah indikator", None)
    assert [past.value for past in after.figures["a"].history] == [Decimal("3.70")]


@pytest.mark.parametrize("scope", [FIRST, CITY])
def test_a_first_quarter_or_part_is_not_recorded_any_more(scope: Scope) -> None:
    before = recorded((WHOLE, entry(980, "LKjIP")), (scope, entry(5, "TW", 1)))
    figure = undo(before).figures["a"]
    assert scope.value_in(figure) is None
    assert figure.value == 980
    last = figure.history[-1]
    assert (scope_of(last), last.unavailable, last.recorded_at, last.recorded_by) == (
        scope,
        "dibatalkan",
        LATER,
        "budi",
    )


def test_what_is_left_of_a_figure_speaks_for_the_quarter_that_was_recorded_last() -> None:
    steps = [(FIRST, entry(1, "TW 1")), (SECOND, entry(2, "TW 2", 1, status="preliminary"))]
    figure = undo(recorded(*steps)).figures["a"]
    assert (figure.quarters, figure.source, figure.status, figure.recorded_at) == ({1: 1}, "TW 1", None, LATER)
    now = statement_of(figure, FIRST)
    assert now is not None
    assert (dict(now) | {"quarter": 1, "part": None, "reason": None}) == dict(figure.history[0])
    assert (now.source, now.recorded_at) == ("TW 1", START)


def test_quarters_of_which_nothing_was_said_stay_so() -> None:
    bare = EMPTY.model_copy(update={"figures": {"a": RealisedFigure(quarters={1: Decimal(1), 2: Decimal(2)})}})
    figure = undo(bare, scope=SECOND).figures["a"]
    assert statement_of(figure, FIRST) == Entry(value=Decimal(1))


def test_where_nothing_is_left_the_year_is_unavailable_until_something_is_recorded() -> None:
    emptied = undo(recorded((FIRST, entry(1, "TW 1"))))
    figure = emptied.figures["a"]
    assert (figure.unavailable, figure.quarters, of(emptied), len(told(emptied))) == ("dibatalkan", {}, None, 2)
    for scope in (FIRST, SECOND, CITY, WHOLE):
        again = recorded((scope, entry(7, "ralat", 101)), content=emptied)
        assert again.figures["a"].unavailable is None
        assert len(told(again)) == 3


def test_a_year_that_was_called_unavailable_stays_so_when_its_quarter_is_taken_back() -> None:
    waiting = Entry(unavailable="dibatalkan", recorded_at=LATER)
    after = undo(recorded((WHOLE, waiting), (FIRST, entry(1, "TW 1", 99))), scope=FIRST)
    now = of(after)
    assert now is not None
    assert now.unavailable == "dibatalkan"


def test_an_amount_gives_way_to_the_one_before_and_the_first_stays() -> None:
    said = Expense(spent=Decimal(10), source="LRA", recorded_at=START)
    first = with_expense(EMPTY, "p", said, None)
    later = Expense(spent=Decimal(20), source="LRA", recorded_at=START + timedelta(days=1))
    after = undo(with_expense(first, "p", later, "ralat"))
    assert (after.programmes["p"].spent, after.programmes["p"].recorded_at) == (10, LATER)
    assert [past.reason for past in after.programmes["p"].history] == ["ralat", "dibatalkan"]
    with pytest.raises(RefusedError, match="the first amount"):
        undo(first)


def test_a_closed_year_is_left_alone() -> None:
    closed = recorded((WHOLE, entry(1)), (FIRST, entry(2, day=1))).model_copy(update={"closed": date(2026, 3, 31)})
    for scope in (WHOLE, FIRST):
        with pytest.raises(RefusedError, match="was closed on 2026-03-31"):
            undo(closed, scope=scope)


def test_the_last_entry_is_the_one_that_was_recorded_last() -> None:
    content = recorded((FIRST, entry(1, day=5)), (SECOND, entry(2, day=9)))
    content = with_entry(content, "b", entry(3, day=7), None)
    content = content.model_copy(update={"figures": {**content.figures, "c": RealisedFigure(value=Decimal(1))}})
    last = last_event(told(content))
    assert (last.id, last.scope) == ("a", SECOND)


@pytest.mark.parametrize(("day", "words"), [(5, "2 entries were recorded at 2026-01-10"), (None, "nothing says which")])
def test_which_entry_was_the_last_is_never_guessed(day: int | None, words: str) -> None:
    stamps: dict[str, Any] = {} if day is None else {"recorded_at": START + timedelta(days=day)}
    figures = {name: RealisedFigure(value=Decimal(1), **stamps) for name in "ab"}
    content = EMPTY.model_copy(update={"figures": figures})
    with pytest.raises(UsageError, match=words):
        last_event(told(content))
    assert last_event(one for one in told(content) if one.id == "a").id == "a"


def test_where_nothing_is_recorded_nothing_is_taken_back() -> None:
    closed = EMPTY.model_copy(update={"closed": date(2026, 3, 31)})
    for content in (EMPTY, closed):
        with pytest.raises(RefusedError, match="nothing to take back"):
            last_event(told(content))


def stamped(steps: list[tuple[Scope, Entry]], *, changing: bool) -> RealisedYear:
    """The year after these statements, a day apart; those that change nothing are left out of it by `with_entry`."""
    content = EMPTY
    for day, (scope, said) in enumerate(steps):
        stamps = {"recorded_at": START + timedelta(days=day), "recorded_by": "sari"} if changing else {}
        content = with_entry(content, "a", said.model_copy(update=stamps), "alasan", scope)
    return content


def said_of(content: RealisedYear, scope: Scope) -> Entry | None:
    figure = content.figures.get("a")
    return statement_of(figure, scope) if figure is not None else None


def same(one: Entry | None, other: Entry | None) -> bool:
    return one is other if one is None or other is None else one.says_the_same(other)


one_more = st.tuples(st.sampled_from((WHOLE, FIRST, SECOND, CITY)), statements)


@given(sequences, one_more, st.booleans())
def test_recording_and_taking_back_leaves_the_statement_that_was(
    steps: list[tuple[Scope, Entry]], more: tuple[Scope, Entry], is_stamped: bool
) -> None:
    before = stamped(steps, changing=is_stamped)
    scope, said = more
    now = with_entry(before, "a", said.model_copy(update={"recorded_at": LATER}), "alasan", scope)
    if now is before:
        return
    after = undo(now, scope=scope, after=1)
    was = said_of(before, scope)
    if was is None and scope == WHOLE:
        left = said_of(after, WHOLE)
        assert left is not None
        assert (left.value, left.unavailable) == (None, "dibatalkan")
    else:
        assert same(said_of(after, scope), was)


@given(sequences, st.integers(1, 4))
def test_taking_back_keeps_all_that_was_said_and_adds_one_event(steps: list[tuple[Scope, Entry]], times: int) -> None:
    content = stamped(steps, changing=True)
    if not content.figures:
        return
    for turn in range(times):
        last = last_event(told(content))
        others = {scope: said_of(content, scope) for scope in (WHOLE, *divisions(content.figures["a"]))}
        after = undo(content, after=turn)
        old, new = content.figures["a"].history, after.figures["a"].history
        assert new[: len(old)] == old
        if content.figures["a"].source is not None:  # else the year takes the source of what is back
            assert len(told(after)) == len(told(content)) + 1
        assert len(_about(last, after)) == len(_about(last, content)) + 1
        kept = {_words(one) for one in told(after)}
        assert {_words(one) for one in told(content)} <= kept
        figure = after.figures["a"]
        stamps = [past.recorded_at for past in (*figure.history, figure) if past.recorded_at]
        assert stamps == sorted(stamps)
        for scope, was in others.items():
            if scope not in (WHOLE, last.scope) and last.scope != WHOLE and was is not None:
                assert same(said_of(after, scope), was)
        assert RealisedFigure.model_validate(dict(figure)) == figure
        assert canonical_text(after)
        content = after


@given(sequences)
def test_taking_back_twice_gives_what_was_taken_back(steps: list[tuple[Scope, Entry]]) -> None:
    content = stamped(steps, changing=True)
    if not content.figures:
        return
    scope = last_event(told(content)).scope
    once = undo(content)
    twice = undo(once, after=1)
    assert last_event(told(once)).scope == scope
    assert same(said_of(twice, scope), said_of(content, scope))
    assert said_of(twice, scope) is not None


def _about(one: Event, content: RealisedYear) -> list[Event]:
    return [event for event in told(content) if event.subject == one.subject]


def _words(event: Event) -> tuple[object, ...]:
    assert isinstance(event.said, Entry)
    return event.scope, event.said.value, event.said.unavailable, event.recorded_at


def test_the_ledger_is_in_the_order_of_time_and_what_was_typed_stands_in_front() -> None:
    content = recorded((FIRST, entry(1, day=5)), (SECOND, entry(2, day=3)))
    typed = RealisedFigure(value=Decimal(4), recorded_at=datetime(2026, 1, 9, 8, 0))
    content = content.model_copy(
        update={
            "figures": {"c": RealisedFigure(value=Decimal(3)), **content.figures, "b": typed},
            "closed": date(2026, 1, 9),
        }
    )
    order = [(event.kind, event.id, event.scope) for event in oldest_first(told(content))]
    assert order == [
        ("figure", "c", WHOLE),
        ("figure", "a", SECOND),
        ("figure", "b", WHOLE),
        ("closing", "", WHOLE),
        ("figure", "a", FIRST),
    ]


def test_what_was_typed_over_a_recorded_figure_stands_behind_it() -> None:
    content = recorded((WHOLE, entry(1, day=5)), (WHOLE, Entry(value=Decimal(2))))
    other = with_entry(content, "b", entry(3, day=6), None)
    assert [event.id for event in oldest_first(told(other))] == ["a", "a", "b"]
