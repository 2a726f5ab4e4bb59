"""Reading TOML: what was read, or one flaw with its kind and place; the same with either parser."""

import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.toml_file import parse_toml, read_toml

FILE = Path("plan.toml")

SYNTAX: dict[str, tuple[str, str, tuple[int, int]]] = {
    "a missing quote": ('a = 1\ntitle = "Renstra\n', "invalid-toml", (2, 9)),
    "a missing value": ("a =\n", "invalid-toml", (1, 3)),
    "a missing sign": ("a = 1\n  b 2\n", "invalid-toml", (2, 3)),
    "an Indonesian figure": ("targets = { 2025 = 3,75 }\n", "invalid-toml", (1, 20)),
    "a word without quotes": ("better = higher\n", "invalid-toml", (1, 10)),
    "a percent sign": ("value = 3.75%\n", "invalid-toml", (1, 9)),
    "a date that is none": ("date = 2025-02-30\n", "invalid-toml", (1, 8)),
    "an escape that is none": ('path = "C:\\Users"\n', "invalid-toml", (1, 8)),
    "an array that does not end": ("a = 1\nb = [\n", "invalid-toml", (2, 5)),
    "a comma at the end of an inline table": ("a = { b = 1, }", "invalid-toml", (1, 12)),
    "an inline table over lines": ("a = {\n  b = 1 }", "invalid-toml", (1, 5)),
    "a control character": ("a = 1 # \x01", "invalid-toml", (1, 9)),
    "the first of several errors": ("a = \nb = \n[c\n", "invalid-toml", (1, 3)),
    "an error after a BOM": ("\ufeffa = b", "invalid-toml", (1, 5)),
    "an error on a windows line": ("a = 1\r\nb = c\r\n", "invalid-toml", (2, 5)),
    "an error behind wide characters": ('a = ["é😀", x]', "invalid-toml", (1, 12)),
    "a key that stands twice": ('unit = "%"\nunit = "orang"\n', "duplicate-key", (2, 1)),
    "a table that stands twice": ("[a]\nb = 1\n[a]\n", "duplicate-key", (3, 1)),
    "a key that stands twice in an inline table": ("a = { b = 1, b = 2 }", "duplicate-key", (1, 14)),
    "a value that becomes a table": ("a = 1\n[a.b]\n", "duplicate-key", (2, 2)),
    "an inline table that grows": ("a = { b = 1 }\n[a.c]\n", "duplicate-key", (2, 2)),
    "a table that becomes an array": ("[a]\n[[a]]\n", "duplicate-key", (2, 1)),
}


