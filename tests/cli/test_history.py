"""`kumkm history`: every statement about years, quarters, parts and spending, and what it replaced."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from kumkm_targets.model.realised import Entry, Expense, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, with_entry, with_expense
from kumkm_targets.storage.canonical import canonical_text
from tests.cli.divided_plan import PLAN, declare
from tests.conftest import Run

NEW = "wirausaha_baru"
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
FIRST, SECOND, WEST, CITY = Scope(quarter=1), Scope(quarter=2), Scope(part="62.01"), Scope(part="62.71")


def said(day: int, value: int | None = None, source: str | None = None, **fields: Any) -> Entry:
    stamps = {"recorded_at": START + timedelta(days=day), "recorded_by": ("sari", "budi")[day % 2]}
    return Entry(value=None if value is None else Decimal(value), source=source, **fields, **stamps)


def year_text(spent: bool = True) -> str:
    """A year in which everything happened that can happen to a figure."""
    content = RealisedYear(format=1, year=2025)
    for scope, entry, reason in (
        (FIRST, said(0, 200, "Laporan TW I", status="preliminary", as_of=date(2025, 3, 31)), None),
        (SECOND, said(1, 310, "Laporan TW II", status="preliminary"), None),
        (SECOND, said(2, 320, "Laporan TW II", status="preliminary"), "salah ketik"),
        (WHOLE, said(3, unavailable="menunggu LKjIP"), None),
        (WHOLE, said(4, 1020, "LKjIP 2025", status="preliminary"), None),
        (WHOLE, said(5, 1020, "LKjIP 2025", status="final"), None),
        (FIRST, said(6, 205, "Ralat TW I", status="final", note="dihitung ulang"), "pendobelan"),
        (CITY, said(7, 340, "Dinas kota", status="preliminary"), None),
        (WEST, said(8, 310, "LKjIP 2025", status="final"), None),
        (CITY, said(9, 345, "Dinas kota", status="preliminary"), "ralat dinas"),
        (WHOLE, said(10, 1010, "BPS", status="final"), "angka BPS"),
    ):
        content = with_entry(content, NEW, entry, reason, scope)
    for day, amount, reason in ((11, 1_100_000_000, None), (12, 1_150_000_000, "hasil audit")):
        stamps = {"recorded_at": START + timedelta(days=day), "recorded_by": "sari"}
        expense = Expense(spent=Decimal(amount), source="LRA", **stamps)
        content = with_expense(content, "pemberdayaan", expense, reason) if spent else content
    return canonical_text(content)


def test_everything_that_was_said_is_told_with_what_took_its_place(
    run: Run, workspace: Path, expect: Callable[[str, str], None]
) -> None:
    declare(workspace, y2025=year_text())
    for width in ("80", "160"):
        done = run("history", PLAN, COLUMNS=width)
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.splitlines())) <= int(width)
        expect(f"history-of-divided-figures.{width}.en.txt", done.out)


def test_the_history_of_one_indicator_leaves_spending_out(run: Run, workspace: Path) -> None:
    declare(workspace, y2025=year_text())
    one = run("history", PLAN, NEW, COLUMNS="160").out
    declare(workspace, y2025=year_text(spent=False))
    assert one == run("history", PLAN, COLUMNS="160").out
    assert "Pemberdayaan" not in one
    assert run("history", PLAN, "rasio").out == "nothing is recorded yet\n"
