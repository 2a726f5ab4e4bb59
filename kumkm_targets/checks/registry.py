"""Every rule, in the order of the codes, and every function that looks at a plan for them."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from kumkm_targets.checks.document import identity_rules, plan_rules, reference_rules, region_rules
from kumkm_targets.checks.files import file_rules, text_rules
from kumkm_targets.checks.formulas import formula_rules, relation_rules
from kumkm_targets.checks.history import closed_years, figure_history, history_rules
from kumkm_targets.checks.realised import (
    agreement_rules,
    date_rules,
    evidence_rules,
    outlier_rules,
    realised_rules,
    seal_rules,
    spending_rules,
)
from kumkm_targets.checks.rule import Finding, Rule, Words
from kumkm_targets.checks.targets import (
    amendment_rules,
    baseline_rules,
    figure_rules,
    notation_rules,
    series_rules,
    target_rules,
    total_rules,
)
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading

_FLAW_FAMILIES: Final = (
    file_rules.FLAW_RULES,
    plan_rules.FLAW_RULES,
    target_rules.FLAW_RULES,
    realised_rules.FLAW_RULES,
)

FLAW_RULES: Final[dict[str, tuple[Rule, Words]]] = {
    rule.name: (rule, words) for family in _FLAW_FAMILIES for rule, words in family
}
"""The rules that reading a file meets, by the kind of flaw they report."""

RULES: Final[tuple[Rule, ...]] = (
    file_rules.UNREADABLE_FILE,
    file_rules.INVALID_TOML,
    file_rules.DUPLICATE_KEY,
    file_rules.UNKNOWN_KEY,
    file_rules.MISSING_KEY,
    file_rules.WRONG_TYPE,
    file_rules.NOT_ONE_OF,
    file_rules.UNREADABLE_FIGURE,
    file_rules.MALFORMED_ID,
    file_rules.MALFORMED_YEAR,
    file_rules.MALFORMED_QUARTER,
    file_rules.OUT_OF_BOUNDS,
    text_rules.STRAY_WHITESPACE,
    plan_rules.PERIOD_REVERSED,
    plan_rules.REGION_CODE,
    plan_rules.PLAN_FOLDER,
    reference_rules.UNKNOWN_REFERENCE,
    reference_rules.UNKNOWN_SOURCE,
    plan_rules.UNKNOWN_SCALE,
    plan_rules.SCALE_ORDER,
    plan_rules.NO_INDICATORS,
    plan_rules.UNKNOWN_CODE,
    region_rules.UNKNOWN_PROVINCE,
    region_rules.REGION_MISMATCH,
    identity_rules.FOLDER_DISAGREES,
    identity_rules.SAME_IDENTITY,
    plan_rules.UNUSED_SILENCE,
    identity_rules.UNUSUAL_PERIOD,
    reference_rules.SUCCESSION,
    target_rules.OUTSIDE_PERIOD,
    series_rules.AGAINST_DIRECTION,
    series_rules.MISPRINT,
    baseline_rules.NO_BASELINE,
    figure_rules.FRACTION,
    target_rules.RANGE_REVERSED,
    baseline_rules.ALREADY_PASSED,
    target_rules.FORMULA_DIRECTION,
    target_rules.FORMULA_RANGE,
    total_rules.SUM_DIFFERS,
    notation_rules.MIXED_NOTATION,
    figure_rules.PERCENT_OUTSIDE,
    series_rules.THOUSANDFOLD_TARGET,
    baseline_rules.LATE_BASELINE,
    total_rules.QUARTERS_DIFFER,
    total_rules.FINAL_DIFFERS,
    realised_rules.UNKNOWN_INDICATOR,
    realised_rules.WRONG_YEAR,
    realised_rules.NO_SOURCE,
    outlier_rules.THOUSANDFOLD,
    date_rules.FUTURE,
    agreement_rules.DERIVED_DIFFERS,
    outlier_rules.IMPLAUSIBLE,
    realised_rules.VALUE_AND_UNAVAILABLE,
    realised_rules.NO_VALUE,
    realised_rules.MISNAMED_FILE,
    date_rules.FINAL_EARLY,
    date_rules.RETIRED,
    agreement_rules.PARTS_DIFFER,
    agreement_rules.QUARTERS_DIFFER,
    agreement_rules.OUTSIDE_REGION,
    outlier_rules.JUMP,
    spending_rules.OVER_BUDGET,
    date_rules.CLOSED_EARLY,
    date_rules.HISTORY_ORDER,
    closed_years.CLOSED_YEAR,
    figure_history.UNEXPLAINED,
    history_rules.REMOVED,
    agreement_rules.PARTS_MISSING,
    seal_rules.SEAL_BROKEN,
    seal_rules.SEALED_OPEN,
    seal_rules.UNSEALED,
    evidence_rules.MISSING,
    evidence_rules.CHANGED,
    evidence_rules.OUTSIDE,
    realised_rules.UNEXPLAINED,
    formula_rules.UNREADABLE_FORMULA,
    formula_rules.UNKNOWN_IN_FORMULA,
    formula_rules.CIRCULAR,
    relation_rules.BROKEN_RELATION,
    amendment_rules.AMENDED_UNKNOWN,
    amendment_rules.AMENDED_FROM,
    amendment_rules.OUTSIDE_PERIOD,
    amendment_rules.OVERLAP,
    amendment_rules.NO_CHANGE,
    amendment_rules.TOO_LATE,
)

PLAN_LOOKS: Final[tuple[Callable[[PlanReading, Plan], Iterator[Finding]], ...]] = (
    text_rules.stray_whitespace,
    plan_rules.plan_id,
    plan_rules.rating_scale,
    plan_rules.indicators,
    reference_rules.references,
    reference_rules.sources,
    reference_rules.succession,
    region_rules.region,
    identity_rules.folder,
    identity_rules.length,
    target_rules.targets,
    target_rules.amended_ranges,
    baseline_rules.missing,
    notation_rules.mixed_notation,
    total_rules.final_targets,
    total_rules.quarter_targets,
    formula_rules.formulas,
    relation_rules.relations,
    amendment_rules.amendments,
    evidence_rules.declared,
)
"""The functions that look at a plan and what was realised of it, whatever the day; one may find for several rules."""

REALISED_LOOKS: Final[tuple[Callable[[PlanReading, Plan, date], Iterator[Finding]], ...]] = (
    realised_rules.owners,
    realised_rules.origins,
    realised_rules.strays,
    date_rules.dates,
    outlier_rules.past,
    outlier_rules.targets,
    agreement_rules.derived,
    agreement_rules.divisions,
    spending_rules.budgets,
    realised_rules.histories,
    seal_rules.seals,
    evidence_rules.cited,
)
"""The functions that look at realised figures, and ask what day it is."""
