"""The status by objective and by programme: on every screen, as a page, and as data."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.budget import Efficiency, efficiency
from kumkm_targets.evaluation.groups import GroupBy
from kumkm_targets.evaluation.rating import BUILT_IN_SCALES, rate, thresholds
from kumkm_targets.messages import use_language
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.groups.report import group_csv, group_json, group_markdown, group_report
from kumkm_targets.reporting.groups.words import absorption_text, side_by_side
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import HEAD, write_plan, year_text
from tests.conftest import PLANS, TODAY

Expect = Callable[[str, str], None]
SERUYAN = Path(__file__).parent / "grouped" / "renstra-seruyan-2025-2029"
BY: list[GroupBy] = ["objective", "programme"]
IDS = sorted(path.parent.name for path in PLANS.glob("*/plan.toml"))


def judged(folder: Path, year: int, quarter: int | None = None) -> tuple[Appraisal, dict[int, RealisedYear]]:
    reading = read_plan(folder)
    assert reading.plan is not None
    assert reading.all_flaws == ()
    return appraise(reading.plan, reading.realised, year, TODAY, quarter=quarter), reading.realised


def printed(folder: Path, year: int, by: GroupBy, width: int = 80, quarter: int | None = None) -> str:
    stream = io.StringIO()
    screen = Console(file=stream, width=width, height=50, color_system=None, markup=False, highlight=False)
    screen.print(group_report(*judged(folder, year, quarter), by, screen))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def document(folder: Path, year: int, by: GroupBy) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(group_json(*judged(folder, year), by))
    return found


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("year", [2025, 2026])
def test_a_renstra_is_read_at_eighty_columns(expect: Expect, by: GroupBy, year: int) -> None:
    expect(f"seruyan-{year}-{by}-80.en.txt", printed(SERUYAN, year, by))


@pytest.mark.parametrize("width", [34, 120, 10_000])
def test_a_report_uses_the_width_it_has(expect: Expect, width: int) -> None:
    expect(f"seruyan-2026-programme-{width}.en.txt", printed(SERUYAN, 2026, "programme", width))


@pytest.mark.parametrize("by", BY)
def test_the_page_says_what_the_screen_says(expect: Expect, by: GroupBy) -> None:
    expect(f"seruyan-2026-{by}.en.md", group_markdown(*judged(SERUYAN, 2026), by))


@pytest.mark.parametrize("by", BY)
def test_the_data_is_that_of_the_contract(expect: Expect, by: GroupBy) -> None:
    expect(f"seruyan-2026-{by}.json", group_json(*judged(SERUYAN, 2026), by))
    expect(f"seruyan-2026-{by}.csv", group_csv(*judged(SERUYAN, 2026), by))


def test_palembang_prints_the_average_of_its_objective() -> None:
    text = printed(PLANS / "palembang-rpjmd-2013-2018", 2016, "objective", 120)
    assert "Berkembangnya koperasi, usaha kecil dan menengah · 3 of 3 computed" in text
    assert text.count(" 89,36  Tinggi") == 2


@pytest.mark.parametrize("plan_id", IDS)
@pytest.mark.parametrize("by", BY)
def test_every_real_plan_can_be_grouped_in_every_year(plan_id: str, by: GroupBy) -> None:
    for year in judged(PLANS / plan_id, 2018)[1]:
        text = printed(PLANS / plan_id, year, by)
        assert all(cell_len(line) <= 80 for line in text.splitlines())
        found = document(PLANS / plan_id, year, by)
        plain = json.loads(json.dumps(found["summary"]))
        assert sum(group["summary"]["computed"] for group in found["groups"]) == plain["computed"]
        assert sum(group["summary"]["of"] for group in found["groups"]) == plain["of"]
        assert group_markdown(*judged(PLANS / plan_id, year), by).count("\n#### ") >= 1


@pytest.mark.parametrize("width", range(14, 200, 9))
@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_screen_and_no_amount_is_cut(width: int, by: GroupBy, language: str) -> None:
    use_language(language)
    text = printed(SERUYAN, 2025, by, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    amounts = ("Rp4,09999", "Rp845,25", "99,9998") if by == "programme" else ("107,50", "72,80")
    assert all(amount in text for amount in amounts)


def test_the_same_absorption_reads_the_same_in_every_table(tmp_path: Path) -> None:
    budget = '[programmes.p]\nname = "P"\nbudget = { 2025 = 1000000, 2026 = 1000000 }\n'
    indicator = (
        '[indicators.a]\nname = "A"\nunit = "unit"\nbetter = "higher"\nprogramme = "p"\ntargets = { 2025 = 3000 }\n'
    )
    spent = '[figures.a]\nvalue = "2760,13"\n[programmes.p]\nspent = 869991\n'
    folder = write_plan(tmp_path, HEAD + budget + indicator, {"2025": year_text(2025, spent)})
    of_year, to_date = printed(folder, 2025, "programme", 200).split("Money to date")
    assert "86,999 " in of_year
    assert to_date.count("86,999 ") == 2
    assert "87,00" not in of_year + to_date


def test_a_plan_without_groups_says_so() -> None:
    folder = PLANS / "malut-rpjmd-2025-2029"
    assert "The plan declares no objectives" in printed(folder, 2025, "objective")
    assert "The plan declares no programmes" in printed(folder, 2025, "programme")


def test_programmes_without_money_say_so_and_keep_their_indicators() -> None:
    text = printed(PLANS / "kalteng-umkm-2021-2022", 2022, "programme")
    assert "No programme has a budget or spending" in text
    assert "Kemudahan akses permodalan" in text
    assert "0,00" not in text


def test_part_of_a_year_is_not_held_against_its_budget() -> None:
    folder = Path(__file__).parent.parent / "corpus" / "good" / "sulteng-renstra-2025-2029"
    text = printed(folder, 2025, "programme", 160, quarter=2)
    assert "only part of the year" in text
    assert "The scale for whole years is applied to part of the year" in text


def test_the_signs_in_the_table_are_explained_under_it(tmp_path: Path) -> None:
    plan = (SERUYAN / "plan.toml").read_text(encoding="utf-8") + (
        '[[amendments]]\neffective = 2025-09-12\nbasis = "Perubahan Renstra"\n'
        "targets = { rat = { 2025 = { from = 40, to = 50 } } }\n"
    )
    year = (SERUYAN / "realised" / "2025.toml").read_text(encoding="utf-8")
    year = year.replace("value = 43", "quarters = { 1 = 10, 2 = 12 }")
    text = printed(write_plan(tmp_path / "rencana", plan, {"2025": year}), 2025, "objective", 120)
    assert " 22 # " in text
    assert " 50 p " in text
    assert text.endswith("\n# incomplete figure, not judged, p amended target\n")


def test_numbers_are_strings_and_reasons_stand_where_there_is_none() -> None:
    for group in document(SERUYAN, 2026, "programme")["groups"][:-1]:
        assert (group["absorption"] is None) == (group["absorption_reason"] is not None)
        assert (group["efficiency"] is None) == (group["efficiency_reason"] is not None)
        assert group["efficiency"] in (None, *get_args(Efficiency))
        for key in ("budget", "spent", "absorption"):
            assert group[key] is None or isinstance(group[key], str)


def test_every_sum_can_be_made_again_from_the_amounts_of_the_years() -> None:
    found = document(SERUYAN, 2026, "programme")
    groups = [group for group in found["groups"] if group["to_date"]]
    for group in groups:
        years = {year["year"]: year for year in group["years"]}
        part = group["to_date"]
        for key in ("budget", "spent"):
            assert sum(Decimal(years[year][key]) for year in part["years"]) == Decimal(part[key])
        assert sum(Decimal(year["budget"]) for year in years.values() if year["budget"]) == Decimal(part["plan_budget"])
    total = found["total"]
    for key in ("budget", "spent"):
        assert sum(Decimal(group[key]) for group in groups if group[key]) == Decimal(total[key])
        assert sum(Decimal(group["to_date"][key]) for group in groups) == Decimal(total["to_date"][key])


def test_csv_has_a_line_per_group_with_what_json_says() -> None:
    rows = list(csv.DictReader(io.StringIO(group_csv(*judged(SERUYAN, 2026), "programme"))))
    groups = document(SERUYAN, 2026, "programme")["groups"]
    assert [row["programme"] for row in rows] == [group["programme"] or "" for group in groups]
    for row, group in zip(rows, groups, strict=True):
        for key in ("name", "budget", "spent", "absorption", "efficiency", "efficiency_reason"):
            assert row[key] == (group[key] or "")
        assert row["average"] == (group["summary"]["average"] or "")
        assert row["plan_share"] == ((group["to_date"] or {}).get("share") or "")


HOSTILE = "=a | b <script> `c` **d** [red]e[/red] [f](http://evil.example) \\u001b[31m \\u202e \\u0007"


def hostile(folder: Path) -> Path:
    plan = f"""
