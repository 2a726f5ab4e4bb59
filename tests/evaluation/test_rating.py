"""The predikat of an achievement: Skala Nilai Peringkat Kinerja (Permendagri 86/2017) and own scales."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.rating import BUILT_IN_SCALES, rate, scale_of, thresholds
from kumkm_targets.figures.exact import decimal_of, rounded
from kumkm_targets.figures.writing import write_number
from kumkm_targets.model.plan import Grade, RatingScale
from kumkm_targets.reporting.words import achievement_text
from tests.evaluation.builders import plan

PERMENDAGRI = BUILT_IN_SCALES["permendagri-86-2017"]
BANDS = RatingScale(
    title="Skala LKjIP",
    grades=(
        Grade(floor=Decimal(85), label="Sangat Baik"),
        Grade(floor=Decimal("70.5"), label="Baik"),
        Grade(label="Kurang"),
    ),
)

BOUNDARIES = [
    ("1666.67", "Sangat Tinggi"),
    ("100.01", "Sangat Tinggi"),
    ("100", "Sangat Tinggi"),
    ("91.00", "Sangat Tinggi"),
    ("90.9999999999999999999999", "Tinggi"),
    ("90.996", "Tinggi"),
    ("90.5", "Tinggi"),
    ("90", "Tinggi"),
    ("76", "Tinggi"),
    ("75.999", "Sedang"),
    ("75", "Sedang"),
    ("66", "Sedang"),
    ("65.999", "Rendah"),
    ("51", "Rendah"),
    ("50.999", "Sangat Rendah"),
    ("50", "Sangat Rendah"),
    ("0", "Sangat Rendah"),
    ("-50", "Sangat Rendah"),
]


@pytest.mark.parametrize(("percent", "label"), BOUNDARIES)
def test_each_grade_of_the_official_scale_begins_exactly_at_its_floor(percent: str, label: str) -> None:
    assert rate(Fraction(percent), PERMENDAGRI) == label


@pytest.mark.parametrize(
    ("percent", "label"),
    [("85", "Sangat Baik"), ("84.99", "Baik"), ("70.5", "Baik"), ("70.49", "Kurang"), ("-1", "Kurang")],
)
def test_a_plan_may_have_a_scale_of_its_own(percent: str, label: str) -> None:
    assert rate(Fraction(percent), BANDS) == label


def test_a_scale_is_found_by_the_name_that_the_plan_gives() -> None:
    assert scale_of(plan({})) is PERMENDAGRI
    own = plan({}, header={"rating_scale": "lkjip"}, rating_scales={"lkjip": BANDS})
    assert scale_of(own) == BANDS
    assert scale_of(plan({}, rating_scales={"permendagri-86-2017": BANDS})) == BANDS
    assert scale_of(plan({}, header={"rating_scale": "unknown"})) is None


def test_a_verdict_changes_at_every_floor_and_at_a_hundred() -> None:
    assert sorted(thresholds(PERMENDAGRI)) == [51, 66, 76, 91, 100]
    assert sorted(thresholds(BANDS)) == [Decimal("70.5"), 85, 100]
    assert thresholds(None) == (100,)


TEXTS = [
    ("90.996", "90,996"),
    ("90.9949", "90,99"),
    ("90.9999996", "90,9999996"),
    ("91", "91,00"),
    ("91.004", "91,00"),
    ("99.995", "99,995"),
    ("99.9999", "99,9999"),
    ("100", "100,00"),
    ("100.004", "100,00"),
    ("75.995", "75,995"),
    ("65.996", "65,996"),
    ("50.9951", "50,995"),
    ("85.71428571428571428571428571", "85,71"),
    ("67.155", "67,16"),
    ("-50", "−50,00"),
    ("1666.666666666666666666666667", "1.666,67"),
    ("90.99999999999999999999999999", "90,99999999999999999999999999"),
]


@pytest.mark.parametrize(("percent", "text"), TEXTS)
def test_an_achievement_is_shown_with_as_many_decimals_as_keep_it_below_a_threshold(percent: str, text: str) -> None:
    assert achievement_text(Decimal(percent), thresholds(PERMENDAGRI)) == text


NEAR = st.sampled_from([100, 91, 76, 66, 51]).flatmap(
    lambda edge: st.builds(
        lambda step, places: Fraction(edge) + Fraction(step, 10**places), st.integers(-99, 99), st.integers(1, 24)
    )
)


@given(NEAR | st.fractions(-500, 500), st.sampled_from([PERMENDAGRI, BANDS]))
@example(Fraction(90996, 1000), PERMENDAGRI)
def test_what_is_shown_never_contradicts_the_predikat(percent: Fraction, scale: RatingScale) -> None:
    shown = achievement_text(decimal_of(percent), thresholds(scale))
    read = Fraction(shown.replace("−", "-").replace(".", "").replace(",", "."))
    assert rate(read, scale) == rate(percent, scale)
    assert (read >= 100) == (percent >= 100)
    assert abs(read - percent) <= Fraction(5, 1000)


@given(st.decimals(-500, 500, places=6), st.sampled_from([PERMENDAGRI, BANDS]))
def test_no_more_decimals_are_shown_than_are_needed(percent: Decimal, scale: RatingScale) -> None:
    shown = achievement_text(percent, thresholds(scale))
    decimals = len(shown.partition(",")[2])
    assert decimals >= 2
    if decimals > 2:
        fewer = rounded(percent, decimals - 1)
        assert any((fewer >= edge) != (percent >= edge) for edge in thresholds(scale))
    else:
        assert shown == write_number(percent, 2)


@given(st.fractions(-500, 500), st.fractions(-500, 500), st.sampled_from([PERMENDAGRI, BANDS]))
def test_a_greater_achievement_never_has_a_worse_predikat(one: Fraction, two: Fraction, scale: RatingScale) -> None:
    labels = [grade.label for grade in scale.grades]
    less, more = sorted((one, two))
    assert labels.index(rate(more, scale)) <= labels.index(rate(less, scale))
