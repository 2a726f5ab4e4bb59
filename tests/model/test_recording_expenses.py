"""Recording what a programme has spent: the same changes nothing, another amount needs a reason and keeps the old."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import RefusedError
from kumkm_targets.model.realised import Expense, RealisedYear
from kumkm_targets.model.recording import is_same_expense, with_expense

EMPTY = RealisedYear(format=1, year=2025)
OLD = Expense(
    spent=Decimal(1_100_000_000),
    source="LRA",
    as_of=date(2025, 12, 31),
    recorded_at=datetime(2026, 1, 20, 10, 0, tzinfo=UTC),
    recorded_by="sari",
    note="belum diaudit",
)
ONE = with_expense(EMPTY, "p-1", OLD, None)


def changed(**fields: Any) -> Expense:
    return OLD.model_copy(update=fields)


def test_first_spending_needs_no_reason_and_has_no_history() -> None:
    spending = ONE.programmes["p-1"]
    assert {name: getattr(spending, name) for name in Expense.model_fields} == dict(OLD)
    assert spending.history == ()
    assert EMPTY.programmes == {}


@pytest.mark.parametrize("reason", [None, "sekali lagi"])
def test_the_same_spending_again_changes_nothing(reason: str | None) -> None:
    assert with_expense(ONE, "p-1", changed(recorded_by="budi", recorded_at=None), reason) is ONE


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_another_amount_needs_a_reason(reason: str | None) -> None:
    with pytest.raises(RefusedError) as refusal:
        with_expense(ONE, "p-1", changed(spent=Decimal(0)), reason)
    assert refusal.value.message == "Rp1.100.000.000 is recorded already, and there is no reason to replace it"


def test_the_amount_replaced_stays_with_all_that_was_said_of_it() -> None:
    spending = with_expense(ONE, "p-1", Expense(spent=Decimal(5)), " hasil audit ").programmes["p-1"]
    (past,) = spending.history
    assert {name: getattr(past, name) for name in Expense.model_fields} == dict(OLD)
    assert (past.reason, spending.spent, spending.source) == ("hasil audit", 5, None)


@pytest.mark.parametrize("fields", [{"source": "SIPD"}, {"as_of": None}, {"note": "x"}, {"spent": Decimal("1.1E9")}])
def test_another_statement_about_the_same_amount_needs_no_reason_but_is_kept(fields: dict[str, Any]) -> None:
    spending = with_expense(ONE, "p-1", changed(**fields), None).programmes["p-1"]
    assert [(past.spent, past.reason) for past in spending.history] == [(OLD.spent, None)]


def test_other_programmes_and_figures_stay_and_a_closed_year_takes_nothing() -> None:
    both = with_expense(ONE, "p-2", Expense(spent=Decimal(7)), None)
    assert both.programmes["p-1"] is ONE.programmes["p-1"]
    with pytest.raises(RefusedError, match="was closed on 2026-03-31"):
        with_expense(ONE.model_copy(update={"closed": date(2026, 3, 31)}), "p-2", OLD, None)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["LRA", "SIPD", None])), max_size=8))
def test_no_statement_about_spending_is_ever_lost(steps: list[tuple[int, str | None]]) -> None:
    content, said = EMPTY, []
    for amount, source in steps:
        expense = Expense(spent=Decimal(amount), source=source)
        content = with_expense(content, "p-1", expense, "alasan")
        said += [] if said and is_same_expense(said[-1], expense) else [expense]
    spending = content.programmes.get("p-1")
    kept = [] if spending is None else [*spending.history, spending]
    assert [(one.spent, one.source) for one in kept] == [(one.spent, one.source) for one in said]