format = 1
[plan]
title = "{HOSTILE}"
kind = "other"
period = {{ start = 2025, end = 2026 }}
region = {{ code = "62", name = "{HOSTILE}" }}
rating_scale = "x"
[rating_scales.x]
title = "{HOSTILE}"
grades = [{{ label = "{HOSTILE}" }}]
[objectives.o]
name = "{HOSTILE}"
[programmes.p]
name = "{HOSTILE}"
code = "{HOSTILE}"
objective = "o"
budget = {{ 2025 = 100 }}
[indicators.a]
name = "{HOSTILE}"
unit = "{HOSTILE}"
better = "higher"
programme = "p"
targets = {{ 2025 = 1 }}
"""
    year = f"""
format = 1
year = 2025
[figures.a]
value = 1
[programmes.p]
spent = 50
source = "{HOSTILE}"
"""
    return write_plan(folder / "jahat", plan, {"2025": year})


@pytest.mark.parametrize("by", BY)
def test_names_from_a_file_steer_neither_terminal_nor_spreadsheet_nor_page(tmp_path: Path, by: GroupBy) -> None:
    folder = hostile(tmp_path)
    texts = [printed(folder, 2025, by, width) for width in (20, 80, 10_000)]
    texts += [make(*judged(folder, 2025), by) for make in (group_markdown, group_json, group_csv)]
    for text in texts:
        assert not {"\x1b", "\u202e", "\x07"} & set(text)
    assert "[red]e[/red]" in texts[2]
    shown = one_line(HOSTILE.encode().decode("unicode_escape"))
    assert next(csv.DictReader(io.StringIO(texts[5])))["name"] == f"'{shown}"
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(texts[3])
    kinds = {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "strong_open", "em_open"}
    assert {token.tag for token in tokens if token.type == "heading_open"} == {"h3", "h4"}


SCALE = BUILT_IN_SCALES["permendagri-86-2017"]
PERCENT = st.fractions(-50, 250)


def shown(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", ".").replace("−", "-"))


@given(PERCENT, st.fractions(0, 250))
@example(Fraction(92004, 1000), Fraction(86999, 1000))
@example(Fraction(300005, 3000), Fraction(95))
@example(Fraction(105), Fraction(1000001, 10000))
@example(Fraction(200, 3), Fraction(185, 3))
@example(Fraction(99), Fraction(1, 1000))
@example(Fraction(100), Fraction(0))
def test_what_stands_side_by_side_never_belies_the_word_beside_it(average: Fraction, absorption: Fraction) -> None:
    achieved, absorbed = map(shown, side_by_side(average, absorption, thresholds(SCALE)))
    assert efficiency(achieved, absorbed) == efficiency(average, absorption)
    assert rate(achieved, SCALE) == rate(average, SCALE)
    assert (absorbed > 100, absorbed == 100) == (absorption > 100, absorption == 100)
    assert abs(achieved - average) <= Fraction(1, 200)
    assert abs(absorbed - absorption) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("average", "absorption", "texts"),
    [
        (Fraction(91004, 1000), Fraction(80), ("91,00", "80,00")),
        (Fraction(276013, 3000), Fraction(869991, 10000), ("92,004", "86,999")),
        (Fraction(200, 3), Fraction(185, 3), ("66,67", "61,67")),
        (Fraction(100), Fraction(100001, 1000), ("100,00", "100,001")),
    ],
)
def test_no_more_decimals_are_shown_than_the_word_takes(
    average: Fraction, absorption: Fraction, texts: tuple[str, str]
) -> None:
    assert side_by_side(average, absorption, thresholds(SCALE)) == texts


@given(st.fractions(0, 250))
@example(Fraction(99999, 1000))
@example(Fraction(100001, 1000))
def test_absorption_never_shows_as_the_whole_budget_when_it_is_not(absorption: Fraction) -> None:
    text = shown(absorption_text(absorption))
    assert (text > 100, text < 100) == (absorption > 100, absorption < 100)
