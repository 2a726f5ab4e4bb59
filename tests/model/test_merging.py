"""Merging two branches by figure: nothing is lost, and conflicts stand only where both say differently what is."""

import os
import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.model.merging import Merged, merged_year
from kumkm_targets.model.notes import YearNotes, with_texts
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear, Superseded
from kumkm_targets.model.recording import WHOLE, Scope, statement_of, with_entry, with_expense
from kumkm_targets.model.united_history import united
from kumkm_targets.storage.merged_text import merged_text
from tests.model.branches import BEGINNING, INDICATORS, PROGRAMMES, SCOPES, Branch, Pair, closed, pair_of

MERGES = int(os.environ.get("KUMKM_MERGES", "1000"))
EMPTY = RealisedYear(format=1, year=2025)
PLACES = [*(("figures", name) for name in INDICATORS), *(("programmes", name) for name in PROGRAMMES)]
FIRST, SECOND = Scope(quarter=1), Scope(quarter=2)


def entry(value: str, officer: str = "Ani", hour: int = 0, **said: Any) -> Entry:
    moment = BEGINNING + timedelta(hours=hour)
    return Entry(value=Decimal(value), recorded_at=moment, recorded_by=officer, **{"source": "LKjIP", **said})


def recorded(content: RealisedYear, said: Entry, scope: Scope = WHOLE, name: str = "rasio") -> RealisedYear:
    return with_entry(content, name, said, "koreksi", scope)


def clashes(merged: Merged) -> set[tuple[str, str]]:
    return {(conflict.table, conflict.name) for conflict in merged.conflicts}


