"""Plan folders that went wrong: good ones with a few mutations, raw bytes, and giants."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from tests.checks.cases import PLAN, year_text
from tests.checks.test_hostile import SEEDS, VALUE, mutated
from tests.checks.test_hostile_values import GIANTS, HOSTILE_VALUES
from tests.conftest import PLANS

Files = dict[str, bytes]
"""What stands in a plan folder, by path."""

_FOLDERS: Final = (*SEEDS, *sorted(path.parent for path in PLANS.glob("*/plan.toml")))
_ACCIDENTS: Final = ("drop", "double", "insert", "drop line", "double line", "swap lines", "swap values")
_WORDS: Final = (
    *"[]{}\"'=.,#\n\\0-%≥é",
    "1e9",
    "true",
    "[[",
    "]]",
    '"""',
    "'''",
    "2025",
    "formula",
    "nan",
    "Rp",
    "growth(",
)
_CHARACTERS: Final = (
    "\x00\x07\x08\x1b\x7f\x85\x9b\u200b\u200e\u202e\u2066\u2028\ufeff\ufffd\uffff\u0301\ud800宽\t\r\u00a0"
)
_LITERALS: Final = (
    *"1 -0.0 0x1F 1e400 1e-400 +inf 1_000.5 1979-05-27T07:32:00Z 1979-05-27 07:32:00 [] {} [[[1]]] '' false".split(),
    *('{ a.b = 1, "a c" = 2 }', "[{ min = 1 }, 2]", '""', '"\\u202E"', "'''\n\n'''", "{ min = 2, max = 1 }"),
)
_DEPTHS: Final = (*(1, 3, 40, 90, 600) * 6, 20_000)
_LARGE: Final = 300_000
"""Characters from which on a text is left as it is: mutating it further takes longer than checking it."""
_GIANT_EVERY: Final = 4_999

Mutation = Callable[[str, Random], str]


def mutant(number: int, seed: int = 0) -> Files:
    """The case of this number: always the same files."""
    rng = Random(f"{seed} {number}")
    if number % _GIANT_EVERY == _GIANT_EVERY - 1:
        return _giant(number // _GIANT_EVERY)
    folder = rng.choice(_FOLDERS)
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}
    for _victim in range(rng.choice((1, 1, 1, 2))):
        name = rng.choice([*files])
        files[name] = _spoilt(files[name], rng)
    return files


def _spoilt(content: bytes, rng: Random) -> bytes:
    if rng.random() < 0.05:
        return rng.randbytes(rng.randrange(400))
    text = content.decode("utf-8", "replace")
    for _mutation in range(rng.choice((1, 1, 1, 2, 2, 3, 8))):
        if len(text) < _LARGE:
            text = rng.choice(MUTATIONS)(text, rng)
    content = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.05:
        at = rng.randrange(len(content) + 1)
        content = content[:at] + rng.randbytes(rng.randrange(1, 9)) + content[at:]
    return content


def _accident(text: str, rng: Random) -> str:
    return mutated(text, [(rng.choice(_ACCIDENTS), rng.random(), rng.random(), rng.choice(_WORDS))])


def _value(text: str, rng: Random) -> str:
    """One value replaced by one that nobody would write."""
    return _at_a_value(text, rng, lambda _old: rng.choice((*_LITERALS, *HOSTILE_VALUES.values())))


def _digits(text: str, rng: Random) -> str:
    """One digit more, less, another, or very many."""
    more = rng.choice(("", "7", "00", ".", ",", "1.234", "9" * 30, "9" * 5000, "e999999999", "e-999999999", "_", "٣"))
    return _at_a(r"\d", text, rng, lambda old: rng.choice((more, old + more)))


def _nested(text: str, rng: Random) -> str:
    """One value inside many brackets, of which some may be missing."""
    begin, end = rng.choice((("[", "]"), ("{ a = ", " }"), ("[[", "]]"), ("{a=[", "]}"), ("(", ")")))
    depth = rng.choice(_DEPTHS)
    return _at_a_value(text, rng, lambda old: begin * depth + old + end * (depth - rng.choice((0, 0, 1, depth))))


def _header(text: str, rng: Random) -> str:
    """One table header of another shape."""
    shapes = ("[[{}]]", "[{}.{}]", '["{}"]', "[{}", "{}]", "[{}.]", "[ {} ]", "[{}] x", "[plan]", "[[rules]]", "['']")
    return _at_a(r"^\[.*\]$", text, rng, lambda old: rng.choice(shapes).replace("{}", old.strip("[]")))


