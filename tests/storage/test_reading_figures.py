"""What reading makes of the figures in files: decimals and targets, or flaws that say what is missing."""

from decimal import Decimal
from pathlib import Path

import pytest

from kumkm_targets.model.target import Target
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.checks.cases import HEAD, PLAN, checked, codes, under, write_plan, year_text

WHOLE = (
    HEAD
    + """
[programmes.usaha]
name = "Pemberdayaan"
budget = { 2025 = "Rp1,5 miliar" }

[indicators.rasio]
name = "Rasio"
unit = "%"
better = "higher"
baseline = { year = 2024, value = "3,50" }
targets = { 2025 = "3,75", 2026 = 4, 2027 = 4.25, 2028 = "4,5–5", 2029 = { min = "5", max = 5.5 } }
quarter_targets = { 2025 = { 1 = "3,5", 2 = 3.6 } }
final_target = "≥ 6"

[[amendments]]
effective = 2026-01-01
basis = "Perkada 1/2026"
targets.rasio.2026 = { from = 4, to = "4,1" }
"""
)
YEAR = year_text(
    2025,
    """
[figures.rasio]
value = "3,72"
quarters = { 1 = "3,5", 2 = 3.6 }
source = "BPS"
history = [{ value = "3,70", source = "BPS", reason = "koreksi" }]

[programmes.usaha]
spent = "Rp1 miliar"
""",
)


def read(folder: Path, plan: str = PLAN, year: str | None = None) -> PlanReading:
    return read_plan(write_plan(folder / "contoh", plan, {"2025": year} if year else {}))


def single(text: str) -> Target:
    return Target(Decimal(text), Decimal(text))


def test_the_data_of_a_valid_plan_holds_decimals_and_targets(tmp_path: Path) -> None:
    reading = read(tmp_path, WHOLE, YEAR)
    assert reading.all_flaws == ()
    data = reading.file.data
    assert data is not None
    rasio = data["indicators"]["rasio"]
    assert repr(rasio["baseline"]["value"]) == "Decimal('3.50')"
    assert [*rasio["targets"].values()] == [
        *map(single, ("3.75", "4", "4.25")),
        Target(Decimal("4.5"), Decimal(5)),
        Target(Decimal(5), Decimal("5.5")),
    ]
    assert {type(target) for target in rasio["targets"].values()} == {Target}
    assert rasio["quarter_targets"] == {"2025": {"1": single("3.5"), "2": single("3.6")}}
    assert rasio["final_target"] == single("6")
    assert data["amendments"][0]["targets"]["rasio"]["2026"] == {"from": single("4"), "to": single("4.1")}
    assert data["programmes"]["usaha"]["budget"] == {"2025": Decimal(1_500_000_000)}
    [year] = reading.years
    assert year.file.data is not None
    figure = year.file.data["figures"]["rasio"]
    assert (figure["value"], figure["quarters"]) == (Decimal("3.72"), {"1": Decimal("3.5"), "2": Decimal("3.6")})
    assert figure["history"][0]["value"] == Decimal("3.70")
    assert year.file.data["programmes"]["usaha"]["spent"] == Decimal(10**9)


def test_the_texts_of_a_valid_plan_can_be_had_as_they_are_written(tmp_path: Path) -> None:
    reading = read(tmp_path, WHOLE, YEAR)
    rasio = reading.file.as_written()["indicators"]["rasio"]
    assert rasio["targets"] == {
        "2025": "3,75", "2026": 4, "2027": Decimal("4.25"), "2028": "4,5–5", "2029": {"min": "5", "max": Decimal("5.5")}
    }  # fmt: skip
    assert rasio["final_target"] == "≥ 6"
    assert reading.years[0].file.as_written()["figures"]["rasio"]["value"] == "3,72"


@pytest.mark.parametrize("flaw", ["bobot = 1\n", 'note = ""\n'])
def test_the_data_of_a_flawed_file_is_what_is_written(tmp_path: Path, flaw: str) -> None:
    reading = read(tmp_path, PLAN + flaw, YEAR.replace("source", "sumber", 1))
    assert reading.flaws
    assert reading.file.data is not None
    assert reading.file.data["indicators"]["rasio"]["targets"] == {"2025": "3,75", "2026": "3,81"}
    assert reading.years[0].file.data is not None
    assert reading.years[0].file.data["figures"]["rasio"]["value"] == "3,72"


def test_a_flawed_realised_file_leaves_the_plan_read(tmp_path: Path) -> None:
    reading = read(tmp_path, PLAN, YEAR.replace("source", "sumber", 1))
    assert reading.file.data is not None
    assert reading.file.data["indicators"]["rasio"]["targets"]["2025"] == single("3.75")


