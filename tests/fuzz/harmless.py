"""What holds for any plan folder, whatever is in it."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.engine import check_plan
from kumkm_targets.reporting.findings.data import json_report
from kumkm_targets.reporting.findings.github import github_report
from kumkm_targets.reporting.findings.junit import junit_report
from kumkm_targets.reporting.findings.markdown import markdown_report
from kumkm_targets.reporting.findings.sarif import sarif_report
from kumkm_targets.reporting.findings.text import text_report
from kumkm_targets.storage.places import Span
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import TODAY

_STEERING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

_END: Final = 2
"""How far behind its last character a line may still be pointed at: at its end, and behind that."""


def assert_harmless(folder: Path) -> None:
    """Read, check and report on the plan: nothing raises, steers a terminal, or points outside its file."""
    reading = read_plan(folder)
    plan = CheckedPlan.of(reading, check_plan(reading, TODAY))
    for finding in plan.findings:
        assert finding.message, finding
        assert_inside(finding.place, plan.lines_of(finding.file))
        for other in finding.related:
            if other.span is not None:
                assert_inside(other.span, reading.lines_of(other.file))
    for text in (
        _joined(text_report([plan])),
        _joined(github_report([plan], folder)),
        _joined(markdown_report([plan], folder)),
    ):
        steering = {char for char in text if _steers(char)}
        assert not steering, steering
    assert len(json.loads(_joined(json_report([plan])))["findings"]) == len(plan.findings)
    rules = tuple(dict.fromkeys(finding.rule for finding in plan.findings))  # the pages of all take their time
    json.loads(_joined(sarif_report([plan], folder, rules)))
    ElementTree.fromstring(_joined(junit_report([plan], folder)))


def assert_inside(span: Span, lines: Sequence[str]) -> None:
    """The span begins and ends within the file, in this order."""
    begin, end = (span.line, span.column), (span.end_line, span.end_column)
    assert (1, 1) <= begin <= end, span
    if begin == (1, 1):  # also the place of what cannot be read, or stands nowhere
        return
    assert span.end_line <= len(lines), (span, len(lines))
    for line, column in (begin, end):
        assert column <= len(lines[line - 1]) + _END, (span, lines[line - 1][:200])


def _steers(char: str) -> bool:
    return char != "\n" and (unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in _STEERING)


def _joined(pieces: Iterable[str]) -> str:
    return "".join(pieces)