def _key(text: str, rng: Random) -> str:
    """One key dotted, quoted, empty, long, or the name of another."""
    names = re.findall(r"^[\w-]+(?= =)", text, re.MULTILINE) or ["x"]
    shapes = (
        "{}.{}",
        '"{}"',
        "'{}'",
        '""',
        "a.b.c",
        "{}-{}",
        "{}." + "k" * 3000,
        rng.choice(names),
        '"\\u001b[31m{}"',
        "",
    )
    return _at_a(r"^[\w-]+(?= =)", text, rng, lambda old: rng.choice(shapes).replace("{}", old))


def _quotes(text: str, rng: Random) -> str:
    return _at_a(r'"', text, rng, lambda _old: rng.choice(("'", '"""', "'''", "“", "”", "", '\\"', '"\n')))


def _character(text: str, rng: Random) -> str:
    """A character that steers terminals, has no width or two, or is none."""
    at, escaped = rng.randrange(len(text) + 1), rng.random() < 0.4
    character = rng.choice(_CHARACTERS)
    return text[:at] + (f"\\u{ord(character):04x}" if escaped else character) + text[at:]


def _graft(text: str, rng: Random) -> str:
    """A line, or a word, of another document."""
    other = (rng.choice(_FOLDERS) / "plan.toml").read_bytes().decode("utf-8", "replace")
    pattern = rng.choice((r"^.*$", r"\w+", r"\{.*\}", r'"[^"\n]*"'))
    grafts = [graft for graft in re.findall(pattern, other, re.MULTILINE) if graft] or ["x"]
    return _at_a(pattern, text, rng, lambda old: rng.choice(grafts) + rng.choice(("", "\n" + old)))


def _ends(text: str, rng: Random) -> str:
    """Other line ends, a byte order mark, or an end too soon."""
    match rng.randrange(5):
        case 0:
            return text.replace("\n", rng.choice(("\r\n", "\r", "\u2028", "\n\n", "\x0b")))
        case 1:
            return "\ufeff" + text
        case 2:
            return text[: rng.randrange(len(text) + 1)]
        case 3:
            return text[rng.randrange(len(text) + 1) :]
        case _:
            return text.rstrip("\n")


def _often(text: str, rng: Random) -> str:
    """One line very often, or the last table a hundred times under other names."""
    lines = text.splitlines(keepends=True) or ["\n"]
    if rng.random() < 0.5:
        at = rng.randrange(len(lines))
        return "".join((*lines[:at], lines[at] * rng.choice((3, 500)), *lines[at:]))
    head, header, last = text.rpartition("\n[indicators.")
    tables = (f"\n[indicators.x{number}_{last}" for number in range(rng.choice((4, 100))))
    return head + "".join(tables) if header else text * 2


MUTATIONS: Final[tuple[Mutation, ...]] = (
    _accident, _value, _digits, _nested, _header, _key, _quotes, _character, _graft, _ends, _often,
)  # fmt: skip


def _at_a_value(text: str, rng: Random, new: Callable[[str], str]) -> str:
    return _at_a(VALUE.pattern, text, rng, new)


def _at_a(pattern: str, text: str, rng: Random, new: Callable[[str], str]) -> str:
    """`text` with one match of `pattern`, or its group, replaced; the text itself where nothing matches."""
    found = [*re.finditer(pattern, text, re.MULTILINE)]
    if not found:
        return text
    match = rng.choice(found)
    begin, end = match.span(match.re.groups)
    return text[:begin] + new(text[begin:end]) + text[end:]


def _giant(number: int) -> Files:
    """Files of a size that no office has."""
    indicators = "".join(f'[indicators.i{n}]\nname = "x"\nunit = "orang"\n' for n in range(100_000))
    figures = "".join(f"[figures.i{n}]\nvalue = {n}\n" for n in range(4_000))
    values = [*GIANTS.values()]
    value = values[number % len(values)]
    giants = (
        (PLAN + indicators, year_text(2025)),
        (PLAN, year_text(2025, figures)),
        (PLAN.replace('"3,75"', value), year_text(2025)),
        (PLAN, year_text(2025).replace("3.72", value)),
    )
    plan, year = giants[number % len(giants)]
    return {"plan.toml": plan.encode(), "realised/2025.toml": year.encode()}
