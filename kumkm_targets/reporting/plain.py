"""Text made safe to show: nothing from a file steers a terminal, and no sign stops one."""

import codecs
import json
import re
from typing import Final

# Control characters, bidirectional and invisible formatting characters, lone surrogates: the categories
# Cc, Cf, Cs, Zl and Zp of Unicode, as far as they can stand in a file.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

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


def escaped_json(text: str) -> str:
    """A JSON document in which those characters are escaped: the same document, safe to print."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], text)


def source_line(text: str) -> str:
    """A line of a file as it stands, tabs as one space, so that columns stay where they are."""
    return _UNSAFE.sub(_shown_in_place, text.replace("\t", " "))


def _shown(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]):02x}" if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}"


def _shown_in_place(_match: re.Match[str]) -> str:
    return "\N{REPLACEMENT CHARACTER}"
