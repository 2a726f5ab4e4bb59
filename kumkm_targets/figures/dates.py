"""Dates as officers write them: 2025-08-31, 31/08/2025, 31-08-2025 and 31 Agustus 2025."""

import re
from datetime import date
from typing import Final

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _

MONTHS: Final = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""The years that plans and figures can be of; anything else is a slip of the keyboard."""

_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})")
_IN_WORDS: Final = re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]+) (?P<year>\d{4})", re.IGNORECASE)


def read_date(text: str) -> date:
    """The day that `text` names; the day stands first, as everywhere in Indonesia. Raises RefusedError."""
    text = re.sub(r"\s+", " ", text.strip())
    for form in (_ISO, _DAY_FIRST, _IN_WORDS):
        if match := form.fullmatch(text):
            month = match["month"].casefold()
            try:
                number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
                return date(int(match["year"]), number, int(match["day"]))
            except ValueError:
                break
    raise RefusedError(_("“{text}” is not a date").format(text=text), _("Write it as 2025-08-31 or 31 Agustus 2025."))


def read_year(text: str) -> int:
    """The year that `text` names with four digits. Raises RefusedError."""
    if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise RefusedError(_("“{text}” is not a year").format(text=text), _("Write four digits, such as 2025."))
