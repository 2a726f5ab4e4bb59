"""The pages of all checks as Markdown files for `docs/`, in the language in force."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from kumkm_targets.checks.rule import Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.reporting.rules.sections import rule_markdown
from kumkm_targets.reporting.words import SEVERITIES

INDEX: Final = "README.md"
FAMILIES: Final = {
    "KT1": N_("The file"),
    "KT2": N_("The plan"),
    "KT3": N_("Targets"),
    "KT4": N_("Realised figures"),
    "KT5": N_("Relations between figures"),
    "KT6": N_("Amendments"),
}
"""The families of checks, by what their codes begin with."""


def rule_pages(rules: Sequence[Rule], elsewhere: str) -> dict[str, str]:
    """Markdown by file name: an index of all rules, and a page per family.

    rules: in order of their codes. elsewhere: a line that leads to the index in the other language.
    """
    index = [
        "# " + _("The checks of kumkm"),
        elsewhere,
        _(
            "`kumkm check` looks for all of these. An error means that the figures cannot be trusted, a warning that "
            "somebody should look. Each page is what `kumkm rule CODE` prints: what is checked, why, an example, how "
            "to mend it, and how to silence what is right as it stands."
        ),
    ]
    pages = {}
    for family, members in groupby(rules, lambda rule: rule.code[:3]):
        name, title, of_family = f"{family}xx.md", f"{family}xx: " + _(FAMILIES[family]), list(members)
        index += [f"## {title}", _table(name, of_family)]
        pages[name] = _page(title, of_family)
    return {INDEX: "\n\n".join(index) + "\n", **pages}


def _page(title: str, rules: Iterable[Rule]) -> str:
    back = _("All checks")
    sections = (f"\n## {_heading(rule)}\n\n*{_severity(rule)}*\n\n{rule_markdown(rule)}" for rule in rules)
    return f"# {title}\n\n[{back}]({INDEX})\n" + "".join(sections)


def _table(page: str, rules: Iterable[Rule]) -> str:
    titles = _("Check"), _("Severity"), _("What it checks")
    rows = [f"| {' | '.join(titles)} |", "|---|---|---|"]
    for rule in rules:
        anchor = _heading(rule).casefold().replace(" ", "-")
        what = _(rule.what).replace("|", "\\|")
        rows.append(f"| [{_heading(rule)}]({page}#{anchor}) | {_severity(rule)} | {what} |")
    return "\n".join(rows)


def _heading(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _severity(rule: Rule) -> str:
    return _(SEVERITIES[rule.severity])