def is_part(part: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    """Whether all of `part` stands in `whole`, in the same order."""
    left = iter(whole)
    return all(any(str(one) == str(other) for other in left) for one in part)


def check_statements(pair: Pair, merged: Merged, name: str) -> None:
    """What a side has said of a figure is in force, and what neither has touched is as it was."""
    figure = merged.content.figures.get(name)
    is_gone = None in (side.said.get(("figures", name, WHOLE), "") for side in (pair.ours, pair.theirs))
    before = Branch(EMPTY if is_gone or pair.base is None else pair.base)
    for scope in SCOPES:
        place = ("figures", name, scope)
        sayer = next((side for side in (pair.ours, pair.theirs) if place in side.said), before)
        said, now = sayer.says(place), statement_of(figure, scope) if figure is not None else None
        assert isinstance(said, Entry) == (now is not None), (place, now, said)
        if isinstance(said, Superseded) or sayer is not before:
            assert now is None or now.says_the_same(said), (place, now, said)
        elif now is not None:  # what nothing was said of but its value goes along with the year
            assert str(now.value) == str(said.value), (place, now, said)


def check_that_nothing_is_lost(pair: Pair, merged: Merged) -> None:
    """All that was said is in force, and every history entry stands there still."""
    settled = [place for place in PLACES if place not in clashes(merged)]
    for table, name in settled:
        entry = getattr(merged.content, table).get(name)
        for side in (pair.ours, pair.theirs):
            own = getattr(side.content, table).get(name)
            assert entry is None or own is None or is_part(own.history, entry.history), (table, name)
        if table == "figures":
            check_statements(pair, merged, name)
    for side in (pair.ours, pair.theirs):
        for table, name, _scope in side.said:
            if (table, name) in settled and table == "programmes":
                assert merged.content.programmes[name].spent == side.content.programmes[name].spent


def test_random_branches_lose_nothing_and_clash_only_where_due() -> None:
    clashed = 0
    for seed in range(MERGES):
        pair = pair_of(seed)
        merged = merged_year(pair.base, pair.ours.content, pair.theirs.content)
        assert clashes(merged) == pair.clashes, seed
        check_that_nothing_is_lost(pair, merged)
        swapped = merged_year(pair.base, pair.theirs.content, pair.ours.content)
        assert str(swapped.content) == str(merged.content), seed
        assert clashes(swapped) == clashes(merged), seed
        clashed += bool(merged.conflicts)
    assert MERGES // 5 < clashed < MERGES * 4 // 5  # both kinds were met


def test_merging_with_oneself_or_with_the_past_changes_nothing() -> None:
    for seed in range(MERGES // 5):
        pair = pair_of(seed)
        ours = pair.ours.content
        for base in (pair.base, None):
            assert merged_year(base, ours, ours) == Merged(ours, ())
        if pair.base is not None:
            assert merged_year(pair.base, ours, pair.base) == Merged(ours, ())
            assert merged_year(pair.base, pair.base, ours) == Merged(ours, ())


def test_each_quarter_keeps_who_recorded_it() -> None:
    ours = recorded(EMPTY, entry("3.70", "Ani", 1, source="Triwulan I"), FIRST)
    theirs = recorded(EMPTY, entry("3.8", "Budi", 2, source="Triwulan II"), SECOND)
    merged = merged_year(EMPTY, ours, theirs)
    assert merged.conflicts == ()
    figure = merged.content.figures["rasio"]
    first, second = statement_of(figure, FIRST), statement_of(figure, SECOND)
    assert first is not None
    assert second is not None
    assert (str(first.value), first.recorded_by, first.source) == ("3.70", "Ani", "Triwulan I")
    assert (str(second.value), second.recorded_by, second.source) == ("3.8", "Budi", "Triwulan II")


def test_a_quarter_joins_the_value_of_the_year_that_the_other_side_has_recorded() -> None:
    ours = recorded(EMPTY, entry("3.7", "Ani", 1, status="final"))
    theirs = recorded(EMPTY, entry("3.8", "Budi", 2, status="preliminary"), FIRST)
    figure = merged_year(EMPTY, ours, theirs).content.figures["rasio"]
    assert (figure.value, figure.status, figure.recorded_by) == (Decimal("3.7"), "final", "Ani")
    first = statement_of(figure, FIRST)
    assert first is not None
    assert (first.value, first.status, first.recorded_by) == (Decimal("3.8"), "preliminary", "Budi")


def test_what_both_have_recorded_alike_stands_there_once_as_it_was_recorded_first() -> None:
    base = recorded(EMPTY, entry("3.5"))
    ours, theirs = recorded(base, entry("3.7", "Budi", 5)), recorded(base, entry("3.7", "Ani", 2))
    merged = merged_year(base, ours, theirs)
    assert merged.conflicts == ()
    figure = merged.content.figures["rasio"]
    assert (figure.value, figure.recorded_by) == (Decimal("3.7"), "Ani")
    assert [(past.value, past.reason) for past in figure.history] == [(Decimal("3.5"), "koreksi")]


def test_other_digits_are_another_statement() -> None:
    base = recorded(EMPTY, entry("3.7"))
    ours, theirs = recorded(base, entry("3.70", hour=1)), recorded(base, entry("3.71", "Budi", 2))
    assert clashes(merged_year(base, ours, theirs)) == {("figures", "rasio")}
    assert str(merged_year(base, ours, base).content.figures["rasio"].value) == "3.70"


def test_a_conflict_has_both_sides_whole_and_leaves_the_others_merged() -> None:
    base = recorded(recorded(EMPTY, entry("1")), entry("8"), name="lain")
    ours = recorded(recorded(base, entry("2")), entry("9"), name="lain")
    theirs = recorded(base, entry("3", "Budi"))
    merged = merged_year(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.ours.figures == {"rasio": ours.figures["rasio"]}
    assert conflict.theirs.figures == {"rasio": theirs.figures["rasio"]}
    assert merged.content.figures == {"lain": ours.figures["lain"]}


@pytest.mark.parametrize("changed", [True, False])
def test_a_figure_taken_out_is_gone_unless_the_other_side_has_changed_it(changed: bool) -> None:
    base = recorded(EMPTY, entry("1"))
    theirs = recorded(base, entry("2", "Budi")) if changed else base
    merged = merged_year(base, EMPTY, theirs)
    assert merged.content.figures == {}
    assert clashes(merged) == ({("figures", "rasio")} if changed else set())


def test_what_each_side_has_taken_out_of_a_figure_may_leave_nothing_and_is_a_conflict() -> None:
    base = recorded(recorded(EMPTY, entry("1")), entry("2"), FIRST)
    whole = RealisedFigure(value=Decimal(1), source="LKjIP")
    quarter = RealisedFigure(quarters={1: Decimal(2)}, source="LKjIP")
    base = base.model_copy(
        update={"figures": {"rasio": RealisedFigure(value=Decimal(1), quarters={1: Decimal(2)}, source="LKjIP")}}
    )
    ours, theirs = (base.model_copy(update={"figures": {"rasio": figure}}) for figure in (whole, quarter))
    assert clashes(merged_year(base, ours, theirs)) == {("figures", "rasio")}


def test_histories_are_united_in_the_order_of_time_and_each_in_its_own() -> None:
    def past(value: int, hour: int | None) -> Superseded:
        moment = None if hour is None else BEGINNING + timedelta(hours=hour)
        return Superseded(value=Decimal(value), recorded_at=moment, reason="x")

    ours = (past(1, 1), past(2, 3), past(3, None), past(4, 9))
    theirs = (past(1, 1), past(5, 2), past(6, 8), past(7, 7))
    for sides in ((ours, theirs), (theirs, ours)):
        assert [int(one.value or 0) for one in united(*sides)] == [1, 5, 2, 3, 6, 7, 4]
    naive = Superseded(value=Decimal(9), recorded_at=datetime(2026, 1, 5, 3), reason="x")
    assert [int(one.value or 0) for one in united((naive,), (past(1, 1), past(2, 3)))] == [1, 9, 2]


def test_what_one_side_has_kept_and_the_other_replaced_has_its_reason_behind_it() -> None:
    base = recorded(recorded(EMPTY, entry("1"), FIRST), entry("2"), SECOND)
    ours = with_entry(base, "rasio", entry("1.5", "Ani", 3, source="Audit"), "koreksi I", FIRST)
    theirs = with_entry(base, "rasio", entry("2.5", "Budi", 4, source="Sensus"), "koreksi II", SECOND)
    merged = merged_year(base, ours, theirs)
    assert merged.conflicts == ()
    figure = merged.content.figures["rasio"]
    assert figure.quarters == {1: Decimal("1.5"), 2: Decimal("2.5")}
    for scope, reason in ((FIRST, "koreksi I"), (SECOND, "koreksi II")):
        told = [past for past in figure.history if past.quarter == scope.quarter]
        replaced = [past for past in told if past.value == Decimal(scope.quarter or 0)]
        assert replaced[-1].reason == reason
        assert None in [past.reason for past in replaced]


def test_spending_is_merged_alike() -> None:
    def spent(content: RealisedYear, amount: int, hour: int) -> RealisedYear:
        expense = Expense(spent=Decimal(amount), source="LRA", recorded_at=BEGINNING + timedelta(hours=hour))
        return with_expense(content, "pembinaan", expense, "koreksi")

    base = spent(EMPTY, 1, 0)
    assert clashes(merged_year(base, spent(base, 2, 1), spent(base, 3, 1))) == {("programmes", "pembinaan")}
    merged = merged_year(base, spent(base, 2, 2), spent(spent(base, 4, 1), 2, 3))
    assert merged.conflicts == ()
    spending = merged.content.programmes["pembinaan"]
    assert (spending.spent, spending.recorded_at) == (Decimal(2), BEGINNING + timedelta(hours=2))
    assert [int(past.spent) for past in spending.history] == [1, 4]


BASE = recorded(EMPTY, entry("1"))
CHANGED = recorded(BASE, entry("2"))
OTHERWISE = recorded(BASE, entry("5"), name="lain")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "is_conflict"),
    [
        (BASE, closed(BASE), BASE, False),
        (BASE, closed(CHANGED), CHANGED, False),
        (BASE, closed(BASE), CHANGED, True),
        (BASE, closed(CHANGED), OTHERWISE, True),
        (BASE, closed(BASE), closed(BASE), False),
        (BASE, closed(BASE, 30), closed(BASE, 31), True),
        (closed(BASE), closed(CHANGED), closed(BASE), False),
        (closed(BASE), closed(CHANGED), closed(OTHERWISE), True),
        (closed(BASE), BASE, closed(BASE), False),
        (closed(BASE), CHANGED, closed(OTHERWISE), False),
    ],
    ids=[
        "closed here, nothing there",
        "closed over what is there too",
        "closed here, changed there",
        "closed here, another figure there",
        "closed alike",
        "closed on two days",
        "reopened on one side",
        "reopened on both",
        "opened again",
        "opened again here, changed there",
    ],
)
def test_a_closing_holds_only_for_the_figures_that_it_was_made_over(
    base: RealisedYear, ours: RealisedYear, theirs: RealisedYear, is_conflict: bool
) -> None:
    for sides in ((ours, theirs), (theirs, ours)):
        merged = merged_year(base, *sides)
        assert (("closing", "") in clashes(merged)) == is_conflict
        assert (merged.content.closed is None) == (is_conflict or ours.closed is None)


def noted(content: RealisedYear, hour: int, officer: str, **texts: str | None) -> RealisedYear:
    notes = with_texts(content.notes or YearNotes(), texts, BEGINNING + timedelta(hours=hour), officer)  # type: ignore[arg-type]
    return content.model_copy(update={"notes": notes})


def test_notes_on_different_topics_are_both_kept() -> None:
    base = noted(BASE, 0, "Ani", driving="Pendampingan")
    ours, theirs = noted(base, 1, "Ani", driving="Pelatihan"), noted(base, 2, "Budi", hindering="Cuaca")
    for sides in ((ours, theirs), (theirs, ours)):
        merged = merged_year(base, *sides)
        assert merged.conflicts == ()
        notes = merged.content.notes
        assert notes is not None
        assert (notes.driving, notes.hindering, notes.recorded_by) == ("Pelatihan", "Cuaca", "Budi")
        assert [past.driving for past in notes.history] == ["Pendampingan"]
        read = tomllib.loads(merged_text(merged))
        assert read["notes"]["driving"] == "Pelatihan"


def test_one_topic_noted_differently_is_a_conflict_around_the_notes_alone() -> None:
    ours, theirs = noted(BASE, 1, "Ani", driving="Pelatihan"), noted(BASE, 2, "Budi", driving="Pameran")
    merged = merged_year(BASE, ours, recorded(theirs, entry("4", "Budi", 3)))
    assert clashes(merged) == {("notes", "")}
    text = merged_text(merged)
    before, _marker, rest = text.partition("<<<<<<< ours\n")
    conflict, _marker, after = rest.partition(">>>>>>> theirs\n")
    assert 'driving = "Pelatihan"' in conflict.partition("=======\n")[0]
    assert 'driving = "Pameran"' in conflict.partition("=======\n")[2]
    assert "figures" not in conflict
    assert tomllib.loads(before + after)["figures"]["rasio"]["value"] == 4


def test_a_note_in_a_closed_year_leaves_the_closing_in_peace() -> None:
    ours, theirs = noted(closed(BASE), 1, "Ani", driving="Pelatihan"), closed(BASE)
    merged = merged_year(closed(BASE), ours, theirs)
    assert merged.conflicts == ()
    assert merged.content == ours
    both = merged_year(BASE, noted(BASE, 1, "Ani", driving="Pelatihan"), closed(BASE))
    assert both.conflicts == ()
    assert both.content.closed is not None
    assert both.content.notes is not None
