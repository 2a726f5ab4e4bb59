"""4xx: realised figures: whose they are, where they come from, and whether they can be true."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.checks.file_rules import Words
from kumkm_targets.checks.plan_rules import declared, did_you_mean
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.achievement import FULL
from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.plausibility import is_slip
from kumkm_targets.evaluation.series import Series
from kumkm_targets.figures.exact import decimal_of, decimals_of
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

UNKNOWN_INDICATOR = Rule(
    "KT401",
    "unknown-indicator",
    "error",
    N_("Realised figures and spending belong to indicators and programmes that the plan declares."),
    N_("A figure under a mistyped id is lost: no table shows it."),
    "[figures.rasio_kewirausahan]\nvalue = 3.72",
    "[figures.rasio_kewirausahaan]\nvalue = 3.72",
    N_("Correct the id, or declare the indicator in plan.toml."),
)
WRONG_YEAR = Rule(
    "KT402",
    "wrong-year",
    "error",
    N_("A realised file holds the year that its name says."),
    N_("A copied file with the old year inside counts one year's figures for another."),
    "# realised/2025.toml\nyear = 2024",
    "# realised/2025.toml\nyear = 2025",
    N_("Correct `year`, or rename the file."),
)
NO_SOURCE = Rule(
    "KT403",
    "missing-source",
    "warning",
    N_("Every realised figure says where it comes from."),
    N_("A figure without a source cannot be defended before an auditor."),
    "[figures.rasio_kewirausahaan]\nvalue = 3.72",
    '[figures.rasio_kewirausahaan]\nvalue = 3.72\nsource = "Sakernas Agustus 2025"',
    N_("Add `source`: an id from [sources], or words."),
)
THOUSANDFOLD = Rule(
    "KT404",
    "thousandfold",
    "error",
    N_("No figure is hundreds of times more or less than the last one recorded."),
    N_("A misread dot or a wrong scale (ribu, juta, miliar) multiplies a figure by a thousand."),
    "# 2024: value = 1311\nvalue = 1311000",
    "# 2024: value = 1311\nvalue = 1314",
    N_("Correct the figure; silence the finding with the reason if it is true."),
)
FUTURE = Rule(
    "KT405",
    "future-figure",
    "warning",
    N_("A realised figure is neither dated nor filed after today."),
    N_("What has not happened yet cannot have been measured: a target was typed as a figure, or a date is wrong."),
    "year = 2031\n[figures.rasio]\nvalue = 3.72",
    "year = 2025\n[figures.rasio]\nvalue = 3.72",
    N_("Correct the year or `as_of`."),
)
DERIVED_DIFFERS = Rule(
    "KT406",
    "derived-differs",
    "warning",
    N_("A figure that is recorded and also derived by formula has one value, to the decimals recorded."),
    N_("Two values for one indicator and year: every report could print another."),
    'formula = "100 * aktif / seluruh"\n# 83 of 852 recorded, and also value = 11.2',
    'formula = "100 * aktif / seluruh"\n# 83 of 852 recorded, and no value of its own',
    N_("Take the recorded value out, or correct the components."),
)
IMPLAUSIBLE = Rule(
    "KT407",
    "implausible-achievement",
    "warning",
    N_("Achievements lie between 0 and 200 percent."),
    N_("Beyond that, a unit, a scale or a digit is usually wrong."),
    "# target 3,75\nvalue = 37.2",
    "# target 3,75\nvalue = 3.72",
    N_("Compare figure and target with their sources; silence the finding with the reason if both are right."),
)
VALUE_AND_UNAVAILABLE = Rule(
    "KT408",
    "value-and-unavailable",
    "error",
    N_("A figure has a value or is unavailable, not both."),
    N_("Nobody could tell which of the two holds."),
    'value = 3.72\nunavailable = "menunggu Sakernas"',
    "value = 3.72",
    N_("Keep one of the two."),
)
NO_VALUE = Rule(
    "KT409",
    "no-value",
    "error",
    N_("A recorded figure has a value, or says why there is none."),
    N_("An empty entry looks recorded and is not."),
    '[figures.rasio]\nsource = "Sakernas"',
    '[figures.rasio]\nunavailable = "menunggu Sakernas Agustus"',
    N_("Add `value`, or `unavailable` with the reason."),
)
MISNAMED_FILE = Rule(
    "KT410",
    "misnamed-file",
    "error",
    N_("Files in `realised/` are named by their year: 2025.toml."),
    N_("A file with another name is never read, and its figures are lost in silence."),
    "realised/2025-final.toml",
    "realised/2025.toml",
    N_("Rename the file, or move it out of the folder."),
)


def _both(_facts: object) -> tuple[str, str]:
    return _("there is a value, and it is also called unavailable"), _("Keep one of the two.")


def _neither(_facts: object) -> tuple[str, str]:
    return _("there is neither a value nor a reason why there is none"), _(
        "Add `value`, or `unavailable` with the reason."
    )


def _wrong_year(facts: Mapping[str, str]) -> tuple[str, str]:
    return _("the file is named {name}, but holds the year {year}").format(**facts), _(
        "Correct `year`, or rename the file."
    )


FLAW_RULES: Final[tuple[tuple[Rule, Words], ...]] = (
    (WRONG_YEAR, _wrong_year),
    (VALUE_AND_UNAVAILABLE, _both),
    (NO_VALUE, _neither),
)


def unknown_indicators(reading: PlanReading, _plan: Plan, _today: date) -> Iterator[Finding]:
    """Figures and spending have an owner in the plan."""
    programmes = declared(reading, "programmes")
    for year in reading.years:
        content = year.content
        for table, ids, known in (
            ("figures", content.figures if content else {}, reading.declared),
            ("programmes", content.programmes if content else {}, programmes),
        ):
            for name in ids:
                if name not in known:
                    yield UNKNOWN_INDICATOR.finding(
                        year.file.path,
                        (table, name),
                        _("“{name}” is not declared in the plan").format(name=name),
                        did_you_mean(name, known) or _("Declare it in plan.toml."),
                        on_key=True,
                    )


def misnamed_files(reading: PlanReading, _plan: Plan, _today: date) -> Iterator[Finding]:
    """Nothing in `realised/` is passed over."""
    for path in reading.strays:
        yield MISNAMED_FILE.finding(
            path,
            (),
            _("this file is never read: its name is not a year"),
            _("Rename it to YEAR.toml, or move it out of the folder."),
        )


def missing_source(reading: PlanReading, _plan: Plan, _today: date) -> Iterator[Finding]:
    """Every figure can be traced."""
    for year in reading.years:
        for name, figure in (year.content.figures if year.content else {}).items():
            if figure.value is not None and not figure.source:
                yield NO_SOURCE.finding(
                    year.file.path,
                    ("figures", name),
                    _("“{name}” has a value without a source").format(name=name),
                    _("Add `source`: an id from [sources], or words."),
                )


def thousandfold(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """No figure is a thousand times the last one."""
    last: dict[str, tuple[Decimal, RealisedReading]] = {}
    for year in _in_order(reading):
        for name, figure in (year.content.figures if year.content else {}).items():
            if figure.value is None or name not in plan.indicators:
                continue
            before = last.get(name)
            if before is not None and is_slip(before[0], figure.value):
                measure = plan.indicators[name].measure
                yield THOUSANDFOLD.finding(
                    year.file.path,
                    ("figures", name, "value"),
                    _("{new} after {old}: hundreds of times more or less").format(
                        new=write_with_unit(figure.value, measure), old=write_with_unit(before[0], measure)
                    ),
                    _(THOUSANDFOLD.fix),
                    related=(Related(before[1].file.path, ("figures", name, "value"), _("the last recorded figure")),),
                )
            last[name] = (figure.value, year)


def future(reading: PlanReading, _plan: Plan, today: date) -> Iterator[Finding]:
    """Nothing was measured in the future."""
    for year in reading.years:
        content = year.content
        if content is None:
            continue
        if content.year > today.year and content.figures:
            yield FUTURE.finding(
                year.file.path,
                ("year",),
                _("{year} has not begun yet").format(year=content.year),
                _("Correct the year."),
            )
        for name, figure in content.figures.items():
            if figure.as_of is not None and figure.as_of > today:
                yield FUTURE.finding(
                    year.file.path,
                    ("figures", name, "as_of"),
                    _("{day} lies in the future").format(day=figure.as_of.isoformat()),
                    _("Correct `as_of`."),
                )


def derived_differs(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """A derived figure that is also recorded has the same value."""
    series = Series(plan, reading.realised)
    for year in reading.years:
        content = year.content
        for name, figure in (content.figures if content else {}).items():
            indicator = plan.indicators.get(name)
            if content is None or indicator is None or figure.value is None:
                continue
            derived = series.value(name, content.year) if series.is_derived(name, content.year) else None
            decimals = decimals_of(figure.value)
            if derived is not None and abs(derived - Fraction(figure.value)) > Fraction(1, 2 * 10**decimals):
                yield DERIVED_DIFFERS.finding(
                    year.file.path,
                    ("figures", name, "value"),
                    _("recorded as {recorded}, but the formula gives {derived}").format(
                        recorded=write_number(figure.value),
                        derived=write_number(decimal_of(derived), decimals + 2),
                    ),
                    _(DERIVED_DIFFERS.fix),
                    related=(Related(reading.file.path, ("indicators", name, "formula"), _("the formula")),),
                )


def implausible(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    """Achievements are believable."""
    realised = reading.realised
    for year in reading.years:
        if year.content is None:
            continue
        for row in appraise(plan, realised, year.content.year, today).rows:
            percent = row.achievement
            if row.derived or percent is None or 0 <= percent <= 2 * FULL:
                continue
            yield IMPLAUSIBLE.finding(
                year.file.path,
                ("figures", row.id, "value"),
                _("“{name}” achieves {percent} of its target").format(
                    name=row.id, percent=f"{write_number(percent, 2)}%"
                ),
                _(IMPLAUSIBLE.fix),
                related=(
                    Related(
                        reading.file.path,
                        ("indicators", row.id, "targets", str(year.content.year)),
                        _("the target"),
                    ),
                ),
            )


def _in_order(reading: PlanReading) -> list[RealisedReading]:
    return sorted(
        (year for year in reading.years if year.content is not None),
        key=lambda year: year.content.year if year.content else 0,
    )


RULES: Final = (
    (UNKNOWN_INDICATOR, unknown_indicators),
    (MISNAMED_FILE, misnamed_files),
    (NO_SOURCE, missing_source),
    (THOUSANDFOLD, thousandfold),
    (FUTURE, future),
    (DERIVED_DIFFERS, derived_differs),
    (IMPLAUSIBLE, implausible),
)
