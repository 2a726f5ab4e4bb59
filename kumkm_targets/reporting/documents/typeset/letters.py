"""Text as it is set: how wide it is, what our font can show of it, and where a word may be broken."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kumkm_targets.reporting.charts.text_width import is_measured, text_width

_NO_FIGURES: Final = dict.fromkeys(map(ord, "0123456789"))
_FIGURE_WIDTH: Final = 0.65
"""All figures of a table are equally wide (`tnum`), in regular and bold; by size."""
_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_ZERO_WIDTH: Final = "\N{ZERO WIDTH SPACE}"
_HYPHEN: Final = "-"

# Indonesian is broken before a consonant between vowels, after the first of several, and between vowels that are no
# diphthong; `ng`, `ny`, `sy` and `kh` are one consonant each. Typst has no patterns for the language.
_BETWEEN_VOWELS: Final = re.compile(
    r"(?P<vowel>[aeiou])(?P<first>ng|ny|sy|kh|[b-df-hj-np-tv-z])?(?P<more>[b-df-hj-np-tv-z]*)(?=(?P<next>[aeiou]))",
    re.IGNORECASE,
)
_DIPHTHONGS: Final = ("ai", "au", "oi")
_LETTERS: Final = re.compile(r"[A-Za-z]{4,}")
_WORD: Final = re.compile(r"\S+")
# A long word that is none: a path, an address, figures with signs between them.
_AFTER_SIGNS: Final = re.compile(r"(?<=[^\w\s])(?=\w)|(?<=_)")


@lru_cache(maxsize=2**14)
def width(text: str, *, bold: bool = False) -> float:
    """The width of a line in ems, a little generous: without kerning, and with figures of one width."""
    rest = text.translate(_NO_FIGURES)
    return text_width(rest, 1, bold=bold) + (len(text) - len(rest)) * _FIGURE_WIDTH


@lru_cache(maxsize=2**14)
def showable(text: str) -> str:
    """`text`, with what our font lacks as its code: a reader sees that something stands there, and what."""
    if is_measured(text):
        return text
    return "".join(one if is_measured(one) else _code(one) for one in text)


def breakable(text: str, room: float, *, bold: bool = False) -> str:
    """`text` with chances to break those words alone that are wider than `room`, in ems."""
    return _WORD.sub(lambda word: _broken(word[0], room, bold=bold), text)


def narrowest(words: Iterable[str], *, bold: bool = False) -> float:
    """The width that the longest syllable takes, in ems: narrower, words would be broken letter by letter."""
    return max((width(part + _HYPHEN, bold=bold) for word in words for part in syllables(word)), default=0.0)


def syllables(word: str) -> list[str]:
    """`word` in the parts that a hyphen may stand between; none is of one letter."""
    parts: list[str] = []
    position = 0
    for found in _LETTERS.finditer(word):
        for place in _between_syllables(found):
            parts.append(word[position:place])
            position = place
    return [*parts, word[position:]]


def _between_syllables(letters: re.Match[str]) -> list[int]:
    places = (letters.start() + _break_of(one) for one in _BETWEEN_VOWELS.finditer(letters[0]))
    return [place for place in places if letters.start() + 2 <= place <= letters.end() - 2]


def _break_of(found: re.Match[str]) -> int:
    """Where the word is broken between two vowels; its beginning where it is not."""
    if found["more"]:
        return found.end("first")
    is_diphthong = not found["first"] and (found["vowel"] + found["next"]).casefold() in _DIPHTHONGS
    return 0 if is_diphthong else found.end("vowel")


def _broken(word: str, room: float, *, bold: bool) -> str:
    if width(word, bold=bold) <= room:
        return word
    pieces = [_SOFT_HYPHEN.join(syllables(piece)) for piece in _AFTER_SIGNS.split(word)]
    return _ZERO_WIDTH.join(_crumbled(piece, room, bold=bold) for piece in pieces)


def _crumbled(piece: str, room: float, *, bold: bool) -> str:
    """A piece with chances to break within those parts that are too wide even so."""
    parts = piece.split(_SOFT_HYPHEN)
    return _SOFT_HYPHEN.join(
        part if width(part + _HYPHEN, bold=bold) <= room else _ZERO_WIDTH.join(part) for part in parts
    )


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
