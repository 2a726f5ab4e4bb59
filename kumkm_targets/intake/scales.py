"""A scale that a table states once for all its figures: “Realisasi (Rp juta)”, “dalam ribuan rupiah” above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kumkm_targets.figures.units import SCALES

_WORDS: Final = {
    **SCALES,
    **{f"{word}an": power for word, power in SCALES.items()},
    "triliunan": 12,
    "000": 3,
    "thousand": 3,
    "thousands": 3,
    "million": 6,
    "millions": 6,
    "billion": 9,
    "billions": 9,
}
_MONEY: Final = r"rp\.?|idr|rupiah"
_ONE: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE: Final = (
    rf"(?:\b(?P<before>{_MONEY})\s*|(?<![\w.,]))(?P<word>{_ONE})\b(?:\s+(?:of\s+)?(?P<behind>{_MONEY})(?!\w))?"
)
_IN_HEADING: Final = re.compile(rf"\(?(?:\b(?:dalam|dlm\.?|satuan|in)\b\s*:?\s*)?{_SCALE}\s*\)?")
_ABOVE: Final = re.compile(rf"(?:\b(?:dalam|dlm\.?|satuan|in)\b\s*:?\s*|\(\s*){_SCALE}")
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class StatedScale:
    """text: as the table has it. power: of ten. is_money: of rupiah; else nobody knows of which figures.

    of_column: it stands in the heading of the figures, not above the table, and so is meant for every one of them.
    """

    text: str
    power: int
    is_money: bool
    of_column: bool

    @property
    def word(self) -> str:
        """The scale word with which a figure says the same."""
        return next(word for word, power in SCALES.items() if power == self.power)


def without_scale(heading: str) -> tuple[str, StatedScale | None]:
    """A plain heading without the scale that it states, and that scale; None where it states none."""
    found = _IN_HEADING.search(heading[:_LONGEST])
    if found is None:
        return heading, None
    rest = f"{heading[: found.start()]} {heading[found.end() :]}"
    return " ".join(rest.split()).strip(" .:*,"), _stated(found, of_column=True)


def scale_above(texts: Iterable[str]) -> StatedScale | None:
    """The scale that the lines above a table state; where they state several, none can be told: the last one."""
    found = [_stated(match, of_column=False) for text in texts if (match := _ABOVE.search(text.casefold()[:_LONGEST]))]
    return found[-1] if found else None


def _stated(found: re.Match[str], *, of_column: bool) -> StatedScale:
    is_money = bool(found["before"] or found["behind"])
    return StatedScale(found[0].strip(" ()"), _WORDS[found["word"]], is_money, of_column)
