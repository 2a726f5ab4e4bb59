"""Every rule, in the order of the codes."""

from typing import Final

from kumkm_targets.checks import file_rules, plan_rules, realised_rules, relation_rules, target_rules
from kumkm_targets.checks.file_rules import Words
from kumkm_targets.checks.rule import Rule

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
    plan_rules.PERIOD_REVERSED,
    plan_rules.REGION_CODE,
    plan_rules.PLAN_FOLDER,
    plan_rules.UNKNOWN_REFERENCE,
    plan_rules.UNKNOWN_SOURCE,
    plan_rules.UNKNOWN_SCALE,
    plan_rules.SCALE_ORDER,
    plan_rules.NO_INDICATORS,
    plan_rules.UNKNOWN_CODE,
    target_rules.OUTSIDE_PERIOD,
    target_rules.AGAINST_DIRECTION,
    target_rules.MISPRINT,
    target_rules.NO_BASELINE,
    target_rules.FRACTION,
    target_rules.RANGE_REVERSED,
    target_rules.ALREADY_PASSED,
    target_rules.FORMULA_DIRECTION,
    target_rules.FORMULA_RANGE,
    target_rules.SUM_DIFFERS,
    realised_rules.UNKNOWN_INDICATOR,
    realised_rules.WRONG_YEAR,
    realised_rules.NO_SOURCE,
    realised_rules.THOUSANDFOLD,
    realised_rules.FUTURE,
    realised_rules.DERIVED_DIFFERS,
    realised_rules.IMPLAUSIBLE,
    realised_rules.VALUE_AND_UNAVAILABLE,
    realised_rules.NO_VALUE,
    realised_rules.MISNAMED_FILE,
    relation_rules.UNREADABLE_FORMULA,
    relation_rules.UNKNOWN_IN_FORMULA,
    relation_rules.CIRCULAR,
    relation_rules.BROKEN_RELATION,
    relation_rules.AMENDED_UNKNOWN,
    relation_rules.AMENDED_FROM,
)
