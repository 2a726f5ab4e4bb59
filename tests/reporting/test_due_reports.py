"""What is due, whole, as it is printed: on screens, in pages, and as data."""

import csv
import io
import json
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets.evaluation.due import Due, due
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.due.data import due_csv, due_json
from kumkm_targets.reporting.due.markdown import due_markdown
from kumkm_targets.reporting.due.report import due_report
from kumkm_targets.reporting.due.words import closing_notes, command, due_lines, walk_command, what_is_due
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import write_plan
from tests.conftest import PLANS, TODAY
from tests.reporting.due_plan import ID, write_due_plan

Expect = Callable[[str, str], None]
HOSTILE = "\\u001b[31m[red]a | b\\u0007 <b>`c`</b> \\u202e *d* =1+1"


@pytest.fixture
def dues(tmp_path: Path) -> list[Due]:
    """What is due of the plan that has something of every kind."""
    return _dues(write_due_plan(tmp_path))


def _dues(*folders: Path) -> list[Due]:
    found: list[Due] = []
    for folder in folders:
        reading = read_plan(folder)
        assert reading.plan is not None
        assert not reading.all_flaws
        found += due(reading.plan, reading.realised, TODAY)
    return found


def _printed(dues: list[Due], width: int, broken: tuple[str, ...] = (), workspace: str | None = None) -> str:
    stream = io.StringIO()
    screen = Console(file=stream, width=width, height=50, color_system=None, markup=False, highlight=False)
    screen.print(due_report(dues, TODAY, broken, workspace), crop=False)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


@pytest.mark.parametrize("width", [40, 80, 10_000])
def test_the_list_goes_by_owner_and_plan(expect: Expect, dues: list[Due], width: int) -> None:
    expect(f"due-{width}.en.txt", _printed(dues, width))


def test_the_list_speaks_indonesian(expect: Expect, dues: list[Due]) -> None:
    use_language("id")
    expect("due-80.id.txt", _printed(dues, 80))


def test_the_real_plans_give_a_list_that_can_be_worked_through(expect: Expect) -> None:
    found = _dues(*(path.parent for path in sorted(PLANS.glob("*/plan.toml"))))
    expect("due-real-plans.en.txt", _printed(found, 80))


def test_plans_that_cannot_be_read_are_named(dues: list[Due]) -> None:
    assert _printed(dues, 80, ("rusak", "juga-rusak")).endswith("\nnot valid: rusak, juga-rusak\n")


def test_nothing_that_is_due_is_one_sentence(expect: Expect) -> None:
    sentence = (
        "Nothing is due by 2026-11-22: "
        "every figure that is asked for is recorded and has a source, and none is overdue."
    )
    assert _printed([], 10_000) == f"{sentence}\n"
    assert due_markdown([], TODAY) == f"### What is due\n\n{sentence}\n"
    document = json.loads(due_json([], TODAY))
    assert (document["total"], document["due"], document["owners"]) == (0, [], [])
    assert len(due_csv([]).splitlines()) == 1


def test_notes_say_nothing_that_the_list_does_not_ask_for(dues: list[Due]) -> None:
    alone, another, *_more = [one for one in dues if one.kind == "not_recorded"]
    assert (alone.year, another.year) == (2024, 2025)
    assert _printed([alone], 200).splitlines()[-1].strip() == command(alone)
    assert walk_command([alone, another]) is None
    assert (
        walk_command([alone, replace(alone, id="umkm_binaan")], "a b") == f"kumkm record {ID} --year 2024 --plans 'a b'"
    )
    assert list(closing_notes([alone], ())) == []
    assert list(closing_notes([alone, another], ())) == ["Where several years are due, the command names the first."]


@pytest.mark.parametrize("width", range(20, 120, 9))
@pytest.mark.parametrize("language", ["id", "en"])
def test_words_keep_to_the_screen_and_commands_to_one_line(dues: list[Due], width: int, language: str) -> None:
    use_language(language)
    commands = {command(line.first) for line in due_lines(dues)}
    printed = _printed(dues, width).splitlines()
    typed = [line.strip() for line in printed if line.strip().startswith("kumkm record")]
    assert commands <= set(typed)
    assert all(cell_len(line) <= width for line in printed if line.strip() not in typed)


def test_years_that_differ_in_nothing_else_share_a_line(tmp_path: Path) -> None:
    reasons = ("menunggu BPS", "menunggu BPS", "hilang")
    figures = {
        str(2023 + n): f'format = 1\nyear = {2023 + n}\n[figures.a]\nunavailable = "{reason}"\n'
        for n, reason in enumerate(reasons)
    }
    plan = """
format = 1
[plan]
title = "Rencana"
kind = "other"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2021, end = 2026 }
[indicators.a]
name = "A"
unit = "%"
better = "higher"
targets = { 2021 = 1, 2022 = 1, 2026 = 1 }
"""
    told = [what_is_due(line) for line in due_lines(_dues(write_plan(tmp_path / "p", plan, dict(figures))))]
    assert told == ["not recorded 2021, 2022", "not available 2023, 2024 (menunggu BPS)", "not available 2025 (hilang)"]


