"""The first fault of a text: what a person did, exactly where, and how it is mended."""

import re
import subprocess
import sys
import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from kumkm_targets.checks.files.syntax_words import WORDS, syntax_words
from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.syntax import refusal
from kumkm_targets.storage.syntax.fault import DUPLICATES, Problem
from kumkm_targets.storage.syntax.walk import first_fault
from kumkm_targets.storage.toml_file import parse_toml
from tests.checks.cases import CORPUS
from tests.checks.test_hostile import EXAMPLES, MUTATIONS, mutated
from tests.conftest import PLANS, clean_environment
from tests.storage.slips import SLIPS, TWICE

FILE = Path("plan.toml")
GOOD = [
    path.read_bytes().decode("utf-8-sig") for root in (PLANS, CORPUS / "good") for path in sorted(root.rglob("*.toml"))
]


def flaw_of(text: str) -> Flaw:
    file = parse_toml(FILE, text)
    assert file.data is None
    [flaw] = file.flaws
    return flaw


def under(text: str, start: tuple[int, int] | None, end: tuple[int, int] | None) -> str:
    """What stands between two places of one line, as an editor counts them."""
    assert start is not None
    assert end is not None
    assert start[0] == end[0]
    return text.split("\n")[start[0] - 1][start[1] - 1 : end[1] - 1]


def unmarked(marked: str) -> tuple[str, int, int]:
    """The text, and where its fault begins and ends."""
    before, fault, behind = re.split("[⟦⟧]", marked)
    return before + fault + behind, len(before), len(before) + len(fault)


@pytest.mark.parametrize(("marked", "problem", "replacement"), SLIPS)
def test_a_slip_is_known_with_its_place(marked: str, problem: str, replacement: str | None) -> None:
    text, start, end = unmarked(marked)
    fault = first_fault(text)
    assert fault is not None
    assert (fault.problem, text[fault.start : fault.end], fault.start) == (problem, text[start:end], start)
    assert fault.replacement == replacement
    assert fault.first is None


@pytest.mark.parametrize(("marked", "problem", "first"), TWICE)
def test_what_stands_twice_is_known_with_both_places(marked: str, problem: str, first: str) -> None:
    text, start, end = unmarked(marked)
    flaw = flaw_of(text)
    assert flaw.first is not None
    assert (flaw.kind, flaw.facts["problem"]) == ("duplicate-key", problem)
    assert under(text, flaw.position, flaw.end) == text[start:end]
    assert under(text, flaw.first[:2], flaw.first[2:]) == first
    assert flaw.first[:2] < (flaw.position or ())


@pytest.mark.parametrize("marked", [marked for marked, _problem, replacement in SLIPS if replacement is not None])
def test_a_replacement_mends_what_it_is_given_for(marked: str) -> None:
    text, _start, _end = unmarked(marked)
    fault = first_fault(text)
    assert fault is not None
    assert fault.replacement is not None
    following = first_fault(text[: fault.start] + fault.replacement + text[fault.end :])
    assert following is None or following.start >= fault.start + len(fault.replacement)


SURROUNDINGS = {
    "lines of Windows": ("a = 1\r\n# x\r\n", (3, 10)),
    "a string over lines": ('a = """\nb = c\n"""\n', (4, 10)),
    "no line before": ("", (1, 10)),
}


