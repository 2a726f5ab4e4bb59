"""Files that once crashed the checks, or hid one finding behind another."""

from pathlib import Path

import pytest

from kumkm_targets.storage.toml_file import parse_toml, read_toml
from tests.checks.cases import (
    FIGURE,
    HEAD,
    PLAN,
    assert_harmless,
    checked,
    codes,
    write_plan,
    year_text,
)

COUNT = '[indicators.b]\nname = "B"\nunit = "bilangan"\n'
HUGE = '[figures.b]\nvalue = 99999999999999999999999\nsource = "x"\n'
CRASHES = {
    "programmes that are a number": ("programmes = 5\n" + PLAN, FIGURE),
    "programmes that are lists": ("programmes = [[1]]\n" + PLAN, FIGURE),
    "an exponent beyond decimals": (PLAN + "decimals = 1e99999999999999999999\n", FIGURE),
    "a key that looks like pydantic's mark": ('"[key]" = 1\n' + PLAN, FIGURE),
    "nesting of six hundred": (PLAN + "x = " + "[" * 600 + "]" * 600 + "\n", FIGURE),
    "six hundred dotted keys": (PLAN + "x" + ".a" * 600 + " = 1\n", FIGURE),
    "a hundred thousand dotted keys": (PLAN + "x" + ".a" * 100_000 + " = 1\n", FIGURE),
    "a header of a hundred thousand keys": (PLAN + "[x" + ".a" * 100_000 + "]\n", FIGURE),
    "a relation over huge numbers": (PLAN + COUNT + '[[rules]]\nthat = "b * b <= 1"\n', HUGE),
    "a formula of huge numbers": (PLAN + f'formula = "{" * ".join("b" * 250)}"\n' + COUNT, FIGURE + HUGE),
    "two byte-order marks": ("\ufeff\ufeff" + PLAN + "x = 1\n", FIGURE),
}


@pytest.mark.parametrize(("plan", "body"), CRASHES.values(), ids=CRASHES)
def test_a_hostile_plan_is_harmless(tmp_path: Path, plan: str, body: str) -> None:
    assert_harmless(write_plan(tmp_path / "contoh", plan, {"2025": year_text(2025, body)}))


def test_a_nested_realised_file_is_harmless(tmp_path: Path) -> None:
    body = FIGURE + "x" + ".a" * 600 + " = 1\n"
    assert_harmless(write_plan(tmp_path / "contoh", PLAN, {"2025": year_text(2025, body)}))


def test_every_missing_key_of_a_table_is_found(tmp_path: Path) -> None:
    _reading, findings = checked(write_plan(tmp_path / "contoh", HEAD + '[indicators.a]\nbetter = "higher"\n'))
    assert codes(findings) == ["KT105", "KT105"]


@pytest.mark.parametrize(
    ("plan", "body", "found"),
    [
        (PLAN, "[figures.rasio]\nbobot = 3\n", ["KT409", "KT104"]),
        (PLAN.replace('better = "higher"', "bobot = 3"), "", ["KT105", "KT104"]),
        (PLAN.replace('"3,81"', "{ min = 4, max = 3, x = 1 }"), "", ["KT306", "KT104"]),
        (PLAN.replace("2030 }", "2015, x = 1 }"), "", ["KT201", "KT104"]),
    ],
)
def test_an_unknown_key_does_not_hide_another_flaw_of_its_table(
    tmp_path: Path, plan: str, body: str, found: list[str]
) -> None:
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan, {"2025": year_text(2025, body)}))
    assert codes(findings) == found


@pytest.mark.parametrize("key", ["history"])
def test_two_unreadable_figures_of_a_list_give_two_findings(tmp_path: Path, key: str) -> None:
    body = FIGURE + key + ' = [{ value = "abc" }, { value = "def" }, { value = 3.72 }]\n'
    _reading, findings = checked(write_plan(tmp_path / "contoh", PLAN, {"2025": year_text(2025, body)}))
    assert codes(findings) == ["KT108", "KT108"]


def test_an_unreadable_baseline_is_not_a_missing_one(tmp_path: Path) -> None:
    plan = PLAN + 'achievement = "from_baseline"\nbaseline = { year = 2024, value = "3.750" }\n'
    assert codes(checked(write_plan(tmp_path / "contoh", plan))[1]) == ["KT108"]


def test_an_achievement_is_found_once_though_two_files_hold_its_year(tmp_path: Path) -> None:
    realised = {"2024": year_text(2025), "2025": year_text(2025, FIGURE.replace("3.72", "37"))}
    assert codes(checked(write_plan(tmp_path / "contoh", PLAN, realised))[1]) == ["KT402", "KT407"]


def test_an_encoding_fault_behind_a_byte_order_mark_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbfa = '\xff'")
    assert read_toml(path).flaws[0].position == (1, 6)


def test_the_end_of_a_document_is_counted_in_lines_of_the_file() -> None:
    assert parse_toml(Path("plan.toml"), "# a\u2028b\x85c\nx = [").flaws[0].position == (2, 5)


@pytest.mark.parametrize("change", ['2027 = { from = "4", to = "5" }', '2046 = { from = "4", to = "5" }'])
def test_an_amendment_of_a_target_that_is_not_there_is_found(tmp_path: Path, change: str) -> None:
    plan = PLAN + f'[[amendments]]\neffective = 2025-09-12\nbasis = "x"\ntargets.rasio = {{ {change} }}\n'
    assert codes(checked(write_plan(tmp_path / "contoh", plan))[1])
