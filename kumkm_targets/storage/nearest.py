"""The nearest of several words to a mistyped one."""

from collections.abc import Iterable
from typing import Final

_SHORT: Final = 2


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or an empty text where none is near."""
    from difflib import get_close_matches

    folded = {_folded(candidate): candidate for candidate in candidates}
    near = get_close_matches(_folded(word[:100]), folded, n=1)
    return folded[near[0]] if near else ""


def only_near(word: str, candidates: Iterable[str]) -> str:
    """The one candidate that a single slip of the hand makes `word` of, else an empty text.

    A slip is a letter too many, too few or wrong, or two that changed places; other case and a
    hyphen for an underscore are none.
    """
    found = [candidate for candidate in candidates if _is_slip(_folded(word), _folded(candidate))]
    return found[0] if len(found) == 1 else ""


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_")


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
