"""From text, as officers write it, to exact `Decimal`: accepted only when one reading is possible.

Dot groups thousands and comma is the decimal mark; *ribu*, *juta*, *miliar* and *triliun* scale;
`Rp`, `%` and a unit word must agree with the unit. Everything else is refused, with what to write
instead. Figures are returned in the unit's own scale with the decimals they were written with.
"""

import re
from decimal import Decimal
from typing import Final, Literal

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.exact import EXACT, MAX_DIGITS, plain
from kumkm_targets.figures.units import SCALES, Unit
from kumkm_targets.messages import _

Better = Literal["higher", "lower", "within"]

MAX_TEXT: Final = 80
"""Characters in the longest text that is looked at as a figure."""

_ABBREVIATIONS: Final = frozenset("rb k jt m mio mlr mrd b bio t tr million billion trillion".split())
_SEN_DECIMALS: Final = 2
_GROUP_SPACES: Final = "\u00a0\u2007\u2009\u202f"
_AMOUNT: Final = re.compile(
    rf"""
    (?P<minus>[-\u2212+]?)\s*
    (?P<currency>(?:rp\.?|idr)\s*)?
    (?P<inner_minus>[-\u2212]?)
    (?P<number>[0-9](?:[0-9.,{_GROUP_SPACES}]*[0-9])?)
    (?:,-{{1,2}})?\s*
    (?:(?P<scale>{"|".join(SCALES)})\b)?\s*
    (?P<word>%|[^\W\d_][^\d%]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RANGE: Final = re.compile(
    r"(?P<low>.*[0-9%\w])\s*(?:-|\u2013|\u2014|s\.d\.|s/d|sampai dengan|sampai)\s*"
    r"(?P<high>[-\u2212]?\s*(?:rp\.?\s*)?[0-9].*)",
    re.IGNORECASE,
)
_BOUND: Final = re.compile(
    r"(?P<sign>>=|<=|[\u2265\u2264><]|minimal|maksimal|paling sedikit|paling banyak)\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_AT_LEAST: Final = (">=", ">", "\u2265", "minimal", "paling sedikit")

_DATE: Final = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}-[a-z]{3}(-\d{2,4})?", re.IGNORECASE
)
_UNAVAILABLE: Final = re.compile(
    r"n/?a|[-\u2013\u2014.\u2026]+|tidak (ada|tersedia)( data)?|belum (ada|tersedia)|nihil|kosong|null|#n/a",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(r"[1-9]\d{0,2}(?:(,\d{3})+\.\d+|(,\d{3}){2,})")


def read_figure(text: str, unit: Unit) -> Decimal:
    """The one figure that `text` means in `unit`, exact, in the unit's scale.

    Raises FigureRefusedError, whose advice says how to write each possible reading.
    """
    text = _without_unit(_trimmed(text), unit)
    amount = _AMOUNT.fullmatch(text)
    if not amount:
        _refuse_by_shape(text)
        if _RANGE.fullmatch(text):
            raise FigureRefusedError(_("“{text}” is a range; a single figure is needed here").format(text=text))
    return _amount(text, amount, unit)


def read_target(text: str, unit: Unit, better: Better) -> tuple[Decimal, Decimal]:
    """The lowest and highest value that `text` promises; equal for a single number.

    A range may be written descending, as printed plans do. A bound sign must agree with `better`.
    Raises FigureRefusedError.
    """
    text = _trimmed(text)
    if not _AMOUNT.fullmatch(text):
        if bound := _BOUND.fullmatch(text):
            at_least = bound["sign"].casefold() in _AT_LEAST
            if better != ("higher" if at_least else "lower"):
                raise FigureRefusedError(
                    _("“{text}” does not agree with better = “{better}”").format(text=text, better=better),
                    _("Write the number alone, correct `better`, or give {{ min = …, max = … }}.").format(),
                )
            text = bound["rest"]
        elif not _DATE.fullmatch(text) and (span := _RANGE.fullmatch(text)):
            return _range(span["low"], span["high"], unit, text)
    value = read_figure(text, unit)
    return value, value


def read_toml_number(value: int | Decimal, unit: Unit) -> Decimal:
    """A number that TOML itself has read, which means what TOML says, within sane bounds.

    `1.311` for a unit of whole things is refused: TOML reads 1,311 where 1311 was meant.
    Raises FigureRefusedError.
    """
    number = Decimal(value) if isinstance(value, Decimal) or abs(value) < 10**MAX_DIGITS else None
    figure = plain(number) if number is not None else None
    if figure is None:
        raise FigureRefusedError(_("this number is not one that a plan can hold"), _too_long())
    if unit.is_integral and re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", str(figure)):
        grouped = str(figure).replace(".", "")
        raise FigureRefusedError(
            _("{number} is a number with three decimals to TOML, which “{unit}” cannot have").format(
                number=figure, unit=unit.text
            ),
            _('Write {integer} or "{text}".').format(integer=grouped, text=figure),
        )
    return figure


def _trimmed(text: str) -> str:
    """`text` without surrounding white space, if it is short enough to be a figure at all."""
    text = text.strip()
    if not text:
        raise FigureRefusedError(_("nothing is written here"), _unavailable_advice())
    if len(text) > MAX_TEXT:
        raise FigureRefusedError(_("this text is too long to be a figure"), _too_long())
    return text


def _without_unit(text: str, unit: Unit) -> str:
    """`text` without the unit behind it, where the unit's own digits or signs would be misread."""
    if unit.kind == "real" and re.search(r"[\d%]", unit.text) and text.casefold().endswith(unit.text.casefold()):
        figure = text[: -len(unit.text)]
        if not (re.search(r"[\d.,]\Z", figure) and re.match(r"[\d.,]", unit.text)):  # 75 for the unit “5” is no 7
            return figure.rstrip() or text
    return text


def _range(low: str, high: str, unit: Unit, text: str) -> tuple[Decimal, Decimal]:
    sides = [_AMOUNT.fullmatch(side.strip()) for side in (low, high)]
    scales = [bool(side and (side["scale"] or (unit.scale and (side["currency"] or side["word"])))) for side in sides]
    if scales[0] != scales[1]:
        raise FigureRefusedError(
            _("“{text}” has a scale word on one side only").format(text=text),
            _("Write the scale word (juta, miliar …) after both numbers."),
        )
    first, second = read_figure(low, unit), read_figure(high, unit)
    return min(first, second), max(first, second)


def _amount(text: str, match: re.Match[str] | None, unit: Unit) -> Decimal:
    if (
        match is None
        or (match["minus"] and match["inner_minus"])
        or (match["scale"] and match["scale"].casefold() not in SCALES)  # İ and ı match i, whatever the case
    ):
        raise FigureRefusedError(
            _("“{text}” is not a figure").format(text=text),
            _("Write a number the Indonesian way, such as 1.311 or 3,84 or Rp222 miliar."),
        )
    _agree_with_unit(text, match, unit)
    scale = SCALES[match["scale"].casefold()] if match["scale"] else None
    digits = _one_reading(match["number"], unit, scale is not None, text)
    names_its_unit = scale is not None or match["currency"] or match["word"]
    shift = (scale or 0) - unit.scale if names_its_unit else 0
    amount = EXACT.scaleb(Decimal(digits), shift)
    value = plain(EXACT.normalize(amount) if shift < 0 else amount)
    if value is None:
        raise FigureRefusedError(_("“{text}” is too long a number").format(text=text), _too_long())
    negative = "\u2212" in (match["minus"], match["inner_minus"]) or "-" in (
        match["minus"],
        match["inner_minus"],
    )
    return -value if negative else value


def _agree_with_unit(text: str, match: re.Match[str], unit: Unit) -> None:
    """Refuse `Rp`, `%` or a word that names another unit than the indicator's."""
    if match["scale"] and unit.kind == "percent":
        raise FigureRefusedError(
            _("“{text}” is no percentage").format(text=text), _("Write the percentage itself, such as 3,84.")
        )
    word = (match["word"] or "").strip().rstrip(".")
    if word.casefold() in _ABBREVIATIONS:
        raise FigureRefusedError(
            _("“{text}”: “{word}” is an abbreviation that is read in more than one way").format(text=text, word=word),
            _("Write the word in full: ribu, juta, miliar or triliun."),
        )
    named = (match["currency"] or "").strip()
    if (named and not unit.is_money) or (word and not unit.accepts_word(word)):
        raise FigureRefusedError(
            _("“{text}” says “{word}”, but the unit of this indicator is “{unit}”").format(
                text=text, word=named if named and not unit.is_money else word, unit=unit.text
            ),
            _("Write the number alone, or with “{unit}”.").format(unit=unit.text),
        )


def _one_reading(number: str, unit: Unit, scaled: bool, text: str) -> str:
    """`number` in plain digits with a decimal point, if only one reading is possible."""
    whole = unit.counts_whole_things and not scaled
    rupiah = unit.is_rupiah and not scaled
    if any(space in number for space in _GROUP_SPACES):
        number = re.sub(f"[{_GROUP_SPACES}]", ".", number)
        if not re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", number):
            raise _glued(text)
        return number.replace(".", "").replace(",", ".")
    if re.fullmatch(r"0|[1-9]\d*", number):
        return number
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+,\d+|[1-9]\d{0,2}(\.\d{3}){2,}", number):
        return number.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number):
        if whole or rupiah:
            return number.replace(".", "")
        raise _ambiguous(number, text)
    if re.fullmatch(r"(0|[1-9]\d*)[.,]\d+", number):
        decimal = number.replace(",", ".")
        if whole and "." in number:
            raise _dot_in_whole(number, text, unit)
        if (whole or rupiah) and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", decimal):
            raise _english(number, text)
        if rupiah and len(decimal.partition(".")[2]) > _SEN_DECIMALS:
            raise _beyond_sen(text)
        return decimal
    raise _malformed(number, text)


