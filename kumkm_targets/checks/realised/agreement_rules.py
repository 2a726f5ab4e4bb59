"""4xx: realised figures that must agree: with their formula, their quarters and their kabupaten/kota."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.checks.formulas.working import apart, components
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.formulas import parse_formula
from kumkm_targets.evaluation.series import Series
from kumkm_targets.figures.exact import decimal_of, decimals_of
from kumkm_targets.figures.units import Unit
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

_QUARTERS: Final = 4
_TELLING_PARTS: Final = 5
"""Parts from which on a ratio must lie among them: for fewer, chosen by chance, it often does not."""
_MONEY_ROUNDING: Final = Decimal("0.01")
"""Amounts are printed rounded (Rp88,45 miliar) and stored in full, so that their rounding cannot be seen."""

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
PARTS_DIFFER = Rule(
    "KT413",
    "parts-against-whole",
    "error",
    N_("Counts and amounts by kabupaten/kota add up to no more than the whole; a ratio lies among its parts."),
    N_("Either the whole or one of its parts is wrong, and both are printed."),
    'value = 612\nparts = { "62.01" = 340, "62.02" = 372 }',
    'value = 612\nparts = { "62.01" = 340, "62.02" = 272 }',
    N_("Compare whole and parts with their sources."),
)
QUARTERS_DIFFER = Rule(
    "KT414",
    "quarters-against-year",
    "warning",
    N_("Four quarters agree with their year: they add up to it, or the last one is it, as `over_time` says."),
    N_("The quarterly report and the yearly one would print two figures for one year."),
    'over_time = "sum" # in plan.toml\nvalue = 980\nquarters = { 1 = 200, 2 = 310, 3 = 250, 4 = 120 }',
    'over_time = "sum" # in plan.toml\nvalue = 980\nquarters = { 1 = 200, 2 = 310, 3 = 250, 4 = 220 }',
    N_("Correct the year or the quarter; where the year was revised, revise its quarters with it."),
)
OUTSIDE_REGION = Rule(
    "KT415",
    "part-outside-region",
    "error",
    N_("The parts of a figure are kabupaten/kota of the plan's region."),
    N_("A figure of another region is counted for this one, or stands under a mistyped code."),
    '# region = { code = "62", name = "Kalimantan Tengah" }\nparts = { "63.01" = 340 }',
    '# region = { code = "62", name = "Kalimantan Tengah" }\nparts = { "62.01" = 340 }',
    N_("Correct the code: kabupaten/kota of province 62 begin with 62."),
    "Kode wilayah Kemendagri",
)
PARTS_MISSING = Rule(
    "KT423",
    "parts-fall-short",
    "warning",
    N_("Counts and amounts by kabupaten/kota add up to no less than the whole."),
    N_("A kabupaten/kota was left out, or a figure lost a digit on its way."),
    'value = 612\nparts = { "62.01" = 340, "62.02" = 27 }',
    'value = 612\nparts = { "62.01" = 340, "62.02" = 272 }',
    N_("Correct the figures or add the missing parts; silence the finding with the reason if some did not report."),
)


def derived(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """A derived figure that is also recorded has the same value."""
    formulas = {name: indicator.formula for name, indicator in plan.indicators.items() if indicator.formula}
    if not formulas:
        return
    series: Series | None = None
    for year in reading.years:
        content = year.content
        for name in formulas.keys() & (content.figures.keys() if content else ()):
            figure = content.figures[name] if content else None
            if content is None or figure is None or figure.value is None:
                continue
            series = series or Series(plan, reading.realised)
            value = series.value(name, content.year)
            if value is None or not series.is_derived(name, content.year):
                continue
            if abs(value - Fraction(figure.value)) <= Fraction(1, 2 * 10 ** decimals_of(figure.value)):
                continue
            derived_text = write_number(decimal_of(value), decimals_of(figure.value) + 2)
            working = "; ".join(components(parse_formula(formulas[name]), series.lookup(content.year), content.year))
            yield DERIVED_DIFFERS.finding(
                year.file.path,
                ("figures", name, "value"),
                _("recorded as {recorded}, but the formula gives {derived}: {working}").format(
                    recorded=write_number(figure.value), derived=derived_text, working=working
                ),
                _(DERIVED_DIFFERS.fix),
                related=(Related(reading.file.path, ("indicators", name, "formula"), _("the formula")),),
            )


def divisions(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """Figures beside their quarters and their parts."""
    for year in reading.years:
        for name, figure in (year.content.figures if year.content else {}).items():
            if not figure.parts and len(figure.quarters) < _QUARTERS:
                continue
            indicator = plan.indicators.get(name)
            if indicator is None:
                continue
            if figure.parts:
                yield from _region(reading, plan, year, name, figure)
                yield from _parts(year, name, indicator.measure, figure)
            if len(figure.quarters) == _QUARTERS:
                yield from _quarters(year, name, indicator, figure)


def _region(
    reading: PlanReading, plan: Plan, year: RealisedReading, name: str, figure: RealisedFigure
) -> Iterator[Finding]:
    """A kabupaten/kota that plans for itself is its own only part."""
    region = plan.header.region.code
    is_province = "." not in region
    outside = [code for code in figure.parts if not (code.startswith(f"{region}.") if is_province else code == region)]
    if not outside:
        return
    written = ((year.file.data or {}).get("figures") or {}).get(name, {}).get("parts", {})
    first = outside[0] if outside[0] in written else outside[0].replace(".", "")
    yield OUTSIDE_REGION.finding(
        year.file.path,
        ("figures", name, "parts", first),
        _("{codes}: no kabupaten/kota of the plan's region, {region}").format(
            codes=", ".join(outside), region=f"{region} {plan.header.region.name}"
        ),
        _("Correct the code: kabupaten/kota of province {code} begin with {code}.").format(code=region)
        if is_province
        else _("A kabupaten/kota has no parts but itself: correct the code, or take the part out."),
        on_key=True,
        related=(Related(reading.file.path, ("plan", "region"), _("the plan's region")),),
    )


def _parts(year: RealisedReading, name: str, measure: Unit, figure: RealisedFigure) -> Iterator[Finding]:
    """The list may lack some that have not reported, so that only more than the whole is surely wrong."""
    whole, parts = figure.value, figure.parts.values()
    if whole is None:
        return
    total, low, high = sum(parts, Decimal(0)), min(parts), max(parts)
    adds_up = abs(total - whole) <= _rounding(measure, (whole, *parts))
    if adds_up:
        return
    rule = PARTS_DIFFER if total > whole else PARTS_MISSING
    if _counts(measure):
        if rule is PARTS_MISSING and len(parts) == 1:
            return  # an example, no division
        message = _("the parts add up to {total}, the whole is {whole}").format(
            total=write_with_unit(total, measure), whole=write_with_unit(whole, measure)
        )
    else:
        rule = PARTS_DIFFER
        if len(parts) < _TELLING_PARTS or low <= whole <= high:
            return
        message = _("the parts lie between {low} and {high}, the whole is {whole}").format(
            low=write_with_unit(low, measure),
            high=write_with_unit(high, measure),
            whole=write_with_unit(whole, measure),
        )
    yield _disagreement(rule, year, name, "parts", message)


def _quarters(year: RealisedReading, name: str, indicator: Indicator, figure: RealisedFigure) -> Iterator[Finding]:
    """Quarters may be written as what each brought or as a running total; both are common in forms."""
    whole, measure = figure.value, indicator.measure
    if whole is None:
        return
    quarters = [figure.quarters[number] for number in range(1, _QUARTERS + 1)]
    total, last = sum(quarters, Decimal(0)), quarters[-1]
    slack = _rounding(measure, (whole, *quarters))
    if indicator.over_time == "average":
        agree = abs(total - whole * _QUARTERS) <= _rounding(measure, (*[whole] * _QUARTERS, *quarters))
        mean, year_text = apart(decimal_of(Fraction(total) / _QUARTERS), whole)
        message = _("the mean of the four quarters is {mean}, the year says {year}").format(mean=mean, year=year_text)
    else:
        is_last = abs(last - whole) <= _rounding(measure, (whole, last))
        adds_up = abs(total - whole) <= slack and (_counts(measure) or indicator.over_time == "sum")
        agree = is_last or adds_up
        message = (
            _("the four quarters add up to {total}, the year says {year}").format(
                total=write_with_unit(total, measure), year=write_with_unit(whole, measure)
            )
            if indicator.over_time == "sum"
            else _("the fourth quarter says {last}, the year says {year}").format(
                last=write_with_unit(last, measure), year=write_with_unit(whole, measure)
            )
        )
    if not agree:
        yield _disagreement(QUARTERS_DIFFER, year, name, "quarters", message)


def _disagreement(rule: Rule, year: RealisedReading, name: str, division: str, message: str) -> Finding:
    key: KeyPath = ("figures", name)
    whole = Related(year.file.path, (*key, "value"), _("the whole"))
    return rule.finding(year.file.path, (*key, division), message, _(rule.fix), related=(whole,))


def _counts(measure: Unit) -> bool:
    """Whether parts add up at all: things and amounts do, ratios and indices do not."""
    return measure.kind in ("whole", "money")


def _rounding(measure: Unit, figures: Sequence[Decimal]) -> Decimal:
    """How far figures may be apart that were rounded: half a last digit each; nothing for counts in ones.

    3,0 is stored as 3: a figure without decimals is as exact as the most exact beside it.
    """
    if measure.is_money:
        return max(abs(figure) for figure in figures) * _MONEY_ROUNDING
    if measure.counts_whole_things:
        return Decimal(0)
    finest = max(decimals_of(figure) for figure in figures)
    return sum((Decimal((0, (5,), -(decimals_of(figure) or finest) - 1)) for figure in figures), Decimal(0))
