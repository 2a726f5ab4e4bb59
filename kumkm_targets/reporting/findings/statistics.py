"""How often each check has found something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.messages import _
from kumkm_targets.reporting.findings.summary import tally_text
from kumkm_targets.reporting.words import SEVERITIES


@dataclass(slots=True)
class _Count:
    """The findings of one rule; the fixable are among the found, the silenced are not."""

    rule: Rule
    found: int = 0
    fixable: int = 0
    silenced: int = 0

    def add(self, finding: Finding) -> None:
        if finding.ignored:
            self.silenced += 1
        else:
            self.found += 1
            self.fixable += finding.replacement is not None

    @property
    def mark(self) -> str:
        """[*] where `check --fix` mends all that was found, [-] where it mends some of it."""
        if not self.fixable:
            return ""
        return "[*]" if self.fixable == self.found else "[-]"


def statistics_report(plans: Iterable[CheckedPlan]) -> Iterator[str]:
    """A line for each rule that has found something, the most frequent first, then the summary."""
    tally = Tally()
    counts: dict[str, _Count] = {}
    for plan in tally.counting(plans):
        for finding in plan.findings:
            counts.setdefault(finding.rule.code, _Count(finding.rule)).add(finding)
    if counts:
        ranked = sorted(counts.values(), key=lambda count: (-count.found, -count.silenced, count.rule.code))
        yield from _table(ranked)
        yield from _legend({count.mark for count in ranked})
        yield "\n"
    yield tally_text(tally) + "\n"


def _table(counts: Sequence[_Count]) -> Iterator[str]:
    rows = [
        (_("Found"), _("Silenced"), _("Code"), _("Fix"), _("Severity"), _("Name")),
        *(
            (
                str(count.found),
                str(count.silenced),
                count.rule.code,
                count.mark,
                _(SEVERITIES[count.rule.severity]),
                count.rule.name,
            )
            for count in counts
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        numbers = (cell.rjust(width) for cell, width in zip(row[:2], widths[:2], strict=True))
        words = (cell.ljust(width) for cell, width in zip(row[2:], widths[2:], strict=True))
        yield "  ".join((*numbers, *words)).rstrip() + "\n"


def _legend(marks: set[str]) -> Iterator[str]:
    command = "`kumkm check --fix`"
    if "[*]" in marks:
        yield "[*] " + _("{command} mends them all").format(command=command) + "\n"
    if "[-]" in marks:
        yield "[-] " + _("{command} mends some of them").format(command=command) + "\n"
