"""Running the rules over a plan folder: findings, silenced where the plan says so, with places."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kumkm_targets.checks import plan_rules, realised_rules, relation_rules, target_rules
from kumkm_targets.checks.file_rules import findings_of
from kumkm_targets.checks.registry import FLAW_RULES, RULES
from kumkm_targets.checks.rule import Finding, Related, silenced
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.places import Places, Span
from kumkm_targets.storage.plan_files import PlanReading


def check_plan(reading: PlanReading, today: date) -> list[Finding]:
    """Every finding on one plan folder, by file and place. Never raises on what the files hold.

    The plan may silence what is doubtful, not what keeps its files from being read.
    """
    found = list(findings_of(reading.all_flaws, FLAW_RULES))
    if reading.plan is not None:
        ignore = reading.plan.check.ignore
        found += (silenced(finding, ignore) for finding in _findings(reading, reading.plan, today))
    return sorted(_located(reading, found), key=_order)


def _findings(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    for _rule, look in (*plan_rules.RULES, *target_rules.RULES, *relation_rules.RULES):
        yield from look(reading, plan)
    for _rule, look_today in realised_rules.RULES:
        yield from look_today(reading, plan, today)
    yield from _silences(reading, plan)


def _silences(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Silences that can have no effect: for rules that do not exist, or for files that cannot be read."""
    known = {name: rule for rule in RULES for name in (rule.code, rule.name)}
    for code in plan.check.ignore:
        if code not in known:
            message = _("there is no rule “{code}”").format(code=code)
            fix = plan_rules.did_you_mean(code, tuple(known)) or _("`kumkm rule` lists them all.")
        elif known[code].name in FLAW_RULES:
            message = _("{code} cannot be silenced: no command can use a file with this flaw").format(code=code)
            fix = _("Mend what it reports, and take the silence out.")
        else:
            continue
        key = ("check", "ignore", code)
        yield plan_rules.UNKNOWN_CODE.finding(reading.file.path, key, message, fix, on_key=True)


def _located(reading: PlanReading, findings: list[Finding]) -> Iterator[Finding]:
    """The findings with line and column. Files without findings are not searched."""
    texts = {file.path: file.text for file in reading.files if file.data is not None}
    searched: dict[Path, Places] = {}

    def span(file: Path, key: tuple[str | int, ...], on_key: bool) -> Span | None:
        if file not in texts:
            return None
        if file not in searched:
            searched[file] = Places(texts[file])
        return searched[file].key(key) if on_key else searched[file].value(key)

    def related(other: Related) -> Related:
        return replace(other, span=span(other.file, other.key, False))

    for finding in findings:
        yield replace(
            finding,
            span=finding.span or span(finding.file, finding.key, finding.on_key),
            related=tuple(related(other) for other in finding.related),
        )


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return str(finding.file), finding.place.line, finding.place.column, finding.rule.code
