"""Compound pace: published shares, exact verdicts, and what makes it impossible."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.pace import SHARES, Outlook, Pace, PaceReason, Promise
from kumkm_targets.figures.exact import decimal_of, root_of_power
from kumkm_targets.model.fields import Better, PaceMethod
from tests.evaluation.builders import band, indicator, plan, rows, years
from tests.evaluation.paces import full


def compound(
    better: Better, target: str, horizon: int, known: dict[int, str], baseline: tuple[int, str] | None = None
) -> Pace:
    """The pace of a count that stands for itself."""
    return full(Promise(better, "latest", band(target), horizon, 2015, is_countable=True), known, baseline)


# The share of UN progress charts: the end value at the compound growth so far, as part of the promised change.
@pytest.mark.parametrize(
    ("better", "target", "origin", "latest", "projected", "share", "outlook"),
    [
        ("higher", "100", "40", "55", "79.144896587", "0.652414943", "accelerate"),
        ("lower", "10", "20", "14", "9.313163433", "1.068683657", "on_track"),
    ],
)
def test_the_published_shares_come_out(
    better: Better, target: str, origin: str, latest: str, projected: str, share: str, outlook: Outlook
) -> None:
    found = compound(better, target, 2030, {2022: latest}, (2015, origin))
    assert found.projected is not None
    assert found.share is not None
    assert round(decimal_of(found.projected), 9) == Decimal(projected)
    assert round(decimal_of(found.share), 9) == Decimal(share)
    assert (found.outlook, found.method) == (outlook, "compound")


# The two cases of Open SDG's own tests (indicators 1.5.3 and 1.5.4: 2015 to 2016, towards 2030).
@pytest.mark.parametrize(
    ("better", "target", "base", "latest", "outlook"),
    [
        ("lower", "1", "10", "30", "moving_away"),
        ("higher", "9", "5", "6", "on_track"),
    ],
)
def test_the_cases_of_open_sdg_come_out(better: Better, target: str, base: str, latest: str, outlook: Outlook) -> None:
    assert compound(better, target, 2030, {2016: latest}, (2015, base)).outlook == outlook


def test_growth_is_told_in_percent_a_year_beside_the_change() -> None:
    found = compound("higher", "144", 2027, {2025: "100"}, (2023, "64"))
    assert (found.required, found.observed) == (22, 18)
    assert (found.required_growth, found.observed_growth) == (20, 25)
    assert found.projected == Fraction("156.25")


# From 100 to this in a year, with one more to go towards 10: the end is the square over a hundred.
@pytest.mark.parametrize(
    ("latest", "share", "outlook"),
    [
        ("38", Fraction("85.56") / 90, "on_track"),
        ("40", Fraction(84, 90), "accelerate"),
        ("60", Fraction(64, 90), "accelerate"),
        ("90", Fraction(19, 90), "behind"),
        ("100", Fraction(0), "behind"),
        ("110", Fraction(-21, 90), "moving_away"),
    ],
)
def test_a_fall_has_the_verdict_of_its_share(latest: str, share: Fraction, outlook: Outlook) -> None:
    found = compound("lower", "10", 2026, {2025: latest}, (2024, "100"))
    assert (found.share, found.outlook) == (share, outlook)


@pytest.mark.parametrize(
    ("origin", "latest", "goal", "observed", "required"),
    [
        ("0.5", "0.75", "0.9", 50, 20),
        ("0.5", "0", "0.9", None, None),
        ("0", "0.5", "0.9", None, 80),
        ("1", "-1", "1.5", None, None),
    ],
)
def test_growth_is_told_only_between_figures_above_zero(
    origin: str, latest: str, goal: str, observed: int | None, required: int | None
) -> None:
    found = full(Promise("higher", "latest", band(goal), 2026, 2024), {2025: latest}, (2024, origin))
    assert (found.observed_growth, found.required_growth) == (observed, required)


def test_growth_over_one_year_is_exact() -> None:
    found = compound("higher", "121", 2026, {2025: "110"}, (2024, "100"))
    assert (found.required_growth, found.observed_growth, found.projected, found.share) == (10, 10, 121, 1)


@pytest.mark.parametrize(
    ("origin", "latest", "target", "declared", "method", "reason"),
    [
        ("0", "5", "9", None, "linear", None),
        ("5", "6", "9", None, "compound", None),
        ("0.5", "0.6", "0.9", None, "compound", None),
        ("5", "6", "9", "linear", "linear", None),
        ("0", "5", "9", "compound", "compound", "not_positive"),
        ("5", "0", "9", "compound", "compound", "not_positive"),
        ("-5", "6", "9", "compound", "compound", "not_positive"),
    ],
)
def test_growth_needs_figures_above_zero(
    origin: str, latest: str, target: str, declared: PaceMethod | None, method: PaceMethod, reason: PaceReason | None
) -> None:
    promise = Promise("higher", "latest", band(target), 2029, 2024, declared, is_countable=True)
    found = full(promise, {2025: latest}, (2024, origin))
    assert (found.method, found.reason) == (method, reason)
    assert (found.outlook is None) == (reason is not None)


@pytest.mark.parametrize("target", ["0", "-1", "5"])
def test_a_promise_that_is_kept_no_longer_chooses_the_method(target: str) -> None:
    found = compound("higher", target, 2027, {2025: "6"}, (2024, "3"))
    assert (found.method, found.outlook, found.projected) == ("compound", "achieved", 24)


def test_a_promise_that_is_kept_is_achieved_whatever_the_method() -> None:
    promise = Promise("lower", "latest", band("3"), 2029, 2024, "compound")
    assert full(promise, {2025: "0"}, (2024, "5")).outlook == "achieved"


@pytest.mark.parametrize(
    ("unit", "method"), [("orang", "compound"), ("Rp", "compound"), ("Rp miliar", "compound"), ("%", "linear")]
)
def test_the_unit_chooses_the_method(unit: str, method: PaceMethod) -> None:
    declared = plan({"a": indicator(unit=unit, baseline={"year": 2023, "value": "10"}, targets={2026: "20"})})
    assert _pace(declared).method == method
    declared = plan(
        {"a": indicator(unit=unit, pace="linear", baseline={"year": 2023, "value": "10"}, targets={2026: "20"})}
    )
    assert _pace(declared).method == "linear"
    declared = plan({"a": indicator(unit=unit, pace="linear", baseline={"year": 2023, "value": "10"})})
    assert _pace(declared).method is None  # nothing was promised


def _pace(declared: object) -> Pace:
    from datetime import date

    from kumkm_targets.evaluation.appraisal import appraise

    return rows(appraise(declared, years({2024: {"a": "12"}}), 2024, date(2026, 1, 1)))["a"].pace  # type: ignore[arg-type]


# Reasons ------------------------------------------------------------------------------------------------------------

LINEAR = Promise("higher", "latest", band("9"), 2029, 2024)


@pytest.mark.parametrize(
    ("promise", "known", "baseline", "reason"),
    [
        (None, {2025: "5"}, (2024, "4"), "no_target"),
        (LINEAR, {}, (2024, "4"), "not_recorded"),
        (LINEAR, {2025: "5"}, None, "one_point"),
        (LINEAR, {2025: "8"}, (2024, "9"), "no_distance"),
        (LINEAR, {2029: "8"}, (2024, "5"), "ended"),
        (Promise("within", "latest", band("8", "10"), 2029, 2024), {2025: "6"}, (2024, "5"), "band"),
        (Promise("higher", "average", band("9"), 2029, 2024), {2025: "6"}, (2024, "5"), "average"),
        (Promise("lower", "sum", band("9"), 2029, 2024), {2025: "6"}, None, "sum_to_stay_low"),
        (Promise("higher", "sum", band("9"), 2025, 2024), {2025: "6"}, None, "ended"),
        (Promise("higher", "sum", band("9"), 2029, 2024), {}, None, "not_recorded"),
        (Promise("higher", "sum", band("0"), 2029, 2024), {2025: "-1"}, None, "not_positive"),
    ],
)
def test_no_outlook_without_a_reason(
    promise: Promise | None, known: dict[int, str], baseline: tuple[int, str] | None, reason: PaceReason
) -> None:
    found = full(promise, known, baseline)
    assert (found.outlook, found.reason) == (None, reason)


def test_at_the_end_the_share_is_what_was_reached() -> None:
    assert full(LINEAR, {2029: "8"}, (2024, "5")).share == Fraction(3, 4)
    assert full(Promise("higher", "sum", band("8"), 2025, 2024), {2025: "6"}).share == Fraction(3, 4)


def test_the_last_year_is_told_only_where_the_year_before_is_known() -> None:
    assert full(LINEAR, {2025: "5", 2026: "7"}, (2024, "4")).last_year == 2
    assert full(LINEAR, {2025: "5"}, (2024, "4")).last_year == 1
    assert full(LINEAR, {2026: "5"}, (2024, "4")).last_year is None
    assert full(LINEAR, {2024: "5", 2026: "7"}).last_year is None
    assert full(Promise("higher", "sum", band("9"), 2029, 2024), {2025: "5", 2026: "2"}).last_year == 2


# Properties ---------------------------------------------------------------------------------------------------------

counts = st.integers(1, 10_000)
ORDER: tuple[Outlook, ...] = ("moving_away", "behind", "accelerate", "on_track", "achieved")


@given(counts, counts, counts, st.integers(1, 9), st.integers(1, 9), st.sampled_from(["higher", "lower"]))
def test_the_verdict_is_that_of_the_exact_share(
    origin: int, latest: int, target: int, elapsed: int, remaining: int, better: Better
) -> None:
    assume(target > origin if better == "higher" else target < origin)
    found = compound(better, str(target), 2020 + remaining, {2020: str(latest)}, (2020 - elapsed, str(origin)))
    if found.outlook == "achieved":
        return
    with localcontext() as context:
        context.prec = 90
        end = Decimal(latest) * (Decimal(latest) / Decimal(origin)) ** (Decimal(remaining) / Decimal(elapsed))
        share = (end - origin) / (target - origin)
    if any(abs(share - decimal_of(mark)) < Decimal("1e-60") for mark in SHARES):
        return  # on the mark: the next test
    verdict = next((w for mark, w in zip(SHARES, ORDER[3:0:-1], strict=True) if share >= decimal_of(mark)), ORDER[0])
    assert found.outlook == verdict


@pytest.mark.parametrize(("remaining", "elapsed"), [(1, 2), (2, 2), (3, 2), (1, 3), (4, 3), (7, 3)])
@pytest.mark.parametrize("least", [0, 1])
def test_a_share_that_is_exactly_on_its_mark_has_reached_it(remaining: int, elapsed: int, least: int) -> None:
    # The figure grows by a whole factor a year, so that the share is a plain fraction although roots are drawn.
    origin, latest = Fraction(10), Fraction(10) * 2**elapsed
    end = latest * 2**remaining
    mark = SHARES[least]
    target = origin + (end - origin) / mark
    known, baseline = {2020: str(latest)}, (2020 - elapsed, str(origin))
    promise = Promise("higher", "latest", (decimal_of(target),) * 2, 2020 + remaining, 2015, "compound")
    if Fraction(promise.target[0]) != target:
        return
    found = full(promise, known, baseline)
    assert found.share is not None
    assert found.share >= mark
    assert found.outlook == ("on_track", "accelerate")[least]


@given(counts, st.lists(counts, min_size=2, max_size=5, unique=True), counts, st.integers(1, 9), st.integers(1, 9))
def test_a_better_figure_never_has_a_worse_outlook(
    origin: int, figures: list[int], target: int, elapsed: int, remaining: int
) -> None:
    assume(target > origin)
    found = [
        compound("higher", str(target), 2020 + remaining, {2020: str(latest)}, (2020 - elapsed, str(origin))).outlook
        for latest in sorted(figures)
    ]
    places = [ORDER.index(outlook) for outlook in found if outlook is not None]
    assert all(worse <= better for worse, better in pairwise(places))


@given(st.fractions(min_value=Fraction(1, 1000), max_value=1000), st.integers(-5, 9), st.integers(1, 9))
def test_a_root_taken_back_is_the_figure_itself(ratio: Fraction, power: int, root: int) -> None:
    found = root_of_power(ratio, power, root)
    assert abs(found**root / ratio**power - 1) < Fraction(1, 10**47)
    if power % root == 0:
        assert found == ratio ** (power // root)
