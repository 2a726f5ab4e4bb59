"""Keys, headings, brackets and commas: what a person did who wrote them otherwise than TOML does."""

import re
from typing import Final

from kumkm_targets.storage.syntax.definitions import Part
from kumkm_targets.storage.syntax.fault import QUOTE_LIKE, Fault, line_end, quoted, strange_sign
from kumkm_targets.storage.syntax.texts import curly, misquoted

_HEAD: Final = re.compile(r"(?P<key>[^=:\r\n#\"'{}\[\]]*+)[=:]")
_HEAD_IN_TABLE: Final = re.compile(r"(?P<key>[^=:,\r\n#\"'{}\[\]]*+)[=:]")
_KEY: Final = r"(?:[A-Za-z0-9_-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_PAIR: Final = re.compile(rf"(?P<key>{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY})*)[ \t]*+=")
_HEADING: Final = re.compile(
    r"\[{1,2}[ \t]*+(?!(?:true|false|inf|nan)[ \t]*\])[A-Za-z_][A-Za-z0-9_.\"' \t-]*+\]{1,2}[ \t]*+(?=#|\r?\n|\Z)"
)
_VALUE_START: Final = re.compile(r"[\"'0-9{\[+-]|true\b|false\b")
_REMARK: Final = re.compile(r"//|/\*|--(?![0-9])|;|(?:REM|rem)(?=[ \t])")
_MERGE: Final = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)")
_TOKEN: Final = re.compile(r'"(?:[^"\\\n]++|\\.)*"?|\'[^\'\n]*+\'?|#[^\n]*+|[{}]|\n[ \t]*+\[')
_NEXT_PART: Final = re.compile(r"\.(?=[A-Za-z0-9_\"'])")
_WORDS: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_\- \t]*")
_MAX_SHOWN: Final = 200


def unfinished_merge(text: str, at: int) -> Fault | None:
    """The fault of a line that Git wrote into the file, where `at` stands on one."""
    start = text.rfind("\n", 0, at) + 1
    return Fault("merge", start, line_end(text, start)) if _MERGE.match(text, start) else None


def begins_pair(text: str, at: int) -> re.Match[str] | None:
    """`key =`, where it stands at `at`."""
    return _PAIR.match(text, at)


def begins_statement(text: str, at: int) -> bool:
    """Whether `at` is the first place of a line that looks like a statement of its own."""
    if not (_PAIR.match(text, at) or _HEADING.match(text, at)):
        return False
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t")


def bad_key(text: str, start: int, at: int, parts: list[Part], opening: int | None) -> Fault:
    """Why what begins at `start` is not `key =`; its first `parts` are, `at` is where it stops being."""
    sign, end = text[at : at + 1], line_end(text, at)
    if opening is not None and (at == end or sign == "#"):
        return broken_table(text, opening, at)
    if strange := strange_sign(text, at):
        return strange
    if sign and sign in QUOTE_LIKE and (not parts or text[at - 1] in " \t."):
        return curly(text, at, end, "=:.")
    if not parts and (fault := _no_key(text, at, sign, opening)):
        return fault
    if parts and sign == ":":
        return _colon(text, at)
    if sign in (".", "="):
        return Fault("empty-key-part", start, at + 1 if sign == "." else at)
    head = (_HEAD if opening is None else _HEAD_IN_TABLE).match(text, start)
    if head and head.end("key") > at:
        return _bad_name(text, at, parts, head.end("key"))
    if parts and "=" in parts[0].name:
        written = quoted(parts[0].name.partition("=")[0].strip())
        return Fault("unclosed-quote", start, start + len(written) - 1, written, replacement=written)
    key = text[start : parts[-1].end] if parts else ""
    if parts and (opening is not None or at == end or sign == "#" or _VALUE_START.match(text, at)):
        certain = parts[-1].end < at < end and _VALUE_START.match(text, at)
        return Fault("no-equals", start, parts[-1].end, f"{key} = …", replacement=f"{key} =" if certain else None)
    is_prose = opening is None and sign != "{"
    return Fault("prose" if is_prose else "unknown", start, start + len(text[start:end].rstrip()))


def _no_key(text: str, at: int, sign: str, opening: int | None) -> Fault | None:
    if sign == "=":
        return Fault("no-key", at, at + 1)
    if sign == ",":
        return Fault("stray-comma", at, at + 1, replacement="")
    if sign in ("]", "}", ")"):
        return Fault("stray-bracket", at, at + 1) if opening is None else wrong_bracket(text, at, opening)
    return remark(text, at) if opening is None else None


def _colon(text: str, at: int) -> Fault:
    end = at + 2 if text.startswith(":=", at) else at + 1
    before = "" if text[at - 1] in " \t" else " "
    after = "" if text[end : end + 1] in (" ", "\t", "") else " "
    return Fault("colon", at, end, replacement=f"{before}={after}")


