"""The questions that `kumkm new` asks, and what it accepts as answers."""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from kumkm_targets.cli.prompts import ask_until, is_interactive
from kumkm_targets.errors import RefusedError, UsageError
from kumkm_targets.figures.dates import read_year
from kumkm_targets.messages import _
from kumkm_targets.storage.plan_template import NewPlan
from kumkm_targets.storage.workspace import PLAN_ID

T = TypeVar("T")

_KINDS: Final = ("rakortek", "rpjmd")
_YEARS: Final = {"rakortek": 2, "rpjmd": 5}


def answers(
    *,
    plan: str,
    kind: str | None,
    title: str | None,
    region: str | None,
    region_name: str | None,
    organisation: str | None,
    start: int | None,
    end: int | None,
    this_year: int,
) -> NewPlan:
    """The new plan, from options and answers. Raises UsageError for options that do not fit."""
    if not PLAN_ID.fullmatch(plan):
        raise UsageError(
            _("“{name}” is not a usable plan id").format(name=plan),
            _("Use lower-case letters, digits and hyphens, such as kalteng-rakortek-2027."),
        )
    kind = _answer(_("Kind (rakortek or rpjmd)"), "--kind", kind, _kind, "rakortek")
    title = _answer(_("Title of the document"), "--title", title, _text)
    region = _answer(_("Region code (62 or 62.71)"), "--region", region, _region)
    region_name = _answer(_("Name of the region"), "--region-name", region_name, _text)
    organisation = _answer(_("Office that keeps the plan"), "--organisation", organisation, _text)
    first = _answer(_("First year"), "--start", None if start is None else str(start), read_year, str(this_year))
    last = _answer(_("Last year"), "--end", None if end is None else str(end), read_year, str(first + _YEARS[kind] - 1))
    if last < first:
        raise UsageError(_("the last year lies before the first"), _("Exchange --start and --end."))
    return NewPlan(plan, kind, title, region, region_name, organisation, first, last)


def _answer(question: str, option: str, given: str | None, read: Callable[[str], T], default: str = "") -> T:
    if given is not None:
        try:
            return read(given)
        except RefusedError as refusal:
            raise UsageError(f"{option}: {refusal.message}", refusal.advice) from refusal
    if not is_interactive():
        if default:
            return read(default)
        raise UsageError(_("{name} is missing").format(name=option))
    return ask_until(question, read, default)


def _kind(text: str) -> str:
    if text.casefold() not in _KINDS:
        raise RefusedError(_("this value is not one of the choices"), ", ".join(_KINDS))
    return text.casefold()


def _text(text: str) -> str:
    if not text.strip():
        raise RefusedError(_("this text is empty"))
    return text.strip()


def _region(text: str) -> str:
    if not re.fullmatch(r"[0-9]{2}(\.?[0-9]{2})?", text):
        raise RefusedError(
            _("this is not a Kemendagri region code"), _("Write two digits (62) or four with a dot (62.71).")
        )
    return text
