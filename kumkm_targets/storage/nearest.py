"""The nearest of several words to a mistyped one."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final

_MANY: Final = 300
_A_FEW: Final = 30
_LONGEST: Final = 100
_SHORT: Final = 2


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or an empty text where none is near."""
    return (_near(word, candidates) or [""])[0]


def only_near(word: str, candidates: Iterable[str]) -> str:
    """The one candidate that a single slip of the hand makes `word` of, else an empty text.

    A slip is a letter too many, too few or wrong, or two that changed places; other case and a
    hyphen for an underscore are none.
    """
    found = [candidate for candidate in candidates if _is_slip(_plain(word), _plain(candidate))]
    return found[0] if len(found) == 1 else ""


def _near(word: str, candidates: Iterable[str]) -> list[str]:
    """The two candidates most like `word`; of very many only those that begin like it are compared."""
    from difflib import get_close_matches

    plain = _plain(word)
    by_start = _folded(candidates if isinstance(candidates, frozenset) else frozenset(candidates))
    if len(by_start[""]) <= _MANY:
        compared: Mapping[str, str] = by_start[""]
    else:
        compared = dict(islice(by_start.get(plain[:2], {}).items(), _A_FEW))
    return [compared[near] for near in get_close_matches(plain, compared, n=2)]


@lru_cache(maxsize=16)
def _folded(candidates: frozenset[str]) -> dict[str, dict[str, str]]:
    """The candidates by their plain form: all of them under "", and by their first two signs."""
    by_start: dict[str, dict[str, str]] = {"": {}}
    for candidate in sorted(candidates):
        plain = _plain(candidate)
        by_start[""][plain] = candidate
        by_start.setdefault(plain[:2], {})[plain] = candidate
    return by_start


def _plain(word: str) -> str:
    return word[:_LONGEST].casefold().replace("-", "_")


def _is_slip(word: str, meant: str) -> bool:
    if word == meant:
        return True
    start = _shared(word, meant)
    typed, right = word[start:], meant[start:]
    end = _shared(typed[::-1], right[::-1])
    typed, right = typed[: len(typed) - end], right[: len(right) - end]
    return len(meant) > _SHORT and (max(len(typed), len(right)) == 1 or (len(typed) == 2 and typed == right[::-1]))


def _shared(one: str, other: str) -> int:
    """How many characters two words begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
