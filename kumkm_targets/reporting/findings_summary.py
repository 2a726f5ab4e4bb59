"""The last line of a check."""

from collections.abc import Sequence

from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import _, ngettext


def summary_text(findings: Sequence[Finding], plans: int, files: int) -> str:
    """The last line: what was found, or that everything is valid."""
    errors = sum(finding.rule.severity == "error" and not finding.ignored for finding in findings)
    warnings = sum(finding.rule.severity == "warning" and not finding.ignored for finding in findings)
    ignored = sum(bool(finding.ignored) for finding in findings)
    checked = ", ".join(
        (
            ngettext("{n} plan", "{n} plans", plans).format(n=plans),
            ngettext("{n} file checked", "{n} files checked", files).format(n=files),
        )
    )
    silenced = (
        "; " + ngettext("{n} finding silenced", "{n} findings silenced", ignored).format(n=ignored) if ignored else ""
    )
    if not errors and not warnings:
        return _("All plan files are valid") + f" ({checked}{silenced})"
    counts = ", ".join(
        (
            ngettext("{n} error", "{n} errors", errors).format(n=errors),
            ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )
    )
    return f"{counts} ({checked}{silenced})"
