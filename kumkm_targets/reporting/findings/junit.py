"""Findings as JUnit XML, which GitLab and Jenkins show beside test results.

A plan folder is a test suite. Each finding is a test case of its own, so that a new one is shown as
new, and each file without findings is one that passed. An error becomes an `error`, a warning a
`failure` and a silenced finding a `skipped` one with its reason: every viewer counts the three apart.

Names tell test cases apart (GitLab drops those that repeat one) and say nothing of lines (it compares
them between branches). Only the attribute `file` is not in the schema of Jenkins' xUnit plugin
(junit-10.xsd): GitLab links it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.rule import Finding
from kumkm_targets.reporting.findings.names import key_text, path_from, told_apart
from kumkm_targets.reporting.findings.text import finding_text
from kumkm_targets.reporting.plain import one_line

# Beside what `plain` takes care of, XML has no place for these two.
_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")
_OUTCOMES: Final = {"error": "error", "warning": "failure"}


def junit_report(plans: Iterable[CheckedPlan], root: Path) -> Iterator[str]:
    """One suite for each plan, written plan by plan. root: the repository's, from which files are named."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kumkm check">\n'
    for plan in plans:
        suite = _suite(plan, root)
        ElementTree.indent(suite, level=1)
        yield f"  {ElementTree.tostring(suite, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _suite(plan: CheckedPlan, root: Path) -> ElementTree.Element:
    tally = Tally()
    tally.add(plan)
    name = path_from(root, plan.folder)
    troubled = {finding.file for finding in plan.findings}
    passed = [file for file in plan.files if file not in troubled]
    counts = {
        "tests": len(passed) + len(plan.findings),
        "failures": tally.warnings,
        "errors": tally.errors,
        "skipped": tally.silenced,
    }
    suite = _element("testsuite", name=name, **{key: str(count) for key, count in counts.items()})
    for finding, number in told_apart(plan.findings):
        case = _case(plan, finding.file, _name(plan, finding, number), root)
        case.append(_outcome(plan, finding))
        suite.append(case)
    suite.extend(_case(plan, file, path_from(plan.folder, file), root) for file in passed)
    return suite


def _name(plan: CheckedPlan, finding: Finding, number: int) -> str:
    name = f"{finding.rule.code} {finding.rule.name}: {path_from(plan.folder, finding.file)}"
    if finding.key:
        name += f" {key_text(finding.key)}"
    return name if number == 1 else f"{name} ({number})"


def _case(plan: CheckedPlan, file: Path, name: str, root: Path) -> ElementTree.Element:
    return _element("testcase", classname=path_from(root, plan.folder), name=name, file=path_from(root, file))


def _outcome(plan: CheckedPlan, finding: Finding) -> ElementTree.Element:
    if finding.ignored:
        outcome = _element("skipped", message=finding.ignored)
    else:
        severity = finding.rule.severity
        outcome = _element(_OUTCOMES[severity], type=severity, message=finding.message)
    outcome.text = _legal(finding_text(finding, plan.lines_of).plain)
    return outcome


def _element(tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.Element(tag, {name: _legal(one_line(value)) for name, value in attributes.items()})


def _legal(text: str) -> str:
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
