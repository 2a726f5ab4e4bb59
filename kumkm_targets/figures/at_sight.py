"""Figures that have one reading at sight: written the plainest way, as most are, and read many at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

# Texts differ by their digits more than by anything else. So their shapes are looked at, of which
# there are few: every digit is a 9 there, but for a 0 that a number may begin with.
_INTEGRAL: Final = r"(?:0|9[09]{0,2}(?:(?:\.[09]{3}){1,5}|[09]{0,15}))(?:,[09]{1,2})?"
_REAL: Final = r"(?:0|9[09]{0,2}(?:(?:\.[09]{3}){2,4}|\.[09]{3}(?=,)|[09]{0,6}))(?:,[09]{1,9})?"
_TOML_DECIMAL: Final = re.compile(r"9{1,9}\.9{1,2}")
_ALL_DIGITS: Final = str.maketrans("012345678", "9" * 9)
_BUT_ZERO: Final = str.maketrans("12345678", "9" * 8)
_PLAIN_WORD: Final = re.compile(r"[^\d%]{1,40}")


@dataclass(frozen=True, slots=True, eq=False)
class PlainForm:
    """How the figures of some units are written in the plainest way; one object for all units that share it.

    shape: what such a text looks like, its digits made 9. marks: what to take out of it to have
    digits and a decimal comma only.
    """

    shape: re.Pattern[str]
    marks: tuple[str, ...]


def plain_form(kind: str, word: str, scale: int) -> PlainForm:
    """The form of a unit of this kind, word and scale, which a figure may name once more."""
    if kind == "real" or scale:
        return _form(_REAL, ".")
    if kind == "percent":
        return _form(f"{_REAL}(?: ?%)?", ".", " ", "%")
    if kind == "money":
        return _form(f"(?:Rp ?)?{_INTEGRAL}", ".", " ", "Rp")
    if not _PLAIN_WORD.fullmatch(word):
        return _form(_INTEGRAL, ".")
    return _form(f"{_INTEGRAL}(?: {re.escape(word)})?", f" {word}", ".")


@lru_cache(maxsize=256)
def _form(shape: str, *marks: str) -> PlainForm:
    return PlainForm(re.compile(shape), marks)


def figures_at_sight(written: Sequence[Any], form: PlainForm) -> list[Decimal | None]:
    """The figures of several texts and TOML numbers; None for each that is not written the plainest way.

    A short way that gives what `read_figure` and `read_toml_number` give for each of them.
    """
    kinds = {*map(type, written)}
    if Decimal not in kinds:
        return _of_texts(written, form)
    if len(kinds) == 1:
        return _of_decimals(written)
    decimals = iter(_of_decimals([one for one in written if type(one) is Decimal]))
    others = iter(_of_texts([one for one in written if type(one) is not Decimal], form))
    return [next(decimals if type(one) is Decimal else others) for one in written]


def _of_texts(written: Sequence[Any], form: PlainForm) -> list[Decimal | None]:
    """Of texts, and of whole numbers, which are written as texts may be; None for anything else."""
    if not {*map(type, written)} <= {str, int}:
        written = [one if type(one) in (str, int) else "" for one in written]
    row = "\n".join(map(str, written))
    digits = row
    for mark in form.marks:
        digits = digits.replace(mark, "")
    begins_with_zero = digits.startswith("0") or "\n0" in digits
    shapes = row.translate(_BUT_ZERO if begins_with_zero else _ALL_DIGITS).split("\n")
    if len(shapes) != len(written):  # a text of several lines
        return [None] * len(written)
    figures = digits.replace(",", ".").split("\n")
    if odd := _unlike(form.shape, shapes):
        return [None if shape in odd else Decimal(figure) for figure, shape in zip(figures, shapes, strict=True)]
    return [*map(Decimal, figures)]


def _of_decimals(written: Sequence[Decimal]) -> list[Decimal | None]:
    """Of TOML numbers with decimals, too few of them to mean thousands."""
    shapes = "\n".join(map(str, written)).translate(_ALL_DIGITS).split("\n")
    odd = _unlike(_TOML_DECIMAL, shapes)
    return [None if shape in odd else one for one, shape in zip(written, shapes, strict=True)] if odd else [*written]


def _unlike(pattern: re.Pattern[str], shapes: Sequence[str]) -> set[str]:
    """The shapes, each once, that are not such as `pattern` describes."""
    return {shape for shape in {*shapes} if not pattern.fullmatch(shape)}
