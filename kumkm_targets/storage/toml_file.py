"""Reading TOML 1.0: text, data with exact decimals, and flaws instead of exceptions."""

import codecs
import re
import stat
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kumkm_targets.storage.flaws import Flaw

_SAFE_BRACKETS: Final = 2_000
_MAX_NESTING: Final = 64
MAX_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file as read: its text (without byte-order mark), its data, and what is wrong with it.

    data is None where the text is not TOML.
    """

    path: Path
    text: str
    data: dict[str, Any] | None
    flaws: tuple[Flaw, ...] = ()


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
        good = content[: error.start]
        position = (good.count(b"\n") + 1, len(good.rpartition(b"\n")[2].decode("utf-8")) + 1)
        flaw = Flaw(path, "unreadable-file", facts={"reason": "encoding"}, position=position)
        return TomlFile(path, content.decode("utf-8", "replace"), None, (flaw,))
    return parse_toml(path, text)


def parse_toml(path: Path, text: str) -> TomlFile:
    """Parse `text`, which stands at `path`."""
    try:
        data = _loads(text)
    except (ValueError, RecursionError, ArithmeticError) as error:
        return TomlFile(path, text, None, (_syntax_flaw(path, text, error),))
    if _is_too_deep(data):
        return TomlFile(path, text, None, (_too_deep(path),))
    return TomlFile(path, text, data)


def _loads(text: str) -> dict[str, Any]:
    """Parse with the fast parser where it is installed and safe, else with the standard library."""
    if _nesting(text) > _MAX_NESTING or text.startswith("\ufeff"):  # a second byte-order mark
        import tomllib

        return tomllib.loads(text, parse_float=Decimal)
    try:
        import toml_rs
    except ImportError:
        import tomllib

        return tomllib.loads(text, parse_float=Decimal)
    return toml_rs.loads(text, parse_float=Decimal, toml_version="1.0.0")


def _nesting(text: str) -> int:
    """How deep brackets nest, at the most. Brackets inside strings count, so this may be too much.

    The fast parser is native code without a limit of its own: nesting by the ten thousand would
    end the process. Few brackets cannot nest deep, so most files are not looked at.
    """
    if text.count("[") + text.count("{") < _SAFE_BRACKETS:
        return 0
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _is_too_deep(data: dict[str, Any]) -> bool:
    """Whether tables and arrays nest deeper than any plan does; dotted keys nest without brackets."""
    level: list[Any] = [data]
    for _depth in range(_MAX_NESTING):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _too_deep(path: Path) -> Flaw:
    return Flaw(path, "invalid-toml", facts={"problem": "nested too deeply"}, position=(1, 1))


def _syntax_flaw(path: Path, text: str, error: ValueError | RecursionError | ArithmeticError) -> Flaw:
    """The first syntax error with its place, as the standard library sees it.

    The fast parser names the last error of a file; people read from the top.
    """
    import tomllib

    try:
        tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        return _too_deep(path)
    except (ValueError, ArithmeticError) as first:
        error = first
    problem = str(error).partition("\n")[0]
    place = re.search(r" \(at line (\d+), column (\d+)\)", problem)
    if place:
        position = (int(place[1]), int(place[2]))
    elif "at end of document" in problem:
        position = (text.rstrip("\n").count("\n") + 1, 1)
    else:
        position = (getattr(error, "lineno", 1), getattr(error, "colno", 1))
    problem = re.sub(r" \(at [^)]*\)$", "", problem)
    line = text.split("\n")[position[0] - 1 : position[0]]
    hint = "curly" if line and set(line[0]) & set("“”„‘’") else ""
    kind = "duplicate-key" if re.search("overwrite|twice|duplicate|mutate", problem, re.IGNORECASE) else "invalid-toml"
    return Flaw(path, kind, facts={"problem": problem, "hint": hint}, position=position)


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
