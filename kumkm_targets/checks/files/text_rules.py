"""1xx: characters that nobody sees, and that make two texts of what looks like one."""

from collections.abc import Iterator
from typing import Any, Final

from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

STRAY_WHITESPACE = Rule(
    "KT113",
    "stray-whitespace",
    "warning",
    N_("Names, units, titles and sources have no white space around them and no invisible characters inside."),
    N_(
        "What is copied from Excel or a PDF brings no-break and zero-width spaces along. A unit written with one "
        "is another unit, a name is not found any more, and nobody sees why."
    ),
    r'unit = "orang\u00A0"',
    'unit = "orang"',
    N_("Write the text again without them, or let `kumkm check --fix` do it. Notes and other prose may keep theirs."),
)

_SPACES: Final = "\t\u00a0\u2007\u2009\u202f"
_WIDTHLESS: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ODD: Final = _SPACES + _WIDTHLESS
_NAMES: Final = {
    "\t": N_("a tab"),
    "\u00a0": N_("a no-break space"),
    "\u00ad": N_("a soft hyphen"),
    "\u200b": N_("a zero-width space"),
    "\ufeff": N_("a byte-order mark"),
}
_CLEANED: Final = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_WIDTHLESS, ""))
# Prose (notes, missions, reasons) is left alone: there a no-break space does no harm.
_LABELS: Final = frozenset("title organisation name unit owner reference code source publisher label".split())
_LANGUAGES: Final = ("id", "en")
_ESCAPES: Final = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"}


def stray_whitespace(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Labels consist of what can be seen. Files without a suspicious character are not searched."""
    suspicious = [file for file in reading.files if _has_odd_space(file.text)]
    if reading.file not in suspicious and _was_trimmed(reading, plan):
        suspicious.insert(0, reading.file)
    for file in suspicious:
        for key, text in _labels(file.data, ()):
            if _is_escaped(text, file.text):
                message = _("a backslash stands for something else here: this text has a tab or a line break in it")
                fix = _("Write the backslash twice, or put the text between single quotes: '…'.")
                yield STRAY_WHITESPACE.finding(file.path, key, message, fix)
                continue
            cleaned = text.translate(_CLEANED).strip(" ")
            if cleaned.strip() and cleaned != text:
                yield STRAY_WHITESPACE.finding(
                    file.path,
                    key,
                    _stray(text),
                    _("Write {text}, with plain spaces only.").format(text=toml_text(cleaned)),
                    replacement=toml_text(cleaned),
                )


def _stray(text: str) -> str:
    """What is wrong with a text, in words: its first odd character, or the spaces around it."""
    for number, char in enumerate(text, 1):
        if char in _ODD:
            name = _(_NAMES[char]) if char in _NAMES else f"U+{ord(char):04X}"
            return _("character {n} of this text is {name}, which nobody can see").format(n=number, name=name)
    return _("this text begins or ends with a space")


def toml_text(text: str) -> str:
    """`text` as it is written in TOML: between quotes, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + "".join(char if char >= " " and char != "\x7f" else f"\\u{ord(char):04X}" for char in escaped) + '"'


def _has_odd_space(text: str) -> bool:
    """Whether a file holds anything but plain spaces and line ends: a few searches, whatever its length."""
    return "\t" in text or "\\" in text or (not text.isascii() and any(char in text for char in _ODD))


def _is_escaped(label: str, text: str) -> bool:
    r"""Whether a label has a control character that is written as an escape, as in "D:\new\table.xlsx"."""
    return any(char in label and written in text for char, written in _ESCAPES.items())


def _was_trimmed(reading: PlanReading, plan: Plan) -> bool:
    """Whether the model, which keeps texts without white space around them, has other labels than the file."""
    data = reading.file.data or {}
    header, tables = data["plan"], data.get("indicators", {})
    return (
        header["title"] != plan.header.title
        or header["region"]["name"] != plan.header.region.name
        or header.get("organisation") != plan.header.organisation
        or any(
            tables[name]["unit"] != indicator.unit
            or tables[name].get("owner") != indicator.owner
            or tables[name].get("source") != indicator.source
            or _in_indonesian(tables[name]["name"]) != indicator.name.id
            for name, indicator in plan.indicators.items()
        )
    )


def _in_indonesian(name: Any) -> Any:
    """A name as the file has it: a text, or a table of languages."""
    return name["id"] if isinstance(name, dict) else name


def _labels(node: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every label below `node`, with its place."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        if isinstance(value, str):
            if key in _LABELS or (key in _LANGUAGES and path[-1:] == ("name",)):
                yield (*path, key), value
        else:
            yield from _labels(value, (*path, key))
