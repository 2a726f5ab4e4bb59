"""4xx: closed years: whether the seal still fits what was promised and said."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.evaluation.seal import SealBreak, seal_break
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading

SEAL_BROKEN = Rule(
    "KT430",
    "seal-broken",
    "error",
    N_("What a closed year was sealed with is unchanged: its targets, its figures with their history, its spending."),
    N_(
        "Reports were made from the closed year; a figure that was changed in silence makes every one of them doubtful."
    ),
    'closed = 2026-03-31\nseal = "sha256:…"\n[figures.rasio]\nvalue = 3.75  # 3.72 when it was sealed',
    'closed = 2026-03-31\nseal = "sha256:…"\n[figures.rasio]\nvalue = 3.72',
    N_("Put back what stood there; a correction is recorded with `kumkm record --reopen-because`."),
)
SEALED_OPEN = Rule(
    "KT431",
    "sealed-but-open",
    "error",
    N_("A year with a seal is closed."),
    N_("Somebody has opened a closed year by hand: whatever is recorded now is recorded without a trace."),
    'year = 2025\nseal = "sha256:…"',
    'year = 2025\nclosed = 2026-03-31\nseal = "sha256:…"',
    N_("Put `closed` back as it was."),
)
UNSEALED = Rule(
    "KT432",
    "closed-without-seal",
    "warning",
    N_("A year that `kumkm close` has closed keeps its seal. One that was closed by hand needs none."),
    N_("Without a seal nobody can prove that the figures are those that were reported."),
    'year = 2025\nclosed = 2026-03-31\nclosed_by = "rini"',
    'year = 2025\nclosed = 2026-03-31\nclosed_by = "rini"\nseal = "sha256:…"\nsealed_targets = "sha256:…"',
    N_("Put the seal back; `kumkm close` makes it anew from what is recorded now."),
)
_CHANGED: Final[dict[SealBreak, str]] = {
    "targets": N_(
        "the seal of {year} no longer fits: plan.toml was changed, a target of the year or what it is judged by"
    ),
    "figures": N_("the seal of {year} no longer fits: figures, spending or the closing in this file were changed"),
    "both": N_("the seal of {year} no longer fits: targets in plan.toml and figures in this file were changed"),
    "unknown": N_("the seal of {year} no longer fits: `seal`, `sealed_targets`, targets or figures were changed"),
}


def seals(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """A seal fits, and stands where there is a closed year. What could not be read is left to the rules that say so."""
    for year in reading.years:
        content = year.content
        if content is None or (content.closed is None and content.seal is None):
            continue
        path = year.file.path
        if content.seal is None:
            if content.closed_by or content.closed_because or content.sealed_targets:
                message = _("{year} was closed with a seal, and the seal is gone").format(year=content.year)
                yield UNSEALED.finding(path, ("closed",), message, _(UNSEALED.fix))
        elif content.closed is None:
            message = _("{year} has a seal, but is not closed").format(year=content.year)
            yield SEALED_OPEN.finding(path, ("seal",), message, _(SEALED_OPEN.fix))
        elif not reading.flaws and not year.flaws and (changed := seal_break(plan, content)) is not None:
            message = _(_CHANGED[changed]).format(year=content.year)
            yield SEAL_BROKEN.finding(path, ("seal",), message, _(SEAL_BROKEN.fix))
