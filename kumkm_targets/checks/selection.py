"""Which rules a check is asked for: by code, by the beginning of codes, or by name."""

from collections.abc import Iterable
from typing import Final

from kumkm_targets.checks.files.file_rules import DUPLICATE_KEY, INVALID_TOML, UNREADABLE_FILE
from kumkm_targets.checks.registry import RULES
from kumkm_targets.errors import UsageError
from kumkm_targets.messages import _
from kumkm_targets.storage.nearest import nearest

UNCHECKED_FILE: Final = frozenset(rule.code for rule in (UNREADABLE_FILE, INVALID_TOML, DUPLICATE_KEY))
"""The codes of what keeps every other rule from looking at a file."""


def selected(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The codes of the rules to report: those selected, or all, without those ignored.

    A file that cannot be read is reported whatever is selected, for no other rule can look at it;
    ignoring the rule by its name or code is heeded. Raises UsageError for what names no rule.
    """
    chosen = frozenset(_codes(select)) or frozenset(rule.code for rule in RULES)
    return (chosen | UNCHECKED_FILE) - frozenset(_codes(ignore))


def _codes(words: Iterable[str]) -> Iterable[str]:
    """The codes that `words`, each of which may list several with commas, stand for."""
    for word in (word.strip() for listed in words for word in listed.split(",")):
        found = [rule.code for rule in RULES if rule.code.startswith(word.upper()) or rule.name == word.casefold()]
        if not word or not found:
            near = nearest(word, [name for rule in RULES for name in (rule.code, rule.name)])
            raise UsageError(
                _("no rule has the code or name “{word}”").format(word=word),
                _("Did you mean `{nearest}`?").format(nearest=near) if near else _("`kumkm rule` lists them all."),
            )
        yield from found
