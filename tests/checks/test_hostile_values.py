"""Values and files that no planning office would write: checking them never raises, and prints nothing harmful."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import CORPUS, FIGURE, PLAN, assert_harmless, checked, printed, write_plan, year_text

POISON = "[red]\x1b[31m\x07\x00\x9b\r\n\t\u202e\u2066\u200b\ufeff[/]{x}%s"


@pytest.fixture(scope="module")
def plan_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the examples of one test write over, one after the other."""
    return write_plan(tmp_path_factory.mktemp("hostile") / "contoh", PLAN, {"2025": year_text(2025)})


HOSTILE_VALUES = {
    "a number of ten thousand digits": "9" * 10_000,
    "a hexadecimal number of ten thousand digits": "0x" + "f" * 10_000,
    "a decimal of ten thousand digits": "0." + "3" * 10_000,
    "a number that is too large": "1e999999999",
    "a number that is too small": "1e-999999999",
    "less than nothing": "-0.0",
    "not a number": "nan",
    "more than any number": "inf",
    "less than any number": "-inf",
    "a long array": "[" + "1, " * 300 + "]",
    "an empty array": "[]",
    "an empty table": "{}",
    "an empty text": '""',
    "a table of itself": '{ min = { min = "1" }, max = { max = "2" }, value = { value = 3 } }',
    "true": "true",
    "a date": "2025-01-01",
    "a time": "08:00:00",
    "control characters": f'"{"".join(f"{chr(92)}u{ord(char):04x}" for char in POISON)}"',
    "raw control characters": f'"{POISON}"',
    "a null": '"\\u0000"',
    "digits of another script": '"٣٧٥"',
    "a format": '"{message} %(x)s {0}"',
}
GIANTS = {
    "a megabyte of text": f'"{"x" * 1_000_000}"',
    "a megabyte of figures": f'"{"1.000 " * 170_000}"',
    "a hundred thousand lines": f"'''{chr(10) * 100_000}'''",
    "a hundred thousand brackets": "[" * 100_000 + "]" * 100_000,
    "a hundred thousand open brackets": "[" * 100_000,
    "a hundred thousand braces": "{a=" * 100_000 + "1" + "}" * 100_000,
}
PLACES = {
    "plan": lambda value: PLAN + "".join(
        f"{key} = {value}\n"
        for key in ("decimals", "note", "formula", "source", "successor", "retired", "final_target", "baseline")
    ),
    "title": lambda value: PLAN.replace('"Renstra 2025–2030"', value),
    "unit": lambda value: PLAN.replace('"%"', value),
    "name": lambda value: PLAN.replace('"Rasio kewirausahaan"', value),
    "target": lambda value: PLAN.replace('"3,75"', value),
    "period": lambda value: PLAN.replace("2030", value),
    "region": lambda value: PLAN.replace('{ code = "62", name = "Kalimantan Tengah" }', value),
    "table": lambda value: f"sources = {value}\nobjectives = {value}\nrules = {value}\namendments = {value}\n"
    f"rating_scales = {value}\ncheck = {value}\n{PLAN}",
    "rules": lambda value: f"{PLAN}\n[[rules]]\nthat = {value}\ntolerance = {value}\n[[rules]]\nbecause = {value}\n",
    "amendment": lambda value: f"{PLAN}\n[[amendments]]\neffective = {value}\nbasis = {value}\n"
    f"targets = {{ rasio = {{ 2026 = {{ from = {value}, to = {value} }} }} }}\n",
    "silence": lambda value: f"{PLAN}\n[check.ignore]\nKT999 = {value}\nKT302 = {value}\n",
    "unknown key": lambda value: f"{PLAN}x = {value}\n",
}  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE_VALUES.values(), ids=HOSTILE_VALUES)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_hostile_value_in_a_plan_is_harmless(plan_folder: Path, place: Callable[[str], str], value: str) -> None:
    assert_harmless(write_plan(plan_folder, place(value)))


