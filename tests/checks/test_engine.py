"""Checking a plan folder: silence, order, and what is still checked when something is wrong."""

from itertools import pairwise
from pathlib import Path

import pytest

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.registry import FLAW_RULES, RULES
from kumkm_targets.checks.rule import Rule
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import CORPUS, FIGURE, HEAD, PLAN, RASIO, checked, codes, printed, write_plan, year_text
from tests.conftest import TODAY

FALLING = PLAN.replace('"3,81"', '"3,70"')
REASON = "dokumen mencetak demikian, halaman 41"


def ignore(*names: str) -> str:
    return "\n[check.ignore]\n" + "".join(f'{name} = "{REASON}"\n' for name in names)


@pytest.mark.parametrize("name", ["KT302", "target-against-direction"])
def test_a_finding_is_silenced_by_code_or_name_and_keeps_its_reason(tmp_path: Path, name: str) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", FALLING + ignore(name)))
    assert (finding.rule.code, finding.ignored) == ("KT302", REASON)
    text = printed(reading, [finding])
    assert f"  silenced: {REASON}\n" in text
    assert "fix:" not in text
    assert "1 finding silenced" in text


def test_a_silence_is_for_one_rule_only(tmp_path: Path) -> None:
    plan = FALLING + 'source = "lakip-2024"\n' + ignore("KT205")
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert [(finding.rule.code, finding.ignored) for finding in findings] == [("KT302", None), ("KT205", REASON)]


def test_findings_on_realised_files_are_silenced_too_but_not_flaws(tmp_path: Path) -> None:
    plan = PLAN + "bobot = 1\n" + ignore("KT403")
    realised = {"2025": year_text(2025, "\n[figures.rasio]\nvalue = 3.7\nbobot = 2\n")}
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan, realised))
    assert [(finding.rule.code, finding.ignored) for finding in findings] == [
        ("KT104", None),
        ("KT403", REASON),
        ("KT104", None),
    ]


def test_a_silence_for_no_rule_is_a_finding_at_its_key(tmp_path: Path) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", PLAN + ignore("target-jmp")))
    assert (finding.rule.code, finding.key) == ("KT209", ("check", "ignore", "target-jmp"))
    assert finding.fix == "Did you mean `target-jump`?"
    assert reading.lines_of(finding.file)[finding.place.line - 1].startswith("target-jmp")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_silence_that_silences_nothing_or_may_not_is_a_finding(tmp_path: Path, rule: Rule) -> None:
    plan = PLAN + ignore(rule.code, rule.name)
    found = codes(checked(write_plan(tmp_path / "contoh", plan))[1])
    seen_only_beside_others = rule.code in {"KT209", "KT213", "KT214", "KT420", "KT421", "KT422"}
    expected = "KT209" if rule.name in FLAW_RULES else "KT214"
    assert found == ([] if seen_only_beside_others else [expected, expected])


def test_findings_come_by_file_line_column_and_code(tmp_path: Path) -> None:
    plan = FALLING.replace('unit = "%"', 'unit = "%"\nsource = "lakip-2024"').replace("2025 = ", "2024 = ")
    realised = {
        "2026": year_text(2026, FIGURE.replace("rasio", "rsio") + "as_of = 2027-01-01\n"),
        "2025": year_text(2025, FIGURE + "nilai = 4\nbobot = 5\n"),
        "lain": year_text(2025),
    }
    folder = write_plan(tmp_path / "contoh", plan, realised)
    _reading, findings = checked(folder)
    places = [(f.file.name, f.place.line, f.place.column, f.rule.code) for f in findings]
    assert places == [
        ("plan.toml", 12, 10, "KT205"),
        ("plan.toml", 14, 13, "KT301"),
        ("plan.toml", 14, 35, "KT302"),
        ("2025.toml", 7, 1, "KT104"),
        ("2025.toml", 8, 1, "KT104"),
        ("2026.toml", 4, 10, "KT401"),
        ("2026.toml", 7, 9, "KT405"),
        ("lain.toml", 1, 1, "KT410"),
    ]


def test_findings_of_the_whole_corpus_are_in_order() -> None:
    for folder in sorted((CORPUS / "bad").glob("*/plans/*")):
        _reading, findings = checked(folder)
        places = [(str(f.file), f.place.line, f.place.column, f.rule.code) for f in findings]
        assert all(one <= other for one, other in pairwise(places))


def test_one_bad_key_does_not_hide_the_rest_of_the_file(tmp_path: Path) -> None:
    plan = FALLING + 'note = 5\nsource = "lakip-2024"\n'
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan, {"2026": year_text(2025)}))
    assert codes(findings) == ["KT302", "KT106", "KT205", "KT402"]


def test_a_plan_that_cannot_be_read_still_has_the_flaws_of_its_realised_files(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", "[plan\n", {"2025": "x = \n", "2026": year_text(2026)})
    _reading, findings = checked(folder)
    assert [(f.file.name, f.rule.code) for f in findings] == [("plan.toml", "KT102"), ("2025.toml", "KT102")]


def test_a_folder_without_a_plan_has_one_finding(tmp_path: Path) -> None:
    reading, [finding] = checked(tmp_path / "contoh")
    assert (finding.rule.code, finding.message) == ("KT101", "there is no such file")
    assert reading.plan is None


def test_an_indicator_that_is_left_out_is_still_declared(tmp_path: Path) -> None:
    plan = HEAD + RASIO.replace('unit = "%"\n', "") + RASIO.replace("rasio]", 'lain]\nformula = "rasio * 2"')
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan, {"2025": year_text(2025)}))
    assert codes(findings) == ["KT105"]


def test_today_decides_what_lies_in_the_future(tmp_path: Path) -> None:
    realised = {"2026": year_text(2026, FIGURE + "as_of = 2026-11-22\n")}
    reading = read_plan(write_plan(tmp_path / "contoh", PLAN, realised))
    assert check_plan(reading, TODAY) == []
    assert codes(check_plan(reading, TODAY.replace(day=20))) == ["KT405"]
    assert codes(check_plan(reading, TODAY.replace(year=2025))) == ["KT405", "KT405"]


def test_checking_the_same_reading_again_gives_the_same_findings(tmp_path: Path) -> None:
    reading = read_plan(write_plan(tmp_path / "contoh", FALLING, {"2025": year_text(2024)}))
    assert check_plan(reading, TODAY) == check_plan(reading, TODAY)