def test_a_page_has_one_table_for_each_owner(expect: Expect, dues: list[Due]) -> None:
    expect("due.en.md", due_markdown(dues, TODAY, ("rusak",)))
    use_language("id")
    expect("due.id.md", due_markdown(dues, TODAY, ("rusak",)))


def test_data_tells_every_year_by_itself(expect: Expect, dues: list[Due]) -> None:
    expect("due.json", due_json(dues, TODAY, ("rusak",)))
    expect("due.csv", due_csv(dues))
    document = json.loads(due_json(dues, TODAY))
    rows = list(csv.DictReader(io.StringIO(due_csv(dues))))
    assert len(rows) == len(document["due"]) == document["total"] == len(dues)
    assert sum(document["counts"].values()) == sum(owner["count"] for owner in document["owners"]) == len(dues)
    assert [row["command"] for row in rows] == [one["command"] for one in document["due"]]


def test_data_is_the_same_in_both_languages(dues: list[Due]) -> None:
    in_english = due_json(dues, TODAY), due_csv(dues)
    use_language("id")
    assert (due_json(dues, TODAY), due_csv(dues)) == in_english


def test_a_workspace_that_was_named_is_named_in_the_commands(dues: list[Due]) -> None:
    printed = _printed(dues, 80, workspace="rencana dinas; rm -rf /")
    for line in printed.splitlines():
        if line.strip().startswith("kumkm"):
            assert shlex.split(line)[-2:] == ["--plans", "rencana dinas; rm -rf /"]


@pytest.fixture
def hostile(tmp_path: Path) -> list[Due]:
    """A plan whose texts, and whose folder, mean harm."""
    plan = f"""
format = 1
[plan]
title = "{HOSTILE}"
kind = "other"
region = {{ code = "62", name = "{HOSTILE}" }}
period = {{ start = 2024, end = 2026 }}
[parts]
"62.01" = "{HOSTILE}"
"62.02" = "Lain"
[indicators.a]
name = "{HOSTILE}"
unit = "unit"
better = "higher"
owner = "={HOSTILE}"
targets = {{ 2025 = 1 }}
[indicators.b]
name = "{HOSTILE}"
unit = "unit"
[indicators.c]
name = "{HOSTILE}"
unit = "unit"
better = "higher"
formula = "b + 1"
targets = {{ 2025 = 1 }}
"""
    figures = {
        "2024": f'format = 1\nyear = 2024\n[figures.a]\nunavailable = "{HOSTILE}"\n',
        "2025": 'format = 1\nyear = 2025\n[figures.a]\nsource = "x"\nparts = { "62.02" = 1 }\n',
    }
    return _dues(write_plan(tmp_path / "$(touch x); [red]\x1b[31m", plan, dict(figures)))


def test_what_a_plan_holds_cannot_steer_a_terminal(hostile: list[Due]) -> None:
    printed = _printed(hostile, 80) + _printed([], 80, ("\x1b[31mrusak",))
    for sign in ("\x1b", "\x07", "\u202e"):
        assert sign not in printed
    assert "[red]a | b" in printed


def test_what_a_plan_holds_stays_text_in_a_page_and_in_a_spreadsheet(hostile: list[Due]) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(due_markdown(hostile, TODAY))
    kinds = {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "code_inline", "em_open", "strong_open", "link_open"}
    assert len(list(_cells(tokens))) == 4 * len(due_lines(hostile))
    for row in csv.DictReader(io.StringIO(due_csv(hostile))):
        assert not any(cell.startswith("=") for cell in row.values())
    assert "\\u001b" in due_json(hostile, TODAY)
    assert "\x1b" not in due_json(hostile, TODAY)


def test_a_folder_that_is_no_plan_id_stands_in_no_command(hostile: list[Due]) -> None:
    assert hostile
    for one in hostile:
        assert command(one).startswith(f"kumkm record PLAN {one.id} VALUE --year ")
    assert walk_command([hostile[-1], hostile[-1]]) == "kumkm record PLAN --year 2025"


def test_a_figure_is_typed_so_that_it_is_read_back_as_itself(dues: list[Due]) -> None:
    typed = {one.id: command(one) for one in dues if one.kind == "no_source"}
    assert typed["jumlah_koperasi"] == f'kumkm record {ID} jumlah_koperasi 2950 --year 2024 --source "…"'
    assert typed["pemberdayaan"] == f'kumkm record-budget {ID} pemberdayaan 1000000000 --year 2024 --source "…"'


def _cells(tokens: list[object]) -> Iterator[str]:
    for opening, inline in pairwise(tokens):
        if getattr(opening, "type", "") == "td_open":
            yield inline.content  # type: ignore[attr-defined]