@pytest.fixture(params=["fast", "standard"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either of the two parsers: the fast one is not installed everywhere."""
    if request.param == "standard":
        monkeypatch.setitem(sys.modules, "toml_rs", None)
    else:
        pytest.importorskip("toml_rs")


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(("text", "kind", "position"), SYNTAX.values(), ids=SYNTAX)
def test_a_syntax_error_has_its_kind_and_place(tmp_path: Path, text: str, kind: str, position: tuple[int, int]) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(text.encode())
    file = read_toml(path)
    [flaw] = file.flaws
    assert file.data is None
    assert (flaw.kind, flaw.position, flaw.file, flaw.key) == (kind, position, path, ())
    assert flaw.facts["problem"]
    assert (flaw.end or position) > position


@pytest.mark.usefixtures("_parser")
def test_a_file_is_read_with_exact_decimals(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"a = 3.70\r\nb = [1_000.5, 1e3, -0.0]\r\nc = 1\r\n")
    file = read_toml(path)
    assert file.text == "a = 3.70\r\nb = [1_000.5, 1e3, -0.0]\r\nc = 1\r\n"
    assert repr(file.data) == repr(
        {"a": Decimal("3.70"), "b": [Decimal("1000.5"), Decimal("1E+3"), Decimal("-0.0")], "c": 1}
    )
    assert file.flaws == ()


@pytest.mark.usefixtures("_parser")
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbfformat = 1\n")
    assert (read_toml(path).text, read_toml(path).data, read_toml(path).flaws) == ("format = 1\n", {"format": 1}, ())


@pytest.mark.usefixtures("_parser")
def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"")
    assert read_toml(path).data == {}


ENCODINGS: dict[str, tuple[bytes, tuple[int, int]]] = {
    "windows-1252": ("a = 1\ntitle = “Renstra”".encode("cp1252"), (2, 9)),
    "latin-1 after wide characters": ("# é😀 ".encode() + b"\xe9", (1, 6)),
    "half a character at the end": ("a = 'é".encode()[:-1], (1, 6)),
    "a surrogate": (b"a = '\xed\xa0\x80'", (1, 6)),
    "on a windows line": (b"a = 1\r\nb = \xff", (2, 5)),
    "a zero among text": (b"a = '\0\xff'", (1, 7)),
}


@pytest.mark.parametrize(("content", "position"), ENCODINGS.values(), ids=ENCODINGS)
def test_a_file_that_is_not_utf_8_has_one_flaw_at_the_first_bad_byte(
    tmp_path: Path, content: bytes, position: tuple[int, int]
) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    file = read_toml(path)
    assert file.flaws == (Flaw(path, "unreadable-file", facts={"reason": "encoding"}, position=position),)
    assert file.data is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["title = 1\n", 'title = "Capaian ≥ 95"\n', 'title = "é"\n'])
def test_a_file_in_utf_16_is_known_as_such_and_its_text_can_be_shown(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(text.encode(encoding))
    file = read_toml(path)
    assert file.flaws == (Flaw(path, "unreadable-file", facts={"reason": "utf-16"}, position=(1, 1)),)
    assert (file.text, file.data) == (text, None)


def test_a_broken_file_in_utf_16_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes("a = 1".encode("utf-16-le") + b"\xff")
    assert read_toml(path).flaws[0].facts == {"reason": "utf-16"}
    assert read_toml(path).text == "a = 1\ufffd"


def test_a_missing_file_is_a_flaw(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    assert read_toml(path).flaws == (Flaw(path, "unreadable-file", facts={"reason": "missing"}),)


def test_a_folder_is_a_flaw(tmp_path: Path) -> None:
    assert read_toml(tmp_path).flaws == (Flaw(tmp_path, "unreadable-file", facts={"reason": "folder"}),)


def test_a_path_through_a_file_is_a_flaw(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").touch()
    [flaw] = read_toml(tmp_path / "plan.toml" / "plan.toml").flaws
    assert (flaw.kind, flaw.facts) == ("unreadable-file", {"reason": "Not a directory"})


def test_a_link_to_itself_is_a_flaw(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.symlink_to(path)
    [flaw] = read_toml(path).flaws
    assert (flaw.kind, flaw.position) == ("unreadable-file", None)
    assert flaw.facts["reason"]


NESTED = {
    "brackets": ("x = " + "[" * 100_000, 68),
    "brackets that close": ("x = " + "[" * 100_000 + "]" * 100_000, 68),
    "braces": ("x = " + "{a=" * 100_000, 194),
    "brackets between closing ones in strings": ("x = " + '["]",' * 100_000, 320),
    "brackets between closing braces": ("x = " + "[}" * 100_000, None),
    "brackets before closing ones in comments": ("x = " + "[#]\n" * 100_000, None),
    "brackets behind a quote in a word": ("x = " + '[\\"' * 100_000, None),
    "equals signs": ("x " + "=" * 100_000, None),
}


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(("text", "column"), NESTED.values(), ids=NESTED)
def test_nesting_beyond_all_measure_is_a_flaw(text: str, column: int | None) -> None:
    [flaw] = parse_toml(FILE, text).flaws
    assert flaw.kind == "invalid-toml"
    if column is not None:
        assert (flaw.facts["problem"], flaw.position) == ("nested", (1, column))


@pytest.mark.usefixtures("_parser")
def test_many_brackets_that_do_not_nest_are_read() -> None:
    text = "x = [" + "[1], " * 5_000 + "]\n" + "y = '" + "[" * 30_000 + "'\n"
    data = parse_toml(FILE, text).data
    assert data == {"x": [[1]] * 5_000, "y": "[" * 30_000}


WRITTEN = """\
1979-05-27T07:32:00Z|1979-05-27 07:32:00|1979-05-27t07:32:00.123456789+07:00|2025-02-30|0000-01-01|9999-12-31
24:00:00|23:59:60|1979-05-27T07:32:00+24:00|1979-05-27T07:32:00-23:59|07:32|1_000.5|1e5|1E+05|1e-400|1e400|+nan
-inf|-0|+0.0|1__0|01|0x1F|0XFF|0o17|0b101|9223372036854775807|9223372036854775808|-9223372036854775809|1.|.5|1.e5
3.700|true|True|"\\e"|"\\x41"|"\\u00e9"|"\\ud800"|"\\U00110000"|"\\U0001F600"|{a=1,}|{}|[1,]|[,]|{a.b=1, a.c=2}
{a=1, a=2}|{a={b=1}, a.c=2}|"\u2028"|"\x7f"|"\x00"|'\x85'|"a\rb"|1 2|'''x'''|\"""x\"""|nan|inf|1979-13-01"""


def outcome(text: str) -> Any:
    file = parse_toml(FILE, text)
    return repr(file.data), file.flaws


def with_standard(text: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "toml_rs", None)
        return outcome(text)


@pytest.mark.parametrize("value", WRITTEN.replace("\n", "|").split("|"))
def test_both_parsers_read_a_value_alike(value: str) -> None:
    pytest.importorskip("toml_rs")
    assert outcome(f"x = {value}\n") == with_standard(f"x = {value}\n")


DOCUMENTS = """\
a.b = 1;[a]|[a];[a]|[[a]];[a]|[a];[[a]]|[a.b];[a];b=1|[a];b.c=1;[a.b]|[a];b.c=1;[a.b.d]|[a.b.c];[a];b.d=1|a=[{}];[[a]]
a={};[a]|a={};[a.b]|a=1\ufeff|= 1|a|[a|[]|[[]]|[a.]|a..b=1|'''a'''=1|"a"=1;a=2|a = 1 b = 2|é = 1|a = 1\x0c|\xa0a = 1
[[a.b]];[a];b=1|[[a]];[a.b];[[a]];[a.b]|a.b=1;[a.c]|[a.c];[a];[a.c]|[a];[a.b];[[a.b]]|a = 1\rb = 2|# \x00|# \x7f|"""


@pytest.mark.parametrize("document", DOCUMENTS.replace("\n", "|").split("|"))
def test_both_parsers_read_a_document_alike(document: str) -> None:
    pytest.importorskip("toml_rs")
    text = document.replace(";", "\n")
    assert outcome(text) == with_standard(text)


scalars = st.one_of(
    st.integers(-(2**63), 2**63 - 1), st.booleans(), st.text(max_size=8), st.dates(), st.decimals(places=2)
)
documents = st.dictionaries(
    st.text(max_size=4),
    st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner), max_leaves=8
    ),
    max_size=4,
)


@given(documents)
def test_both_parsers_read_what_was_written(document: dict[str, Any]) -> None:
    pytest.importorskip("toml_rs")
    text = tomli_w.dumps(document)
    assert outcome(text) == with_standard(text)
    assert outcome(text)[0] == repr(tomllib.loads(text, parse_float=Decimal))


@given(st.text(st.sampled_from("ab.=[]{}\"'#,\n\\1 \r\t-:eE+_é"), max_size=30))
def test_both_parsers_find_the_same_fault(text: str) -> None:
    pytest.importorskip("toml_rs")
    assert outcome(text) == with_standard(text)
