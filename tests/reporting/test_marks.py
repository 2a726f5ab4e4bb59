"""The marks behind figures and targets: where they come from, how final they are, what was revised."""

from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.realised import RealisedFigure, Superseded
from kumkm_targets.reporting.marks import ORIGIN_MARKS, is_amended, marks
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, years

QUARTERS = {quarter: Decimal(quarter) for quarter in (1, 2, 3, 4)}
PARTS = {"35.01": Decimal(3), "35.02": Decimal(4)}


def past(**fields: Any) -> Superseded:
    return Superseded(**fields)


def row(entry: RealisedFigure, **fields: Any) -> Row:
    of = plan({"a": indicator(unit="orang", over_time="sum", **fields)}, start=2025)
    return appraise(of, years({2025: {"a": entry}}), 2025, NEXT_CENTURY).rows[0]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (RealisedFigure(value=Decimal(3)), ""),
        (RealisedFigure(value=Decimal(3), status="final"), ""),
        (RealisedFigure(value=Decimal(3), status="very_preliminary"), "**"),
        (RealisedFigure(value=Decimal(3), status="estimate", history=(past(value=Decimal(2)),)), " e r"),
        (RealisedFigure(value=Decimal(3), history=(past(value=Decimal(3), status="preliminary"),)), ""),
        (RealisedFigure(value=Decimal(3), history=(past(unavailable="menunggu"),)), ""),
        (RealisedFigure(value=Decimal(3), history=(past(value=Decimal(2), quarter=1),)), ""),
        (RealisedFigure(value=Decimal(3), history=(past(value=Decimal(2), part="35.01"),)), ""),
        (RealisedFigure(quarters=QUARTERS), " t"),
        (RealisedFigure(quarters=QUARTERS, status="preliminary"), " t*"),
        (RealisedFigure(quarters=QUARTERS, history=(past(value=Decimal(9), quarter=2),)), " t r"),
        (RealisedFigure(quarters=QUARTERS, history=(past(value=Decimal(2), quarter=2),)), " t"),
        (RealisedFigure(parts=PARTS), " k"),
        (RealisedFigure(parts=PARTS, history=(past(value=Decimal(9), part="35.02"),)), " k r"),
        (RealisedFigure(parts=PARTS, history=(past(value=Decimal(9), quarter=2),)), " k"),
        (RealisedFigure(quarters={1: Decimal(3)}, status="preliminary"), ""),
        (RealisedFigure(unavailable="menunggu", status="preliminary"), ""),
    ],
)
def test_a_figure_is_marked_by_what_it_is_made_of_and_how_final_it_is(entry: RealisedFigure, expected: str) -> None:
    assert "".join(mark for mark, _words in marks(row(entry))) == expected


def test_a_derived_figure_has_no_status_of_its_own() -> None:
    of = plan({"a": indicator(formula="b"), "b": indicator()})
    entry = RealisedFigure(value=Decimal(9), status="preliminary", history=(past(value=Decimal(8)),))
    found = appraise(of, years({2025: {"a": entry, "b": "3"}}), 2025, NEXT_CENTURY).rows[0]
    assert marks(found) == [ORIGIN_MARKS["formula"]]


@pytest.mark.parametrize(("to", "amended"), [("12", True), ("10", False)])
def test_a_target_is_amended_where_it_is_another_than_the_first(to: str, amended: bool) -> None:
    changes = [amendment("2025-03-01", "a", {2025: ("10", "11")}), amendment("2025-06-01", "a", {2025: ("11", to)})]
    of = plan({"a": indicator(targets={2025: "10"})}, amendments=changes)
    found = appraise(of, {}, 2025, NEXT_CENTURY).rows[0]
    assert found.amendment is not None
    assert is_amended(found) is amended
