"""The nearest of several words to a mistyped one."""

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or an empty text where none is near."""
    from difflib import get_close_matches

    folded = {candidate.casefold().replace("-", "_"): candidate for candidate in candidates}
    found = get_close_matches(word[:100].casefold().replace("-", "_"), folded, n=1)
    return folded[found[0]] if found else ""
