"""How the targets of later plans stand to what was agreed."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.achievement import is_met
from kumkm_targets.evaluation.alignment import Alignment, Measured, agreed_years, align, verdict_on
from kumkm_targets.model.fields import Better
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.target import Target
from tests.evaluation.builders import amendment, band, indicator, plan


def _plan(plan_id: str, indicators: dict[str, Any], **fields: Any) -> Plan:
    return plan(indicators, **fields).model_copy(update={"id": plan_id})


def _aligned(agreed: dict[str, Any], later: dict[str, Any], year: int | None = 2026) -> Alignment:
    return align(_plan("rakortek", agreed), [_plan("rkpd", later)], year)


def _measured(agreed: dict[str, Any], later: dict[str, Any]) -> Measured:
    """What is said of the only target that was agreed for 2026."""
    [year] = _aligned(agreed, later).years
    [target] = year.targets
    return target.measured[0]


def _of(target: Any, **fields: Any) -> dict[str, Any]:
    """One indicator `a` with a target for 2026."""
    return {"a": indicator(targets={2026: target}, **fields)}


def _range(low: str, high: str) -> dict[str, str]:
    return {"min": low, "max": high}


@pytest.mark.parametrize(
    ("agreed", "later", "verdict"),
    [
        (("3.81",), ("3.81",), "aligned"),
        (("3.81",), ("3.810",), "aligned"),
        (("3.81",), ("3.809",), "lower"),
        (("3.81",), ("3.811",), "higher"),
        (("69.1", "69.5"), ("69.1", "69.5"), "aligned"),
        (("69.1", "69.5"), ("69.3",), "aligned"),
        (("69.1", "69.5"), ("69.2", "69.4"), "aligned"),
        (("69.1", "69.5"), ("69.0", "69.4"), "lower"),
        (("69.1", "69.5"), ("68", "69"), "lower"),
        (("69.1", "69.5"), ("69.1", "69.6"), "higher"),
        (("69.1", "69.5"), ("70", "71"), "higher"),
        (("69.1", "69.5"), ("69", "70"), "wider"),
        (("69.3",), ("69.3", "69.5"), "higher"),
        (("69.3",), ("69.1", "69.5"), "wider"),
        (("-1",), ("-2",), "lower"),
    ],
)
def test_the_numbers_alone_say_how_a_target_stands(
    agreed: tuple[str, ...], later: tuple[str, ...], verdict: str
) -> None:
    for better in ("higher", "lower", "within"):
        assert verdict_on(Target(*band(*agreed)), Target(*band(*later)), better)[0] == verdict


@pytest.mark.parametrize(
    ("better", "target", "is_less_ambitious"),
    [
        ("higher", ("68",), True),
        ("higher", ("72",), False),
        ("lower", ("68",), False),
        ("lower", ("72",), True),
        ("within", ("68",), True),
        ("within", ("72",), True),
        ("within", ("70",), False),
        ("higher", ("68", "72"), True),
        ("lower", ("68", "72"), True),
        ("higher", ("69", "72"), False),
        ("lower", ("68", "71"), False),
    ],
)
def test_the_direction_says_which_target_is_less_ambitious(
    better: Better, target: tuple[str, ...], is_less_ambitious: bool
) -> None:
    assert verdict_on(Target(*band("69", "71")), Target(*band(*target)), better)[1] is is_less_ambitious


_NUMBERS = st.integers(-6, 6).map(Decimal)
_TARGETS = st.tuples(_NUMBERS, _NUMBERS).map(lambda pair: Target(min(pair), max(pair)))


@given(_TARGETS, _TARGETS, st.sampled_from(["higher", "lower", "within"]))
def test_less_ambitious_is_what_a_figure_can_keep_that_misses_the_agreement(
    agreed: Target, later: Target, better: Better
) -> None:
    figures = [Fraction(half, 2) for half in range(-16, 17)]
    misses = any(is_met(better, later, figure) and not is_met(better, agreed, figure) for figure in figures)
    assert verdict_on(agreed, later, better)[1] is misses


@given(_NUMBERS, _NUMBERS)
def test_what_is_lower_one_way_round_is_higher_the_other(one: Decimal, other: Decimal) -> None:
    forth, _ambition = verdict_on(Target(one, one), Target(other, other), "higher")
    back, _ambition = verdict_on(Target(other, other), Target(one, one), "higher")
    assert {"aligned": "aligned", "lower": "higher", "higher": "lower"}[forth] == back


def test_a_plan_without_the_indicator_has_not_filled_it_in() -> None:
    measured = _measured(_of("3.81"), {"b": indicator(targets={2026: "1"})})
    assert (measured.verdict, measured.id, measured.target, measured.is_less_ambitious) == ("empty", None, None, False)


def test_an_indicator_without_target_for_the_year_is_not_filled_in() -> None:
    measured = _measured(_of("3.81"), {"a": indicator(targets={2025: "3.81"})})
    assert (measured.verdict, measured.id) == ("empty", "a")


@pytest.mark.parametrize(
    ("agreed", "later", "target", "verdict", "in_agreed_unit"),
    [
        ("Rp miliar", "Rp", "222000000000", "aligned", "222"),
        ("Rp miliar", "Rp", "222500000000", "higher", "222.5"),
        ("Rp", "Rp triliun", "0.000000000222", "aligned", "222"),
        ("Rp", "rupiah", "222", "aligned", "222"),
        ("%", "persen", "222", "aligned", "222"),
        ("Orang", "orang", "221", "lower", "221"),
        ("orang", "ribu orang", "0.222", "aligned", "222"),
        ("ribu orang", "orang", "222", "lower", "0.222"),
    ],
)
def test_units_of_another_scale_convert_exactly(
    agreed: str, later: str, target: str, verdict: str, in_agreed_unit: str
) -> None:
    measured = _measured(_of("222", unit=agreed), _of(target, unit=later))
    assert measured.verdict == verdict
    assert measured.in_agreed_unit is not None
    assert f"{measured.in_agreed_unit.min:f}" == in_agreed_unit
    assert measured.target == Target(*band(target))


@pytest.mark.parametrize(("agreed", "later"), [("%", "orang"), ("unit", "koperasi"), ("Rp", "ribu orang")])
def test_other_units_are_never_measured_against_each_other(agreed: str, later: str) -> None:
    measured = _measured(_of("222", unit=agreed), _of("1", unit=later))
    assert (measured.verdict, measured.in_agreed_unit, measured.is_less_ambitious) == ("other_unit", None, False)


def test_a_target_in_the_other_direction_is_not_said_to_be_lower() -> None:
    measured = _measured(_of("5", better="higher"), _of("4", better="lower"))
    assert (measured.verdict, measured.is_less_ambitious) == ("other_direction", False)


def test_indicators_are_the_same_by_reference_whatever_their_ids() -> None:
    measured = _measured(_of("1", reference="02.10.003"), {"b": indicator(targets={2026: "1"}, reference="02.10.003")})
    assert (measured.verdict, measured.id) == ("aligned", "b")


def test_of_one_id_and_two_references_they_are_not_the_same() -> None:
    alignment = _aligned(_of("1", reference="02.10.003"), _of("1", reference="02.10.005"))
    assert alignment.years[0].targets[0].measured[0].verdict == "empty"
    assert [(plan.id, name) for plan, name in alignment.only_later] == [("rkpd", "a")]


def test_the_id_decides_where_one_has_no_reference() -> None:
    assert _measured(_of("1", reference="02.10.003"), _of("1")).verdict == "aligned"
    assert _measured(_of("1"), _of("1", reference="02.10.003")).verdict == "aligned"


def test_one_indicator_never_stands_for_two() -> None:
    agreed = {
        "x": indicator(targets={2026: "1"}, reference="R"),
        "y": indicator(targets={2026: "2"}, reference="R"),
        "z": indicator(targets={2026: "3"}),
    }
    later = {
        "y": indicator(targets={2026: "2"}, reference="R"),
        "z": indicator(targets={2026: "1"}, reference="R"),
    }
    [year] = _aligned(agreed, later).years
    assert [(one.id, one.measured[0].id, one.measured[0].verdict) for one in year.targets] == [
        ("x", "z", "aligned"),
        ("y", "y", "aligned"),
        ("z", None, "empty"),
    ]


def test_the_targets_are_those_in_force_at_the_end_of_the_year() -> None:
    agreed = _plan("rakortek", _of("3.81"), amendments=[amendment("2027-01-01", "a", {2026: ("3.81", "3.90")})])
    later = _plan("rkpd", _of("3.75"), amendments=[amendment("2026-12-31", "a", {2026: ("3.75", "3.81")})])
    [target] = align(agreed, [later], 2026).years[0].targets
    assert target.target == Target(*band("3.81"))
    assert target.measured[0].verdict == "aligned"


def test_after_its_last_year_an_indicator_promises_nothing() -> None:
    both = {"a": indicator(targets={2025: "1", 2026: "1"})}
    ended = {"a": indicator(targets={2025: "1", 2026: "1"}, retired=2025)}
    assert [year.targets[0].measured[0].verdict for year in _aligned(both, ended, None).years] == ["aligned", "empty"]
    assert [year.year for year in _aligned(ended, both, None).years] == [2025]


def test_every_year_that_something_was_agreed_for_has_its_table() -> None:
    agreed = {"a": indicator(targets={2026: "1"}), "b": indicator(targets={2024: "1", 2026: "2"}), "c": indicator()}
    alignment = _aligned(agreed, {"a": indicator(targets={2025: "1"})}, None)
    assert [(year.year, [one.id for one in year.targets]) for year in alignment.years] == [
        (2024, ["b"]),
        (2026, ["a", "b"]),
    ]


def test_a_year_that_only_an_amendment_promises_counts() -> None:
    agreed = _plan("rakortek", _of("1"), amendments=[amendment("2024-06-01", "a", {2025: ("1", "2")})])
    assert agreed_years(agreed) == [2025, 2026]


def test_nothing_agreed_is_nothing_to_align() -> None:
    alignment = _aligned({"a": indicator(final_target="5")}, _of("1"), None)
    assert (alignment.years, alignment.is_aligned) == ((), True)
    assert _aligned(_of("1"), _of("1"), 2031).years == ()


def test_supporting_data_of_a_later_plan_is_not_missed() -> None:
    alignment = _aligned(_of("1"), {**_of("1"), "b": indicator(), "c": indicator(final_target="3")})
    assert [name for _plan, name in alignment.only_later] == ["c"]


def test_the_share_filled_in_counts_what_was_agreed() -> None:
    agreed = {name: indicator(targets={2026: "5"}) for name in "abcdefg"}
    later = {
        "a": indicator(targets={2026: "5"}),
        "b": indicator(targets={2026: "4"}),
        "c": indicator(targets={2026: "6"}),
        "d": indicator(targets={2026: "5"}, unit="orang"),
        "e": indicator(),
    }
    tally, without = align(_plan("rakortek", agreed), [_plan("rkpd", later), _plan("renja", {})]).years[0].tallies
    assert tally.counts == {"aligned": 1, "lower": 1, "higher": 1, "other_unit": 1, "empty": 3}
    assert (tally.plan.id, tally.filled, tally.of, tally.share) == ("rkpd", 4, 7, Fraction(400, 7))
    assert (without.plan.id, without.filled, without.share) == ("renja", 0, 0)


def test_one_target_that_is_not_kept_leaves_the_plans_unaligned() -> None:
    agreed = {"a": indicator(targets={2025: "5", 2026: "5"})}
    assert _aligned(agreed, {"a": indicator(targets={2025: "5", 2026: "5"})}, None).is_aligned
    assert not _aligned(agreed, {"a": indicator(targets={2025: "5", 2026: "6"})}, None).is_aligned
    assert not _aligned(agreed, {"a": indicator(targets={2025: "5"})}, None).is_aligned


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_indicators_changes_no_verdict(order: list[str]) -> None:
    agreed = {name: indicator(targets={2026: "5"}, **({"reference": "R"} if name in "ab" else {})) for name in "abcd"}
    later = {name: indicator(targets={2026: number}) for name, number in zip("abcd", "4567", strict=True)}
    [year] = _aligned(agreed, {name: later[name] for name in order}).years
    verdicts = {one.id: one.measured[0].verdict for one in year.targets}
    assert verdicts == {"a": "lower", "b": "aligned", "c": "higher", "d": "higher"}
