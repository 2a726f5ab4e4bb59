"""Recording quarters and kabupaten/kota: each keeps what was said of it, and nothing that was said is lost."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import RefusedError
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear, Superseded
from kumkm_targets.model.recording import WHOLE, Scope, divisions, scope_of, statement_of, with_entry

EMPTY = RealisedYear(format=1, year=2025)
FIRST, SECOND = Scope(quarter=1), Scope(quarter=2)
WEST, CITY = Scope(part="62.01"), Scope(part="62.71")
SCOPES = (WHOLE, FIRST, SECOND, WEST, CITY)
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
TOLD = ("status", "source", "as_of", "note")


def entry(value: int | str, source: str | None = None, day: int = 0, **fields: Any) -> Entry:
    """A statement that was recorded some days after the first."""
    return Entry(
        value=Decimal(value),
        source=source,
        recorded_at=START + timedelta(days=day),
        recorded_by="sari" if day % 2 else "budi",
        **fields,
    )


def recorded(*steps: tuple[Scope, Entry]) -> RealisedFigure:
    """The figure after these statements, each with a reason."""
    content = EMPTY
    for scope, said in steps:
        content = with_entry(content, "a", said, "alasan", scope)
    return content.figures["a"]


def year_of(figure: RealisedFigure) -> RealisedYear:
    return EMPTY.model_copy(update={"figures": {"a": figure}})


def test_a_first_quarter_makes_a_figure_without_a_value_of_the_year() -> None:
    figure = recorded((SECOND, entry(310, "TW II", status="preliminary")))
    assert (figure.value, figure.quarters, figure.history) == (None, {2: 310}, ())
    assert (figure.source, figure.status, figure.recorded_by) == ("TW II", "preliminary", "budi")


def test_who_recorded_a_quarter_stays_known_though_the_source_is_the_same() -> None:
    steps = [(FIRST, entry(200, "ODS")), (SECOND, entry(310, "ODS", 1)), (WEST, entry(90, "ODS", 2))]
    figure = recorded(*steps)
    assert (figure.source, figure.quarters, figure.parts) == ("ODS", {1: 200, 2: 310}, {"62.01": 90})
    assert [statement_of(figure, scope) for scope, _said in steps[:2]] == list(figure.history)
    assert [(past.recorded_at, past.recorded_by) for past in figure.history] == [
        (said.recorded_at, said.recorded_by) for _scope, said in steps[:2]
    ]
    assert figure.recorded_at == START + timedelta(days=2)


def test_a_quarter_of_another_source_leaves_the_former_one_with_its_quarter() -> None:
    figure = recorded((FIRST, entry(200, "TW I")), (SECOND, entry(310, "TW II", 1)))
    assert figure.source == "TW II"
    assert figure.history == (Superseded(**dict(entry(200, "TW I")), quarter=1),)
    assert statement_of(figure, FIRST) == figure.history[0]
    assert statement_of(figure, SECOND) == entry(310, "TW II", 1)


def test_what_is_kept_once_is_not_kept_again() -> None:
    steps = [(Scope(quarter=number), entry(number, f"TW {number}", number)) for number in (1, 2, 3, 4)]
    figure = recorded(*steps)
    assert [(past.quarter, past.source) for past in figure.history] == [(1, "TW 1"), (2, "TW 2"), (3, "TW 3")]
    assert all(statement_of(figure, scope) is not None for scope, _said in steps)


@pytest.mark.parametrize("scope", [SECOND, CITY])
def test_another_figure_of_a_quarter_or_part_needs_a_reason_and_keeps_the_old(scope: Scope) -> None:
    content = with_entry(EMPTY, "a", entry("3.70", "BPS"), None, scope)
    with pytest.raises(RefusedError) as refusal:
        with_entry(content, "a", entry("3.71", "BPS", 1), " ", scope)
    assert refusal.value.message == "3,70 is recorded already, and there is no reason to replace it"
    figure = with_entry(content, "a", entry("3.71", "BPS", 1), "salah ketik", scope).figures["a"]
    assert scope.value_in(figure) == Decimal("3.71")
    (past,) = figure.history
    assert past == Superseded(**dict(entry("3.70", "BPS")), **scope._asdict(), reason="salah ketik")


@pytest.mark.parametrize("scope", [SECOND, CITY])
@pytest.mark.parametrize("whole", [[], [(WHOLE, entry(980, "LKjIP", status="final"))]])
def test_the_same_again_changes_nothing(scope: Scope, whole: list[tuple[Scope, Entry]]) -> None:
    content = year_of(recorded(*whole, (FIRST, entry(1, "TW I", 1)), (scope, entry(5, "TW II", 2))))
    assert with_entry(content, "a", entry(5, "TW II", 9), "sekali lagi", scope) is content


@pytest.mark.parametrize("reason", [None, "angka tetap"])
def test_a_quarter_called_final_later_keeps_what_it_was_called_before(reason: str | None) -> None:
    content = with_entry(EMPTY, "a", entry(310, "BPS", status="preliminary"), None, SECOND)
    figure = with_entry(content, "a", entry(310, "BPS", 1, status="final"), reason, SECOND).figures["a"]
    assert figure.status == "final"
    assert (figure.history[0].status, figure.history[0].reason) == ("preliminary", reason)
    assert len(figure.history) == (1 if reason else 2)
    now = statement_of(figure, SECOND)
    assert now is not None
    assert now.status == "final"


def test_a_closed_year_takes_no_quarter() -> None:
    closed = EMPTY.model_copy(update={"closed": date(2026, 3, 31)})
    with pytest.raises(RefusedError, match="was closed on 2026-03-31"):
        with_entry(closed, "a", entry(1), None, FIRST)


def test_the_value_of_the_year_keeps_what_is_said_of_it_when_a_part_comes_later() -> None:
    year = entry(980, "LKjIP", status="final", as_of=date(2025, 12, 31))
    figure = recorded((WHOLE, year), (CITY, entry(340, "Surat dinas", 1, status="preliminary")))
    assert (figure.value, figure.source, figure.status, figure.as_of) == (980, "LKjIP", "final", date(2025, 12, 31))
    assert statement_of(figure, WHOLE) == Superseded(**dict(year))
    assert statement_of(figure, CITY) == Superseded(
        **dict(entry(340, "Surat dinas", 1, status="preliminary")), part="62.71"
    )
    assert figure.recorded_at == START + timedelta(days=1)


def test_parts_of_the_same_source_as_the_year_keep_who_recorded_them_and_what_they_rest_on() -> None:
    figure = recorded((WHOLE, entry(980, "LKjIP")), (CITY, entry(340, "LKjIP", 1)), (WEST, entry(90, "LKjIP", 2)))
    assert [(past.value, past.part) for past in figure.history] == [(980, None), (340, "62.71")]
    assert figure.history[1].recorded_at == START + timedelta(days=1)
    figure = with_entry(year_of(figure), "a", entry(980, "BPS", 3), None).figures["a"]
    said = statement_of(figure, CITY)
    assert said is not None
    assert (said.value, said.source) == (340, "LKjIP")


def test_a_figure_without_a_source_takes_the_first_that_is_named() -> None:
    figure = recorded((WHOLE, entry(980)), (CITY, entry(340, "ODS", 1)))
    assert (figure.value, figure.source) == (980, "ODS")
    assert [(past.value, past.source) for past in figure.history] == [(980, None)]


def test_a_year_that_is_not_available_may_have_quarters_and_stays_so() -> None:
    waiting = Entry(unavailable="menunggu Sakernas")
    figure = recorded((WHOLE, waiting), (FIRST, entry("3.70", "Sakernas Februari", 1)))
    assert (figure.unavailable, figure.value, figure.quarters) == ("menunggu Sakernas", None, {1: Decimal("3.70")})
    assert figure.source == "Sakernas Februari"


def test_the_value_of_the_year_leaves_its_quarters_what_was_said_of_them() -> None:
    figure = recorded(
        (FIRST, entry(200, "TW I")), (SECOND, entry(310, "TW II", 1)), (WHOLE, entry(980, "LKjIP", 2, status="final"))
    )
    assert (figure.value, figure.source, figure.quarters) == (980, "LKjIP", {1: 200, 2: 310})
    assert [(past.quarter, past.value, past.source) for past in figure.history] == [(1, 200, "TW I"), (2, 310, "TW II")]


def test_another_value_of_the_year_leaves_its_source_with_the_quarters_that_followed_it() -> None:
    stamps = {"recorded_at": START, "recorded_by": "budi"}
    figure = RealisedFigure(value=Decimal(510), source="ODS", **stamps, quarters={1: Decimal(200)})
    after = with_entry(year_of(figure), "a", entry(520, "Kompilasi", 1), "hasil audit").figures["a"]
    assert (after.source, after.quarters) == ("Kompilasi", {1: 200})
    assert statement_of(after, FIRST) == Superseded(**dict(entry(200, "ODS")), quarter=1)


def test_quarters_of_which_nothing_was_said_leave_nothing_behind() -> None:
    bare = year_of(RealisedFigure(quarters={1: Decimal(200), 2: Decimal(310)}))
    assert with_entry(bare, "a", entry(980, "LKjIP"), None).figures["a"].history == ()


def test_a_quarter_replaced_after_others_came_keeps_its_own_source_in_the_history() -> None:
    figure = recorded((FIRST, entry(200, "TW I")), (SECOND, entry(310, "TW II", 1)), (FIRST, entry(210, "ralat", 2)))
    assert [(past.quarter, past.value, past.source, past.reason) for past in figure.history] == [
        (1, 200, "TW I", None),
        (1, 200, "TW I", "alasan"),
        (2, 310, "TW II", None),
    ]
    assert statement_of(figure, FIRST) == entry(210, "ralat", 2)


statements = st.builds(
    lambda value, source, status: Entry(value=value, source=source, status=status),
    st.integers(0, 2).map(Decimal),
    st.sampled_from([None, "BPS", "ODS"]),
    st.sampled_from([None, "preliminary", "final"]),
)
unavailable = st.sampled_from(["menunggu", "ditarik"]).map(lambda text: (WHOLE, Entry(unavailable=text)))
sequences = st.lists(st.tuples(st.sampled_from(SCOPES), statements) | unavailable, max_size=12)


def told(said: Entry | None) -> tuple[object, ...] | None:
    return None if said is None else tuple(getattr(said, name) for name in ("value", "unavailable", *TOLD))


@given(sequences)
def test_whatever_is_recorded_nothing_that_was_said_is_lost(steps: list[tuple[Scope, Entry]]) -> None:
    content, said = EMPTY, set()
    for day, (scope, given_entry) in enumerate(steps):
        new = given_entry.model_copy(update={"recorded_at": START + timedelta(days=day), "recorded_by": "sari"})
        old = content.figures.get("a")
        content = with_entry(content, "a", new, "alasan", scope)
        figure = content.figures["a"]
        now = statement_of(figure, scope)
        assert now is not None
        assert now.says_the_same(new)
        for other in (WHOLE, *divisions(figure)):
            before = statement_of(old, other) if old is not None and other != scope else None
            if before is not None and before.source is not None:
                assert told(statement_of(figure, other)) == told(before)
        assert figure.history[: len(old.history) if old else 0] == (old.history if old else ())
        stamps = [past.recorded_at for past in (*figure.history, figure) if past.recorded_at]
        assert stamps == sorted(stamps)
        said.add((scope, new.value, new.unavailable))
        said.add((scope, new.source, new.status))
    if not steps:
        return
    kept = [(scope_of(past), past) for past in figure.history]
    kept += [(scope, now) for scope in (WHOLE, *divisions(figure)) if (now := statement_of(figure, scope)) is not None]
    found = {(scope, past.value, past.unavailable) for scope, past in kept}
    found |= {(scope, past.source, past.status) for scope, past in kept}
    assert said <= found
