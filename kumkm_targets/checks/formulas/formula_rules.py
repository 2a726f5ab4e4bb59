"""5xx: formulas and relations as texts: whether they can be read, what they name, where they lead."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kumkm_targets.checks.entries import relations_with_keys
from kumkm_targets.checks.names import did_you_mean
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.formulas import (
    Comparison,
    Expression,
    FormulaError,
    parse_formula,
    parse_relation,
    references,
)
from kumkm_targets.evaluation.series import circles
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

_HINTS: Final = {
    "x": N_("Write * to multiply."),
    "X": N_("Write * to multiply."),
    "×": N_("Write * to multiply."),
    "·": N_("Write * to multiply."),
    ":": N_("Write / to divide."),
    "÷": N_("Write / to divide."),
    ",": N_("Decimals are written with a dot: 0.5."),
    "%": N_("Take the percent sign out; to reckon in percent, multiply by 100."),
}
"""What the character at which a formula cannot be read is written like in the formula language."""

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


def formulas(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Formulas and relations can be read, name indicators that exist, and do not lead in circles."""
    parsed: dict[str, Expression] = {}
    for name, indicator in plan.indicators.items():
        if indicator.formula is None:
            continue
        key: KeyPath = ("indicators", name, "formula")
        try:
            parsed[name] = parse_formula(indicator.formula)
        except FormulaError as error:
            yield _unreadable(reading, key, error)
        else:
            yield from _unknown(reading, key, indicator.formula, parsed[name])
    if parsed:
        yield from _circles(reading, plan, parsed)
    for place, relation in relations_with_keys(reading, plan) if plan.rules else ():
        key = (*place, "that")
        try:
            comparison = parse_relation(relation.that)
        except FormulaError as error:
            yield _unreadable(reading, key, error)
        else:
            yield from _unknown(reading, key, relation.that, comparison)


def _unreadable(reading: PlanReading, key: KeyPath, error: FormulaError) -> Finding:
    first = error.found.split(maxsplit=1)[:1]
    if not first:
        return UNREADABLE_FORMULA.finding(
            reading.file.path,
            key,
            _("this formula breaks off: something is missing at its end"),
            _(UNREADABLE_FORMULA.fix),
        )
    hint = _HINTS.get(first[0]) or (not first[0].isalnum() and _HINTS.get(first[0][0]))
    return UNREADABLE_FORMULA.finding(
        reading.file.path,
        key,
        _("this formula cannot be read at “{found}”, its character {position}").format(
            found=error.found, position=error.position + 1
        ),
        _(hint) if hint else _(UNREADABLE_FORMULA.fix),
        within=(error.position, error.position + len(first[0])),
    )


def _unknown(reading: PlanReading, key: KeyPath, text: str, parsed: Expression | Comparison) -> Iterator[Finding]:
    for name in dict.fromkeys(reference.id for reference in references(parsed)):
        if name not in reading.declared:
            place = re.search(rf"\b{name}\b", text)
            yield UNKNOWN_IN_FORMULA.finding(
                reading.file.path,
                key,
                _("“{name}” is not an indicator of this plan").format(name=name),
                did_you_mean(name, reading.declared) or _("Declare the indicator."),
                within=place.span() if place else None,
            )


def _circles(reading: PlanReading, plan: Plan, formulas: Mapping[str, Expression]) -> Iterator[Finding]:
    """Each circle once, told from the indicator that stands first in the plan."""
    order = {name: index for index, name in enumerate(plan.indicators)}
    for circle in circles(formulas):
        start = min(range(len(circle)), key=lambda index: order[circle[index]])
        first, *others = (*circle[start:], *circle[:start])
        yield CIRCULAR.finding(
            reading.file.path,
            ("indicators", first, "formula"),
            _("this formula leads back to itself: {path}").format(path=" → ".join((first, *others, first))),
            _(CIRCULAR.fix),
            related=tuple(
                Related(
                    reading.file.path, ("indicators", name, "formula"), _("the formula of “{name}”").format(name=name)
                )
                for name in others
            ),
        )
