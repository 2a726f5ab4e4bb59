"""The documentation page of a check, and the list of all checks, for a screen."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from kumkm_targets.checks.rule import Rule
from kumkm_targets.messages import _
from kumkm_targets.reporting.findings_text import SEVERITIES
from kumkm_targets.reporting.fitted import FittedColumn, fitted


def rule_page(rule: Rule) -> Text:
    """What it checks, why it matters, an example, and how to mend it."""
    text = Text()
    text.append(f"{rule.code} {rule.name}", style="bold")
    text.append(f" ({_(SEVERITIES[rule.severity])})\n\n{_(rule.what)}\n")
    for title, body in (
        (_("Why it matters"), _(rule.why)),
        (_("Not like this"), _indented(rule.bad)),
        (_("But like this"), _indented(rule.good)),
        (_("How to mend it"), _(rule.fix)),
        (_("Source"), rule.source),
    ):
        if body:
            text.append(f"\n{title}\n", style="bold")
            text.append(f"{body}\n")
    return text


def rule_list(rules: Sequence[Rule], width: int) -> RenderableType:
    """One line per check, for a screen of that width."""
    return fitted(
        [
            FittedColumn(_("Code"), [Text(rule.code) for rule in rules]),
            FittedColumn(_("Name"), [Text(rule.name) for rule in rules]),
            FittedColumn("", [Text(_(SEVERITIES[rule.severity])) for rule in rules]),
            FittedColumn(_("What it checks"), [Text(_(rule.what)) for rule in rules]),
        ],
        width,
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
