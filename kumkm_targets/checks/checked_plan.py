"""What a check hands to its reports: plans one by one, and what they add up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kumkm_targets.checks.rule import Finding
from kumkm_targets.storage.plan_files import PlanReading


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """One plan folder after its check: the files that were read, and the findings by file and place.

    lines: the lines, without their ends, of the files that have findings. Of the other files nothing
    is kept, so that plans in their thousands cost no memory and travel lightly between processes.
    """

    folder: Path
    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    lines: Mapping[Path, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: PlanReading, findings: Iterable[Finding]) -> Self:
        """The plan that was read, with what was found in it."""
        found = tuple(findings)
        return cls(
            folder=reading.folder,
            files=tuple(file.path for file in reading.files),
            findings=found,
            lines={path: reading.lines_of(path) for path in {finding.file for finding in found}},
        )

    def lines_of(self, path: Path) -> Sequence[str]:
        """The lines of a file that has findings; none of another file."""
        return self.lines.get(path, ())


@dataclass(slots=True)
class Tally:
    """How many plans and files were checked, and what was found in them; silenced findings apart."""

    plans: int = 0
    files: int = 0
    errors: int = 0
    warnings: int = 0
    silenced: int = 0

    def add(self, plan: CheckedPlan) -> None:
        """Count one more plan."""
        self.plans += 1
        self.files += len(plan.files)
        for finding in plan.findings:
            if finding.ignored:
                self.silenced += 1
            elif finding.rule.severity == "error":
                self.errors += 1
            else:
                self.warnings += 1

    def counting(self, plans: Iterable[CheckedPlan]) -> Iterator[CheckedPlan]:
        """The plans as they come, each counted as it passes."""
        for plan in plans:
            self.add(plan)
            yield plan
