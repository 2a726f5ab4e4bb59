"""Silences in a plan: those that do something, those that do nothing, and those that may not be."""

from pathlib import Path

import pytest

from kumkm_targets.checks.history.history_rules import RULES as HISTORY_RULES
from kumkm_targets.checks.rule import Finding
from tests.checks.cases import CORPUS, PLAN, checked, codes, under, write_plan, year_text

JUMP = (CORPUS / "bad" / "KT303-target-jump" / "plans" / "contoh" / "plan.toml").read_text(encoding="utf-8")


def found_with(folder: Path, silences: str, plan: str = PLAN, figures: str | None = None) -> list[Finding]:
    """The findings on a plan with these entries under [check.ignore]."""
    realised: dict[str, str | bytes] = {} if figures is None else {"2025": figures}
    return checked(write_plan(folder / "contoh", f"{plan}\n[check.ignore]\n{silences}\n", realised))[1]


def of_silences(findings: list[Finding]) -> list[str]:
    """The code of the finding and the key, of those on silences."""
    return [f"{one.rule.code} {one.key[-1]}" for one in findings if one.key[:2] == ("check", "ignore")]


@pytest.mark.parametrize("name", ["KT303", "target-jump"])
def test_a_silence_by_code_or_by_name_hides_what_it_names_and_is_no_finding(tmp_path: Path, name: str) -> None:
    without = checked(write_plan(tmp_path / "tanpa" / "contoh", JUMP))[1]
    assert set(codes(without)) == {"KT303"}
    found = found_with(tmp_path, f'{name} = "tercetak demikian"', JUMP)
    assert codes(found) == codes(without)
    assert {finding.ignored for finding in found} == {"tercetak demikian"}


def test_a_silence_that_silences_nothing_is_found_at_its_key(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", f'{PLAN}\n[check.ignore]\ntarget-jump = "x"\n')
    reading, [finding] = checked(folder)
    assert finding.rule.code == "KT214"
    assert under(reading, reading.file.path, finding.span) == "target-jump"
    assert finding.message == "target-jump finds nothing in this plan"
    assert finding.replacement is None


def test_a_silence_for_another_rule_is_of_no_use_beside_one_that_is(tmp_path: Path) -> None:
    found = found_with(tmp_path, 'KT303 = "x"\nKT302 = "y"', JUMP)
    assert of_silences(found) == ["KT214 KT302"]


@pytest.mark.parametrize("code", ["KT213", "same-identity", *(rule.code for rule in HISTORY_RULES)])
def test_what_shows_only_beside_others_may_be_silenced_in_advance(tmp_path: Path, code: str) -> None:
    assert found_with(tmp_path, f'{code} = "x"') == []


@pytest.mark.parametrize("flawed", ["plan", "realised"])
def test_no_silence_is_called_useless_while_a_file_cannot_be_read(tmp_path: Path, flawed: str) -> None:
    plan = PLAN.replace('"3,81"', '"tiga"') if flawed == "plan" else PLAN
    found = found_with(tmp_path, 'KT303 = "x"', plan, "tahun" if flawed == "realised" else year_text(2025))
    assert codes(found) == ["KT108" if flawed == "plan" else "KT102"]


@pytest.mark.parametrize("name", ["KT999", "target-jmp", "KT3", "kt303"])
def test_a_silence_of_no_rule_is_found_even_beside_flaws(tmp_path: Path, name: str) -> None:
    plan = PLAN.replace('"3,81"', '"tiga"')
    assert of_silences(found_with(tmp_path, f'{name} = "x"', plan)) == [f"KT209 {name}"]


@pytest.mark.parametrize("name", ["KT108", "invalid-toml", "KT101"])
def test_what_keeps_files_from_being_read_cannot_be_silenced(tmp_path: Path, name: str) -> None:
    plan = PLAN.replace('"3,81"', '"tiga"')
    found = found_with(tmp_path, f'{name} = "x"', plan)
    assert of_silences(found) == [f"KT209 {name}"]
    assert not any(finding.ignored for finding in found)


def test_findings_on_silences_can_be_silenced_themselves(tmp_path: Path) -> None:
    found = found_with(tmp_path, 'KT303 = "x"\nKT999 = "x"\nKT209 = "kode lama"\nKT214 = "untuk tahun depan"')
    assert of_silences(found) == ["KT214 KT303", "KT209 KT999"]
    assert [finding.ignored for finding in found] == ["untuk tahun depan", "kode lama"]