def test_a_figure_of_no_indicator_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    year = year_text(2025, '\n[figures.rasoi]\nvalue = "3,72 %"\nsource = "BPS"\n')
    reading, findings = checked(write_plan(tmp_path / "contoh", PLAN, {"2025": year}))
    assert codes(findings) == ["KT108"]
    finding = findings[0]
    assert under(reading, finding.file, finding.span) == '"3,72 %"'
    assert finding.message == "the unit of “3,72 %” is not known: “rasoi” is not declared in plan.toml"
    assert finding.fix == "Correct the id, or declare the indicator in plan.toml."


@pytest.mark.parametrize("value", ["3.72", "372", '"3,72"', '"1.234.567"'])
def test_a_plain_number_of_no_indicator_is_read(tmp_path: Path, value: str) -> None:
    year = year_text(2025, f'\n[figures.rasoi]\nvalue = {value}\nsource = "BPS"\n')
    reading, findings = checked(write_plan(tmp_path / "contoh", PLAN, {"2025": year}))
    assert codes(findings) == ["KT401"]
    assert "rasoi" in reading.realised[2025].figures


def test_an_amended_target_of_no_indicator_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    plan = WHOLE.replace("targets.rasio.2026 = { from = 4, to", 'targets.rasoi.2026 = { from = "4 orang", to')
    findings = checked(write_plan(tmp_path / "contoh", plan))[1]
    assert "KT108" in codes(findings)
    assert any("“4 orang”" in finding.message and "“rasoi”" in finding.message for finding in findings)


@pytest.mark.parametrize("written", ['"7 orang"', '{ min = "7 orang", max = "8 orang" }', '"7–8 orang"'])
def test_where_the_unit_is_missing_that_is_all_that_is_said(tmp_path: Path, written: str) -> None:
    plan = PLAN.replace('unit = "%"\n', "").replace('"3,75"', written)
    findings = checked(write_plan(tmp_path / "contoh", plan))[1]
    assert codes(findings) == ["KT105"]


def test_where_the_plan_cannot_be_read_units_are_not_asked_for(tmp_path: Path) -> None:
    year = year_text(2025, '\n[figures.rasio]\nvalue = "3,72 %"\nsource = "BPS"\n')
    assert codes(checked(write_plan(tmp_path / "contoh", "[plan", {"2025": year}))[1]) == ["KT102"]


@pytest.mark.parametrize("number", ["0x" + "F" * 10_000, "9" * 4_000, "-1" + "0" * 30])
def test_a_number_of_thousands_of_digits_is_no_figure(tmp_path: Path, number: str) -> None:
    for value in (number, f"{{ min = 1, max = {number} }}", f'"{number}"'):
        findings = checked(write_plan(tmp_path / "contoh", PLAN.replace('"3,81"', value)))[1]
        assert codes(findings) == ["KT108"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('{ min = "x", max = 8 }', ["KT108"]),
        ('{ min = "x", max = "y" }', ["KT108", "KT108"]),
        ('{ min = "x", max = 8, mid = 7 }', ["KT108", "KT104"]),
        ('{ min = "x" }', ["KT105", "KT108"]),
        ("{ min = true, max = 8 }", ["KT106"]),
        ("{ min = 8, max = 7 }", ["KT306"]),
        ("{ mn = 7, max = 8 }", ["KT104"]),
        ("{}", ["KT105", "KT105"]),
    ],
)
def test_a_range_says_of_each_end_once_what_is_wrong(tmp_path: Path, written: str, found: list[str]) -> None:
    reading, findings = checked(write_plan(tmp_path / "contoh", PLAN.replace('"3,81"', written)))
    assert codes(findings) == found
    assert reading.plan is not None
    assert reading.plan.indicators["rasio"].targets == {2025: single("3.75")}


def test_one_figure_without_a_reading_keeps_the_others(tmp_path: Path) -> None:
    plan = PLAN.replace('"3,81"', '"3,81 orang", 2027 = 4, 2028 = "4,5"')
    reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert codes(findings) == ["KT108"]
    assert reading.plan is not None
    assert reading.plan.indicators["rasio"].targets == {
        2025: single("3.75"), 2027: single("4"), 2028: single("4.5")
    }  # fmt: skip


def test_a_text_of_several_lines_is_no_figure_and_moves_no_other(tmp_path: Path) -> None:
    plan = PLAN.replace('"3,81"', '"3\\n4", 2027 = "5|6", 2028 = "4,5"')
    reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert codes(findings) == ["KT108", "KT108"]
    assert reading.plan is not None
    assert reading.plan.indicators["rasio"].targets == {2025: single("3.75"), 2028: single("4.5")}


