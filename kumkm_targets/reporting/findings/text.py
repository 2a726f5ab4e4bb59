"""Findings for people: place, words, the line itself with a caret, and the fix."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import _
from kumkm_targets.reporting.findings.summary import tally_text
from kumkm_targets.reporting.plain import one_line, source_line
from kumkm_targets.reporting.words import SEVERITIES
from kumkm_targets.storage.places import Span

_STYLES: Final = {"error": "bold red", "warning": "bold yellow"}
_MAX_LINE: Final = 100
_LEAD: Final = 30

Lines = Callable[[Path], Sequence[str]]
"""Gives the lines of a file that was read, without their ends; none where it was not."""


def text_report(plans: Iterable[CheckedPlan]) -> Iterator[str]:
    """All findings without colour, then the summary."""
    tally = Tally()
    for plan in tally.counting(plans):
        for finding in plan.findings:
            yield finding_text(finding, plan.lines_of).plain + "\n"
    yield tally_text(tally) + "\n"


def finding_text(finding: Finding, lines: Lines) -> Text:
    """One finding over several lines; a silenced one without its excerpt, but with the reason."""
    place = finding.place
    text = Text()
    text.append(f"{one_line(finding.file.as_posix())}:{place.line}:{place.column}: ", style="bold")
    text.append(f"{_(SEVERITIES[finding.rule.severity])} ", style=_STYLES[finding.rule.severity])
    text.append(f"{finding.rule.code} {finding.rule.name}\n")
    text.append(f"  {one_line(finding.message)}\n")
    if finding.ignored:
        text.append("  " + _("silenced: {reason}").format(reason=one_line(finding.ignored)) + "\n", style="dim")
        return text
    text.append_text(_excerpt(place, lines(finding.file)))
    for other in finding.related:
        if other.span:
            text.append(
                f"  {one_line(other.file.as_posix())}:{other.span.line}:{other.span.column}: "
                f"{one_line(other.message)}\n",
                style="dim",
            )
    if finding.fix:
        text.append("  " + _("fix") + ": ", style="green")
        text.append(f"{one_line(finding.fix)}\n")
    return text


def _excerpt(place: Span, lines: Sequence[str]) -> Text:
    """The line with carets under the span, cut to a readable length around it."""
    text = Text()
    if not 1 <= place.line <= len(lines):
        return text
    line = source_line(lines[place.line - 1])
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    cut = max(start - _LEAD, 0) if len(line) > _MAX_LINE else 0
    shown = line[cut : cut + _MAX_LINE]
    number = str(place.line)
    indent = cell_len(line[cut:start])
    width = max(cell_len(line[start : min(end, cut + _MAX_LINE)]), 1)
    text.append(f"  {number} | ", style="dim")
    text.append(f"{shown}\n")
    text.append(f"  {' ' * len(number)} | ", style="dim")
    text.append(f"{' ' * indent}{'^' * width}\n", style="red")
    return text