def _bad_name(text: str, at: int, parts: list[Part], end: int) -> Fault:
    """Why the part of a key that stops being one at `at`, and goes on to `end`, needs quotes."""
    start = at if not parts or text[parts[-1].end : at].strip() == "." else parts[-1].start
    key = _NEXT_PART.split(text[start:end], maxsplit=1)[0].strip()
    if _WORDS.fullmatch(key):
        return Fault("key-with-spaces", start, start + len(key), quoted(key), "_".join(key.lower().split()))
    return Fault("key-with-signs", start, start + len(key), quoted(key))


def bad_heading(text: str, start: int, at: int, parts: list[Part], closing: str) -> Fault:
    """Why the heading that begins at `start` stops being one at `at`."""
    sign, end = text[at : at + 1], line_end(text, at)
    if strange := strange_sign(text, at):
        return strange
    if sign and sign in QUOTE_LIKE:
        return curly(text, at, end, ".\\]")
    stretch = text[start:at].rstrip()
    if not parts and (at == end or sign in "]#"):
        return Fault("unnamed-heading", start, start + len(stretch))
    if sign == "." or (stretch[-1] == "." and (at == end or sign in "]#")):
        return Fault("empty-key-part", start, start + len(stretch))
    close = text.find("]", at, end)
    if sign == "]":
        return Fault("unclosed-heading", start, at + 1, stretch + closing)
    if at == end or sign == "#" or close < 0:
        return Fault("unclosed-heading", start, start + len(stretch), stretch + closing, replacement=stretch + closing)
    return _bad_name(text, at, parts, close)


def no_value(text: str, at: int, opening: int | None) -> Fault:
    """Why there is no value at `at`."""
    sign = text[at : at + 1]
    if strange := strange_sign(text, at):
        return strange
    if opening is not None and text[opening] == "[":
        if sign == ",":
            return Fault("stray-comma", at, at + 1, replacement="")
        return wrong_bracket(text, at, opening)
    equals = text.rindex("=", 0, at)
    return Fault("no-value", equals, equals + 1)


def behind_value(text: str, at: int, value: tuple[int, int], opening: int | None) -> Fault:
    """Why `at` cannot follow a value or heading that stands at `value`."""
    container = "" if opening is None else text[opening]
    sign, end = text[at : at + 1], line_end(text, at)
    if opening is not None and container == "{" and (at == end or sign == "#"):
        return broken_table(text, opening, at)
    if strange := strange_sign(text, at):
        return strange
    if text[value[0]] in "\"'" and at == value[1] and (fault := misquoted(text, *value, end, container)):
        return fault
    if sign in ("]", "}"):
        return Fault("stray-bracket", at, at + 1) if opening is None else wrong_bracket(text, at, opening)
    if not container and sign in (",", ";") and text[at + 1 : end].strip()[:1] in ("", "#"):
        return Fault("line-end-sign", at, at + 1, replacement="")
    if container and sign == ";":
        return Fault("semicolon", at, at + 1, replacement=",")
    following = at + 1 if sign in (",", ";") else at
    pair = _PAIR.match(text, following + len(text[following:end]) - len(text[following:end].lstrip()))
    if pair and not container:
        return Fault("line-of-its-own", *pair.span("key"))
    if container != "{" and (fault := remark(text, at)):
        return fault
    if pair or (container == "[" and _VALUE_START.match(text, at)):
        return _missing_comma(text, value)
    stretch = re.compile(r"[^\r\n#]*+" if not container else r"[^\r\n#,\]}]*+").match(text, at)
    assert stretch
    return Fault("too-much", at, at + max(len(stretch[0].rstrip()), 1))


def _missing_comma(text: str, value: tuple[int, int]) -> Fault:
    start, end = value
    if end - start > _MAX_SHOWN or "\n" in text[start:end]:
        start = end - 1
    return Fault("missing-comma", start, end, replacement=text[start:end] + ",")


def wrong_bracket(text: str, at: int, opening: int) -> Fault:
    """A bracket of the other kind than the one that is open."""
    wanted = "]" if text[opening] == "[" else "}"
    return Fault("wrong-bracket", at, at + 1, wanted, replacement=wanted)


def broken_table(text: str, opening: int, at: int) -> Fault:
    """Why the table that opens at `opening` does not end on its line: it goes on below, or nowhere."""
    depth = 1
    for token in _TOKEN.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return Fault("table-over-lines", opening, opening + 1)
        if token[0][0] == "\n":
            break
    return Fault("unclosed-table", opening, opening + 1)


def remark(text: str, at: int) -> Fault | None:
    """A remark as other languages begin it."""
    sign = _REMARK.match(text, at)
    return Fault("remark", at, sign.end(), replacement=None if sign[0] == "/*" else "#") if sign else None
