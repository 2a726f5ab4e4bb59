"""The last line of a check, and the words it shares with every report."""

from kumkm_targets.checks.checked_plan import Tally
from kumkm_targets.messages import _, ngettext


def tally_text(tally: Tally) -> str:
    """The last line: what was found, or that everything is valid."""
    checked = checked_text(tally) + (f"; {silenced_text(tally)}" if tally.silenced else "")
    if not tally.errors and not tally.warnings:
        return _("All plan files are valid") + f" ({checked})"
    counts = ", ".join(
        (
            ngettext("{n} error", "{n} errors", tally.errors).format(n=tally.errors),
            ngettext("{n} warning", "{n} warnings", tally.warnings).format(n=tally.warnings),
        )
    )
    return f"{counts} ({checked})"


def checked_text(tally: Tally) -> str:
    """How many plans and files were checked."""
    return ", ".join(
        (
            ngettext("{n} plan", "{n} plans", tally.plans).format(n=tally.plans),
            ngettext("{n} file checked", "{n} files checked", tally.files).format(n=tally.files),
        )
    )


def silenced_text(tally: Tally) -> str:
    """How many findings the plans silence."""
    return ngettext("{n} finding silenced", "{n} findings silenced", tally.silenced).format(n=tally.silenced)
