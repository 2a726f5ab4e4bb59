"""What to say of a text that is not TOML: for every problem that reading names, message and fix."""

from collections.abc import Mapping
from typing import Final

from kumkm_targets.messages import N_, _

_WRITE: Final = N_("Write {written}.")
_TAKE_OUT: Final = N_("Take it out.")
_QUOTES: Final = N_("“{text}” stands without quotes")

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "needs-quotes": (_QUOTES, _WRITE),
    "comma-decimal": (N_("“{text}” has a decimal comma, which needs quotes"), _WRITE),
    "number": (N_("{text} is not a TOML number"), N_("Write {other} or {written}.")),
    "leading-zero": (
        N_("{text} begins with a zero, as no TOML number does"),
        N_("Write {other}, or {written} where the zero belongs to it, as in a code."),
    ),
    "bare-point": (N_("{text} has no digit on one side of its point"), _WRITE),
    "word-processor-minus": (N_("“{text}” has the minus or dash of a word processor"), _WRITE),
    "huge-number": (
        N_("this number is too large to be read"),
        N_('Write the figure as text with its scale, such as "Rp222 miliar".'),
    ),
    "date": (N_("“{text}” is not how TOML writes a date"), _WRITE),
    "no-such-date": (
        N_("there is no such date or time: “{text}”"),
        N_("A date is written 2025-02-27, with a time 2025-02-27T09:30:00."),
    ),
    "boolean": (N_("“{text}” is not how TOML writes it"), N_("Write {written}, in small letters.")),
    "yes-or-no": (_QUOTES, N_("Write true or false, or {written} where a text is meant.")),
    "placeholder": (
        N_("“{text}” stands where a value belongs"),
        N_("Take the entry out where there is no figure, or write {written}."),
    ),
    "spreadsheet-error": (
        N_("“{text}” is an error that a spreadsheet has left"),
        N_("Write the figure itself, or take the entry out."),
    ),
    "spreadsheet-formula": (N_("“{text}” is the formula of a spreadsheet"), N_("Write the figure that it gives.")),
    "no-value": (
        N_("no value stands behind this “=”"),
        N_("Write the value on the same line, or take the entry out."),
    ),
    "no-braces": (N_("a key stands where a value belongs"), N_("Write the pairs between braces: {written}.")),
    "curly-quotes": (
        N_("these are the quotes of a word processor: {text}"),
        N_("Write the straight quotes of the keyboard: {written}."),
    ),
    "mixed-quotes": (N_("this text opens with one quote and closes with another"), _WRITE),
    "unopened-quote": (N_("the opening quote is missing"), _WRITE),
    "unclosed-quote": (N_("the closing quote is missing"), _WRITE),
    "unclosed-block": (
        N_("the text that begins with {text} does not end"),
        N_("Write {text} once more where the text ends."),
    ),
    "quotes-in-quotes": (N_("the quotes inside end the text too early"), _WRITE),
    "doubled-quotes": (N_("the quotes are doubled"), _WRITE),
    "windows-path": (N_("between double quotes a backslash does not stand for itself"), _WRITE),
    "escape": (
        N_("“{text}” stands for no character between double quotes"),
        N_("Write the backslash twice, or put the text between single quotes: '…'."),
    ),
    "no-key": (N_("no key stands before this “=”"), N_("Write key = value.")),
    "no-equals": (N_("“=” is missing behind “{text}”"), _WRITE),
    "prose": (N_("this line has no “=”"), N_("Write key = value, or begin the line with # to make it a remark.")),
    "colon": (N_("“{text}” stands where “=” belongs"), N_("Write key = value.")),
    "equals-twice": (N_("“{text}” stands where one “=” belongs"), N_("Write key = value.")),
    "key-with-spaces": (N_("the key “{text}” has a space in it"), N_("Write {other}, or {written} between quotes.")),
    "key-with-signs": (
        N_("“{text}” cannot be a key without quotes"),
        N_("Keep to a–z, 0–9, “_” and “-”, or write {written}."),
    ),
    "empty-key-part": (
        N_("a part of the key “{text}” is missing"),
        N_("A name stands on both sides of every dot."),
    ),
    "unnamed-heading": (N_("this heading names no table"), N_("Write the name between the brackets.")),
    "unclosed-heading": (N_("the heading “{text}” does not end"), _WRITE),
    "unclosed-list": (N_("the list that begins with “{text}” does not end"), N_("Write ] behind its last value.")),
    "unclosed-table": (
        N_("the table that begins with “{text}” does not end"),
        N_("Write the closing brace behind its last value, on the same line."),
    ),
    "table-over-lines": (
        N_("a table between braces goes on over several lines"),
        N_("Put it on one line, or write its pairs one by one under a [heading]."),
    ),
    "wrong-bracket": (N_("“{text}” does not close what is open here"), _WRITE),
    "stray-bracket": (N_("“{text}” closes nothing: no bracket is open"), _TAKE_OUT),
    "stray-comma": (N_("this comma separates nothing"), _TAKE_OUT),
    "missing-comma": (N_("a comma is missing behind “{text}”"), N_("Write the comma.")),
    "semicolon": (N_("a semicolon stands where a comma belongs"), N_("Write a comma.")),
    "nested": (
        N_("tables or lists stand too deep inside one another"),
        N_("A plan has two or three levels; take the others out."),
    ),
    "line-of-its-own": (N_("“{text}” needs a line of its own"), N_("Begin a new line before it.")),
    "too-much": (
        N_("“{text}” is too much on this line"),
        N_("Take it into the quotes, or write # before it to make it a remark."),
    ),
    "remark": (N_("“{text}” does not begin a remark"), N_("Write # instead.")),
    "line-end-sign": (N_("no “{text}” stands at the end of a line"), _TAKE_OUT),
    "merge": (
        N_("a Git merge was not finished here"),
        N_("Keep one of the two sides, and take the lines with <<<<<<<, ======= and >>>>>>> out."),
    ),
    "unusual-space": (
        N_("this is not an ordinary space ({written})"),
        N_("Replace it with the space of the keyboard."),
    ),
    "invisible": (N_("a character stands here that cannot be seen ({written})"), _TAKE_OUT),
    "old-line-ends": (
        N_("this line ends as on an old Mac"),
        N_("Save the file with line ends LF or CRLF (in an editor: “Unix” or “Windows”)."),
    ),
    "unknown": (
        N_("this line cannot be read as TOML"),
        N_("Text and Indonesian figures stand between quotes; every line is key = value."),
    ),
    "key-twice": (N_("the key “{text}” stands here twice"), N_("Keep one of the two.")),
    "table-twice": (N_("the table “{text}” stands here twice"), N_("Put the pairs of both under one heading.")),
    "value-and-table": (N_("“{text}” is a value and a table at once"), N_("Rename one of the two, or take it out.")),
    "complete": (
        N_("“{text}” stands between brackets already, and nothing can be added to it"),
        N_("Write everything inside those brackets, or everything under headings."),
    ),
    "list-and-table": (
        N_("“{text}” is headed with [ ] in one place and with [[ ]] in another"),
        N_("Write the same brackets in both places."),
    ),
}


def syntax_words(facts: Mapping[str, str]) -> tuple[str, str]:
    """Message and fix for the problem that the facts of a flaw name."""
    message, fix = WORDS[facts["problem"]]
    return _(message).format_map(facts), _(fix).format_map(facts)
