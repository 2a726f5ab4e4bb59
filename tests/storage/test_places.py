"""Where keys and values stand: exactly, whatever way the TOML is written."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.places import Places, Span


def cut(text: str, span: Span) -> str:
    """The text that a span covers."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:]])


def every_path(node: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every key path of parsed data, with what stands there."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield (*path, key), child
        yield from every_path(child, (*path, key))


VALUES: dict[str, tuple[str, KeyPath, str]] = {
    "a bare value": ("a = 1\n", ("a",), "1"),
    "no spaces": ("a=1", ("a",), "1"),
    "a value before a comment": ("a = 1# [x] = {", ("a",), "1"),
    "a comment with brackets and quotes": ('# a = "[{\n[t] # ]\na = 2 # "\n', ("t", "a"), "2"),
    "a dotted key": ("a . b.c = 'x'", ("a", "b", "c"), "'x'"),
    "a dotted key in a table": ("[t.u]\na.b = 3.70", ("t", "u", "a", "b"), "3.70"),
    "a table of dotted keys": ("a.b = 1\na.c = 2", ("a", "c"), "2"),
    "an inline table": ("a = { b = 1, c = 2 }", ("a", "c"), "2"),
    "a whole inline table": ("a = { b = 1, c = { d = 2 } } # }", ("a",), "{ b = 1, c = { d = 2 } }"),
    "a nested inline table": ("a = {b={c={d=4}}}", ("a", "b", "c"), "{d=4}"),
    "a value in nested inline tables": ("a = {b={c={d=4}}}", ("a", "b", "c", "d"), "4"),
    "a dotted key of an inline table": ("a = { b.c = 1, b.d = 2 }", ("a", "b", "d"), "2"),
    "an empty inline table": ("a = { }\nb = 1", ("a",), "{ }"),
    "an array": ("a = [ 1, [2, 3], ] # ]", ("a",), "[ 1, [2, 3], ]"),
    "an array within an array": ("a = [ 1, [2, 3], ]", ("a", 1, 1), "3"),
    "an array over lines": ("a = [ # ]\n  1, # ,\n\n  2 # [\n  , 3\n]", ("a", 2), "3"),
    "an array of inline tables": ("a = [{ b = 1 }, { b = 2 },\n { b = 3 }]", ("a", 2, "b"), "3"),
    "an inline table of an array": ("a = [{ b = 1 }, { b = 2 }]", ("a", 1), "{ b = 2 }"),
    "an array of tables": ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 1, "b"), "2"),
    "the header of an array's table": ("[[a]]\nb = 1\n[[ a ]] # x\nb = 2\n", ("a", 1), "[[ a ]]"),
    "a table in an array's table": ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", ("a", 1, "b", "c"), "2"),
    "an array in an array's table": ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 1, "b", 1, "c"), "1"),
    "a table header": ("[a]\n[ a . 'b' ] # ]\nc = 1", ("a", "b"), "[ a . 'b' ]"),
    "a table after its child": ("[a.b]\nc = 1\n[a]\nd = 2", ("a",), "[a]"),
    "a quoted key": ('"a b" = 1', ("a b",), "1"),
    "a quoted key with signs": ("'a]=\"#.' = 1", ('a]="#.',), "1"),
    "a quoted key with escapes": ('"\\u00e9\\t\\"\\\\\\U0001F600" = 1', ('é\t"\\😀',), "1"),
    "an empty key": ('"" = 1', ("",), "1"),
    "a quoted header": ("[a.\"b.c\".'d']\ne = 1", ("a", "b.c", "d", "e"), "1"),
    "a text": ('a = "x # = ] \\" y" # z', ("a",), '"x # = ] \\" y"'),
    "a literal text": ("a = 'C:\\' # '", ("a",), "'C:\\'"),
    "a text over lines": ('a = """x\n"y" ""\\""" # z\n\\\\"""\nb = 2', ("a",), '"""x\n"y" ""\\""" # z\n\\\\"""'),
    "a text that ends with quotes": ('a = """x"""""\nb = 2', ("b",), "2"),
    "a literal text over lines": ("a = '''\n''x'\\'''''\nb = 2", ("a",), "'''\n''x'\\'''''"),
    "an empty text over lines": ('a = """"""\nb = 2', ("b",), "2"),
    "an empty text": ("a = \"\"\nb = ''", ("b",), "''"),
    "a date": ("a = 2025-02-27# x", ("a",), "2025-02-27"),
    "a date with a space before the time": (
        "a = 2025-02-27 08:00:00.5+07:00 # x",
        ("a",),
        "2025-02-27 08:00:00.5+07:00",
    ),
    "a date before a comment that begins with a time": ("a = 2025-02-27 # 08:00", ("a",), "2025-02-27"),
    "dates in an array": ("a = [2025-02-27 08:00:00, 2025-02-28 ]", ("a", 1), "2025-02-28"),
    "a special number": ("a = [ +nan,-inf]", ("a", 1), "-inf"),
    "windows lines": ("[t]\r\na = 1\r\nb = [\r\n  2,\r\n  3\r\n]\r\n", ("t", "b", 1), "3"),
    "a value at the end of a windows line": ("a = 1\r\nb = 2", ("a",), "1"),
    "tabs": ("\t[\tt\t]\t\n\ta\t=\t1\t# x", ("t", "a"), "1"),
    "wide and combining characters": ('x = [ "e\u0301 日本", "😀", 2 ]', ("x", 2), "2"),
}


