"""Text made safe to show: nothing from a file steers a terminal, and no sign stops one."""

import codecs
import re
from typing import Final

# Control characters (C0, C1), bidirectional overrides, and invisible separators. Tab and line feed are
# handled by the callers that allow several lines.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

# What stands for our signs on a terminal that has only ASCII. A minus must never become a question mark.
_PLAIN_SIGNS: Final = {
    **dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{MIDDLE DOT}", "-"),
    **dict.fromkeys("“”", '"'),
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "×": "x",
    "÷": "/",
    "→": "->",
    "…": "...",
    "✓": "v",
    "●": "o",
    "▲": "^",
    "▼": "<",
    "✗": "x",
    "↑": "^",
    "↓": "<",
}
PLAIN_SIGNS: Final = "kumkm-plain-signs"
"""The name of the error handler that writes our signs in ASCII."""


def _plain_signs(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_PLAIN_SIGNS.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


codecs.register_error(PLAIN_SIGNS, _plain_signs)


def one_line(text: str) -> str:
    """`text` on one line, with every control character shown as its code."""
    return _UNSAFE.sub(_shown, re.sub(r"[\t\r\n]+", " ", text))


def source_line(text: str) -> str:
    """A line of a file as it stands, tabs as one space, so that columns stay where they are."""
    return _UNSAFE.sub(_shown_in_place, text.replace("\t", " "))


def _shown(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]):02x}" if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}"


def _shown_in_place(_match: re.Match[str]) -> str:
    return "\N{REPLACEMENT CHARACTER}"
