"""What the tests of the checks share: a plan to alter, reading and checking it, and what is printed."""

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.findings.data import json_report
from kumkm_targets.reporting.findings.text import text_report
from kumkm_targets.storage.places import Span
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.conftest import TODAY

CORPUS = Path(__file__).parent.parent / "corpus"
_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

HEAD = """\
format = 1

[plan]
title = "Renstra 2025–2030"
kind = "renstra"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2025, end = 2030 }
"""
RASIO = """
[indicators.rasio]
name = "Rasio kewirausahaan"
unit = "%"
better = "higher"
targets = { 2025 = "3,75", 2026 = "3,81" }
"""
PLAN = HEAD + RASIO
FIGURE = """
[figures.rasio]
value = 3.72
source = "Sakernas Agustus 2025"
"""


def year_text(year: int, body: str = FIGURE) -> str:
    """A realised file."""
    return f"format = 1\nyear = {year}\n{body}"


def write_plan(folder: Path, plan: str | bytes, realised: dict[str, str | bytes] | None = None) -> Path:
    """A plan folder with these files; `realised` by file name without `.toml`."""
    (folder / "realised").mkdir(parents=True, exist_ok=True)
    texts = {"plan.toml": plan} | {f"realised/{name}.toml": text for name, text in (realised or {}).items()}
    for name, text in texts.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def checked(folder: Path) -> tuple[PlanReading, list[Finding]]:
    """The plan folder as read, and every finding on it."""
    reading = read_plan(folder)
    return reading, check_plan(reading, TODAY)


def printed(reading: PlanReading, findings: Sequence[Finding]) -> str:
    """What `kumkm check` prints for one plan folder."""
    return "".join(text_report([CheckedPlan.of(reading, findings)]))


def codes(findings: Sequence[Finding]) -> list[str]:
    """The codes of the findings, in their order."""
    return [finding.rule.code for finding in findings]


def under(reading: PlanReading, path: Path, span: Span | None) -> str:
    """The text that a span of one of the files covers."""
    assert span is not None
    lines = reading.lines_of(path)[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:]])


def assert_harmless(folder: Path, languages: tuple[str, ...] = ("en", "id")) -> list[str]:
    """Check the plan and print what is found as text and as JSON; the codes that were found."""
    found: list[str] = []
    for language in languages:
        use_language(language)
        reading, findings = checked(folder)
        text = printed(reading, findings)
        assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"]
        assert not [char for char in text if unicodedata.bidirectional(char) in _BIDI]
        assert len(json.loads("".join(json_report([CheckedPlan.of(reading, findings)])))["findings"]) == len(findings)
        for finding in findings:
            assert finding.message
            for span in (finding.place, *(other.span or Span(1, 1, 1, 1) for other in finding.related)):
                assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        found = codes(findings)
    use_language("en")
    return found
