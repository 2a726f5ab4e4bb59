"""Findings as GitHub shows them on the lines of a pull request: workflow commands.

Their form and its escapes are those of GitHub's “Workflow commands for GitHub Actions”. GitHub shows
ten annotations of each kind per step and keeps the rest to its log, so the last line counts them all.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import _
from kumkm_targets.reporting.findings.names import path_from
from kumkm_targets.reporting.findings.summary import tally_text
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.storage.places import Span


def github_report(plans: Iterable[CheckedPlan], root: Path) -> Iterator[str]:
    """One annotation for each finding that is not silenced, then the summary. root: the repository's."""
    tally = Tally()
    for plan in tally.counting(plans):
        for finding in plan.findings:
            if not finding.ignored:
                yield _annotation(finding, root) + "\n"
    yield tally_text(tally) + "\n"


def _annotation(finding: Finding, root: Path) -> str:
    properties = {
        "file": path_from(root, finding.file),
        **_place(finding.place),
        "title": f"{finding.rule.code} {finding.rule.name}",
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{finding.rule.severity} {listed}::{_data(_lines(finding, root))}"


def _place(place: Span) -> dict[str, str]:
    """Lines and, as GitHub takes columns within one line only, the columns of a span that has one."""
    lines = {"line": str(place.line), "endLine": str(place.end_line)}
    if place.line != place.end_line:
        return lines
    return {**lines, "col": str(place.column), "endColumn": str(place.end_column)}


def _lines(finding: Finding, root: Path) -> Iterator[str]:
    yield finding.message
    for other in finding.related:
        if other.span:
            yield f"{path_from(root, other.file)}:{other.span.line}:{other.span.column}: {other.message}"
    if finding.fix:
        yield _("fix") + f": {finding.fix}"


def _data(lines: Iterable[str]) -> str:
    return "%0A".join(one_line(line).replace("%", "%25") for line in lines)


def _property(value: str) -> str:
    return _data([value]).replace(":", "%3A").replace(",", "%2C")
