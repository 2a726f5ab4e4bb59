"""Every way a file can depart from the format, and the words that say so."""

import os
from pathlib import Path

import pytest

from kumkm_targets.storage import toml_file
from tests.checks.cases import FIGURE, HEAD, PLAN, RASIO, checked, write_plan, year_text

IN_PLAN = {
    PLAN + "note = 5\n": (
        "KT106",
        "text between quotes is needed here",
        'Put it between quotes: "…".',
    ),
    PLAN + 'decimals = "2"\n': (
        "KT106",
        "a whole number without quotes is needed here",
        "Write the digits alone, without quotes, dot or comma.",
    ),
    PLAN + "final_target = true\n": (
        "KT106",
        "a figure is needed here",
        'Write a number, or an Indonesian figure between quotes, such as "3,84".',
    ),
    PLAN + "baseline = 3.7\n": (
        "KT106",
        "a table is needed here",
        "Write a table: keys and values between braces, or a [header] with them below.",
    ),
    "rules = 5\n" + PLAN: (
        "KT106",
        "a list: [ … ] is needed here",
        'Put it between square brackets, even one alone: ["…"].',
    ),
    PLAN.replace("[indicators.rasio]", "[sources.bps]\ntitle = 'x'\ndate = 2025\n[indicators.rasio]"): (
        "KT106",
        "a date without quotes, such as 2025-02-27 is needed here",
        "Write year, month and day with hyphens, without quotes and without a time.",
    ),
    PLAN.replace("[indicators.rasio]", "[sources.bps]\ntitle = 'x'\ndate = 2025-01-01T08:00:00\n[indicators.rasio]"): (
        "KT106",
        "a date without quotes, such as 2025-02-27 is needed here",
        "Write year, month and day with hyphens, without quotes and without a time.",
    ),
    PLAN.replace("format = 1", "format = 2"): ("KT107", "this value is not one of the choices", "Choose one of: 1."),
    PLAN.replace('"renstra"', '"rpjmn"'): (
        "KT107",
        "this value is not one of the choices",
        "Choose one of: rpjpd, rpjmd, rpd, rkpd, renstra, renja, rakortek, other.",
    ),
    PLAN + 'note = " "\n': ("KT112", "this text is empty", "Write something, or take the key out."),
    PLAN + f'note = "{"x" * 10_001}"\n': ("KT112", "this text is too long", "Write 10000 characters at the most."),
    PLAN + "decimals = -1\n": ("KT112", "this value is too small", "Write 0 or more."),
    PLAN + "decimals = 11\n": ("KT112", "this value is too large", "Write 10 or less."),
    PLAN.replace("format = 1", ""): ("KT105", "the key `format` is missing here", "Add format = …."),
    PLAN.replace("better", "betther"): (
        "KT104",
        "“betther” is not a key that can stand here",
        "Did you mean `better`?",
    ),
    HEAD + "xyz = 1\n" + RASIO: (
        "KT104",
        "“xyz” is not a key that can stand here",
        "Keys that can stand here: title, kind, region, organisation, period, basis, rating_scale, average_cap, "
        "vision, missions, strategies.",
    ),
    "indikators = 5\n" + PLAN: (
        "KT104",
        "“indikators” is not a key that can stand here",
        "Did you mean `indicators`?",
    ),
    PLAN + "successor = 'Rasio'\n": (
        "KT109",
        "this is not a usable id",
        "Use lower-case letters, digits and “_”, beginning with a letter.",
    ),
    PLAN + "retired = 25\n": ("KT110", "this is not a year", "Write the year with four digits, such as 2025."),
    PLAN + "quarter_targets = { 2025 = { 0 = 3 } }\n": ("KT111", "this is not a quarter", "Use 1, 2, 3 or 4."),
}
IN_REALISED = {
    FIGURE + "recorded_at = 2026-01-15\n": (
        "KT106",
        "a date and time without quotes, such as 2026-01-15T09:30:00+07:00 is needed here",
        "Write date, T, time and time zone, without quotes.",
    ),
    FIGURE + "history = 3\n": (
        "KT106",
        "a list: [ … ] is needed here",
        'Put it between square brackets, even one alone: ["…"].',
    ),
    FIGURE + "quarters = [3]\n": (
        "KT106",
        "a table is needed here",
        "Write a table: keys and values between braces, or a [header] with them below.",
    ),
    FIGURE + "stauts = 'final'\n": (
        "KT104",
        "“stauts” is not a key that can stand here",
        "Did you mean `status`?",
    ),
    FIGURE + "closed = 2026-01-01\n": (
        "KT104",
        "“closed” is not a key that can stand here",
        "Keys that can stand here: value, unavailable, status, source, source_digest, as_of, recorded_at, recorded_by, "
        "note, quarters, parts, history.",
    ),
    "[programmes.x]\nsource = 'LRA'\n": ("KT105", "the key `spent` is missing here", "Add spent = …."),
}


@pytest.mark.parametrize("plan", IN_PLAN, ids=range(len(IN_PLAN)))
def test_a_departure_from_the_format_of_a_plan_is_put_into_words(tmp_path: Path, plan: str) -> None:
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert IN_PLAN[plan] in [(finding.rule.code, finding.message, finding.fix) for finding in findings]


@pytest.mark.parametrize("body", IN_REALISED, ids=range(len(IN_REALISED)))
def test_a_departure_from_the_format_of_a_realised_file_is_put_into_words(tmp_path: Path, body: str) -> None:
    _reading, findings = checked(write_plan(tmp_path / "contoh", PLAN, {"2025": year_text(2025, body)}))
    assert IN_REALISED[body] in [(finding.rule.code, finding.message, finding.fix) for finding in findings]


@pytest.mark.parametrize(
    ("year", "message"), [("1899", "this value is too small"), ("20255", "this value is too large")]
)
def test_a_year_has_four_digits_of_this_age(tmp_path: Path, year: str, message: str) -> None:
    realised = {"2025": year_text(2025).replace("2025", year)}
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", PLAN, realised))
    assert (finding.rule.code, finding.message) == ("KT112", message)


def test_all_departures_are_reported_in_one_run(tmp_path: Path) -> None:
    plan = PLAN.replace('"renstra"', '"renstra"\nbobot = 1').replace('"62"', '"6"') + "note = 5\ncatatan = 6\n"
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert [finding.rule.code for finding in findings] == ["KT104", "KT202", "KT106", "KT104"]


def test_a_folder_in_place_of_a_realised_file_is_found(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN)
    (folder / "realised" / "2025.toml").mkdir()
    _reading, [finding] = checked(folder)
    assert (finding.rule.code, finding.message) == ("KT101", "this is a folder, where a file should be")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may read everything cannot see it")
def test_a_file_without_the_right_to_read_it_is_found(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN, {"2025": year_text(2025)})
    (folder / "realised" / "2025.toml").chmod(0)
    _reading, [finding] = checked(folder)
    assert (finding.rule.code, finding.message) == ("KT101", "you have no right to read this file")


def test_a_file_of_absurd_size_is_found_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN)
    monkeypatch.setattr(toml_file, "MAX_BYTES", len(PLAN.encode()) - 1)
    reading, [finding] = checked(folder)
    assert (finding.rule.code, finding.message) == ("KT101", "this file is too large to be a plan")
    assert reading.file.text == ""