@pytest.mark.parametrize(("before", "position"), SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_lines_are_those_of_an_editor(before: str, position: tuple[int, int]) -> None:
    flaw = flaw_of(before + "target = 3,75\r\n")
    assert (flaw.position, flaw.end) == (position, (position[0], 14))


@pytest.mark.parametrize("text", ["😀é", "e\u0301\u0302", "\t\t", "表表", "👩\u200d🌾"])
def test_columns_count_characters(text: str) -> None:
    flaw = flaw_of(f"x = ['{text}', 3,84%]\n")
    column = len(f"x = ['{text}', ") + 1
    assert (flaw.position, flaw.end) == ((1, column), (1, column + 5))


def test_a_byte_order_mark_has_no_column(tmp_path: Path) -> None:
    from kumkm_targets.storage.toml_file import read_toml

    path = tmp_path / "plan.toml"
    path.write_bytes("\ufeffx = 3,75".encode())
    [flaw] = read_toml(path).flaws
    assert (flaw.position, flaw.end) == ((1, 5), (1, 9))


WRITTEN = {
    "needs-quotes": ("x = Rp222 miliar", "“Rp222 miliar” stands without quotes", 'Write "Rp222 miliar".'),
    "comma-decimal": ("x = 3,75", "“3,75” has a decimal comma, which needs quotes", 'Write "3,75".'),
    "number": ("x = 1.311.000", "1.311.000 is not a TOML number", 'Write 1311000 or "1.311.000".'),
    "leading-zero": (
        "x = 02025",
        "02025 begins with a zero, as no TOML number does",
        'Write 2025, or "02025" where the zero belongs to it, as in a code.',
    ),
    "bare-point": ("x = .5", ".5 has no digit on one side of its point", "Write 0.5."),
    "word-processor-minus": ("x = −3", "“−3” has the minus or dash of a word processor", "Write -3."),
    "huge-number": (
        "x = 1e99999999999999999999",
        "this number is too large to be read",
        'Write the figure as text with its scale, such as "Rp222 miliar".',
    ),
    "date": ("x = 27/02/2025", "“27/02/2025” is not how TOML writes a date", "Write 2025-02-27."),
    "no-such-date": (
        "x = 2025-02-30",
        "there is no such date or time: “2025-02-30”",
        "A date is written 2025-02-27, with a time 2025-02-27T09:30:00.",
    ),
    "boolean": ("x = TRUE", "“TRUE” is not how TOML writes it", "Write true, in small letters."),
    "yes-or-no": (
        "x = ya",
        "“ya” stands without quotes",
        'Write true or false, or "ya" where a text is meant.',
    ),
    "placeholder": (
        "x = n/a",
        "“n/a” stands where a value belongs",
        'Take the entry out where there is no figure, or write "n/a".',
    ),
    "spreadsheet-error": (
        "x = #N/A",
        "“#N/A” is an error that a spreadsheet has left",
        "Write the figure itself, or take the entry out.",
    ),
    "spreadsheet-formula": (
        "x = =SUM(A1:A9)",
        "“=SUM(A1:A9)” is the formula of a spreadsheet",
        "Write the figure that it gives.",
    ),
    "no-value": ("x =", "no value stands behind this “=”", "Write the value on the same line, or take the entry out."),
    "no-braces": (
        "x = 2025 = 3",
        "a key stands where a value belongs",
        "Write the pairs between braces: { 2025 = 3 }.",
    ),
    "curly-quotes": (
        "x = “Renstra”",
        "these are the quotes of a word processor: “Renstra”",
        'Write the straight quotes of the keyboard: "Renstra".',
    ),
    "mixed-quotes": (
        'x = "Renstra”',
        "this text opens with one quote and closes with another",
        'Write "Renstra".',
    ),
    "unopened-quote": ('x = orang"', "the opening quote is missing", 'Write "orang".'),
    "unclosed-quote": ('x = "Renstra', "the closing quote is missing", 'Write "Renstra".'),
    "unclosed-block": (
        "x = '''a",
        "the text that begins with ''' does not end",
        "Write ''' once more where the text ends.",
    ),
    "quotes-in-quotes": (
        'x = "Dinas "Koperasi" UKM"',
        "the quotes inside end the text too early",
        "Write 'Dinas \"Koperasi\" UKM'.",
    ),
    "doubled-quotes": ('x = ""3,75""', "the quotes are doubled", 'Write "3,75".'),
    "windows-path": (
        'x = "C:\\Users"',
        "between double quotes a backslash does not stand for itself",
        "Write 'C:\\Users'.",
    ),
    "escape": (
        'x = "a\\d"',
        "“\\d” stands for no character between double quotes",
        "Write the backslash twice, or put the text between single quotes: '…'.",
    ),
    "no-key": ("= 3", "no key stands before this “=”", "Write key = value."),
    "no-equals": ('unit "%"', "“=” is missing behind “unit”", "Write unit = …."),
    "prose": (
        "tahun depan",
        "this line has no “=”",
        "Write key = value, or begin the line with # to make it a remark.",
    ),
    "colon": ("x: 3", "“:” stands where “=” belongs", "Write key = value."),
    "equals-twice": ("x == 3", "“==” stands where one “=” belongs", "Write key = value."),
    "key-with-spaces": (
        "Rasio wirausaha = 3",
        "the key “Rasio wirausaha” has a space in it",
        'Write rasio_wirausaha, or "Rasio wirausaha" between quotes.',
    ),
    "key-with-signs": (
        "capaian% = 3",
        "“capaian%” cannot be a key without quotes",
        'Keep to a–z, 0–9, “_” and “-”, or write "capaian%".',
    ),
    "empty-key-part": (
        "a..b = 3",
        "a part of the key “a..” is missing",
        "A name stands on both sides of every dot.",
    ),
    "unnamed-heading": ("[]", "this heading names no table", "Write the name between the brackets."),
    "unclosed-heading": ("[plan", "the heading “[plan” does not end", "Write [plan]."),
    "unclosed-list": ("x = [1", "the list that begins with “[” does not end", "Write ] behind its last value."),
    "unclosed-table": (
        "x = { a = 1",
        "the table that begins with “{” does not end",
        "Write the closing brace behind its last value, on the same line.",
    ),
    "table-over-lines": (
        "x = { a = 1,\nb = 2 }",
        "a table between braces goes on over several lines",
        "Put it on one line, or write its pairs one by one under a [heading].",
    ),
    "wrong-bracket": ("x = [1}", "“}” does not close what is open here", "Write ]."),
    "stray-bracket": ("[plan]]", "“]” closes nothing: no bracket is open", "Take it out."),
    "stray-comma": ("x = { a = 1, }", "this comma separates nothing", "Take it out."),
    "missing-comma": ("x = ['a' 2]", "a comma is missing behind “'a'”", "Write the comma."),
    "semicolon": ("x = [1; 2]", "a semicolon stands where a comma belongs", "Write a comma."),
    "nested": (
        "x = " + "[" * 90_000,
        "tables or lists stand too deep inside one another",
        "A plan has two or three levels; take the others out.",
    ),
    "line-of-its-own": ("[plan] x = 1", "“x” needs a line of its own", "Begin a new line before it."),
    "too-much": (
        'x = "3,75" persen',
        "“persen” is too much on this line",
        "Take it into the quotes, or write # before it to make it a remark.",
    ),
    "remark": ("// x", "“//” does not begin a remark", "Write # instead."),
    "line-end-sign": ('x = "a",', "no “,” stands at the end of a line", "Take it out."),
    "merge": (
        "<<<<<<< HEAD",
        "a Git merge was not finished here",
        "Keep one of the two sides, and take the lines with <<<<<<<, ======= and >>>>>>> out.",
    ),
    "unusual-space": (
        "x =\u00a03",
        "this is not an ordinary space (U+00A0)",
        "Replace it with the space of the keyboard.",
    ),
    "invisible": ("x = 3\u200b", "a character stands here that cannot be seen (U+200B)", "Take it out."),
    "old-line-ends": (
        "x = 1\ry = 2",
        "this line ends as on an old Mac",
        "Save the file with line ends LF or CRLF (in an editor: “Unix” or “Windows”).",
    ),
    "unknown": (
        "{}",
        "this line cannot be read as TOML",
        "Text and Indonesian figures stand between quotes; every line is key = value.",
    ),
    "key-twice": ("x = 1\nx = 2", "the key “x” stands here twice", "Keep one of the two."),
    "table-twice": (
        "[plan]\n[plan]",
        "the table “[plan]” stands here twice",
        "Put the pairs of both under one heading.",
    ),
    "value-and-table": (
        "a = 1\n[a.b]",
        "“a” is a value and a table at once",
        "Rename one of the two, or take it out.",
    ),
    "complete": (
        "a = {}\n[a.b]",
        "“a” stands between brackets already, and nothing can be added to it",
        "Write everything inside those brackets, or everything under headings.",
    ),
    "list-and-table": (
        "[a]\n[[a]]",
        "“[[a]]” is headed with [ ] in one place and with [[ ]] in another",
        "Write the same brackets in both places.",
    ),
}


@pytest.mark.parametrize("problem", WRITTEN)
def test_a_problem_is_said_in_the_words_of_its_reader(problem: str) -> None:
    text, message, fix = WRITTEN[problem]
    flaw = flaw_of(text)
    assert flaw.facts["problem"] == problem
    assert syntax_words(flaw.facts) == (message, fix)


def test_there_are_words_for_every_problem_and_a_case_for_all_words() -> None:
    assert set(get_args(Problem)) == set(WORDS) == set(WRITTEN)
    assert set(get_args(Problem)) - DUPLICATES == {problem for _text, problem, _replacement in SLIPS}
    assert {problem for _text, problem, _first in TWICE} == DUPLICATES


LIBRARY = {
    "Invalid statement": "%",
    "Expected newline or end of document after a statement": "a = 1 2'",
    "Expected 'x'": "a = 'b",
    "Found invalid character": "a = 'b\x01'",
    "Cannot declare twice": "[a]\n[a]",
    "Cannot overwrite a value": "a = 1\na = 2",
    "Expected ']' at the end of a table declaration": "[a b]",
    "Cannot mutate immutable namespace": "a = {}\na.b = 1",
    "Expected ']]' at the end of an array declaration": "[[a]",
    "Cannot redefine namespace": "[a.b]\n[a]\nb.c = 1",
    "Expected '=' after a key in a key/value pair": "a b = 1",
    "Invalid initial character for a key part": "a. = 1",
    "Unclosed array": "a = ['b' c]",
    "Unclosed inline table": "a = { b = 'c' d }",
    "Duplicate inline table key": "a = { b = 1, b = 2 }",
    "Unescaped '\\' in a string": 'a = "\\d"',
    "Unescaped '\\' in a long string": 'a = """\\ x"""',
    "Invalid hex value": 'a = "\\u12"',
    "Escaped character is not a Unicode scalar value": 'a = "\\ud800"',
    "Unterminated string": 'a = """b',
    "Illegal character": 'a = "b\nc"',
    "Invalid date or datetime": "a = 2025-02-30",
    "Invalid value": "a = @",
    "Exceeds the limit for integer string conversion": "a = " + "9" * 5_000,
    "decimal.InvalidOperation": "a = 1e99999999999999999999",
}
"""One text for every message that the standard library has for what it refuses."""


@pytest.mark.parametrize("text", LIBRARY.values(), ids=LIBRARY)
def test_no_message_of_the_library_is_needed(text: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        tomllib.loads(text, parse_float=Decimal)
    fault = first_fault(text)
    assert fault is not None
    assert fault.problem != "unknown" or text == "%"


@pytest.mark.parametrize(
    ("message", "position", "end"),
    [
        ("TOML parse error at line 2, column 5\n  |", (2, 5), (2, 8)),
        ("Expected newline (at line 3, column 1)", (3, 1), (3, 2)),
        ("Unclosed array (at end of document)", (1, 1), (1, 4)),
        ("TOML parse error at line 9, column 99", (3, 2), (3, 2)),
    ],
)
def test_a_fault_that_only_the_parser_sees_is_said_in_general_words(
    monkeypatch: pytest.MonkeyPatch, message: str, position: tuple[int, int], end: tuple[int, int]
) -> None:
    monkeypatch.setattr(refusal, "first_fault", lambda text: None)
    _text, _data, [flaw] = refusal.unparsed(FILE, "abc\r\nd = efg\r\nh", ValueError(message))
    assert (flaw.position, flaw.end) == (position, end)
    assert syntax_words(flaw.facts) == WRITTEN["unknown"][1:]


def test_a_long_stretch_is_shown_in_short_and_mended_in_full() -> None:
    flaw = flaw_of(f"x = {'Peningkatan ' * 100}\n")
    assert len(flaw.facts["text"]) == len(flaw.facts["written"]) == 80
    assert flaw.facts["replacement"] == f'"{("Peningkatan " * 100).strip()}"'


def is_refused(text: str) -> bool:
    try:
        tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError):
        return True
    return False


def assert_found(text: str) -> None:
    """A fault is found where the standard library finds one, inside the text and not behind its place."""
    fault = first_fault(text)
    assert (fault is not None) == is_refused(text)
    if fault is None:
        return
    flaw = flaw_of(text)
    if flaw.facts.get("reason") == "utf-16":
        assert text.count("\0") * 3 >= len(text)
        return
    lines = text.split("\n")
    assert flaw.position is not None
    assert flaw.end is not None
    assert (1, 1) <= flaw.position < flaw.end <= (len(lines), len(lines[-1]) + 1)
    assert flaw.end[1] <= len(lines[flaw.end[0] - 1]) + 1
    assert all(syntax_words(flaw.facts))
    if fault.replacement is not None:
        assert flaw.facts["replacement"] == fault.replacement


fuzz = settings(max_examples=EXAMPLES * 2)


@fuzz
@given(st.sampled_from(GOOD), MUTATIONS)
def test_accidents_in_good_files_have_a_place_inside_the_text(text: str, mutations: Any) -> None:
    assert_found(mutated(text, mutations))


SIGNS = st.sampled_from([
    *"[]{}\"'=.,#\n\\10-:ab \t\r\x01é“%_+eTZ\u00a0\u200b\x00\ufeff;/", '"""', "'''", "\r\n", "a=1\n", "b.c=2\n", "true",
    "2025-01-01", "[[", "]]", "<<<<<<<", "3,75",
])  # fmt: skip


@fuzz
@given(st.lists(SIGNS, max_size=14))
def test_any_signs_have_a_place_inside_the_text(signs: list[str]) -> None:
    assert_found("".join(signs))


@given(st.dictionaries(st.text(max_size=4), st.recursive(
    st.one_of(st.integers(-(2**63), 2**63 - 1), st.booleans(), st.text(max_size=8), st.dates(), st.datetimes(),
              st.times(), st.floats(), st.decimals(places=2)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=8,
), max_size=4))  # fmt: skip
def test_a_good_document_has_no_fault(document: dict[str, Any]) -> None:
    assert first_fault(tomli_w.dumps(document)) is None


@pytest.mark.parametrize("text", GOOD)
def test_a_real_file_has_no_fault(text: str) -> None:
    assert first_fault(text) is None


SIZE = 300_000
LONG = {
    "one word": "x = " + "y" * SIZE,
    "words": "x = " + "y " * (SIZE // 2),
    "spaces": "x = y" + " " * SIZE + "z",
    "commas": "x = 1" + ", " * (SIZE // 2),
    "numbers without spaces": "x = { a = 1" + ",1" * (SIZE // 2) + " }",
    "a list behind a word": "x = [y" + ",1" * (SIZE // 2),
    "dots": "x = " + "1." * (SIZE // 2),
    "an open quote": 'x = "' + "y, " * (SIZE // 3),
    "an open block": 'x = """' + '"" ' * (SIZE // 3),
    "quotes in quotes": 'x = "y"z' + '"   ' * (SIZE // 4),
    "half escapes": "x = {\n" + '"\\' * (SIZE // 2),
    "curly quotes": "x = “" + "”y" * (SIZE // 2),
    "a key of words": "y " * (SIZE // 2) + "= 1",
    "a key of dots": "a" + ".a" * (SIZE // 2) + " = x",
    "an open heading": "[a" + " " * SIZE,
    "brackets": "x = " + "[" * SIZE,
    "braces": "x = " + "{a=" * (SIZE // 3),
    "empty lines in a table": "x = {" + "\n" * SIZE,
    "equals signs": "x " + "=" * SIZE,
    "semicolons": "x = y" + " ;" * (SIZE // 2),
    "slashes": "x = 1" + " /" * (SIZE // 2),
    "pairs": "x = y" + " b = " * (SIZE // 5),
    "tabs": "x = y" + "\tb\t" * (SIZE // 3),
    "invisible signs": "x = \u00a0" * (SIZE // 5),
    "old line ends": "#" + "\r" * SIZE,
    "zeros": "\0" * SIZE,
    "lines": "".join(f"k{number} = 1\n" for number in range(SIZE // 10)) + "k5 = 1",
    "headings": "".join(f"[k{number}]\nx = 1\n" for number in range(SIZE // 20)) + "x = y",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_megabyte_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    flaw_of(text)
    assert time.process_time() - started < 10  # what is quadratic takes minutes


def test_a_good_file_is_read_without_what_explains_bad_ones() -> None:
    program = (
        "import sys, pathlib; from kumkm_targets.storage.toml_file import parse_toml;"
        "assert parse_toml(pathlib.Path('x'), 'a = 1').data == {'a': 1};"
        "print([name for name in sys.modules if 'storage.syntax' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout == "[]\n"
