"""The documentation page of a check, and the list of all checks, for a screen."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from kumkm_targets.checks.rule import Rule
from kumkm_targets.messages import _
from kumkm_targets.reporting.fitted import FittedColumn, fitted
from kumkm_targets.reporting.rules.sections import rule_sections
from kumkm_targets.reporting.words import SEVERITIES


def rule_page(rule: Rule) -> Text:
    """What it checks, why it matters, an example, and how to mend it."""
    text = Text()
    text.append(f"{rule.code} {rule.name}", style="bold")
    text.append(f" ({_(SEVERITIES[rule.severity])})\n\n{_(rule.what)}\n")
    for section in rule_sections(rule):
        text.append(f"\n{section.title}\n", style="bold")
        text.append(f"{_indented(section.text) if section.is_example else section.text}\n")
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
