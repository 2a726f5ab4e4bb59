"""Text between quotes: where it ends, or why it does not."""

import re
from typing import Final

from kumkm_targets.storage.syntax.fault import QUOTE_LIKE, Fault, Halt, line_end, quoted, strange_sign

_ESCAPE: Final = (
    r'\\(?:[btnfr"\\]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|U0000(?![dD][89a-fA-F])[0-9A-Fa-f]{4}'
    r"|U000[1-9A-Fa-f][0-9A-Fa-f]{4}|U0010[0-9A-Fa-f]{4})"
)
_LINE_TEXT: Final = {
    '"': re.compile(rf'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]++|{_ESCAPE})*'),
    "'": re.compile(r"'[^'\x00-\x08\x0a-\x1f\x7f]*+"),
}
_BLOCK: Final = {
    '"': re.compile(rf'"""(?:[^"\\\x00-\x08\x0b-\x1f\x7f]++|\r\n|"{{1,2}}(?!")|{_ESCAPE}|\\[ \t]*+\r?\n)*', re.DOTALL),
    "'": re.compile(r"'''(?:[^'\x00-\x08\x0b-\x1f\x7f]++|\r\n|'{1,2}(?!'))*"),
}
_BLOCK_END: Final = {'"': re.compile(r'"{3,5}'), "'": re.compile(r"'{3,5}")}
_NEXT_KEY: Final = re.compile(r"(?:,|(?<!\s)\s)\s*+[A-Za-z0-9_-]++[ \t]*+=")
_WINDOWS_PATH: Final = re.compile(r"[A-Za-z]:\\|\\\\")
_OTHER_QUOTES: Final = QUOTE_LIKE + "\"'"


def end_of_text(text: str, start: int, *, is_key: bool = False) -> int:
    """Where the text that opens at `start` ends, behind its closing quote. Halts where it does not."""
    quote = text[start]
    is_block = text.startswith(quote * 3, start) and not is_key
    inside = (_BLOCK if is_block else _LINE_TEXT)[quote].match(text, start)
    assert inside
    at = inside.end()
    closing = _BLOCK_END[quote].match(text, at) if is_block else None
    if closing:
        return closing.end()
    if not is_block and text.startswith(quote, at):
        return at + 1
    raise Halt(_broken_off(text, start, at, is_block=is_block, is_key=is_key))


def _broken_off(text: str, start: int, at: int, *, is_block: bool, is_key: bool) -> Fault:
    """Why the text that opens at `start` cannot go on at `at`."""
    if text.startswith("\\", at):
        return _backslash(text, start, at, is_block=is_block)
    if control := strange_sign(text, at):
        return control
    if is_block:
        return Fault("unclosed-block", start, start + 3)
    end = line_end(text, start)
    return unclosed(text, start, end if not is_key else max(text.find("=", start, end), start + 1))


def unclosed(text: str, start: int, end: int) -> Fault:
    """The fault of a quote that is not closed on its line, which ends at `end`."""
    following = _NEXT_KEY.search(text, start, end)
    if following:
        end = following.start()
    stretch = text[start:end].rstrip().rstrip(",;").rstrip()
    if not following and (bare := stretch.rstrip("]}")) != stretch and "{" not in bare and "[" not in bare:
        stretch = bare.rstrip()
    inner = stretch[1:]
    if len(inner) > 1 and inner[-1] in _OTHER_QUOTES:
        written = quoted(inner[:-1])
        return Fault("mixed-quotes", start, start + len(stretch), written, replacement=written)
    written = quoted(inner.strip())
    certain = inner.strip() and "#" not in inner and "=" not in inner and '"' not in inner
    return Fault("unclosed-quote", start, start + len(stretch), written, replacement=written if certain else None)


def _backslash(text: str, start: int, at: int, *, is_block: bool) -> Fault:
    close = text.find('"', start + 1)
    if not is_block and at < close < line_end(text, start):
        inner = text[start + 1 : close]
        if _WINDOWS_PATH.match(inner) and "'" not in inner:
            return Fault("windows-path", start, close + 1, f"'{inner}'", replacement=f"'{inner}'")
    end = min(at + 2, line_end(text, at))
    return Fault("escape", at, max(end, at + 1))


def curly(text: str, start: int, limit: int, behind: str) -> Fault:
    """The fault of a text that opens with a quote no keyboard has; `behind` may stand behind its end.

    It ends at any quote with one of `behind` after it, or at `limit`.
    """
    close = re.compile(rf"[{_OTHER_QUOTES}](?=[ \t]*(?:[{behind}]|$))", re.MULTILINE).search(text, start + 1, limit)
    end = close.end() if close else limit
    written = quoted(text[start + 1 : close.start() if close else limit].strip())
    return Fault("curly-quotes", start, end, written, replacement=written if close else None)


def misquoted(text: str, start: int, end: int, limit: int, container: str) -> Fault | None:
    """The fault of quotes inside the text from `start` to `end`, on a line that ends at `limit`.

    container: the bracket that is open there, or "".
    """
    quote = text[start]
    if text.startswith(quote * 3, start):
        return None
    if re.search(r"[,\s]\s*[A-Za-z0-9_-]+[ \t]*=[ \t]*\Z", text[max(start, end - 200) : end - 1]):
        return unclosed(text, start, end)  # what opens the next text has closed this one
    behind = ",\\]}#" if container else "#"
    close = re.compile(rf"{quote}(?=[ \t]*(?:[{behind}]|$))", re.MULTILINE).search(text, end, limit)
    if not close:
        return None
    inner = text[start + 1 : close.start()]
    if inner.startswith(quote):
        written = quoted(inner.strip(quote))
        return Fault("doubled-quotes", start, _behind(text, close.end(), quote), written, replacement=written)
    return Fault("quotes-in-quotes", start, close.end(), quoted(inner))


def _behind(text: str, at: int, quote: str) -> int:
    while text.startswith(quote, at):
        at += 1
    return at
