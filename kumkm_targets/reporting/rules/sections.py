"""The page of a check in sections, from which each of its forms is made."""

from collections.abc import Iterator
from dataclasses import dataclass

from kumkm_targets.checks.registry import FLAW_RULES
from kumkm_targets.checks.rule import Rule
from kumkm_targets.messages import _


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page; an example is an excerpt of a plan or realised file."""

    title: str
    text: str
    is_example: bool = False


def rule_sections(rule: Rule) -> Iterator[Section]:
    """What follows what the rule checks: why it matters, an example, how to mend or silence it, its source."""
    for section in (
        Section(_("Why it matters"), _(rule.why)),
        Section(_("Not like this"), rule.bad, is_example=True),
        Section(_("But like this"), rule.good, is_example=True),
        Section(_("How to mend it"), _(rule.fix)),
        Section(_("How to silence it, with the reason"), _silence(rule), is_example=True),
        Section(_("Source"), rule.source),
    ):
        if section.text:
            yield section


def _silence(rule: Rule) -> str:
    """What silences the rule in a plan; empty for a flaw, with which no command can use the file."""
    if rule.name in FLAW_RULES:
        return ""
    reason = _("the reason")
    return f'[check.ignore]\n{rule.code} = "{reason}"'


def rule_markdown(rule: Rule) -> str:
    """The page as Markdown, without a title of its own. The words of rules are Markdown already."""
    parts = [_(rule.what)]
    for section in rule_sections(rule):
        parts += [f"**{section.title}**", f"```toml\n{section.text}\n```" if section.is_example else section.text]
    return "\n\n".join(parts) + "\n"
