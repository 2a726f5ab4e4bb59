"""Two states of a plan, and what history says of the step from one to the other."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.history.history_rules import RULES, check_history
from kumkm_targets.checks.rule import Finding
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.checks.cases import PLAN, write_plan, year_text
from tests.conftest import TODAY

CLOSED = "closed = 2026-03-31\n"
FIGURE = """
[figures.rasio]
value = 3.72
status = "preliminary"
source = "Sakernas Agustus 2025"
recorded_at = 2026-01-15T09:30:00+07:00
"""
CORRECTED = """
[figures.rasio]
value = 3.75
source = "Sakernas Agustus 2025"
history = [{ value = 3.72, status = "preliminary", source = "Sakernas Agustus 2025", reason = "koreksi BPS" }]
"""
QUARTERS = FIGURE + "quarters = { 1 = 3.70, 2 = 3.71 }\n"
PARTS = FIGURE + 'parts = { "62.01" = 3.4, "62.71" = 3.9 }\n'
SPENT = "[programmes.pemberdayaan]\nspent = 1000000\n"
UNAVAILABLE = '[figures.rasio]\nunavailable = "menunggu"\n'


class States:
    """Writes states of a plan, each in a folder of its own, and compares them."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder / str(number) / "contoh" for number in count())

    def read(self, figures: str | None, plan: str = PLAN, closing: str = "") -> PlanReading:
        """A plan with the realised file of 2025, if there is one."""
        realised: dict[str, str | bytes] = {} if figures is None else {"2025": year_text(2025, closing + figures)}
        return read_plan(write_plan(next(self._folders), plan, realised))

    def found(self, then: str | None, now: str | None, closing: str = "") -> list[str]:
        """The code and the key of each finding on what became of the figures of 2025."""
        before = self.read(then, closing=closing)
        return said(check_history(before, self.read(now, closing=closing)))

    def found_in_plan(self, then: str, now: str, closing: str = CLOSED) -> list[str]:
        """The same for two states of plan.toml."""
        before = self.read(FIGURE, then, closing)
        return said(check_history(before, self.read(FIGURE, now, closing)))

    def the_finding(self, then: str | None, now: str | None, closing: str = "") -> tuple[PlanReading, Finding]:
        """The plan as it is, and the one finding on what became of its past, with its place."""
        before, reading = self.read(then, closing=closing), self.read(now, closing=closing)
        [finding] = [finding for finding in check_plan(reading, TODAY, before) if finding.rule in RULES]
        return reading, finding


def said(findings: Iterable[Finding]) -> list[str]:
    """The code and the key of each finding."""
    return [f"{finding.rule.code} {'.'.join(map(str, finding.key))}" for finding in findings]