@pytest.mark.parametrize("value", HOSTILE_VALUES.values(), ids=HOSTILE_VALUES)
def test_a_hostile_value_in_a_realised_file_is_harmless(plan_folder: Path, value: str) -> None:
    for key in ("value", "unavailable", "status", "source", "as_of", "recorded_at", "quarters", "parts", "history"):
        body = f"[figures.rasio]\n{key} = {value}\n[programmes.x]\nspent = {value}\n"
        assert_harmless(write_plan(plan_folder, PLAN, {"2025": year_text(2025, body)}))
    assert_harmless(write_plan(plan_folder, PLAN, {"2025": year_text(2025).replace("2025", value, 1)}))


@pytest.mark.parametrize("value", GIANTS.values(), ids=GIANTS)
def test_a_giant_is_harmless(plan_folder: Path, value: str) -> None:
    plan = PLAN.replace('"3,75"', value) + f"note = {value}\n"
    body = f"[figures.rasio]\nvalue = {value}\nsource = {value}\n"
    assert assert_harmless(write_plan(plan_folder, plan, {"2025": year_text(2025, body)}), ("id",))


HOSTILE_TEXTS = {
    "nothing": "",
    "twenty thousand tables": "[a]\n" + "".join(f"[a.a{number}]\n" for number in range(20_000)),
    "two thousand relations": PLAN + "[[rules]]\nthat = 'rasio > 0'\n" * 2_000,
    "a list of plans": "[[plan]]\ntitle = 'x'\n",
    "a list of indicators": PLAN.replace("[indicators.rasio]", "[[indicators]]"),
    "figures instead of indicators": "indicators = 5\n" + PLAN.partition("[indicators")[0],
    "a formula of brackets": PLAN + f'formula = "{"(" * 9_000}"\n',
    "a formula of signs": PLAN + f'formula = "{"-" * 9_000}"\n',
    "a formula of sums": PLAN + f'formula = "{"1+" * 4_000}1"\n',
    "a formula that divides by nothing": PLAN + 'formula = "1 / (rasio - rasio)"\n',
    "a formula of itself": PLAN + 'formula = "rasio + 1"\n',
    "bare carriage returns": PLAN.replace("\n", "\r"),
    "other line ends": PLAN.replace("\n", "\u2028"),
}


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_a_hostile_file_is_harmless(plan_folder: Path, text: str) -> None:
    assert_harmless(write_plan(plan_folder, text, {"2025": year_text(2025)}))
    assert_harmless(write_plan(plan_folder, PLAN, {"2025": text}))
    write_plan(plan_folder, PLAN, {"2025": year_text(2025)})


def leaves(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every key path below `node` with its container."""
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        yield (*path, key), node
        if isinstance(node[key], dict | list):
            yield from leaves(node[key], (*path, key))


def poisoned(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`data`, each time with one text or one key poisoned."""
    for path, container in leaves(data):
        key = path[-1]
        old = container[key]
        if isinstance(old, str):
            container[key] = POISON + old
            yield data
            container[key] = old
        if isinstance(container, dict):
            items = list(container.items())
            container.clear()
            container.update((name + POISON, value) if name == key else (name, value) for name, value in items)
            yield data
            container.clear()
            container.update(items)


@pytest.mark.parametrize("name", ["sulteng-renstra-2025-2029", "jatim-rakortek-2025"])
def test_poison_in_every_text_and_key_is_shown_without_effect(plan_folder: Path, name: str) -> None:
    reading = read_plan(CORPUS / "good" / name)
    found: set[str] = set()
    plan = tomli_w.dumps(reading.file.data or {})
    realised = tomli_w.dumps(reading.years[1].file.data or {})
    for data in poisoned(reading.file.data or {}):
        found |= {*assert_harmless(write_plan(plan_folder, tomli_w.dumps(data), {"2025": realised}), ("id",))}
    for data in poisoned(reading.years[1].file.data or {}):
        found |= {*assert_harmless(write_plan(plan_folder, plan, {"2025": tomli_w.dumps(data)}), ("id",))}
    assert found >= {"KT104", "KT105", "KT109", "KT401"}


def test_markup_in_a_file_is_shown_as_it_stands(plan_folder: Path) -> None:
    plan = PLAN + 'source = "[red]lakip[/]"\nobjective = "red"\n"[bold]" = 1\n'
    text = printed(*checked(write_plan(plan_folder, plan, {"2025": year_text(2025, FIGURE.replace("rasio", '"[b]"'))})))
    assert "“[bold]” is not a key that can stand here" in text
    assert '"[bold]" = 1\n' in text
