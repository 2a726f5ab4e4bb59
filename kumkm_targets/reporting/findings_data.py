"""Findings as JSON for programs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kumkm_targets.checks.rule import Finding
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.storage.flaws import KeyPath


def findings_json(findings: Sequence[Finding], plans: int, files: int) -> str:
    """All findings with what was checked, as a JSON document."""
    document = {
        "format": FORMAT,
        "checked": {"plans": plans, "files": files},
        "findings": [_record(finding) for finding in findings],
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def key_text(key: KeyPath) -> str:
    """A key path as it is written in TOML: `indicators.rasio.targets.2025`."""
    return ".".join(str(part) for part in key)


def _record(finding: Finding) -> dict[str, Any]:
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
