"""Values without quotes: which are TOML, and where one that is not begins and ends."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kumkm_targets.storage.syntax.fault import QUOTE_LIKE, Fault, control_sign, invisible_sign, line_end, strange_sign
from kumkm_targets.storage.syntax.lines import begins_pair, behind_value, no_value, remark
from kumkm_targets.storage.syntax.meanings import meant
from kumkm_targets.storage.syntax.texts import curly

_DIGITS: Final = "[0-9](?:_?[0-9])*"
_PLAIN: Final = re.compile(
    rf"""
    true|false
    | [+-]?(?:inf|nan)
    | [+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.{_DIGITS})?(?:[eE][+-]?{_DIGITS})?)
    | 0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])* | 0o[0-7](?:_?[0-7])* | 0b[01](?:_?[01])*
    """,
    re.VERBOSE,
)
_TIME: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]++)?"
_MOMENT: Final = re.compile(
    rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:[Tt ]{_TIME}(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?|{_TIME}"
)
_SURELY_READ: Final = 15
"""Characters of a number that is neither too long nor too large for int and Decimal."""

_ON_A_LINE: Final = re.compile(r"[^\r\n#]*+")
_IN_BRACKETS: Final = re.compile(r"[^\r\n#,\]}]*+")
_NEXT_PAIR: Final = re.compile(r"(?:[,;]|(?<![ \t,;]))[ \t]++[A-Za-z0-9_-]++[ \t]*+=")
_REMARK: Final = re.compile(r"(?<![ \t])[ \t]++(?=//)|(?<![ \t])[ \t]*+(?=;|,\Z)")
_DECIMALS: Final = re.compile(
    r"(?<=[0-9]),[0-9](?:[0-9]*+(?=[ \t]++[A-Za-z0-9_-]++[ \t]*+=)|[^\r\n#,\]}=]*+(?=[\r\n#,\]}]|\Z))"
)
_WHOLE: Final = re.compile(r"[+-]?[0-9][0-9.]*,\Z")
_LONGEST_WHOLE: Final = 30
_FORMULA: Final = re.compile(r"=+[A-Z]+[0-9(]")
_EQUALS: Final = re.compile(r"=?>|=+")
_SPREADSHEET_ERROR: Final = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|#+)(?=[\s,}\]]|\Z)", re.IGNORECASE
)


def is_value(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a TOML number, date, time or boolean, and no larger than can be read."""
    if plain := _PLAIN.fullmatch(text, start, end):
        return end - start <= _SURELY_READ or not _is_too_large(plain)
    moment = _MOMENT.fullmatch(text, start, end)
    return moment is not None and (not moment["day"] or _is_day(moment["day"]))


def end_of_value(text: str, start: int, opening: int | None) -> int | Fault:
    """Where the value without quotes that begins at `start` ends; or why it is none.

    opening: where the list or table opens that it stands in.
    """
    found = (_ON_A_LINE if opening is None else _IN_BRACKETS).match(text, start)
    assert found
    end = start + len(found[0].rstrip())
    if is_value(text, start, end) and not (opening is not None and text[opening] == "{" and _DECIMALS.match(text, end)):
        return end
    if end == start or (opening is None and not text[start:end].strip(",; \t")):
        error = _SPREADSHEET_ERROR.match(text, start) if opening is None else None
        return Fault("spreadsheet-error", start, error.end()) if error else no_value(text, start, opening)
    return (
        _strange_beginning(text, start, end, opening)
        or _too_far(text, start, end, opening)
        or _misread(text, *_whole_figure(text, start, end, opening))
    )


def _strange_beginning(text: str, start: int, end: int, opening: int | None) -> Fault | None:
    """What nothing can be done with however it goes on."""
    if strange := strange_sign(text, start) or control_sign(text, start, end):
        return strange
    if text[start] in QUOTE_LIKE:
        return curly(text, start, line_end(text, start), ",}#\\]")
    if _FORMULA.match(text, start):
        return Fault("spreadsheet-formula", start, end)
    if signs := _EQUALS.match(text, start):
        return Fault("equals-twice", text.rindex("=", 0, start), signs.end(), replacement="=")
    if (opening is None or text[opening] == "[") and begins_pair(text, start):
        braced = f"{{ {text[start:end]} }}"
        return Fault("no-braces", start, end, braced, replacement=braced if opening is None else None)
    return remark(text, start) if text[start] in "/;" else None


def _too_far(text: str, start: int, end: int, opening: int | None) -> Fault | None:
    """The fault of a value that is one, but is followed by a remark or pair on the same line."""
    for following in (_NEXT_PAIR, _REMARK):
        cut = following.search(text, start, end)
        if cut and is_value(text, start, cut.start()):
            return behind_value(text, cut.start() + len(cut[0]) - len(cut[0].lstrip()), (start, cut.start()), opening)
    return None


def _whole_figure(text: str, start: int, end: int, opening: int | None) -> tuple[int, int]:
    """Where the figure begins and ends of which `text[start:end]` is what TOML lets stand together."""
    if cut := _NEXT_PAIR.search(text, start, end):
        end = cut.start()
    if opening is None:
        return start, start + len(text[start:end].rstrip(",;").rstrip())
    while decimals := _DECIMALS.match(text, end):
        end += len(decimals[0].rstrip())
    if text[opening] == "[" and "0" <= text[start] <= "9":
        whole = _WHOLE.search(text, max(opening, start - _LONGEST_WHOLE), start)
        start = whole.start() if whole else start
    return start, end


def _misread(text: str, start: int, end: int) -> Fault:
    """Why `text[start:end]` is not a value, and how to write what it means."""
    stretch = text[start:end]
    bare = stretch.rstrip("]})")
    if bare != stretch and is_value(bare, 0, len(bare)):
        return Fault("stray-bracket", start + len(bare), start + len(bare) + 1)
    if _PLAIN.fullmatch(stretch):
        return Fault("huge-number", start, end)
    if unseen := invisible_sign(text, start, end):
        return unseen
    meaning = meant(stretch)
    fault = Fault(meaning.problem, start, end, meaning.written, meaning.other)
    return replace(fault, replacement=meaning.written) if meaning.is_certain else fault


def _is_too_large(number: re.Match[str]) -> bool:
    """Whether neither int nor Decimal can hold it: both have limits."""
    written = number[0].replace("_", "")
    try:
        if number["float"]:
            Decimal(written)
        elif number["float"] is not None:
            int(written)
    except (ValueError, ArithmeticError):
        return True
    return False


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
