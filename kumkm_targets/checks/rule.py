"""A rule of `kumkm check` and the findings it gives: data that renderers take from here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.places import Span

Severity = Literal["error", "warning"]

Words = Callable[[Mapping[str, str]], tuple[str, str]]
"""From the facts of a flaw, which reading the file has found, to the message and the fix of its finding."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for. Its texts are its documentation page; codes are never given twice.

    what, why and fix are marked for translation; bad and good are excerpts of a plan or realised
    file. source names a regulation or document, where there is one.
    """

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    bad: str
    good: str
    fix: str
    source: str = ""

    def finding(
        self,
        file: Path,
        key: KeyPath,
        message: str,
        fix: str = "",
        *,
        on_key: bool = False,
        related: tuple["Related", ...] = (),
        replacement: str | None = None,
        within: tuple[int, int] | None = None,
    ) -> "Finding":
        """A finding of this rule at `key` of `file`; its place is looked up later."""
        return Finding(self, file, key, on_key, message, fix, related, replacement, within=within)


@dataclass(frozen=True, slots=True)
class Related:
    """The other side of a conflict."""

    file: Path
    key: KeyPath
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with its place, the words for it and how to mend it.

    replacement: the TOML that `check --fix` puts in the place of what the span covers, only where
    there is exactly one right answer. span is None until the file it stands in has been searched
    for it. ignored: the reason that the plan gives for silencing it. within: where in the text at `key`
    the part begins and ends that is meant.
    """

    rule: Rule
    file: Path
    key: KeyPath
    on_key: bool
    message: str
    fix: str = ""
    related: tuple[Related, ...] = ()
    replacement: str | None = None
    span: Span | None = None
    ignored: str | None = None
    within: tuple[int, int] | None = None

    @property
    def place(self) -> Span:
        """The span, which every finding has once the run is over."""
        return self.span or Span(1, 1, 1, 1)


def silenced(finding: Finding, ignore: Mapping[str, str]) -> Finding:
    """`finding` with the reason for its silence, where `ignore` names its code or name."""
    reason = ignore.get(finding.rule.code) or ignore.get(finding.rule.name)
    return replace(finding, ignored=reason) if reason else finding
