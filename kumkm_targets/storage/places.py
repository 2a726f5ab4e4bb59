"""Where keys and values stand in a TOML text: line and column for every key path.

Reads valid TOML only (a parser has accepted it), and only when a finding needs its place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kumkm_targets.storage.flaws import KeyPath

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES: Final = re.compile(r"[ \t]*")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_BARE: Final = re.compile(r"[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: line and column of its first character and of the one after its last.

    Lines and columns count from 1; a column counts characters.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """The place of every key and value of one TOML text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._keys: dict[KeyPath, tuple[int, int]] = {}
        self._values: dict[KeyPath, tuple[int, int]] = {}
        self._arrays: dict[KeyPath, int] = {}
        self.comments: list[int] = []
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._scan()

    def value(self, key: KeyPath) -> Span:
        """The value at `key`; for a table its header; the nearest enclosing place where it is absent."""
        for length in range(len(key), 0, -1):
            found = self._values.get(key[:length]) or self._keys.get(key[:length])
            if found:
                return self._span(*found)
        return self._span(0, 0)

    def part(self, key: KeyPath, first: int, last: int) -> Span:
        """The characters from `first` up to `last` of the text at `key`, as read: without blanks around it.

        All of the value where escapes or line ends keep them from being counted.
        """
        start, end = self._values.get(key, (0, 0))
        raw = self._text[start:end]
        quotes = 3 if raw[:3] in ('"""', "'''") else 1
        inner = raw[quotes:-quotes]
        if not inner or "\\" in raw or "\r" in raw:
            return self.value(key)
        start += quotes + len(inner) - len(inner.lstrip())
        return self._span(start + first, start + last)

    def key(self, key: KeyPath) -> Span:
        """The key at the end of `key`, or the value where it has no key of its own."""
        found = self._keys.get(key)
        return self._span(*found) if found else self.value(key)

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._line_and_column(start), *self._line_and_column(end))

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _scan(self) -> None:
        text, at = self._text, 0
        table: KeyPath = ()
        while (at := self._blank(at)) < len(text):
            if text[at] == "[":
                at, table = self._header(at)
            else:
                at = self._pair(at, table)

    def _blank(self, at: int) -> int:
        """Step over white space and comments, noting where comments begin."""
        match = _BLANK.match(self._text, at)
        assert match is not None
        if "#" in match[0]:
            self.comments.extend(at + found.start() for found in re.finditer(r"#[^\n]*", match[0]))
        return match.end()

    def _spaces(self, at: int) -> int:
        match = _SPACES.match(self._text, at)
        assert match is not None
        return match.end()

    def _header(self, start: int) -> tuple[int, KeyPath]:
        is_array = self._text.startswith("[[", start)
        at = start + 1 + is_array
        path: KeyPath = ()
        for part, first, last in self._dotted(at):
            path = self._inside((*path, part))
            self._keys.setdefault(path, (first, last))
            at = last
        end = self._text.index("]", at) + 1 + is_array
        if is_array:
            count = self._arrays[path] = self._arrays.get(path, -1) + 1
            path = (*path, count)
        self._values[path] = (start, end)
        return end, path

    def _inside(self, path: KeyPath) -> KeyPath:
        """`path`, stepping into the last element where its parent is an array of tables."""
        parent = path[:-1]
        return (*parent, self._arrays[parent], path[-1]) if parent in self._arrays else path

    def _dotted(self, at: int) -> Iterator[tuple[str, int, int]]:
        while True:
            at = self._spaces(at)
            match = _KEY.match(self._text, at)
            assert match is not None
            yield _unquoted(match[0]), match.start(), match.end()
            at = self._spaces(match.end())
            if at >= len(self._text) or self._text[at] != ".":
                return
            at += 1

    def _pair(self, at: int, table: KeyPath) -> int:
        path = table
        for part, first, last in self._dotted(at):
            path = (*path, part)
            self._keys.setdefault(path, (first, last))
            at = last
        return self._value(self._spaces(self._text.index("=", at) + 1), path)

    def _value(self, start: int, path: KeyPath) -> int:
        opening = self._text[start]
        if opening == "{":
            end = self._items(start, path, is_table=True)
        elif opening == "[":
            end = self._items(start, path, is_table=False)
        else:
            match = (_STRING if opening in "\"'" else _BARE).match(self._text, start)
            assert match is not None
            end = match.end()
        self._values[path] = (start, end)
        return end

    def _items(self, start: int, path: KeyPath, *, is_table: bool) -> int:
        at, index = self._blank(start + 1), 0
        while self._text[at] not in "]}":
            at = self._pair(at, path) if is_table else self._value(at, (*path, index))
            index += 1
            at = self._blank(at)
            if self._text[at] == ",":
                at = self._blank(at + 1)
        return at + 1


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        escapes = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
        return re.sub(
            r"\\(?:u(.{4})|U(.{8})|(.))",
            lambda found: escapes.get(found[3], "") if found[3] else chr(int(found[1] or found[2], 16)),
            key[1:-1],
        )
    return key