def _ambiguous(number: str, text: str) -> FigureRefusedError:
    grouped, decimal = number.replace(".", ""), number.replace(".", ",")
    return FigureRefusedError(
        _("“{text}” can be read as {grouped} or as {decimal}").format(text=text, grouped=grouped, decimal=decimal),
        _("Write {grouped} for the thousands, {decimal} for the decimals.").format(
            grouped=text.replace(number, grouped), decimal=text.replace(number, decimal)
        ),
    )


def _english(number: str, text: str) -> FigureRefusedError:
    swapped = number.translate(str.maketrans(",.", ".,"))
    return FigureRefusedError(
        _("“{text}” is written the English way").format(text=text),
        _("Write {indonesian} or {digits}.").format(
            indonesian=text.replace(number, swapped),
            digits=text.replace(number, number.replace(",", "").replace(".", ",")),
        ),
    )


def _dot_in_whole(number: str, text: str, unit: Unit) -> FigureRefusedError:
    return FigureRefusedError(
        _("“{text}”: this dot cannot group thousands, and “{unit}” has no decimals here").format(
            text=text, unit=unit.text
        ),
        _("Write {digits} if the dot is a slip, {decimal} if the decimals are meant.").format(
            digits=number.replace(".", "").lstrip("0"), decimal=number.replace(".", ",")
        ),
    )


