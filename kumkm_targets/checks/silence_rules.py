"""2xx: silences that silence nothing: of rules that do not exist, of flaws, or of what is no longer found."""

from collections.abc import Iterator, Sequence
from typing import Final

from kumkm_targets.checks.document.identity_rules import SAME_IDENTITY
from kumkm_targets.checks.document.plan_rules import UNKNOWN_CODE, UNUSED_SILENCE
from kumkm_targets.checks.history import history_rules
from kumkm_targets.checks.names import did_you_mean
from kumkm_targets.checks.registry import FLAW_RULES, RULES
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading

_KNOWN: Final = {name: rule for rule in RULES for name in (rule.code, rule.name)}

# What these find shows only beside other plans, an earlier revision or the other silences, so that
# a silence without effect cannot be told from one that is waiting.
_NOT_SEEN_ALONE: Final = frozenset(
    rule.code for rule in (*history_rules.RULES, SAME_IDENTITY, UNKNOWN_CODE, UNUSED_SILENCE)
)


def silences(reading: PlanReading, plan: Plan, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The entries of [check.ignore] that silence none of `findings`."""
    silenced = {finding.rule.code for finding in findings if finding.ignored}
    for name in plan.check.ignore:
        rule = _KNOWN.get(name)
        if rule is None:
            message = _("there is no rule “{code}”").format(code=name)
            fix = did_you_mean(name, tuple(_KNOWN)) or _("`kumkm rule` lists them all.")
        elif rule.name in FLAW_RULES:
            message = _("{code} cannot be silenced: no command can use a file with this flaw").format(code=name)
            fix = _("Mend what it reports, and take the silence out.")
        elif rule.code not in silenced | _NOT_SEEN_ALONE and not reading.all_flaws:
            message, fix = _("{code} finds nothing in this plan").format(code=name), _(UNUSED_SILENCE.fix)
        else:
            continue
        key = ("check", "ignore", name)
        about = UNUSED_SILENCE if rule is not None and rule.name not in FLAW_RULES else UNKNOWN_CODE
        yield about.finding(reading.file.path, key, message, fix, on_key=True)