@pytest.mark.parametrize(("text", "path", "expected"), VALUES.values(), ids=VALUES)
def test_a_value_has_its_place(text: str, path: KeyPath, expected: str) -> None:
    tomllib.loads(text)
    assert cut(text, Places(text).value(path)) == expected


KEYS: dict[str, tuple[str, KeyPath, str]] = {
    "a bare key": ("ab = 1", ("ab",), "ab"),
    "the last part of a dotted key": ("a . bc . d= 1", ("a", "bc", "d"), "d"),
    "the middle of a dotted key": ("a . bc . d= 1", ("a", "bc"), "bc"),
    "a quoted key": ("'a b' = 1", ("a b",), "'a b'"),
    "a key of an inline table": ("a = { b = 1, 'c' = 2 }", ("a", "c"), "'c'"),
    "a key of a table in an array": ("[[a]]\nb = 1\n[[a]]\n  b = 2", ("a", 1, "b"), "b"),
    "the last part of a header": ("[ a . bc ]\n", ("a", "bc"), "bc"),
    "an element, which has no key": ("a = [1, 23]", ("a", 1), "23"),
    "a key that is not there": ("[a]\nb = 1", ("a", "c"), "[a]"),
}


@pytest.mark.parametrize(("text", "path", "expected"), KEYS.values(), ids=KEYS)
def test_a_key_has_its_place(text: str, path: KeyPath, expected: str) -> None:
    assert cut(text, Places(text).key(path)) == expected


def test_lines_and_columns_count_characters_from_one() -> None:
    text = '# é\n\n  "kunci" = [ "😀e\u0301日", 3.70 ]\n'
    places = Places(text)
    assert places.key(("kunci",)) == Span(3, 3, 3, 10)
    assert places.value(("kunci",)) == Span(3, 13, 3, 29)
    assert places.value(("kunci", 0)) == Span(3, 15, 3, 21)
    assert places.value(("kunci", 1)) == Span(3, 23, 3, 27)


def test_a_value_over_lines_ends_on_its_last_line() -> None:
    assert Places("a = [\r\n  1,\r\n]\r\n").value(("a",)) == Span(1, 5, 3, 2)
    assert Places('a = """\nx\n  y"""\n').value(("a",)) == Span(1, 5, 3, 7)


def test_what_is_absent_stands_at_the_nearest_table_around_it() -> None:
    text = "[a]\nb = { c = 1 }\n"
    places = Places(text)
    assert cut(text, places.value(("a", "b", "x", "y"))) == "{ c = 1 }"
    assert cut(text, places.value(("a", "x"))) == "[a]"
    assert places.value(("x",)) == places.value(()) == places.key(()) == Span(1, 1, 1, 1)


def test_a_table_without_a_header_of_its_own_stands_at_its_key() -> None:
    text = "[a.bc.d]\ne = 1\nf.g = 2\n"
    assert cut(text, Places(text).value(("a", "bc"))) == "bc"
    assert cut(text, Places(text).value(("a", "bc", "d", "f"))) == "f"


def test_comments_are_counted_and_only_those() -> None:
    text = "# satu\na = \"# bukan\" # dua\nb = [ # tiga\n  '# bukan' # empat\n]\nc = '''\n# bukan''' #\n"
    places = Places(text)
    assert [text[at:].partition("\n")[0] for at in places.comments] == ["# satu", "# dua", "# tiga", "# empat", "#"]


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "# x", " \t "])
def test_an_empty_file_has_a_beginning(text: str) -> None:
    assert Places(text).value(("a",)) == Span(1, 1, 1, 1)


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
scalars = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    texts,
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.dates(date(1900, 1, 1)),
    st.datetimes(datetime(1900, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC)),
    st.times().map(lambda moment: time(moment.hour, moment.minute, moment.second)),
)
keys = st.one_of(st.sampled_from(["a", "b", "2025", "a.b", "", "é", "x y", '"', "'", "#", "]", "="]), texts)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=12
)
documents = st.dictionaries(keys, values, max_size=4)


@given(documents, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_every_key_path_has_a_place_and_its_text_is_its_value(
    document: dict[str, Any], multiline: bool, line_end: str
) -> None:
    text = tomli_w.dumps(document, multiline_strings=multiline).replace("\n", line_end)
    data = tomllib.loads(text)
    places = Places(text)
    for path, value in every_path(data):
        excerpt = cut(text, places.value(path))
        if not isinstance(value, dict | list) or excerpt.startswith("[" if isinstance(value, list) else "{"):
            assert repr(tomllib.loads(f"x = {excerpt}")["x"]) == repr(value)
        elif excerpt.startswith("["):
            assert header_of(excerpt) == [key for key in path if isinstance(key, str)]
        if isinstance(path[-1], str):
            assert list(tomllib.loads(f"{cut(text, places.key(path))} = 0")) == [path[-1]]


def header_of(excerpt: str) -> list[str]:
    """The keys that the header of a table names."""
    node, names = tomllib.loads(excerpt), []
    while node:
        [(name, child)] = node.items()
        names.append(name)
        node = child[0] if isinstance(child, list) else child
    return names