def _beyond_sen(text: str) -> FigureRefusedError:
    return FigureRefusedError(
        _("“{text}”: rupiah have two decimals at the most").format(text=text),
        _("Write the whole amount, such as Rp1.234.567, or with a scale word, such as Rp1,235 juta."),
    )


def _malformed(number: str, text: str) -> FigureRefusedError:
    if _ENGLISH.fullmatch(number):
        return _english(number, text)
    if re.match(r"0\d", number):
        return FigureRefusedError(_("“{text}” begins with a zero").format(text=text), _("Write the figure without it."))
    return FigureRefusedError(
        _("“{text}” mixes dots and commas in a way that has no meaning").format(text=text),
        _("A dot groups thousands (1.311), a comma begins the decimals (3,84)."),
    )


def _glued(text: str) -> FigureRefusedError:
    return FigureRefusedError(
        _("“{text}” looks like two numbers").format(text=text),
        _("Write the digits of one figure together, thousands grouped with a dot."),
    )


def _refuse_by_shape(text: str) -> None:
    """Refuse what real tables hold where a figure should be, each with its own advice."""
    if _UNAVAILABLE.fullmatch(text):
        raise FigureRefusedError(_("“{text}” is not a figure").format(text=text), _unavailable_advice())
    if set(text) == {"#"}:
        raise FigureRefusedError(
            _("“{text}” is what a spreadsheet shows when a column is too narrow").format(text=text),
            _("Widen the column and copy the figure again."),
        )
    if _DATE.fullmatch(text):
        raise FigureRefusedError(
            _("“{text}” looks like a date").format(text=text),
            _("A spreadsheet may have turned the figure into a date; write it again as a number."),
        )
    if re.fullmatch(r"[0-9][0-9.,]*( +[0-9][0-9.,]*)+", text):
        raise _glued(text)


def _unavailable_advice() -> str:
    return _("If the figure is not known yet, record it as unavailable with the reason; zero is written 0.")


def _too_long() -> str:
    return _("A figure has at most {digits} digits.").format(digits=MAX_DIGITS)
