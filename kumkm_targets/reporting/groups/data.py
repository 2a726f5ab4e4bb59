"""The groups of a year as data for programs: JSON, and CSV with one line per group.

The JSON document:

- `format`: 1. `plan` (its id), `title`, `region` (code), `year`, `quarter` (null: the whole year), `by`
  ("objective" or "programme"), `rating_scale`, `average_cap`.
- `groups`: `objective` or `programme` (its id; null for what belongs to none), `name` (null unless
  declared), `rows` and `summary`.
  - A row: `indicator`, `name`, `unit`, `weight`, `achievement`, `rating`, `reason`.
  - The summary: `computed`, `of`, `average`, `rating`, `weighted`.
- `summary`: the same of all indicators of the plan.

By programme, a group also has `code`, `objective`, `budget`, `spent`, `absorption`, `absorption_reason`,
`efficiency`, `efficiency_reason`, `source`, `as_of`, `to_date`, and `years`: `year`, `budget`, `spent` and
`absorption` of every year that has any amount; all are null, or empty, where no programme is declared.
`to_date` has the `years` that are compared, those `left_out`, `budget`, `spent`, `absorption`,
`plan_budget`, `unbudgeted` (the years of the plan without a budget) and `share` (of the plan's budget, in
percent). The document then has `total`: `budget` and `spent` of all programmes, the number of `programmes`,
how many of them are `compared`, with their `compared_budget`, `compared_spent` and `absorption`, and
`to_date`, where a year is compared as soon as it is for one programme, and left out as soon as for one.

`absorption_reason` is one of no_budget, not_recorded, zero_budget, negative_budget; `efficiency` one of
efficient, results_ahead, in_step, spending_ahead; `efficiency_reason` one of the former reasons,
no_achievement, nothing_spent, running_year. Money is in rupiah. Numbers are strings, exact or to 28
significant digits.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, get_args

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.budget import (
    Budgets,
    Efficiency,
    Money,
    MoneyToDate,
    ProgrammeMoney,
    efficiency_in,
)
from kumkm_targets.evaluation.groups import Group, GroupBy
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.status.data import number

SUMMARY: Final = ("computed", "of", "average", "rating", "weighted")
MONEY: Final = (
    "code",
    "objective",
    "budget",
    "spent",
    "absorption",
    "absorption_reason",
    "efficiency",
    "efficiency_reason",
    "source",
    "as_of",
)
TO_DATE: Final = ("to_date_budget", "to_date_spent", "to_date_absorption", "plan_budget", "plan_share")
FREE_TEXT: Final = ("name", "rating", "code", "source")
"""The columns of the CSV whose words come from files."""


def group_document(
    appraisal: Appraisal, groups: Sequence[Group], by: GroupBy, budgets: Budgets | None
) -> dict[str, Any]:
    """The JSON document. budgets: by programme only."""
    header = appraisal.plan.header
    document = {
        "format": FORMAT,
        "plan": appraisal.plan.id,
        "title": header.title,
        "region": header.region.code,
        "year": appraisal.year,
        "quarter": appraisal.quarter,
        "by": by,
        "rating_scale": header.rating_scale,
        "average_cap": number(header.average_cap),
        "groups": [_group(appraisal, group, by, budgets) for group in groups],
        "summary": _summary(appraisal.summary),
    }
    return document if budgets is None else {**document, "total": _total(budgets)}


def group_records(
    appraisal: Appraisal, groups: Sequence[Group], by: GroupBy, budgets: Budgets | None
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The lines of the CSV, one per group, and its columns."""
    records = []
    for group in groups:
        record = _group(appraisal, group, by, budgets)
        to_date = record.get("to_date") or {}
        record |= record["summary"] | {"weighted": str(group.summary.is_weighted).lower()}
        record |= {f"to_date_{key}": to_date.get(key) for key in ("budget", "spent", "absorption")}
        record |= {"plan_budget": to_date.get("plan_budget"), "plan_share": to_date.get("share")}
        records.append(record)
    money = () if budgets is None else (*MONEY, *TO_DATE)
    return records, (by, "name", *SUMMARY, *money)


def _group(appraisal: Appraisal, group: Group, by: GroupBy, budgets: Budgets | None) -> dict[str, Any]:
    record = {
        by: group.id,
        "name": group.declared.name.id if group.declared else None,
        "rows": [_row(row) for row in group.rows],
        "summary": _summary(group.summary),
    }
    if budgets is None:
        return record
    money = next((one for one in budgets.programmes if one.id == group.id), None)
    if money is None:
        return {**record, **dict.fromkeys(MONEY), "to_date": None, "years": []}
    return {**record, **_programme(appraisal, group, money)}


def _programme(appraisal: Appraisal, group: Group, one: ProgrammeMoney) -> dict[str, Any]:
    verdict = efficiency_in(appraisal, group, one.money)
    is_verdict = verdict in get_args(Efficiency)
    spending = one.spending
    return {
        "code": one.programme.code,
        "objective": one.programme.objective,
        **_money(one.money),
        "absorption_reason": None if isinstance(one.money.absorption, Fraction) else one.money.absorption,
        "efficiency": verdict if is_verdict else None,
        "efficiency_reason": None if is_verdict else verdict,
        "source": spending.source if spending else None,
        "as_of": spending.as_of.isoformat() if spending and spending.as_of else None,
        "to_date": _to_date(one.to_date),
        "years": [{"year": year, **_money(money)} for year, money in one.years.items()],
    }


def _total(budgets: Budgets) -> dict[str, Any]:
    compared = _money(budgets.compared)
    return {
        "budget": number(budgets.total.budget),
        "spent": number(budgets.total.spent),
        "programmes": len(budgets.programmes),
        "compared": budgets.counted,
        "compared_budget": compared["budget"],
        "compared_spent": compared["spent"],
        "absorption": compared["absorption"],
        "to_date": _to_date(budgets.to_date),
    }


def _to_date(part: MoneyToDate) -> dict[str, Any]:
    return {
        "years": list(part.years),
        "left_out": list(part.left_out),
        **_money(part.money),
        "plan_budget": number(part.plan_budget),
        "unbudgeted": list(part.unbudgeted),
        "share": _percent(part.share),
    }


def _money(money: Money) -> dict[str, Any]:
    return {"budget": number(money.budget), "spent": number(money.spent), "absorption": _percent(money.absorption)}


def _row(row: Row) -> dict[str, Any]:
    return {
        "indicator": row.id,
        "name": row.indicator.name.id,
        "unit": row.indicator.unit,
        "weight": number(row.indicator.weight),
        "achievement": number(row.achievement),
        "rating": row.rating,
        "reason": row.reason,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "computed": summary.computed,
        "of": summary.of,
        "average": number(summary.average),
        "rating": summary.rating,
        "weighted": summary.is_weighted,
    }


def _percent(value: Fraction | str | None) -> str | None:
    return number(decimal_of(value)) if isinstance(value, Fraction) else None
