"""What `kumkm verify` proves of a plan: that the checks on wholeness find nothing, and how much that covers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Final, Self

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.realised import date_rules, evidence_rules, realised_rules, seal_rules
from kumkm_targets.checks.registry import FLAW_RULES
from kumkm_targets.checks.rule import Finding
from kumkm_targets.model.evidence import cited_evidence
from kumkm_targets.model.realised import RealisedFigure, Spending
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading, read_plan

PROVED: Final = frozenset(
    rule.code
    for rule in (
        *(rule for rule, _words in FLAW_RULES.values()),
        realised_rules.UNKNOWN_INDICATOR,
        realised_rules.MISNAMED_FILE,
        realised_rules.UNEXPLAINED,
        date_rules.HISTORY_ORDER,
        seal_rules.SEAL_BROKEN,
        seal_rules.SEALED_OPEN,
        seal_rules.UNSEALED,
        evidence_rules.MISSING,
        evidence_rules.CHANGED,
        evidence_rules.OUTSIDE,
    )
)
"""The checks that find nothing where every file parses, and no figure, entry, seal or evidence is lost or changed."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was verified.

    files: plan and realised files. figures: those of indicators, and the spending of programmes. entries: what was
    ever said of them, in force or replaced. seals: closed years with one. evidence: files in `evidence/` that are
    cited. unsealed, by_hand: what is no fault: closed years without a seal, and realised files in another form than
    kumkm writes.
    """

    files: int = 0
    figures: int = 0
    entries: int = 0
    seals: int = 0
    evidence: int = 0
    unsealed: int = 0
    by_hand: int = 0

    def __add__(self, other: Self) -> "Extent":
        return Extent(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Extent)))


@dataclass(frozen=True, slots=True)
class VerifiedPlan:
    """One plan folder: what was verified of it, and what was found. Its silences do not count here."""

    reading: PlanReading
    extent: Extent
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def is_readable(self) -> bool:
        """Whether every file could be read and is valid."""
        return self.reading.plan is not None and not self.reading.all_flaws


def verify(folders: Iterable[Path], today: date) -> Iterator[VerifiedPlan]:
    """Verify the plans in `folders`, in that order. Never raises on what they hold."""
    for folder in folders:
        reading = read_plan(folder)
        found = (replace(one, ignored=None) for one in check_plan(reading, today) if one.rule.code in PROVED)
        yield VerifiedPlan(reading, _extent(reading), tuple(found))


def _extent(reading: PlanReading) -> Extent:
    contents = reading.realised.values()
    said: list[RealisedFigure | Spending] = []
    for content in contents:
        said += [*content.figures.values(), *content.programmes.values()]
    sources = reading.plan.sources if reading.plan is not None else {}
    return Extent(
        files=len(reading.files),
        figures=len(said),
        entries=len(said) + sum(len(one.history) for one in said),
        seals=sum(content.seal is not None for content in contents),
        evidence=len({cited.path for content in contents for cited in cited_evidence(content, sources)}),
        unsealed=sum(content.closed is not None and content.seal is None for content in contents),
        by_hand=sum(_is_by_hand(reading, year) for year in reading.years),
    )


def _is_by_hand(reading: PlanReading, year: RealisedReading) -> bool:
    if reading.plan is None or year.content is None or year.flaws:
        return False
    return year.file.text != canonical_text(year.content, (*reading.plan.indicators, *reading.plan.programmes))
