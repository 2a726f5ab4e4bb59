"""The documentation page of a check, and the list of all checks, for a screen."""

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from kumkm_targets.checks.rule import Rule
from kumkm_targets.messages import _
from kumkm_targets.reporting.findings_text import SEVERITIES


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


def rule_list(rules: Iterable[Rule]) -> Table:
    """One line per check."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    table.add_column(_("Code"), no_wrap=True)
    table.add_column(_("Name"), no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(_("What it checks"), min_width=20)
    for rule in rules:
        table.add_row(rule.code, rule.name, _(SEVERITIES[rule.severity]), _(rule.what))
    return table


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
