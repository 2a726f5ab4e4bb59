"""Reading TOML 1.0: text, data with exact decimals, and flaws instead of exceptions."""

import codecs
import gc
import re
import stat
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kumkm_targets.storage.flaws import MAX_NESTING, Flaw

_SAFE_BRACKETS: Final = 2_000
_TOKENS: Final = (
    r'"""(?:[^"\\]++|\\(?s:.)|"{1,2}(?!"))*"{0,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*'{0,5}"
    r'|"(?:[^"\\\n]++|\\.)*"?'
    r"|'[^'\n]*+'?|#[^\n]*+|[\[\]{}]"
    r"|(?<![^.=,\[\]{}\s#\"'])[^.=,\[\]{}\s#\"']++[\"'][^.=,\[\]{}\s#]*+"
)
"""Strings and comments, closed or not, brackets outside of them, and words with a quote that begins no string."""
_TOO_MANY_EQUALS: Final = "=" * 200
"""The fast parser recurses over these, too."""
MAX_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file as read: its text (without byte-order mark), its data, and what is wrong with it.

    data is None where the text is not TOML. In a valid plan or realised file the figures in it are
    decimals and targets already; `as_written` has the texts and numbers of the file.
    has_decimal_points: whether a text that is a figure may have a decimal point.
    """

    path: Path
    text: str
    data: dict[str, Any] | None
    flaws: tuple[Flaw, ...] = ()
    has_decimal_points: bool = False

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    def as_written(self) -> dict[str, Any]:
        """The data of the text, read anew: nothing is there of what reading a plan has made of it."""
        return _loads(self.text) if self.data is not None else {}


def read_toml(path: Path) -> TomlFile:
    """Read `path`. Never raises on what it finds there: trouble comes back as flaws."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            return _flawed(path, "", "unreadable-file", reason="special")
        if found.st_size > MAX_BYTES:
            return _flawed(path, "", "unreadable-file", reason="too-large")
        content = path.read_bytes()
    except OSError as error:
        return _flawed(path, "", "unreadable-file", reason=os_reason(error))
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        from kumkm_targets.storage.syntax.refusal import undecoded

        return TomlFile(path, *undecoded(path, content, error))
    return parse_toml(path, text)


def parse_toml(path: Path, text: str) -> TomlFile:
    """Parse `text`, which stands at `path`."""
    try:
        data = _loads(text)
    except (ValueError, RecursionError, ArithmeticError) as error:
        return _refused(path, text, error)
    if _is_too_deep(data):
        return _refused(path, text, RecursionError())
    return TomlFile(path, text, data)


def _loads(text: str) -> dict[str, Any]:
    """Parse with the fast parser where it is installed and safe, else with the standard library."""
    if (
        _nesting(text) > MAX_NESTING
        or _TOO_MANY_EQUALS in text
        or text.startswith("\ufeff")  # a second byte-order mark
    ):
        import tomllib

        return tomllib.loads(text, parse_float=Decimal)
    try:
        import toml_rs
    except ImportError:
        import tomllib

        return tomllib.loads(text, parse_float=Decimal)
    return toml_rs.loads(text, parse_float=Decimal, toml_version="1.0.0")


def _nesting(text: str) -> int:
    """How deep brackets outside of strings and comments nest.

    The fast parser is native code without a limit of its own: nesting by the ten thousand would
    end the process. Few brackets cannot nest deep, so most files are not looked at.
    """
    if text.count("[") + text.count("{") < _SAFE_BRACKETS:
        return 0
    deepest, still_open = 0, [""]
    for token in re.finditer(_TOKENS, text):
        if closing := {"[": "]", "{": "}"}.get(token[0]):
            still_open.append(closing)
            deepest = max(deepest, len(still_open) - 1)
        elif token[0] == still_open[-1]:
            still_open.pop()
    return deepest


def _is_too_deep(data: dict[str, Any]) -> bool:
    """Whether tables and arrays nest deeper than any plan does; dotted keys nest without brackets."""
    level: list[Any] = [data]
    for _depth in range(MAX_NESTING):
        # Only what holds others is tracked: this looks at tables and arrays, and not at every value in them.
        level = [*filter(gc.is_tracked, gc.get_referents(*level))]
        if not level:
            return False
    return True


def _refused(path: Path, text: str, error: Exception) -> TomlFile:
    from kumkm_targets.storage.syntax.refusal import unparsed

    return TomlFile(path, *unparsed(path, text, error))


def _flawed(path: Path, text: str, kind: str, **facts: str) -> TomlFile:
    return TomlFile(path, text, None, (Flaw(path, kind, facts=facts),))


def os_reason(error: OSError) -> str:
    """Why something cannot be read, as the facts of a flaw name it."""
    if isinstance(error, FileNotFoundError):
        return "missing"
    if isinstance(error, IsADirectoryError):
        return "folder"
    if isinstance(error, PermissionError):
        return "rights"
    return error.strerror or type(error).__name__
