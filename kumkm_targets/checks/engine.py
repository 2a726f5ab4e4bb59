"""Running the rules over a plan folder: findings, silenced where the plan says so, with places."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kumkm_targets.checks.files.file_rules import findings_of
from kumkm_targets.checks.history.history_rules import check_history
from kumkm_targets.checks.registry import FLAW_RULES, PLAN_LOOKS, REALISED_LOOKS
from kumkm_targets.checks.rule import Finding, silenced
from kumkm_targets.checks.silence_rules import silences
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.places import Places, Span
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.toml_file import TomlFile


def check_plan(reading: PlanReading, today: date, then: PlanReading | None = None) -> list[Finding]:
    """Every finding on one plan folder, by file and place. Never raises on what the files hold.

    then: what the folder held at an earlier revision; with it, what history forbids is found too. The
    plan may silence what is doubtful, not what keeps its files from being read.
    """
    found = list(findings_of(reading.all_flaws, FLAW_RULES))
    plan = reading.plan
    if plan is not None:
        looked = list(_findings(reading, plan, today))
        if then is not None:
            looked += check_history(then, reading)
        if plan.check.ignore:
            looked = [f if f.rule.name in FLAW_RULES else silenced(f, plan.check.ignore) for f in looked]
            looked += [silenced(finding, plan.check.ignore) for finding in silences(reading, plan, looked)]
        found += looked
    return in_order(located(found, reading.files)) if found else []


def format_findings(reading: PlanReading) -> list[Finding]:
    """What keeps the files of one plan folder from being read, by file and place."""
    return in_order(located(findings_of(reading.all_flaws, FLAW_RULES), reading.files))


def _findings(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    for look in PLAN_LOOKS:
        yield from look(reading, plan)
    if reading.years or reading.strays:
        for look_today in REALISED_LOOKS:
            yield from look_today(reading, plan, today)


def located(findings: Iterable[Finding], files: Iterable[TomlFile]) -> Iterator[Finding]:
    """The findings with line and column. Files without findings are not searched."""
    texts = {file.path: file.text for file in files if file.data is not None}
    searched: dict[Path, Places] = {}

    def span(file: Path, key: KeyPath, on_key: bool, within: tuple[int, int] | None = None) -> Span | None:
        if file not in texts:
            return None
        if file not in searched:
            searched[file] = Places(texts[file])
        if within is not None:
            return searched[file].part(key, *within)
        return searched[file].key(key) if on_key else searched[file].value(key)

    for finding in findings:
        yield replace(
            finding,
            span=finding.span or span(finding.file, finding.key, finding.on_key, finding.within),
            related=tuple(
                replace(other, span=other.span or span(other.file, other.key, False)) for other in finding.related
            ),
        )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by file, place and code."""
    return sorted(findings, key=lambda one: (str(one.file), one.place.line, one.place.column, one.rule.code))
