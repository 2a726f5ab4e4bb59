"""Of which targets, quarters and parts, and from which source: what every report says around a figure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.targets import ORIGINAL
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import _, ngettext
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.recording import divisions, statement_of
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import quarter_text

MOST_NAMED: Final = 10
"""How many kabupaten and kota a note names; `explain` names them all."""


def in_force_text(appraisal: Appraisal) -> Iterator[str]:
    """Which targets judge the year, unless they are those in force at its end."""
    if appraisal.in_force_on == ORIGINAL:
        yield _("targets as first declared")
    elif appraisal.in_force_on != date(appraisal.year, 12, 31):
        yield _("targets in force on {day}").format(day=appraisal.in_force_on.isoformat())


def source_text(appraisal: Appraisal, name: str) -> str:
    """A source as declared in the plan, with its file in `evidence/`; else the words that were written."""
    source = appraisal.plan.sources.get(name)
    if source is None:
        return one_line(name)
    details = [source.publisher, source.date.isoformat() if source.date else None, source.file]
    given = ", ".join(one_line(detail) for detail in details if detail)
    return one_line(source.title) + (f" ({given})" if given else "")


def without_parts(codes: Sequence[str], plan: Plan, most: int = MOST_NAMED) -> str:
    """The kabupaten and kota that a figure lacks, by name and code; beyond `most` only how many."""
    named = [f"{one_line(plan.parts[code])} ({code})" if code in plan.parts else code for code in codes[:most]]
    rest = len(codes) - most
    if rest > 0:
        named.append(ngettext("{n} more", "{n} more", rest).format(n=rest))
    return _("without {parts}").format(parts=", ".join(named))


def known_quarters(known: Sequence[int]) -> str:
    """Which quarters a figure is made of: `up to quarter II`, or which ones alone."""
    if tuple(known) == QUARTERS[: len(known)]:
        return _("up to quarter {quarter}").format(quarter=quarter_text(known[-1]))
    quarters = ", ".join(map(quarter_text, known))
    return ngettext("quarter {quarters} only", "quarters {quarters} only", len(known)).format(quarters=quarters)


def running_year_line(appraisal: Appraisal) -> Iterator[str]:
    """The annual scale is never applied to a running year without saying so."""
    if appraisal.quarter is not None and appraisal.quarter < QUARTERS[-1]:
        yield _(
            "The scale for whole years is applied to part of the year: targets and figures up to quarter {quarter}"
        ).format(quarter=quarter_text(appraisal.quarter))


def cited_sources(row: Row, quarter: int | None) -> tuple[str, ...]:
    """Where the figure of a row comes from; several sources where it is made of quarters (up to `quarter`) or parts."""
    entry, origin = row.entry, row.origin or (row.partial.origin if row.partial else None)
    if entry is None:
        return ()
    if origin not in ("quarters", "parts"):
        return (entry.source,) if entry.source else ()
    made_of = [
        scope
        for scope in divisions(entry)
        if (scope.quarter is None) == (origin == "parts") and (scope.quarter or 0) <= (quarter or QUARTERS[-1])
    ]
    said = (statement_of(entry, scope) for scope in made_of)
    return tuple(dict.fromkeys(one.source for one in said if one is not None and one.source))
