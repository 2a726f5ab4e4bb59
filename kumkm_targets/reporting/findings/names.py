"""How findings are named for machines: their key, their file, and what tells one from another."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

from kumkm_targets.checks.rule import Finding
from kumkm_targets.storage.flaws import KeyPath


def key_text(key: KeyPath) -> str:
    """A key path as it is written in TOML: `indicators.rasio.targets.2025`."""
    return ".".join(str(part) for part in key)


def path_from(root: Path, file: Path) -> str:
    """`file` as it is called from `root`, with slashes; absolute where it lies elsewhere."""
    absolute, base = (Path(os.path.normpath(path.absolute())) for path in (file, root))
    return (absolute.relative_to(base) if absolute.is_relative_to(base) else absolute).as_posix()


def path_url(path: str) -> str:
    """A relative path as a relative URL, byte by byte, so that names that are not Unicode have one too."""
    return quote_from_bytes(os.fsencode(path))


def told_apart(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """The findings of one plan, each with its number (from 1) among those with its rule, file and key.

    Together these four name a finding for as long as it lasts: lines and words may change.
    """
    seen: Counter[tuple[str, Path, KeyPath]] = Counter()
    for finding in findings:
        like = finding.rule.code, finding.file, finding.key
        seen[like] += 1
        yield finding, seen[like]
