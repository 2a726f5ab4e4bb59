"""Rating (*predikat*): the word that a scale gives to an achievement."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.model.plan import Grade, Plan, RatingScale

BUILT_IN_SCALES: Final[dict[str, RatingScale]] = {
    # The print leaves 90–91, 75–76, 65–66 and 50–51 undefined; each grade begins at its floor,
    # as most systems read it, and everything above 100 is the best grade.
    "permendagri-86-2017": RatingScale(
        title="Skala Nilai Peringkat Kinerja, Permendagri 86/2017",
        grades=(
            Grade(floor=Decimal(91), label="Sangat Tinggi"),
            Grade(floor=Decimal(76), label="Tinggi"),
            Grade(floor=Decimal(66), label="Sedang"),
            Grade(floor=Decimal(51), label="Rendah"),
            Grade(label="Sangat Rendah"),
        ),
    ),
}


def scale_of(plan: Plan) -> RatingScale | None:
    """The scale a plan names: its own, else a built-in one; None where the name is unknown."""
    name = plan.header.rating_scale
    return plan.rating_scales.get(name) or BUILT_IN_SCALES.get(name)


def rate(percent: Fraction, scale: RatingScale) -> str:
    """The predikat of an achievement, compared exactly: 90,996 is below 91."""
    for grade in scale.grades:
        if grade.floor is None or percent >= Fraction(grade.floor):
            return grade.label
    raise AssertionError("the last grade of a scale has no floor")


def thresholds(scale: RatingScale | None) -> tuple[Decimal, ...]:
    """The percentages at which a verdict changes: the scale's floors and the promise itself, 100."""
    floors = [grade.floor for grade in scale.grades if grade.floor is not None] if scale else []
    return (Decimal(100), *floors)
