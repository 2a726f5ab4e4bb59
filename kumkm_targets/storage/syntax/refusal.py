"""From what could not be decoded or parsed to the text that can be shown and the flaw with its place."""

import codecs
import re
from pathlib import Path
from typing import Final

from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.syntax.fault import DUPLICATES, Fault, line_end
from kumkm_targets.storage.syntax.walk import first_fault

_MAX_SHOWN: Final = 80
_NULS_OF_UTF_16: Final = 3
"""Every second byte of western text in UTF-16 is zero; in a damaged file far fewer are."""

Refused = tuple[str, None, tuple[Flaw, ...]]
"""Text, no data, and the flaw: what a TomlFile takes after its path."""


def undecoded(path: Path, content: bytes, error: UnicodeDecodeError) -> Refused:
    """A file that is not UTF-8: where its first wrong byte stands, or that it is UTF-16."""
    if encoding := _utf_16(content):
        return content.decode(encoding, "replace"), None, (_unreadable(path, "utf-16", (1, 1)),)
    good = content[: error.start]
    position = (good.count(b"\n") + 1, len(good.rpartition(b"\n")[2].decode("utf-8")) + 1)
    return content.decode("utf-8", "replace"), None, (_unreadable(path, "encoding", position),)


def unparsed(path: Path, text: str, error: Exception) -> Refused:
    """A text that the parser refused with `error`: its first fault, in terms of what a person did."""
    if "\0" in text and (encoding := _utf_16(content := text.encode("utf-8", "surrogatepass"))):
        return content.decode(encoding, "replace"), None, (_unreadable(path, "utf-16", (1, 1)),)
    fault = first_fault(text) or _unknown(text, error)
    stretch = text[fault.start : fault.end]
    facts = {"problem": fault.problem, "text": _shortened(stretch), "written": _shortened(fault.written)}
    facts["other"] = _shortened(fault.other)
    if fault.replacement is not None:
        facts["replacement"] = fault.replacement
    first = (*_place(text, fault.first[0]), *_place(text, fault.first[1])) if fault.first else None
    kind = "duplicate-key" if fault.problem in DUPLICATES else "invalid-toml"
    start, end = _place(text, fault.start), _place(text, fault.end)
    return text, None, (Flaw(path, kind, facts=facts, position=start, end=end, first=first),)


def _unknown(text: str, error: Exception) -> Fault:
    """A fault that only the parser sees: the rest of the line that its message names."""
    named = re.search(r"line (\d+), column (\d+)", str(error))
    line, column = (int(named[1]), int(named[2])) if named else (1, 1)
    start = 0
    for _line in range(line - 1):
        start = text.find("\n", start) + 1
    start = min(start + column - 1, line_end(text, start))
    return Fault("nested" if isinstance(error, RecursionError) else "unknown", start, line_end(text, start))


def _utf_16(content: bytes) -> str:
    """The name of the UTF-16 encoding that `content` is in, or nothing."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content.count(0) * _NULS_OF_UTF_16 < len(content):
        return ""
    return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"


def _unreadable(path: Path, reason: str, position: tuple[int, int]) -> Flaw:
    return Flaw(path, "unreadable-file", facts={"reason": reason}, position=position)


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a place in the text, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _shortened(text: str) -> str:
    """`text`, or its beginning and last character."""
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 2]}…{text[-1]}"
