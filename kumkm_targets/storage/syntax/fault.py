"""What is wrong at one place of a text, and the signs that are wrong wherever they stand."""

import re
from dataclasses import dataclass
from typing import Final, Literal

Problem = Literal[
    # values
    "needs-quotes",
    "comma-decimal",
    "number",
    "leading-zero",
    "bare-point",
    "word-processor-minus",
    "huge-number",
    "date",
    "no-such-date",
    "boolean",
    "yes-or-no",
    "placeholder",
    "spreadsheet-error",
    "spreadsheet-formula",
    "no-value",
    "no-braces",
    # text between quotes
    "curly-quotes",
    "mixed-quotes",
    "unopened-quote",
    "unclosed-quote",
    "unclosed-block",
    "quotes-in-quotes",
    "doubled-quotes",
    "windows-path",
    "escape",
    # keys and headings
    "no-key",
    "no-equals",
    "prose",
    "colon",
    "equals-twice",
    "key-with-spaces",
    "key-with-signs",
    "empty-key-part",
    "unnamed-heading",
    "unclosed-heading",
    # brackets and commas
    "unclosed-list",
    "unclosed-table",
    "table-over-lines",
    "wrong-bracket",
    "stray-bracket",
    "stray-comma",
    "missing-comma",
    "semicolon",
    "nested",
    # lines
    "line-of-its-own",
    "too-much",
    "remark",
    "line-end-sign",
    "merge",
    "unusual-space",
    "invisible",
    "old-line-ends",
    "unknown",
    # what stands there twice
    "key-twice",
    "table-twice",
    "value-and-table",
    "complete",
    "list-and-table",
]
DUPLICATES: Final = frozenset({"key-twice", "table-twice", "value-and-table", "complete", "list-and-table"})
QUOTE_LIKE: Final = "“”„‟«»‘’‚‛‹›`´″′＂＇"
"""What a word processor, a web page or a phone writes where TOML has `"` or `'`."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_UNUSUAL_SPACE: Final = re.compile(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE: Final = re.compile(r"[\x80-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with `text[start:end]`.

    written, other: ways to write it right, as TOML. replacement: what may take the stretch's place
    without asking. first: the stretch that a duplicate repeats.
    """

    problem: Problem
    start: int
    end: int
    written: str = ""
    other: str = ""
    replacement: str | None = None
    first: tuple[int, int] | None = None


class Halt(Exception):  # noqa: N818 - nothing went wrong with us
    """Ends the walk through a text at its first fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


def line_end(text: str, at: int) -> int:
    """Where the line that holds `at` ends, before its line feed or carriage return and line feed."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def strange_sign(text: str, at: int) -> Fault | None:
    """The fault of a sign that may stand nowhere outside quotes, if there is one at `at`."""
    if _CONTROL.match(text, at):
        return Fault("old-line-ends" if text[at] == "\r" else "invisible", at, at + 1, _code(text[at]))
    if space := _UNUSUAL_SPACE.match(text, at):
        return Fault("unusual-space", at, space.end(), _code(text[at]), replacement=" ")
    if unseen := _INVISIBLE.match(text, at):
        return Fault("invisible", at, unseen.end(), _code(text[at]), replacement="")
    return None


def invisible_sign(text: str, start: int, end: int) -> Fault | None:
    """The fault of the first character between `start` and `end` that takes no room on the screen."""
    found = _INVISIBLE.search(text, start, end)
    return strange_sign(text, found.start()) if found else None


def control_sign(text: str, start: int, end: int) -> Fault | None:
    """The fault of the first control character between `start` and `end`, where even text has none."""
    found = _CONTROL.search(text, start, end)
    return strange_sign(text, found.start()) if found else None


def quoted(text: str) -> str:
    """`text` as a TOML string: between double quotes where it can stand there as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"
