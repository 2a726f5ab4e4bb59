"""Words for departures from the format that have many reasons: what is wrong, and what to do about each."""

from collections.abc import Mapping
from typing import Final

from kumkm_targets.messages import N_, _

_SAVE_AS_UTF_8: Final = N_("Save it as UTF-8: in Notepad, Save as, Encoding: UTF-8.")

# What should stand there, and how to write it.
_TYPES: Final = {
    "text": (N_("text between quotes"), N_('Put it between quotes: "…".')),
    "table": (N_("a table"), N_("Write a table: keys and values between braces, or a [header] with them below.")),
    "list": (N_("a list: [ … ]"), N_('Put it between square brackets, even one alone: ["…"].')),
    "whole-number": (N_("a whole number without quotes"), N_("Write the digits alone, without quotes, dot or comma.")),
    "figure": (N_("a figure"), N_('Write a number, or an Indonesian figure between quotes, such as "3,84".')),
    "date": (
        N_("a date without quotes, such as 2025-02-27"),
        N_("Write year, month and day with hyphens, without quotes and without a time."),
    ),
    "date-time": (
        N_("a date and time without quotes, such as 2026-01-15T09:30:00+07:00"),
        N_("Write date, T, time and time zone, without quotes."),
    ),
    "digest": (
        N_("a digest: sha256: and 64 digits 0–9, a–f"),
        N_("kumkm writes it: put back what stood there."),
    ),
    "boolean": (N_("true or false"), N_("Write true or false, without quotes.")),
}
# Why a file cannot be read, and what to do.
_READ_REASONS: Final = {
    "encoding": (
        N_("this file is not UTF-8 text"),
        _SAVE_AS_UTF_8,
    ),
    "utf-16": (
        N_("this file was saved as UTF-16, which Notepad calls “Unicode”; it must be UTF-8"),
        _SAVE_AS_UTF_8,
    ),
    "missing": (N_("there is no such file"), N_("Put the file there, or correct the path.")),
    "folder": (N_("this is a folder, where a file should be"), N_("Move or rename the folder.")),
    "rights": (N_("you have no right to read this file"), N_("Give yourself the right to read it, or ask its owner.")),
    "special": (N_("this is no ordinary file"), N_("Put a text file in its place.")),
    "too-large": (
        N_("this file is too large to be a plan"),
        N_("See whether another file was put here by mistake; a plan has some kilobytes."),
    ),
}
# Beyond which limit a value is, and what to write.
_LIMITS: Final = {
    "min_length": (N_("this text is empty"), N_("Write something, or take the key out.")),
    "max_length": (N_("this text is too long"), N_("Write {limit} characters at the most.")),
    "ge": (N_("this value is too small"), N_("Write {limit} or more.")),
    "le": (N_("this value is too large"), N_("Write {limit} or less.")),
}


def unreadable(facts: Mapping[str, str]) -> tuple[str, str]:
    """Why a file cannot be read, and what to do."""
    reason = facts["reason"]
    message, fix = _READ_REASONS.get(reason, (reason, N_("Mend the disk or its rights, or copy the file.")))
    return _(message), _(fix)


def wrong_type(facts: Mapping[str, str]) -> tuple[str, str]:
    """Which type is needed, and how to write it."""
    expected, fix = _TYPES[facts["expected"]]
    return _("{expected} is needed here").format(expected=_(expected)), _(fix)


def bounds(facts: Mapping[str, str]) -> tuple[str, str]:
    """Beyond which limit a value is, and what can stand there."""
    for name, (message, fix) in _LIMITS.items():
        if name in facts:
            return _(message), _(fix).format(limit=facts[name])
    return _("this value cannot stand here"), _("Write another value.")
