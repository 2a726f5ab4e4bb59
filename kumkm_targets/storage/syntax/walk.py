"""A walk through a text by the grammar of TOML 1.0, up to the first place where it is not followed."""

import re
import tomllib
from dataclasses import replace
from typing import Final

from kumkm_targets.storage.flaws import MAX_NESTING
from kumkm_targets.storage.syntax import lines
from kumkm_targets.storage.syntax.definitions import Definitions, Part
from kumkm_targets.storage.syntax.fault import Fault, Halt, control_sign, line_end
from kumkm_targets.storage.syntax.texts import end_of_text
from kumkm_targets.storage.syntax.values import end_of_value

_BLANK: Final = re.compile(r"(?:[ \t\n]++|\r\n)*")
_SPACES: Final = re.compile(r"[ \t]*+")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]++")


def first_fault(text: str) -> Fault | None:
    """The first thing in `text` that is not TOML 1.0; None where nothing is found.

    Time grows with the length of the text. A replacement is given only where it mends the fault.
    """
    fault = _walked(text)
    if fault is None or fault.replacement is None:
        return fault
    mended = text[: fault.start] + fault.replacement + text[fault.end :]
    following = _walked(mended)
    if following and following.start < fault.start + len(fault.replacement):
        return replace(fault, replacement=None)
    return fault


def _walked(text: str) -> Fault | None:
    try:
        _Walk(text).document()
    except Halt as halt:
        return lines.unfinished_merge(text, halt.fault.start) or halt.fault
    return None


class _Walk:
    """Every step takes the place where something begins and gives the place behind it, or halts."""

    def __init__(self, text: str) -> None:
        self._text = text

    def document(self) -> None:
        known = Definitions()
        at = self._blank(0)
        while at < len(self._text):
            if self._text[at] == "[":
                start, at = at, self._heading(at, known)
            else:
                start, at = self._pair(at, known, None)
            end, at = at, self._spaces(at)
            if self._sign(at) == "#":
                at = self._remark(at)
            if at != line_end(self._text, at):
                raise Halt(lines.behind_value(self._text, at, (start, end), None))
            at = self._blank(at)

    def _heading(self, start: int, known: Definitions) -> int:
        closing = "]]" if self._text.startswith("[[", start) else "]"
        parts, at, is_whole = self._keys(start + len(closing))
        if not is_whole or not self._text.startswith(closing, at):
            raise Halt(lines.bad_heading(self._text, start, at, parts, closing))
        end = at + len(closing)
        known.heading(parts, start, end, is_list=closing == "]]")
        return end

    def _pair(self, start: int, known: Definitions, opening: int | None) -> tuple[int, int]:
        """Step over `key = value`, of the document or of the table in braces that opens there."""
        parts, at, is_whole = self._keys(start)
        if not is_whole or self._sign(at) != "=":
            raise Halt(lines.bad_key(self._text, start, at, parts, opening))
        value = self._spaces(at + 1)
        end = self._value(value, known.depth_of(parts), opening)
        known.pair(parts, in_brackets=self._text[value] in "[{")
        return value, end

    def _keys(self, at: int) -> tuple[list[Part], int, bool]:
        """The parts of a dotted key, where they end, and whether none is missing."""
        parts = []
        while True:
            at = self._spaces(at)
            if bare := _BARE_KEY.match(self._text, at):
                parts.append(Part(bare[0], at, bare.end()))
            elif self._sign(at) in ("'", '"'):
                end = end_of_text(self._text, at, is_key=True)
                parts.append(Part(tomllib.loads(f"x = {self._text[at:end]}")["x"], at, end))
            else:
                return parts, at, False
            at = self._spaces(parts[-1].end)
            if self._sign(at) != ".":
                return parts, at, True
            at += 1

    def _value(self, at: int, depth: int, opening: int | None) -> int:
        sign = self._sign(at)
        if sign in ("'", '"'):
            return end_of_text(self._text, at)
        if sign and sign in "[{":
            if depth >= MAX_NESTING:
                raise Halt(Fault("nested", at, at + 1))
            return self._list(at, depth) if sign == "[" else self._table(at, depth)
        end = end_of_value(self._text, at, opening)
        if isinstance(end, Fault):
            raise Halt(end)
        return end

    def _list(self, opening: int, depth: int) -> int:
        at = self._blank(opening + 1)
        while self._sign(at) != "]":
            self._expect_more(at, opening)
            end = self._value(at, depth + 1, opening)
            value, at = (at, end), self._blank(end)
            if self._sign(at) == ",":
                at = self._blank(at + 1)
            elif self._sign(at) != "]":
                self._expect_more(at, opening)
                raise Halt(lines.behind_value(self._text, at, value, opening))
        return at + 1

    def _expect_more(self, at: int, opening: int) -> None:
        if at == len(self._text) or lines.begins_statement(self._text, at):
            raise Halt(Fault("unclosed-list", opening, opening + 1))

    def _table(self, opening: int, depth: int) -> int:
        known = Definitions(depth)
        at = self._spaces(opening + 1)
        if self._sign(at) == "}":
            return at + 1
        while True:
            value = self._pair(at, known, opening)
            at = self._spaces(value[1])
            if self._sign(at) == "}":
                return at + 1
            if self._sign(at) != ",":
                raise Halt(lines.behind_value(self._text, at, value, opening))
            comma, at = at, self._spaces(at + 1)
            if self._sign(at) == "}":
                raise Halt(Fault("stray-comma", comma, comma + 1, replacement=""))

    def _sign(self, at: int) -> str:
        return self._text[at : at + 1]

    def _spaces(self, at: int) -> int:
        found = _SPACES.match(self._text, at)
        assert found
        return found.end()

    def _blank(self, at: int) -> int:
        """Step over white space, line ends and remarks."""
        while True:
            found = _BLANK.match(self._text, at)
            assert found
            at = found.end()
            if self._sign(at) != "#":
                return at
            at = self._remark(at)

    def _remark(self, at: int) -> int:
        end = line_end(self._text, at)
        if control := control_sign(self._text, at, end):
            raise Halt(control)
        return end
