"""5xx and 6xx: formulas, relations between figures, and amendments."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.checks.plan_rules import did_you_mean
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.formulas import (
    Comparison,
    Expression,
    FormulaError,
    Lookup,
    evaluate,
    holds,
    parse_formula,
    parse_relation,
    references,
)
from kumkm_targets.evaluation.series import Series, circular
from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.figures.exact import decimal_of, decimals_of
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

UNREADABLE_FORMULA = Rule(
    "KT501",
    "unreadable-formula",
    "error",
    N_("Formulas and relations are written in the formula language: ids, numbers, + - * /, growth(), previous()."),
    N_("A formula that cannot be read gives no figure."),
    'formula = "100 x aktif : seluruh"',
    'formula = "100 * aktif / seluruh"',
    N_("Correct the formula at the place that the message names; decimals are written with a dot."),
)
UNKNOWN_IN_FORMULA = Rule(
    "KT502",
    "unknown-id-in-formula",
    "error",
    N_("Every id in a formula or relation is an indicator of the same plan."),
    N_("A formula over an unknown id gives no figure."),
    'formula = "100 * koperasi_aktf / jumlah_koperasi"',
    'formula = "100 * koperasi_aktif / jumlah_koperasi"',
    N_("Correct the id, or declare the indicator."),
)
CIRCULAR = Rule(
    "KT503",
    "circular-formula",
    "error",
    N_("No formula leads back to itself."),
    N_("A figure that depends on itself has no value."),
    '[indicators.a]\nformula = "b + 1"\n[indicators.b]\nformula = "a - 1"',
    '[indicators.a]\nformula = "b + 1"\n[indicators.b]\n# recorded',
    N_("Take the formula out of one of the indicators, and record it."),
)
BROKEN_RELATION = Rule(
    "KT504",
    "broken-relation",
    "error",
    N_("The realised figures of a year keep the relations that the plan declares under [[rules]]."),
    N_("Figures that contradict one another cannot all be right."),
    '[[rules]]\nthat = "koperasi_aktif <= jumlah_koperasi"\n# recorded: 22.977 and 5.855',
    '[[rules]]\nthat = "koperasi_aktif <= jumlah_koperasi"\n# recorded: 2.297 and 5.855',
    N_("Find the wrong figure in its source; silence the finding with the reason if the source prints it."),
)
AMENDED_UNKNOWN = Rule(
    "KT601",
    "amended-unknown-indicator",
    "error",
    N_("An amendment changes targets of indicators that the plan declares."),
    N_("An amendment under a mistyped id changes nothing."),
    'targets = { rasio_kewirausahan = { 2026 = { from = "3,81", to = "3,78" } } }',
    'targets = { rasio_kewirausahaan = { 2026 = { from = "3,81", to = "3,78" } } }',
    N_("Correct the id."),
)
AMENDED_FROM = Rule(
    "KT602",
    "amendment-not-in-force",
    "error",
    N_("The `from` of an amendment is the target in force before it."),
    N_("Either the old target was misprinted, or an amendment in between is missing."),
    'targets = { 2026 = "3,81" }\n# amendment: from = "3,80", to = "3,78"',
    'targets = { 2026 = "3,81" }\n# amendment: from = "3,81", to = "3,78"',
    N_("Compare with the document that was amended."),
)


def formulas(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Formulas and relations can be read, and name indicators that exist."""
    texts: list[tuple[KeyPath, str, bool]] = [
        (("indicators", name, "formula"), indicator.formula, False)
        for name, indicator in plan.indicators.items()
        if indicator.formula
    ]
    if not _has_flaw(reading, "rules"):
        texts += [(("rules", index, "that"), relation.that, True) for index, relation in enumerate(plan.rules)]
    for key, text, is_relation in texts:
        try:
            parsed = parse_relation(text) if is_relation else parse_formula(text)
        except FormulaError as error:
            yield UNREADABLE_FORMULA.finding(
                reading.file.path,
                key,
                _("this formula cannot be read at “{found}”").format(found=error.found or _("its end")),
                _(UNREADABLE_FORMULA.fix),
            )
            continue
        for name in dict.fromkeys(reference.id for reference in references(parsed)):
            if name not in reading.declared:
                yield UNKNOWN_IN_FORMULA.finding(
                    reading.file.path,
                    key,
                    _("“{name}” is not an indicator of this plan").format(name=name),
                    did_you_mean(name, reading.declared) or _("Declare the indicator."),
                )


