"""`kumkm history`: every statement about years, quarters, parts and spending, and what it replaced."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

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


def test_everything_that_was_said_is_told_the_oldest_first(
    run: Run, workspace: Path, expect: Callable[[str, str], None]
) -> None:
    declare(workspace, y2025=year_text())
    for lang, width in (("en", "80"), ("id", "80"), ("en", "40"), ("en", "")):
        done = run("history", PLAN, lang=lang, **({"COLUMNS": width} if width else {}))
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.splitlines())) <= int(width or 100)
        expect(f"history.{width or 'pipe'}.{lang}.txt", "".join(f"{line.rstrip()}\n" for line in done.out.splitlines()))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_ledger_is_a_table_in_markdown(
    run: Run, workspace: Path, expect: Callable[[str, str], None], lang: str
) -> None:
    declare(workspace, y2025=year_text())
    expect(f"history.{lang}.md", run("history", PLAN, "--format", "markdown", lang=lang).out)


def test_programs_get_every_event_with_the_same_keys(
    run: Run, workspace: Path, expect: Callable[[str, str], None]
) -> None:
    declare(workspace, y2025=year_text())
    text, table = (run("history", PLAN, "--format", form).out for form in ("json", "csv"))
    expect("history.json", text)
    expect("history.csv", table)
    events = json.loads(text)["events"]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [list(event) for event in events] == [list(row) for row in rows]
    assert [event["recorded_at"] for event in events] == sorted(event["recorded_at"] for event in events)
    told = {(event["quarter"], event["part"], event["programme"]): event["to"] for event in events}
    for event in events:
        assert event["in_force"] == (told[event["quarter"], event["part"], event["programme"]] == event["to"])


def test_the_history_of_one_indicator_leaves_spending_out(run: Run, workspace: Path) -> None:
    declare(workspace, y2025=year_text())
    one = run("history", PLAN, NEW).out
    declare(workspace, y2025=year_text(spent=False))
    assert one == run("history", PLAN).out
    assert "Pemberdayaan" not in one
    assert run("history", PLAN, "rasio").out == "nothing is recorded yet\n"


def test_a_year_and_a_day_narrow_the_ledger(run: Run, workspace: Path) -> None:
    declare(workspace, y2025=year_text(), y2024="format = 1\nyear = 2024\n[figures.rasio]\nvalue = 3.5\n")
    assert "2025" not in run("history", PLAN, "--year", "2024").out
    late = run("history", PLAN, "--since", "16 Januari 2026").out
    assert [line for line in late.splitlines() if line.startswith("2026")] == ["2026-01-16", "2026-01-17"]
    assert late.endswith("\n\n1 entry does not say when it was recorded, and is left out\n")
    none = run("history", PLAN, "--since", "2026-03-01")
    assert none.out.startswith("nothing to show\n")
    assert run("history", PLAN, "--since", "kemarin").code == 4


def test_a_closing_is_an_event_of_its_year(run: Run, workspace: Path) -> None:
    declare(workspace, y2025=year_text().replace("year = 2025\n", "year = 2025\nclosed = 2026-03-31\n"))
    assert run("history", PLAN).out.endswith("2026-03-31\n  Year 2025\n      open → closed\n")
    assert json.loads(run("history", PLAN, "--format", "json").out)["events"][-1]["kind"] == "closing"


def test_without_a_plan_all_plans_are_told_and_broken_ones_are_named(run: Run, workspace: Path) -> None:
    declare(workspace, y2025=year_text())
    done = run("history")
    assert done.code == 0
    assert "kalteng-rakortek-2025  Kesepakatan Rakortek 2025" in done.out
    plans = [event["plan"] for event in json.loads(run("history", "-f", "json").out)["events"]]
    assert plans == sorted(plans)
    (workspace / "kalsel-koperasi-2018" / "plan.toml").write_text("format = ", encoding="utf-8")
    broken = run("history", "--format", "json")
    assert (broken.code, json.loads(broken.out)["unreadable"]) == (3, ["kalsel-koperasi-2018"])
    assert run("history", "kalsel-koperasi-2018").code == 3


def test_words_of_files_steer_no_terminal_and_no_spreadsheet(run: Run, workspace: Path) -> None:
    typed = 'value = 3.5\nnote = "=1+1 \\u001b[31m"\nsource = "<b>|x"\nrecorded_by = "@x"\n'
    declare(workspace, y2025=f"format = 1\nyear = 2025\n[figures.rasio]\n{typed}")
    assert "\x1b" not in run("history", PLAN).out
    assert "'=1+1" in run("history", PLAN, "-f", "csv").out
    assert "\\<b\\>\\|x" in run("history", PLAN, "-f", "markdown").out
