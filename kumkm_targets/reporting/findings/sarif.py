"""Findings as SARIF 2.1.0, which code scanning and editors read (OASIS standard, 27 March 2020)."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kumkm_targets import __version__
from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.messages import _, current_language
from kumkm_targets.reporting.findings.names import key_text, path_from, path_url, told_apart
from kumkm_targets.reporting.json_stream import ITEMS, json_stream
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.rules.page import rule_page
from kumkm_targets.reporting.rules.sections import rule_markdown
from kumkm_targets.storage.places import Span

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT: Final = "kumkmFinding/v1"


def sarif_report(plans: Iterable[CheckedPlan], root: Path, rules: Sequence[Rule] = RULES) -> Iterator[str]:
    """A log of one run that knows all `rules`, written plan by plan. root: what its places are relative to."""
    ranks = {rule.code: rank for rank, rule in enumerate(rules)}
    results = (
        _result(finding, number, ranks[finding.rule.code], root)
        for plan in plans
        for finding, number in told_apart(plan.findings)
    )
    return json_stream(lambda: _log(rules), results)


def _log(rules: Sequence[Rule]) -> dict[str, Any]:
    driver = {"name": "kumkm", "version": __version__, "rules": [_descriptor(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "results": [ITEMS],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _(rule.what)},
        "fullDescription": {"text": f"{_(rule.what)} {_(rule.why)}"},
        "help": {"text": rule_page(rule).plain, "markdown": rule_markdown(rule)},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, number: int, rank: int, root: Path) -> dict[str, Any]:
    words = [finding.message, *([_("fix") + f": {finding.fix}"] if finding.fix else [])]
    location: dict[str, Any] = {"physicalLocation": _physical(finding.file, finding.place, root)}
    if finding.key:
        location["logicalLocations"] = [{"fullyQualifiedName": _words(key_text(finding.key))}]
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": rank,
        "level": finding.rule.severity,
        "message": {"text": _words(*words)},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(finding, number, root)},
        # On every result or on none (3.27.23): an empty list says that this one is not suppressed.
        "suppressions": [_suppression(finding.ignored)] if finding.ignored else [],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"message": {"text": _words(other.message)}, "physicalLocation": _physical(other.file, other.span, root)}
            for other in finding.related
        ]
    if finding.replacement is not None:
        result["fixes"] = [_fix(finding, finding.replacement, root)]
    return result


def _suppression(reason: str) -> dict[str, Any]:
    return {"kind": "inSource", "justification": one_line(reason)}


def _fix(finding: Finding, replacement: str, root: Path) -> dict[str, Any]:
    change = {"deletedRegion": _region(finding.place), "insertedContent": {"text": replacement}}
    fix: dict[str, Any] = {
        "artifactChanges": [{"artifactLocation": _artifact(finding.file, root), "replacements": [change]}]
    }
    if finding.fix:
        fix["description"] = {"text": _words(finding.fix)}
    return fix


def _physical(file: Path, span: Span | None, root: Path) -> dict[str, Any]:
    location = {"artifactLocation": _artifact(file, root)}
    return {**location, "region": _region(span)} if span else location


def _artifact(file: Path, root: Path) -> dict[str, str]:
    path = path_from(root, file)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": path_url(path), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fingerprint(finding: Finding, number: int, root: Path) -> str:
    named = "\0".join((finding.rule.code, path_from(root, finding.file), key_text(finding.key), str(number)))
    return sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def _words(*lines: str) -> str:
    """A message in which no `[text](target)` from a file becomes a link (3.11.6)."""
    return "\n".join(one_line(line).replace("](", "] (") for line in lines)