def circles(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """No formula depends on itself in the same year."""
    formulas: dict[str, Expression] = {}
    for name, indicator in plan.indicators.items():
        with suppress(FormulaError):
            if indicator.formula:
                formulas[name] = parse_formula(indicator.formula)
    caught = circular(formulas)
    for name in plan.indicators:
        if name in caught:
            yield CIRCULAR.finding(
                reading.file.path,
                ("indicators", name, "formula"),
                _("the formula of “{name}” leads back to itself").format(name=name),
                _(CIRCULAR.fix),
            )


def relations(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Realised figures keep the plan's relations, year by year."""
    if _has_flaw(reading, "rules"):
        return  # an entry was left out, so that the others have lost their places
    series = Series(plan, reading.realised)
    for index, relation in enumerate(plan.rules):
        try:
            parsed = parse_relation(relation.that)
        except FormulaError:
            continue
        for year in reading.years:
            if year.content is None:
                continue
            this_year, lookup = year.content.year, series.lookup(year.content.year)
            if holds(parsed, lookup, Fraction(relation.tolerance or 0)) is not False:
                continue
            named = list(dict.fromkeys(reference.id for reference in references(parsed)))
            places = [("figures", name, "value") for name in named if name in year.content.figures]
            because = f" ({relation.because})" if relation.because else ""
            yield BROKEN_RELATION.finding(
                year.file.path,
                places[0] if places else ("year",),
                _("{relation} does not hold in {year}: {working}").format(
                    relation=relation.that, year=this_year, working=_working(parsed, lookup)
                )
                + because,
                _(BROKEN_RELATION.fix),
                related=(
                    Related(reading.file.path, ("rules", index, "that"), _("the relation")),
                    *(Related(year.file.path, place, place[1]) for place in places[1:]),
                ),
            )


def amendments(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Amendments start from what is in force."""
    if _has_flaw(reading, "amendments"):
        return
    for index, amendment in enumerate(plan.amendments):
        for name, changes in amendment.targets.items():
            key: KeyPath = ("amendments", index, "targets", name)
            if name not in plan.indicators:
                if name not in reading.declared:
                    yield AMENDED_UNKNOWN.finding(
                        reading.file.path,
                        key,
                        _("“{name}” is not an indicator of this plan").format(name=name),
                        did_you_mean(name, reading.declared) or _("Correct the id."),
                        on_key=True,
                    )
                continue
            earlier = [other for other in plan.amendments if other.effective < amendment.effective]
            before = plan.model_copy(update={"amendments": tuple(earlier)})
            in_force = targets_in_force(before, name, amendment.effective)
            for year, change in changes.items():
                before_it = in_force.get(year)
                if before_it == change.from_:
                    continue
                message = (
                    _("there is no target in force for {year}").format(year=year)
                    if before_it is None
                    else _("the target in force for {year} is {target}").format(
                        year=year, target=write_number(before_it.min)
                    )
                )
                target_key: KeyPath = ("indicators", name, "targets", str(year))
                yield AMENDED_FROM.finding(
                    reading.file.path,
                    (*key, str(year), "from"),
                    message,
                    _(AMENDED_FROM.fix),
                    related=(Related(reading.file.path, target_key, _("the target")),) if before_it else (),
                )


def _has_flaw(reading: PlanReading, table: str) -> bool:
    return any(flaw.key[:1] == (table,) for flaw in reading.flaws)


def _working(parsed: Comparison, lookup: Lookup) -> str:
    sides = [_side(side, lookup) for side in (parsed.left, parsed.right)]
    return f"{sides[0]} {parsed.sign} {sides[1]}"


def _side(expression: Expression, lookup: Lookup) -> str:
    value = evaluate(expression, lookup)
    decimal = decimal_of(value) if value is not None else Decimal(0)
    return write_number(decimal, min(decimals_of(decimal), 2))


RULES: Final = (
    (UNREADABLE_FORMULA, formulas),
    (CIRCULAR, circles),
    (BROKEN_RELATION, relations),
    (AMENDED_FROM, amendments),
)