def test_what_a_flawed_table_lacks_takes_no_other_table_along(tmp_path: Path) -> None:
    falling = PLAN.replace('"3,81"', '"3,70"')
    for lacking in ('better = "higher"\n', "decimals = 2\n", 'bobot = 1\nlain = 2\nname = ""\n'):
        reading, findings = checked(write_plan(tmp_path / "contoh", f"{falling}\n[indicators.lain]\n{lacking}"))
        assert "KT302" in codes(findings)
        assert reading.plan is not None
        assert [*reading.plan.indicators] == ["rasio"]


def test_two_unreadable_figures_of_a_change_leave_the_other_changes(tmp_path: Path) -> None:
    wrong = 'targets.rasio.2025 = { from = 9, to = 10 }\ntargets.rasio.2026 = { from = "x", to = "y" }'
    plan = WHOLE.replace('targets.rasio.2026 = { from = 4, to = "4,1" }', wrong)
    reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert codes(findings).count("KT108") == 2
    assert "KT602" in codes(findings)
    assert reading.plan is not None
    assert [*reading.plan.amendments[0].targets["rasio"]] == [2025]


def test_what_stands_in_a_list_keeps_its_place_when_another_is_left_out(tmp_path: Path) -> None:
    history = """\
history = [
  { value = 3.70, status = "x", alasan = "a" },
  { value = "x", alasan = "b" },
  { value = 3.69, source = "", alasan = "c" },
]
"""
    body = '\n[figures.rasio]\nvalue = 3.72\nsource = "BPS"\n' + history
    reading, findings = checked(write_plan(tmp_path / "contoh", PLAN, {"2025": year_text(2025, body)}))
    assert [(finding.rule.code, finding.span.line) for finding in findings if finding.span] == [
        ("KT107", 8), ("KT104", 8), ("KT108", 9), ("KT104", 9), ("KT112", 10), ("KT104", 10)
    ]  # fmt: skip
    assert "rasio" in reading.realised[2025].figures


@pytest.mark.parametrize(
    ("grades", "found"),
    [
        ('{ floor = "x", label = "A" }, { floor = "y", label = "B" }, { label = "C" }', ["KT108", "KT108"]),
        ('{ floor = true, label = "A" }, { floor = 50, label = "B" }, { label = "C" }', ["KT106"]),
        ('{ floor = 90, label = "A" }, { floor = 50, label = "B" }, { label = "" }', ["KT112"]),
        ('{ label = "" }', ["KT112"]),
        ('{ floor = 90 }, { floor = 50, label = "B" }, {}', ["KT105", "KT105"]),
        ('{ floor = 50, label = "A" }, { floor = 90, label = "B" }, { label = "C" }', ["KT207"]),
    ],
)
def test_a_flaw_in_a_grade_is_no_flaw_of_the_scale(tmp_path: Path, grades: str, found: list[str]) -> None:
    own = PLAN.replace("period =", 'rating_scale = "sendiri"\nperiod =')
    plan = f'{own}\n[rating_scales.sendiri]\ntitle = "Sendiri"\ngrades = [{grades}]\n'
    assert codes(checked(write_plan(tmp_path / "contoh", plan))[1]) == found


def test_a_figure_without_a_reading_hides_no_other_flaw_of_its_table(tmp_path: Path) -> None:
    plan = PLAN + 'baseline = { year = 2024, value = "x", bobot = 1 }\n'
    year = year_text(2025, '\n[figures.rasio]\nvalue = "y"\nbobot = 1\n[programmes.usaha]\nspent = "z"\nbobot = 1\n')
    reading, findings = checked(write_plan(tmp_path / "contoh", plan, {"2025": year}))
    assert codes(findings) == ["KT108", "KT104"] * 3
    assert reading.plan is not None
    assert reading.plan.indicators["rasio"].baseline is None
    assert (reading.realised[2025].figures, reading.realised[2025].programmes) == ({}, {})


@pytest.mark.parametrize(
    "odd",
    [
        PLAN.replace('{ 2025 = "3,75", 2026 = "3,81" }', '["x", 3]'),
        PLAN + '[programmes.usaha]\nname = "Usaha"\nbudget = ["x", 2]\n',
        WHOLE.replace('.2026 = { from = 4, to = "4,1" }', ' = [{ from = "x", to = "y" }]'),
    ],
)
def test_where_a_list_stands_for_a_table_that_is_all_that_is_said(tmp_path: Path, odd: str) -> None:
    assert codes(checked(write_plan(tmp_path / "contoh", odd))[1]) == ["KT106"]
