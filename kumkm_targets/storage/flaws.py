"""What is wrong with the content of a file, as data: kind, place and the words to say it with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

MAX_NESTING: Final = 64
"""How deep tables and lists may stand inside one another; no plan needs as much."""

KeyPath = tuple[str | int, ...]
"""Where a value stands: table keys, and indexes in arrays. The empty path is the whole file."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing in a file that keeps it from being a valid plan or realised file.

    kind: the name of the check that reports it ("unknown-key").
    key: the value's place; on_key says that the key itself is at fault.
    facts: what the message needs, as text.
    position, end: line and column (from 1) of the first character and of the one after the last,
    where the parser knows better than the key path. first: the same two of what is repeated here.
    """

    file: Path
    kind: str
    key: KeyPath = ()
    on_key: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    position: tuple[int, int] | None = None
    end: tuple[int, int] | None = None
    first: tuple[int, int, int, int] | None = None
