"""The plainest way to write figures, unit by unit: most are written so, and have one reading at sight."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# What texts look like whose digits are all made 9. There are few such shapes, and many figures.
_INTEGRAL: Final = r"9{1,3}(?:(?:\.999){1,5}|9{0,12})(?:,9{1,2})?"
_REAL: Final = r"9{1,3}(?:(?:\.999){2,4}|\.999(?=,)|9{0,12})(?:,9{1,9})?"
_SCALED: Final = re.compile(r"(?:Rp ?)?9{1,9}(?:,(?P<decimals>9{1,9}))? (?P<scale>ribu|juta|miliar|triliun)")
_PLAIN_WORD: Final = re.compile(r"[^\d%]{1,40}")


@dataclass(frozen=True, slots=True, eq=False)
class PlainForm:
    """How the figures of some units are written in the plainest way; one object for all units that share it.

    shape: what such a text looks like, every digit made a 9. scaled: the same for one with a scale
    word, where all units of this form have the scale 0 and may have one. marks: what to take out to
    have digits and a decimal comma only.
    """

    shape: re.Pattern[str]
    scaled: re.Pattern[str] | None
    marks: tuple[str, ...]


def plain_form(kind: str, word: str, scale: int) -> PlainForm:
    """The form of a unit of this kind, word and scale, which a figure may name once more."""
    if kind == "real" or scale:
        return _form(_REAL, None, ".")
    if kind == "percent":
        return _form(f"{_REAL}(?: ?%)?", None, ".", " ", "%")
    if kind == "money":
        return _form(f"(?:Rp ?)?{_INTEGRAL}", _SCALED, ".", " ", "Rp")
    if not _PLAIN_WORD.fullmatch(word):
        return _form(_INTEGRAL, None, ".")
    return _form(f"{_INTEGRAL}(?: {re.escape(word)})?", None, f" {word}", ".")


@lru_cache(maxsize=256)
def _form(shape: str, scaled: re.Pattern[str] | None, *marks: str) -> PlainForm:
    return PlainForm(re.compile(shape), scaled, marks)
