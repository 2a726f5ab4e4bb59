"""Findings as JSON for programs."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.rule import Finding
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.findings.names import key_text
from kumkm_targets.reporting.json_stream import ITEMS, json_stream


def json_report(plans: Iterable[CheckedPlan]) -> Iterator[str]:
    """All findings with what was checked, as a JSON document, written plan by plan."""
    tally = Tally()

    def document() -> dict[str, Any]:
        return {
            "format": FORMAT,
            "findings": [ITEMS],
            "checked": {"plans": tally.plans, "files": tally.files},
        }

    return json_stream(
        document, (finding_record(finding) for plan in tally.counting(plans) for finding in plan.findings)
    )


def finding_record(finding: Finding) -> dict[str, Any]:
    """One finding by the keys of the document."""
    place = finding.place
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "file": _file(finding.file),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "key": key_text(finding.key),
        "message": finding.message,
        "fix": finding.fix,
        "related": [
            {
                "file": _file(other.file),
                "line": other.span.line if other.span else 1,
                "column": other.span.column if other.span else 1,
                "message": other.message,
            }
            for other in finding.related
        ],
        "ignored": finding.ignored,
    }


def _file(path: Path) -> str:
    return path.as_posix()
