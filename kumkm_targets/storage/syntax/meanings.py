"""What a person means who writes a value as in a document or spreadsheet, and how TOML writes that."""

import re
from datetime import date
from typing import Final, NamedTuple

from kumkm_targets.errors import RefusedError
from kumkm_targets.figures.dates import read_date
from kumkm_targets.storage.syntax.fault import Problem, quoted

_MAX_LOOKED_AT: Final = 200
_SPACES: Final = " \u00a0\u2007\u2009\u202f"
_DASHES: Final = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_NUMBER: Final = re.compile(r"-(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DASHED: Final = re.compile(rf"[{_DASHES}]\s*(?P<rest>[0-9].*)")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})+(?=,))(?:,[0-9]+)?")
_ENGLISH: Final = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:,[0-9]{3})+(?=\.))(?:\.[0-9]+)?")
_SPACED: Final = re.compile(rf"[+-]?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+")
_UNDERSCORED: Final = re.compile(r"[+-]?_*[1-9][0-9_]*")
_COMMA: Final = re.compile(r"[+-]?[0-9]+,[0-9]+")
_ZERO_FIRST: Final = re.compile(r"(?P<sign>[+-]?)0+(?P<rest>[0-9]+(?:\.[0-9]+)?)")
_BARE_POINT: Final = re.compile(r"(?P<sign>[+-]?)(?:(?P<after>\.[0-9]+)|(?P<before>0|[1-9][0-9]*)\.)")
_PLACEHOLDER: Final = re.compile(
    r"n/?a|[-\u2013\u2014.\u2026?]+|(?:tidak|belum) (?:ada|tersedia)(?: data)?|nihil|kosong|null|none|nil|tbd",
    re.IGNORECASE,
)
_YES_OR_NO: Final = frozenset("ya tidak yes no benar salah on off".split())
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9].*)?")
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})")


class Meaning(NamedTuple):
    """written, other: two ways to write it in TOML. is_certain: the first is surely what is meant."""

    problem: Problem
    written: str = ""
    other: str = ""
    is_certain: bool = False


def meant(text: str) -> Meaning:
    """What `text`, which is no TOML value, means."""
    if len(text) > _MAX_LOOKED_AT:
        return Meaning("needs-quotes", quoted(text), is_certain=True)
    word = text.casefold()
    if word in ("true", "false"):
        return Meaning("boolean", word, is_certain=True)
    if word in _YES_OR_NO:
        return Meaning("yes-or-no", quoted(text))
    if _PLACEHOLDER.fullmatch(text):
        return Meaning("placeholder", quoted(text))
    if text[-1] in "\"'" and text.count(text[-1]) == 1:
        return Meaning("unopened-quote", quoted(text[:-1]), is_certain=True)
    return _day(text) or _number(text) or Meaning("needs-quotes", quoted(text), is_certain=True)


def _day(text: str) -> Meaning | None:
    if _MOMENT.fullmatch(text):
        return Meaning("no-such-date")
    try:
        if parts := _YEAR_FIRST.fullmatch(text):
            day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        else:
            day = read_date(text)
    except (RefusedError, ValueError):
        return None
    return Meaning("date", day.isoformat(), is_certain=True)


def _number(text: str) -> Meaning | None:
    """Numbers as people and spreadsheets write them."""
    if dashed := _DASHED.fullmatch(text):
        number = "-" + dashed["rest"]
        return Meaning("word-processor-minus", number if _NUMBER.fullmatch(number) else quoted(number), is_certain=True)
    if _GROUPED.fullmatch(text):
        return Meaning("number", quoted(text), text.replace(".", "").replace(",", "."), is_certain=True)
    if _ENGLISH.fullmatch(text):
        return Meaning("number", quoted(text.translate(str.maketrans(",.", ".,"))), text.replace(",", ""))
    if _SPACED.fullmatch(text):
        groups = re.split(f"[{_SPACES}]", text)
        return Meaning("number", quoted(".".join(groups)), "".join(groups))
    if _COMMA.fullmatch(text):
        return Meaning("comma-decimal", quoted(text), is_certain=True)
    if zeros := _ZERO_FIRST.fullmatch(text):
        return Meaning("leading-zero", quoted(text), zeros["sign"] + zeros["rest"])
    if point := _BARE_POINT.fullmatch(text):
        number = f"0{point['after']}" if point["after"] else point["before"]
        return Meaning("bare-point", point["sign"] + number, is_certain=bool(point["after"]))
    if _UNDERSCORED.fullmatch(text) and "_" in text:
        return Meaning("number", quoted(text), text.replace("_", ""))
    return None
