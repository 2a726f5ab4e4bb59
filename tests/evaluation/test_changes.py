"""What differs between two states of a plan, and what that does to achievement."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.changes.change import Change, PlanState
from kumkm_targets.evaluation.changes.comparison import PlanComparison, compared
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear, Spending, Superseded
from kumkm_targets.model.recording import Scope
from kumkm_targets.model.target import Target
from tests.evaluation.builders import amendment, indicator, plan, years

TODAY = date(2026, 11, 22)
Realised = dict[int, RealisedYear]


def state(indicators: dict[str, Any], figures: dict[int, Any] | None = None, **declared: Any) -> PlanState:
    return PlanState(plan(indicators, **declared), years(figures or {}))


def between(then: PlanState, now: PlanState) -> PlanComparison:
    return compared(then, now, TODAY)


def told(changes: tuple[Change, ...]) -> list[tuple[object, ...]]:
    return [(one.subject, one.kind, one.id, one.key, one.year, one.before, one.after) for one in changes]


def target(value: str) -> Target:
    return Target(Decimal(value), Decimal(value))


ONE = {"a": indicator(targets={2025: "3.75", 2026: "3.81"})}


def test_nothing_differs_from_itself() -> None:
    same = state(ONE, {2025: {"a": "3.72"}}, amendments=[amendment("2025-09-12", "a", {2026: ("3.81", "3.78")})])
    found = between(same, same)
    assert (found.changes, found.effects, found.averages) == ((), (), ())


def test_digits_that_say_the_same_are_no_change_of_a_target() -> None:
    other = {"a": indicator(targets={2025: "3.750", 2026: "3.81"})}
    assert between(state(ONE), state(other)).changes == ()


def test_a_target_is_told_as_it_is_in_force_with_the_amendment_that_changed_it() -> None:
    changed = state(ONE, amendments=[amendment("2025-09-12", "a", {2026: ("3.81", "3.78")})])
    found = between(state(ONE), changed)
    first, second = found.targets
    assert told((first,)) == [("target", "changed", "a", "", 2026, target("3.81"), target("3.78"))]
    assert first.reason == changed.plan.amendments[0].basis
    assert (second.subject, second.kind) == ("amendment", "added")


def test_a_target_rewritten_under_an_amendment_is_told_as_first_declared() -> None:
    amended = [amendment("2025-09-12", "a", {2026: ("3.81", "3.78")})]
    then = state(ONE, amendments=amended)
    now = state({"a": indicator(targets={2025: "3.75", 2026: "3.85"})}, amendments=amended)
    assert told(between(then, now).targets) == [
        ("original_target", "changed", "a", "", 2026, target("3.81"), target("3.85"))
    ]


def test_targets_of_quarters_parts_and_the_end_are_told_too() -> None:
    divided = {"quarter_targets": {2025: {1: target("1")}}, "part_targets": {2025: {"62.01": target("2")}}}
    fields = {**divided, "final_target": "9"}
    found = between(state(ONE), state({"a": indicator(targets={2025: "3.75", 2026: "3.81"}, **fields)}))
    assert [(one.subject, one.scope) for one in found.targets] == [
        ("quarter_target", Scope(quarter=1)),
        ("part_target", Scope(part="62.01")),
        ("final_target", Scope()),
    ]


def test_an_indicator_with_another_id_is_the_same_indicator() -> None:
    one = indicator(name="Rasio", targets={2025: "4"})
    then, now = state({"lama": one}, {2025: {"lama": "3"}}), state({"baru": one}, {2025: {"baru": "3"}})
    found = between(then, now)
    assert told(found.changes) == [("indicator", "renamed", "baru", "", None, "lama", "baru")]
    assert found.effects == ()


@pytest.mark.parametrize(("reference", "kinds"), [("K.1", ["renamed", "changed"]), ("K.2", ["removed", "added"])])
def test_a_reference_code_tells_indicators_apart(reference: str, kinds: list[str]) -> None:
    then = state({"lama": indicator(name="Rasio", reference="K.1", targets={2025: "4"})})
    now = state({"baru": indicator(name="Rasio baru", reference=reference, targets={2025: "4"})})
    assert [one.kind for one in between(then, now).indicators][:2] == kinds


def test_what_is_declared_of_an_indicator_is_told_key_by_key() -> None:
    now = indicator(unit="orang", owner="Bidang", decimals=0, targets={2025: "3.75", 2026: "3.81"},
                    baseline={"year": 2024, "value": Decimal(3)})  # fmt: skip
    found = between(state(ONE), state({"a": now}))
    assert [(one.subject, one.key, one.kind) for one in found.indicators] == [
        ("indicator", "unit", "changed"),
        ("indicator", "decimals", "added"),
        ("indicator", "owner", "added"),
        ("baseline", "", "added"),
    ]
    assert found.indicators[1].after == 0


def test_a_figure_is_told_with_the_reason_and_what_it_does() -> None:
    revised = RealisedFigure(
        value=Decimal("3.75"), history=(Superseded(value=Decimal("3.00"), reason="salah ketik"),), status="final"
    )
    found = between(state(ONE, {2025: {"a": "3.00"}}), state(ONE, {2025: {"a": revised}}))
    (change,) = found.figures
    assert (change.kind, change.year, change.reason) == ("changed", 2025, "salah ketik")
    (effect,) = found.effects
    assert effect.before is not None
    assert effect.after is not None
    assert (effect.before.achievement, effect.after.achievement) == (80, 100)
    assert [(one.before.average, one.after.average) for one in found.averages] == [(80, 100)]


def test_a_component_moves_the_indicator_that_is_derived_from_it() -> None:
    indicators = {
        "bagian": indicator(unit="unit"),
        "semua": indicator(unit="unit"),
        "rasio": indicator(formula="100 * bagian / semua", targets={2025: "50"}),
    }
    then, now = (state(indicators, {2025: {"bagian": part, "semua": "100"}}) for part in ("40", "50"))
    assert [effect.id for effect in between(then, now).effects] == ["rasio"]


def test_stamps_alone_are_no_change() -> None:
    figure = RealisedFigure(value=Decimal(3), recorded_by="sari")
    then = state(ONE, {2025: {"a": figure}})
    now = state(ONE, {2025: {"a": figure.model_copy(update={"recorded_by": "budi"})}})
    assert between(then, now).changes == ()


def test_quarters_spending_and_closing_are_told() -> None:
    then = PlanState(plan(ONE), {2025: RealisedYear(format=1, year=2025)})
    content = RealisedYear(
        format=1,
        year=2025,
        closed=date(2026, 3, 31),
        figures={"a": RealisedFigure(quarters={1: Decimal(1)}, source="BPS")},
        programmes={"p": Spending(spent=Decimal(10))},
    )
    found = between(then, PlanState(then.plan, {2025: content}))
    figure, spending, closing = found.figures
    assert (figure.scope, isinstance(figure.after, Entry), figure.kind) == (Scope(quarter=1), True, "added")
    assert (spending.id, isinstance(spending.after, Expense)) == ("p", True)
    assert (closing.subject, closing.before, closing.after) == ("closing", None, date(2026, 3, 31))
    back = between(PlanState(then.plan, {2025: content}), PlanState(then.plan, {}))
    assert [one.kind for one in back.figures] == ["removed", "removed", "removed"]


def test_the_document_and_its_lists_are_told() -> None:
    then = state(ONE, header={"title": "Lama"}, programmes={"p": {"name": "P", "budget": {2025: Decimal(1)}}},
                 sources={"s": {"title": "Satu"}})  # fmt: skip
    now = state(ONE, header={"title": "Baru"}, programmes={"p": {"name": "P", "budget": {2025: Decimal(2)}}},
                sources={"t": {"title": "Dua"}}, rules=[{"that": "a <= 5"}])  # fmt: skip
    assert [(one.subject, one.kind, one.id, one.key) for one in between(then, now).document] == [
        ("plan", "changed", "", "title"),
        ("source", "removed", "s", ""),
        ("source", "added", "t", ""),
        ("budget", "changed", "p", ""),
        ("rule", "added", "a <= 5", ""),
    ]
