"""What holds for every appraisal: a better figure is never judged worse, and neither order nor repetition counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.pace import Outlook
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.year_figures import YearFigure
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, rows, years

Recorded = Callable[[Decimal], RealisedFigure]


def at(number: Decimal) -> Target:
    return Target(number, number)


# A better figure ------------------------------------------------------------------------------------------------------

OUTLOOKS: tuple[Outlook, ...] = ("moving_away", "behind", "accelerate", "on_track", "achieved")
PREDIKAT = ("Sangat Rendah", "Rendah", "Sedang", "Tinggi", "Sangat Tinggi")
DIRECTIONS = (
    ("higher", None),
    ("higher", "from_baseline"),
    ("lower", None),
    ("lower", "inverse"),
    ("lower", "from_baseline"),
)

# The year as it may be recorded, all but one of its figures given.
FORMS: Mapping[str, Recorded] = {
    "value": lambda one: RealisedFigure(value=one),
    "quarters": lambda one: RealisedFigure(quarters={1: Decimal(1), 2: one, 3: Decimal(2), 4: one}),
    "parts": lambda one: RealisedFigure(parts={"35.01": one, "35.02": Decimal(3)}),
}

figures = st.decimals(-20, 200, places=1)
numbers = st.decimals(1, 200, places=1)
indicators = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["orang", "%"]),
        "direction": st.sampled_from(DIRECTIONS),
        "over_time": st.sampled_from(["latest", "sum", "average"]),
        "pace": st.sampled_from([None, "linear", "compound"]),
        "baseline": st.none() | numbers,
        "earlier": st.none() | numbers,
        "targets": st.lists(numbers, min_size=3, max_size=3),
        "end": st.integers(2025, 2030),
    }
)


def judged(fields: Mapping[str, Any], found: RealisedFigure, quarter: int | None) -> Row:
    """The only indicator of a plan in 2025, with a figure of the year before where `earlier` gives one."""
    better, formula = fields["direction"]
    promised = dict(zip((2024, 2025, 2026), map(at, fields["targets"]), strict=True))
    declared = indicator(
        unit=fields["unit"],
        better=better,
        achievement=formula,
        over_time=fields["over_time"],
        pace=fields["pace"],
        targets=promised,
        quarter_targets={2025: dict.fromkeys((1, 2, 3, 4), promised[2025])},
        final_target=promised[2026],
        **({} if fields["baseline"] is None else {"baseline": {"year": 2023, "value": fields["baseline"]}}),
    )
    earlier = {} if fields["earlier"] is None else {"a": str(fields["earlier"])}
    content = years({2024: earlier, 2025: {"a": found}})
    return appraise(plan({"a": declared}, 2024, fields["end"]), content, 2025, NEXT_CENTURY, quarter=quarter).rows[0]


def never_falls(scores: list[Any]) -> bool:
    """Whether the scores that there are do not fall."""
    known = [score for score in scores if score is not None]
    return known == sorted(known)


@given(
    indicators, st.sampled_from(sorted(FORMS)), st.lists(figures, min_size=2, max_size=4), st.sampled_from([None, 2, 4])
)
def test_a_better_figure_is_never_judged_worse(
    fields: dict[str, Any], form: str, numbers: list[Decimal], quarter: int | None
) -> None:
    numbers = sorted(numbers, reverse=fields["direction"][0] == "lower")
    if fields["direction"][1] == "inverse":  # of what is zero or less there is no quotient
        numbers = [number for number in numbers if number > 0]
    found = [judged(fields, FORMS[form](number), quarter) for number in numbers]
    assert never_falls([row.percent if isinstance(row.percent, Fraction) else None for row in found])
    assert never_falls([None if row.rating is None else PREDIKAT.index(row.rating) for row in found])
    assert never_falls([row.final_percent for row in found])
    assert never_falls([row.so_far.percent if row.so_far else None for row in found])
    assert never_falls([None if row.outlook is None else OUTLOOKS.index(row.outlook) for row in found])


# Order and repetition -------------------------------------------------------------------------------------------------

PARTS = {"35.01": "Pacitan", "35.02": "Ponorogo", "35.03": "Trenggalek"}
QUARTERLY = {2025: {1: at(Decimal(5)), 2: at(Decimal(10)), 3: at(Decimal(20)), 4: at(Decimal(40))}}
INDICATORS = {
    "rasio": indicator(formula="100 * aktif / (semua + baru)", targets={2024: "40", 2025: "50"}, over_time="average"),
    "aktif": indicator(unit="unit", targets={2024: "30", 2025: "40"}, weight=Decimal(3)),
    "semua": indicator(unit="unit", baseline={"year": 2023, "value": "90"}),
    "baru": indicator(unit="unit", over_time="sum", targets={2024: "10", 2025: "40"}, quarter_targets=QUARTERLY),
    "tumbuh": indicator(formula="growth(semua)", targets={2025: "5", 2026: "6"}),
    "masuk": indicator(unit="orang", over_time="sum", targets={2024: "4", 2025: "5", 2026: "9"}),
    "turun": indicator(better="lower", baseline={"year": 2022, "value": "9"}, targets={2024: "8", 2026: "5"}),
}
AMENDMENTS = [
    amendment("2024-06-01", "aktif", {2024: ("30", "32"), 2025: ("40", "44")}),
    amendment("2025-03-01", "aktif", {2025: ("44", "46")}),
    amendment("2025-09-12", "turun", {2026: ("5", "6")}),
    amendment("2026-02-01", "aktif", {2025: ("46", "99")}),
]
FIGURES = years(
    {
        2023: {"turun": "8.7"},
        2024: {
            "aktif": RealisedFigure(parts={"35.01": Decimal(7), "35.02": Decimal(11), "35.03": Decimal(13)}),
            "semua": "95",
            "baru": RealisedFigure(quarters={1: Decimal(1), 2: Decimal(2), 3: Decimal(3), 4: Decimal(4)}),
            "turun": "8.1",
            "masuk": "3",
        },
        2025: {
            "aktif": RealisedFigure(parts={"35.02": Decimal(12), "35.01": Decimal(8)}),
            "semua": "97",
            "masuk": "7",
            "baru": RealisedFigure(quarters={2: Decimal(20), 1: Decimal(9), 3: Decimal(1)}),
        },
    }
)
RULES = [{"that": "aktif <= semua"}, {"that": "baru <= semua - previous(semua)", "tolerance": Decimal(1)}]


def declared(shuffle: Callable[[Mapping[Any, Any]], dict[Any, Any]] = dict) -> Plan:
    indicators = {
        name: {key: shuffle(value) if key in ("targets", "quarter_targets") else value for key, value in fields.items()}
        for name, fields in shuffle(INDICATORS).items()
    }
    amended = [AMENDMENTS[place] for place in shuffle(dict(enumerate(AMENDMENTS)))]
    return plan(indicators, parts=shuffle(PARTS), amendments=amended, rules=RULES)


def as_told(appraisal: Appraisal) -> tuple[object, ...]:
    """All that an appraisal says, but for the order in which indicators and missing parts are named."""

    def sorted_parts(figure: YearFigure | None) -> YearFigure | None:
        return figure and replace(figure, missing_parts=tuple(sorted(figure.missing_parts)))

    told = {name: replace(row, partial=sorted_parts(row.partial)) for name, row in rows(appraisal).items()}
    return told, appraisal.summary, appraisal.relations


@given(st.randoms(use_true_random=False), st.sampled_from([2023, 2024, 2025, 2026]), st.sampled_from([None, 1, 2, 4]))
def test_no_order_of_anything_changes_anything(random: Random, year: int, quarter: int | None) -> None:
    def shuffled(content: Mapping[Any, Any]) -> dict[Any, Any]:
        return dict(random.sample(list(content.items()), len(content)))

    def mixed(figure: RealisedFigure) -> RealisedFigure:
        return figure.model_copy(update={"quarters": shuffled(figure.quarters), "parts": shuffled(figure.parts)})

    back = {
        of: content.model_copy(
            update={"figures": {name: mixed(figure) for name, figure in shuffled(content.figures).items()}}
        )
        for of, content in shuffled(FIGURES).items()
    }
    there = appraise(declared(), FIGURES, year, NEXT_CENTURY, quarter=quarter)
    assert as_told(appraise(declared(shuffled), back, year, NEXT_CENTURY, quarter=quarter)) == as_told(there)


@given(
    st.integers(2022, 2027),
    st.sampled_from([None, 1, 2, 3, 4]),
    st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)),
)
def test_judging_leaves_everything_as_it_was_and_twice_gives_the_same(
    year: int, quarter: int | None, on: date | None
) -> None:
    judging, realised = declared(), dict(FIGURES)
    before = written(judging, realised)
    first = appraise(judging, realised, year, NEXT_CENTURY, in_force_on=on, quarter=quarter)
    assert appraise(judging, realised, year, NEXT_CENTURY, in_force_on=on, quarter=quarter) == first
    assert written(judging, realised) == before


def written(declared: Plan, realised: Mapping[int, RealisedYear]) -> str:
    """The plan and its figures as text, in which order and decimals count too."""
    return repr((declared, list(realised.items())))


@given(
    st.lists(st.decimals(0, 9_999, places=2), min_size=1, max_size=12),
    st.lists(st.integers(0, 3), min_size=12, max_size=12),
)
def test_parts_put_together_in_any_groups_make_the_same_whole(parts: list[Decimal], groups: list[int]) -> None:
    together: dict[str, Decimal] = {}
    for group, figure in zip(groups, parts, strict=False):
        together[f"35.{group + 71}"] = together.get(f"35.{group + 71}", Decimal(0)) + figure
    one_by_one = RealisedFigure(parts={f"35.{place + 1:02}": figure for place, figure in enumerate(parts)})
    found = [
        appraise(
            plan({"a": indicator(unit="Rp", targets={2024: "100"})}), years({2024: {"a": entry}}), 2024, NEXT_CENTURY
        )
        for entry in (one_by_one, RealisedFigure(parts=together))
    ]
    assert found[0].rows[0].percent == found[1].rows[0].percent == sum(map(Fraction, parts))
