"""The seal of a closed year: a digest over what was promised for it and what was said of it.

`docs/en/file-formats.md` tells it so that another program can reckon it: two documents in the canonical JSON of
RFC 8785, in which every value is a text, a list or a table; their digests; and the digest of a text of both. Order and
folder names do not count, nor does how a number is written.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple

from pydantic import BaseModel

from kumkm_targets.evaluation.formulas import formulas_of, references
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target

_HEAD: Final = "kumkm seal 1"
_UNSEALED: Final = frozenset({"format", "seal", "sealed_targets", "notes", "figures", "programmes"})
"""Keys of a year that are not sealed as they stand. Notes are no figures: a closed year takes them."""

SealBreak = Literal["targets", "figures", "both", "unknown"]
"""What was changed since the year was sealed; unknown: the digest that would tell is not there."""


class Seal(NamedTuple):
    """The digest over all, and those over the plan's side of it and over the realised file."""

    whole: str
    targets: str
    figures: str


def seal_of(plan: Plan, content: RealisedYear) -> Seal:
    """The seal that fits what the plan and the year say now."""
    targets, figures = (_digest(_canonical(part)) for part in (_promised(plan, content.year), _said(plan, content)))
    return Seal(_whole(content.year, targets, figures), targets, figures)


def sealed(plan: Plan, content: RealisedYear) -> RealisedYear:
    """`content` with the seal that fits it."""
    seal = seal_of(plan, content)
    return content.model_copy(update={"seal": seal.whole, "sealed_targets": seal.targets})


def seal_break(plan: Plan, content: RealisedYear) -> SealBreak | None:
    """What was changed since `content` was sealed; None while its seal fits. content: has a seal."""
    now = seal_of(plan, content)
    then = content.sealed_targets
    if now.whole == content.seal:
        return None if then == now.targets else "unknown"
    if then is None:
        return "unknown"
    if then == now.targets:
        return "figures"
    return "targets" if _whole(content.year, then, now.figures) == content.seal else "both"


def short_digest(digest: str) -> str:
    """As much of a digest as a person compares."""
    return digest[: len("sha256:") + 12]


def _promised(plan: Plan, year: int) -> dict[str, Any]:
    """What was promised for the year, and what it is judged by."""
    promised = {
        name: targets
        for name, indicator in plan.indicators.items()
        if (indicator.retired is None or year <= indicator.retired) and (targets := _targets(plan, name, year))
    }
    return {
        "sealed": "targets",
        "year": year,
        "indicators": {name: _judged_by(plan.indicators[name]) | targets for name, targets in promised.items()},
        "formulas": dict(_formulas(plan, promised)),
        "budgets": {name: one.budget[year] for name, one in plan.programmes.items() if one.budget.get(year)},
    }


def _targets(plan: Plan, name: str, year: int) -> dict[str, Any]:
    """The targets of a year, its quarters and its parts, as in force at its end; empty where it has none."""
    indicator = plan.indicators[name]
    last = plan.header.period.end == year
    return _filled(
        {
            "target": targets_at_end_of(plan, name, year).get(year),
            "quarter_targets": indicator.quarter_targets.get(year),
            "part_targets": indicator.part_targets.get(year),
            "final_target": indicator.final_target if last else None,
        }
    )


def _judged_by(indicator: Indicator) -> dict[str, Any]:
    baseline = indicator.baseline
    return {
        "unit": indicator.unit,
        "better": indicator.better,
        "achievement": indicator.formula_in_force,
        "over_time": indicator.over_time,
        "baseline": {"year": baseline.year, "value": baseline.value} if baseline is not None else None,
    }


def _formulas(plan: Plan, promised: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The formulas of what was promised, and of all that these are made of."""
    formulas, left, seen = formulas_of(plan), list(promised), set[str]()
    while left:
        name = left.pop()
        indicator = plan.indicators.get(name)
        if name in seen or indicator is None or indicator.formula is None:
            continue
        seen.add(name)
        yield name, indicator.formula
        if (formula := formulas.get(name)) is not None:
            left += (reference.id for reference in references(formula))


def _said(plan: Plan, content: RealisedYear) -> dict[str, Any]:
    """What the realised file says, and the measure of its figures."""
    measures = {
        name: {"unit": indicator.unit, "over_time": indicator.over_time} for name, indicator in plan.indicators.items()
    }
    return {
        "sealed": "figures",
        **{name: getattr(content, name) for name in RealisedYear.model_fields if name not in _UNSEALED},
        "figures": {name: measures.get(name, {}) | _fields(one) for name, one in content.figures.items()},
        "programmes": {name: _fields(one) for name, one in content.programmes.items()},
    }


def _whole(year: int, targets: str, figures: str) -> str:
    return _digest(f"{_HEAD}\n{year}\n{targets}\n{figures}\n")


def _digest(text: str) -> str:
    from hashlib import sha256  # it loads a cryptography library, which a check without closed years does without

    return f"sha256:{sha256(text.encode('utf-8')).hexdigest()}"


def _canonical(document: dict[str, Any]) -> str:
    """Canonical JSON (RFC 8785); no number is left in it, and every key is of ASCII signs."""
    import json

    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """`value` as texts, lists and tables; what is absent or empty is left out."""
    if isinstance(value, Target):
        return {"min": _plain(value.min), "max": _plain(value.max)}
    if isinstance(value, BaseModel):
        return _plain(_fields(value))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in _filled(value).items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _filled(table: dict[Any, Any]) -> dict[Any, Any]:
    return {key: item for key, item in table.items() if item is not None and item not in ({}, ())}


def _fields(record: BaseModel) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def _number(value: Decimal) -> str:
    """Digits alone: no exponent, no zeros behind the last decimal, no sign for zero."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
