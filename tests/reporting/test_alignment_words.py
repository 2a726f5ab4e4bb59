"""How plans are called in an alignment, and how much of it is filled in."""

import pytest

from kumkm_targets.evaluation.alignment import Tally, align
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.alignment.words import closing_notes, labels, share_text
from tests.evaluation.builders import indicator, plan


def _plan(plan_id: str, kind: str, *names: str) -> Plan:
    indicators = {name: indicator(targets={2026: "5"}) for name in names}
    return plan(indicators, header={"kind": kind}).model_copy(update={"id": plan_id})


def test_a_kind_that_is_not_alone_or_has_no_name_is_told_by_its_id() -> None:
    kinds = {"a": "rakortek", "b": "rpjmd", "c": "rpjmd", "d": "other", "e": "renstra"}
    first, *later = (_plan(plan_id, kind) for plan_id, kind in kinds.items())
    assert labels(align(first, later)) == {
        "a": "Rakortek",
        "b": "RPJMD b",
        "c": "RPJMD c",
        "d": "d",
        "e": "Renstra",
    }


@pytest.mark.parametrize(
    ("filled", "of", "text"),
    [(0, 3, "0%"), (2, 3, "67%"), (61, 100, "61%"), (3, 3, "100%"), (999, 1000, "99,9%"), (1, 1000, "0,1%")],
)
def test_the_share_is_whole_percents_and_all_or_nothing_only_where_it_is(filled: int, of: int, text: str) -> None:
    assert share_text(Tally(_plan("a", "rkpd"), {"aligned": filled, "empty": of - filled}, of)) == text


def test_what_only_later_plans_have_is_named_for_each_of_them() -> None:
    alignment = align(_plan("a", "rakortek", "x"), [_plan("b", "rkpd", "x", "y"), _plan("c", "rpjmd", "x", "y", "z")])
    assert list(closing_notes(alignment)) == ["Not in Rakortek, but in RKPD: y", "Not in Rakortek, but in RPJMD: y, z"]
