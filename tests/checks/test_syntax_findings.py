"""Files that are not TOML, as `kumkm check` reports them."""

import json
from pathlib import Path

import pytest

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.reporting.findings.data import json_report
from tests.checks.cases import FIGURE, PLAN, checked, codes, printed, under, write_plan, year_text


def test_a_key_that_stands_twice_is_reported_at_the_second_with_the_first_beside_it(tmp_path: Path) -> None:
    plan = PLAN + 'note = "é"\r\nbetter = "lower"\r\n'
    reading, [finding] = checked(write_plan(tmp_path / "contoh", plan))
    [first] = finding.related
    assert (finding.rule.code, first.message) == ("KT103", "the first one")
    assert (finding.place.line, first.span and first.span.line) == (15, 12)
    assert under(reading, finding.file, finding.place) == under(reading, first.file, first.span) == "better"
    [record] = json.loads("".join(json_report([CheckedPlan.of(reading, [finding])])))["findings"]
    assert [(other["line"], other["column"]) for other in record["related"]] == [(12, 1)]
    assert "plan.toml:12:1: the first one" in printed(reading, [finding])


@pytest.mark.parametrize(("text", "replacement"), [("3,75", '"3,75"'), ("“3,75”", '"3,75"'), ("n/a", None)])
def test_a_replacement_covers_exactly_the_stretch_that_is_shown(
    tmp_path: Path, text: str, replacement: str | None
) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", PLAN.replace('"3,75"', text)))
    assert under(reading, finding.file, finding.place) == text
    assert finding.replacement == replacement


def test_every_file_that_is_not_toml_is_reported_and_the_others_are_checked(tmp_path: Path) -> None:
    realised: dict[str, str | bytes] = {
        "2024": year_text(2024, FIGURE.replace("3.72", "3,72")),
        "2025": year_text(2025, FIGURE.replace("value", "valeu")),
        "2026": year_text(2026, FIGURE + FIGURE),
    }
    _reading, findings = checked(write_plan(tmp_path / "contoh", PLAN, realised))
    found = [(finding.file.stem, finding.rule.code) for finding in findings]
    assert ("2024", "KT102") in found
    assert ("2025", "KT104") in found
    assert ("2026", "KT103") in found
    assert not any(name == "plan" and code.startswith("KT1") for name, code in found)


def test_a_file_that_notepad_saved_as_unicode_is_shown_as_text(tmp_path: Path) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", PLAN.encode("utf-16")))
    assert codes([finding]) == ["KT101"]
    assert "UTF-16" in finding.message
    assert "1 | format = 1\n" in printed(reading, [finding])


def test_control_characters_in_a_stretch_do_not_reach_the_screen(tmp_path: Path) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", PLAN.replace('"3,75"', "\x1b]0;x\x07")))
    assert finding.rule.code == "KT102"
    assert "\x1b" not in printed(reading, [finding])
