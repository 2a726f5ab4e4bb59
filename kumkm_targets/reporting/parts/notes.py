"""What stands under a table by kabupaten and kota: how it was reckoned, who is missing, and what does not fit."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.formulas import parse_formula, references
from kumkm_targets.evaluation.part_totals import Basis, nearest
from kumkm_targets.evaluation.parts import Division
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.messages import N_, _
from kumkm_targets.model.fields import Better
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.parts.cells import amount_with_unit, rounds_off, total_with_unit
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.scope_words import part_text
from kumkm_targets.reporting.words import figure_with_unit, indicator_name, realised_with_unit, target_with_unit

_NATION: Final = "00"
_RANKED_BY: Final[dict[Basis, str]] = {
    "ratio": N_("Ranked by contribution to the gap"),
    "part_targets": N_("Ranked by distance from the own target"),
    "change": N_("Ranked by change since {year}"),
    "value": N_("Ranked by figure"),
}
_ORDERS: Final[dict[Better | None, str]] = {
    "higher": N_("the lowest first, for higher is better"),
    "lower": N_("the highest first, for lower is better"),
    "within": N_("what pulls out of the band most first"),
    None: N_("the largest first"),
}


def notes(division: Division, plan: Plan, year: int) -> Iterator[str]:
    """The notes on one indicator, a line each."""
    if division.parts:
        ranked_by = _(_RANKED_BY[division.basis]).format(year=year - 1)
        yield f"{ranked_by}, {_(_ORDERS[division.row.indicator.better])}"
        yield from _method(division, plan, year)
        yield _how_totalled(division)
    yield from _incomplete(division, plan, year)
    yield from _disagreements(division, plan, year)


def closing_notes(
    appraisal: Appraisal, realised: Mapping[int, RealisedYear], divided: tuple[Division, ...]
) -> Iterator[str]:
    """The indicators without parts; where none has any, how to record them."""
    plan, year = appraisal.plan, appraisal.year
    ids = {division.row.id for division in divided}
    if divided:
        names = [indicator_name(row.indicator) for row in appraisal.rows if row.id not in ids]
        if names:
            yield _("Without figures by kabupaten/kota: {names}").format(names="; ".join(names))
        return
    if appraisal.quarter is not None:
        yield _("Figures by kabupaten/kota are of whole years, not of quarters.")
        return
    yield _("No figures by kabupaten/kota are recorded for {year}.").format(year=year)
    with_parts = [
        of for of, content in sorted(realised.items()) if any(entry.parts for entry in content.figures.values())
    ]
    if with_parts:
        yield _("Years that have some: {years}.").format(years=", ".join(map(str, with_parts)))
    region = plan.header.region.code
    if "." in region:
        yield _("The plan is that of a kabupaten/kota, which has no parts.")
    elif plan.indicators and (plan.parts or region != _NATION):
        yield _("Record them one by one:")
        part = min(plan.parts, default=f"{region}.01")
        yield f"  kumkm record {one_line(plan.id)} {_first_to_record(appraisal)} … --year {year} --part {part}"


def _method(division: Division, plan: Plan, year: int) -> Iterator[str]:
    """How the last column is reckoned, and what the share is a share of."""
    gap = "" if division.gap is None else amount_with_unit(division.gap, division)
    if division.basis == "ratio":
        yield _ratio_method(division, gap)
        undivided = [part.code for part in division.parts if part.value is None]
        if undivided:
            yield _("With a denominator of zero, contribution = numerator ÷ all denominators: {parts}").format(
                parts=_parts(undivided, plan)
            )
    elif division.shares_gap:
        text = _("Contribution = realised − target; together they are the gap of these kabupaten/kota, {gap}")
        yield text.format(gap=gap)
    elif division.basis == "part_targets":
        yield _("Gap = realised − target, each by itself; they do not add up")
    elif gap:
        yield _("No targets by kabupaten/kota: the gap of the whole, {gap}, cannot be shared out").format(gap=gap)
    elif division.row.is_promised:
        yield _("No targets by kabupaten/kota")
    if division.ratio is not None:
        names = ", ".join(component_name(name, plan, year) for name in division.ratio.denominator)
        yield _("Share: of the denominator ({names})").format(names=names)
    elif any(part.share is not None for part in division.parts):
        yield _("Share: of the total")
    if rounds_off(division):
        yield _("Contributions are rounded here; unrounded they add up exactly")


def _ratio_method(division: Division, gap: str) -> str:
    indicator, target, total = division.row.indicator, division.target, division.total
    assert target is not None
    assert total is not None
    if target.is_range and not division.gap:
        return _("Contribution = share × (realised − total); together zero, for the total is within {target}").format(
            target=target_with_unit(target, indicator)
        )
    mark = figure_with_unit(decimal_of(nearest(target, total)), indicator)
    return _("Contribution = share × (realised − {target}); together they are the gap, {gap}").format(
        target=mark, gap=gap
    )


def _how_totalled(division: Division) -> str:
    indicator = division.row.indicator
    if division.ratio is not None:
        if division.total is None:
            return _("No total: the denominators add up to zero")
        return _("Total: numerators and denominators are added; percentages are never averaged")
    if division.is_sum:
        return _("Total: the figures are added")
    if division.total is not None:
        return _("Total: the formula over the added components")
    if indicator.formula:
        return _("No total: the formula needs figures that cannot be added")
    return _("No total: figures in “{unit}” cannot be added").format(unit=one_line(indicator.unit))


def _incomplete(division: Division, plan: Plan, year: int) -> Iterator[str]:
    """Who is missing, and for want of what."""
    if division.missing:
        known, missing = len(division.parts), len(division.missing)
        yield _("Incomplete: {missing} of {of} kabupaten/kota are missing").format(missing=missing, of=known + missing)
    lacks: dict[tuple[str, ...], list[str]] = {}
    for part in division.missing:
        lacks.setdefault(part.lacks, []).append(part.code)
    for components, codes in lacks.items():
        names, parts = ", ".join(component_name(name, plan, year) for name in components), _parts(codes, plan)
        if components:
            yield _("  without {components}: {parts}").format(components=names, parts=parts)
        elif division.row.indicator.formula:
            yield _("  the formula gives no result: {parts}").format(parts=parts)
        else:
            yield f"  {parts}"
    codes = [part.code for part in division.parts]
    unlisted = [code for code in codes if plan.parts and code not in plan.parts]
    if unlisted:
        yield _("Counted, but not listed in [parts] of the plan: {parts}").format(parts=_parts(unlisted, plan))
    without = [part.code for part in division.parts if part.target is None]
    if without and division.basis == "part_targets":
        yield _("Without a target, and so outside the gap: {parts}").format(parts=_parts(without, plan))


def _disagreements(division: Division, plan: Plan, year: int) -> Iterator[str]:
    """What the whole is, or was promised, where its parts make something else."""
    row = division.row
    for part in division.parts:
        if part.differs and part.value is not None and part.recorded is not None:
            yield _("{part}: recorded as {recorded}, but the formula gives {derived}").format(
                part=part_text(part.code, plan),
                recorded=figure_with_unit(part.recorded, row.indicator),
                derived=figure_with_unit(part.value, row.indicator, derived=True),
            )
    if division.differs and division.total is not None and division.whole is not None:
        yield _("The kabupaten/kota make {total}, the whole is {whole}: {difference}").format(
            total=total_with_unit(division),
            whole=realised_with_unit(row),
            difference=amount_with_unit(division.total - Fraction(division.whole), division),
        )
    for difference in division.differences:
        indicator = plan.indicators[_referred(difference.component)]
        made, known = (decimal_of(side) for side in (difference.of_parts, difference.of_whole))
        yield _("{component}: {made} from kabupaten/kota, {whole} for the whole").format(
            component=component_name(difference.component, plan, year),
            made=figure_with_unit(made, indicator),
            whole=figure_with_unit(known, indicator),
        )
    if division.promised is not None and row.target is not None and division.promised != row.target:
        yield _("The targets of the kabupaten/kota add up to {promised}, the target of the whole is {target}").format(
            promised=target_with_unit(division.promised, row.indicator),
            target=target_with_unit(row.target, row.indicator),
        )


def component_name(name: str, plan: Plan, year: int) -> str:
    """What a component of a formula is called, `previous(x)` with the year that it is of."""
    referred = _referred(name)
    indicator = plan.indicators.get(referred)
    words = referred if indicator is None else indicator_name(indicator)
    return words if name == referred else f"{words} ({year - 1})"


def _referred(component: str) -> str:
    return next(references(parse_formula(component))).id


def _parts(codes: Iterable[str], plan: Plan) -> str:
    return ", ".join(part_text(code, plan) for code in codes)


def _first_to_record(appraisal: Appraisal) -> str:
    """The first indicator that is not derived."""
    indicators = appraisal.plan.indicators
    return next((name for name, indicator in indicators.items() if not indicator.formula), next(iter(indicators)))
