"""Recording one more statement: the same changes nothing, another needs a reason and keeps the old."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import RefusedError
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import replaces_value, with_entry

EMPTY = RealisedYear(format=1, year=2024)
OLD = Entry(
    value=Decimal("3.72"),
    status="preliminary",
    source="bps",
    as_of=date(2025, 1, 31),
    recorded_at=datetime(2025, 2, 1, 8, 0, tzinfo=UTC),
    recorded_by="sari",
    note="angka sementara",
)
ONE = with_entry(EMPTY, "a", OLD, None)


def changed(**fields: Any) -> Entry:
    """The old entry with other fields."""
    return OLD.model_copy(update=fields)


def test_a_first_figure_needs_no_reason_and_has_no_history() -> None:
    figure = ONE.figures["a"]
    assert {name: getattr(figure, name) for name in Entry.model_fields} == dict(OLD)
    assert figure.history == ()
    assert EMPTY.figures == {}


@pytest.mark.parametrize("reason", [None, "sekali lagi"])
def test_the_same_statement_again_changes_nothing(reason: str | None) -> None:
    again = changed(recorded_at=datetime(2026, 2, 1, tzinfo=UTC), recorded_by="budi")
    assert with_entry(ONE, "a", again, reason) is ONE


def test_a_replaced_figure_goes_to_the_history_with_the_reason() -> None:
    new = Entry(value=Decimal("3.75"), status="final", source="bps")
    after = with_entry(ONE, "a", new, "angka tetap terbit")
    figure = after.figures["a"]
    assert {name: getattr(figure, name) for name in Entry.model_fields} == dict(new)
    (past,) = figure.history
    assert {name: getattr(past, name) for name in Entry.model_fields} == dict(OLD)
    assert past.reason == "angka tetap terbit"
    assert ONE.figures["a"].value == Decimal("3.72")


def test_the_history_keeps_the_oldest_first() -> None:
    content = ONE
    for value in ("3.75", "3.76", "3.72"):
        content = with_entry(content, "a", changed(value=Decimal(value)), f"menjadi {value}")
    figure = content.figures["a"]
    assert figure.value == Decimal("3.72")
    assert [str(past.value) for past in figure.history] == ["3.72", "3.75", "3.76"]
    assert [past.reason for past in figure.history] == ["menjadi 3.75", "menjadi 3.76", "menjadi 3.72"]


@pytest.mark.parametrize(
    "new", [changed(value=Decimal("3.73")), changed(value=Decimal(0)), Entry(unavailable="ditarik kembali")]
)
@pytest.mark.parametrize("reason", [None, ""])
def test_a_value_does_not_give_way_without_a_reason(new: Entry, reason: str | None) -> None:
    with pytest.raises(RefusedError) as refusal:
        with_entry(ONE, "a", new, reason)
    assert refusal.value.message == "3,72 is recorded already, and there is no reason to replace it"
    assert refusal.value.advice == 'Give the reason with --reason "…"; the old figure is kept in the history.'


@pytest.mark.parametrize(
    "new",
    [
        changed(status="final"),
        changed(source="dinas"),
        changed(as_of=None),
        changed(note=None),
        changed(value=Decimal("3.720")),
    ],
)
def test_another_statement_about_the_same_value_needs_no_reason_but_is_kept(new: Entry) -> None:
    figure = with_entry(ONE, "a", new, None).figures["a"]
    assert str(figure.value) == str(new.value)
    assert [(past.value, past.reason) for past in figure.history] == [(OLD.value, None)]


def test_what_was_unavailable_gives_way_to_a_value_without_a_reason() -> None:
    waiting = with_entry(EMPTY, "a", Entry(unavailable="belum dihitung"), None)
    figure = with_entry(waiting, "a", OLD, None).figures["a"]
    assert (figure.value, figure.unavailable) == (OLD.value, None)
    assert [past.unavailable for past in figure.history] == ["belum dihitung"]


def test_another_word_for_unavailable_needs_no_reason() -> None:
    waiting = with_entry(EMPTY, "a", Entry(unavailable="belum dihitung"), None)
    assert with_entry(waiting, "a", Entry(unavailable="belum dihitung"), None) is waiting
    figure = with_entry(waiting, "a", Entry(unavailable="survei ditunda"), None).figures["a"]
    assert figure.unavailable == "survei ditunda"
    assert len(figure.history) == 1


def test_a_figure_of_zero_is_a_value_that_needs_a_reason_to_go() -> None:
    zero = with_entry(EMPTY, "a", Entry(value=Decimal(0)), None)
    with pytest.raises(RefusedError, match="0 is recorded already"):
        with_entry(zero, "a", OLD, None)


@pytest.mark.parametrize("entry", [OLD, changed(value=Decimal(5))])
@pytest.mark.parametrize("indicator", ["a", "b"])
def test_a_closed_year_takes_no_more_figures(entry: Entry, indicator: str) -> None:
    closed = ONE.model_copy(update={"closed": date(2025, 3, 31)})
    with pytest.raises(RefusedError) as refusal:
        with_entry(closed, indicator, entry, "alasan")
    assert refusal.value.message == "the year 2024 was closed on 2025-03-31"
    assert refusal.value.advice == (
        "A closed year takes no more figures; a correction is recorded with "
        '`kumkm record --reopen-because "… (basis)"`.'
    )


def test_quarters_and_parts_stay_and_are_no_statement_of_their_own() -> None:
    parts = RealisedFigure(quarters={1: Decimal(2), 2: Decimal(4)}, parts={"35.17": Decimal(1)})
    content = EMPTY.model_copy(update={"figures": {"a": parts}})
    figure = with_entry(content, "a", OLD, None).figures["a"]
    assert figure.quarters == {1: 2, 2: 4}
    assert figure.parts == {"35.17": 1}
    assert figure.value == OLD.value
    assert figure.history == ()


def test_other_indicators_and_the_year_itself_stay_as_they_are() -> None:
    both = with_entry(ONE, "b", Entry(value=Decimal(7)), None)
    after = with_entry(both, "a", changed(value=Decimal(5)), "koreksi")
    assert list(after.figures) == ["a", "b"]
    assert after.figures["b"] is both.figures["b"]
    assert after.model_copy(update={"figures": {}}) == both.model_copy(update={"figures": {}})


@pytest.mark.parametrize(
    ("old", "new", "replaces"),
    [
        (Entry(value=Decimal(1)), Entry(value=Decimal(2)), True),
        (Entry(value=Decimal(1)), Entry(value=Decimal("1.0")), False),
        (Entry(value=Decimal(0)), Entry(value=Decimal(2)), True),
        (Entry(value=Decimal(1)), Entry(unavailable="x"), True),
        (Entry(unavailable="x"), Entry(value=Decimal(1)), False),
        (Entry(unavailable="x"), Entry(unavailable="y"), False),
    ],
)
def test_only_a_value_that_changes_or_goes_is_replaced(old: Entry, new: Entry, replaces: bool) -> None:
    assert replaces_value(old, new) is replaces


@given(st.lists(st.integers(0, 3), max_size=8))
def test_no_recorded_value_is_ever_lost(values: list[int]) -> None:
    content = EMPTY
    for value in values:
        content = with_entry(content, "a", Entry(value=Decimal(value)), "alasan")
    stated = [value for index, value in enumerate(values) if index == 0 or value != values[index - 1]]
    figure = content.figures.get("a")
    kept = [] if figure is None else [*(past.value for past in figure.history), figure.value]
    assert kept == stated
