"""`kumkm due` as it is used before a coordination meeting, and by scripts."""

import csv
import io
import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.reporting.due_plan import ID, write_due_plan

PALEMBANG = "palembang-rpjmd-2013-2018"
JOMBANG = "jombang-koperasi-2022"
FIGURES = {
    "rasio_kewirausahaan": "3,74",
    "koperasi_aktif": "1.600",
    "jumlah_koperasi": "2.950",
    "umkm_binaan": "300",
    "wirausaha_baru": "33",
    "pemberdayaan": "Rp1 miliar",
}


def _due(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("due", *arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.out)["due"]
    return found


def test_everything_is_settled_by_typing_the_commands(run: Run, workspace: Path) -> None:
    write_due_plan(workspace)
    typed = 0
    while found := _due(run, ID):
        one = found[0]
        words = shlex.split(one["command"])
        assert words[0] == "kumkm"
        figure = FIGURES[one["indicator"] or one["programme"]]
        words = [{"VALUE": figure, "AMOUNT": figure, "…": "Laporan bidang"}.get(word, word) for word in words[1:]]
        done = run(*words, "--reason", "angka tetap")
        assert done.code == 0, (one, done.err)
        typed += 1
        assert typed < 100
    assert typed >= 16  # those whose line names several quarters or parts take several
    done = run("due", ID)
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 1


def test_the_list_is_the_same_for_a_screen_and_for_programs(run: Run, workspace: Path) -> None:
    write_due_plan(workspace)
    text = run("due", ID).out
    document = json.loads(run("due", ID, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(run("due", ID, "--format", "csv").out)))
    assert f": {document['total']}\n" in text
    assert len(rows) == document["total"]
    for owner in document["owners"]:
        assert f"\n{owner['owner'] or 'without owner'}: {owner['count']}\n" in text
    page = run("due", ID, "--format", "markdown").out.replace("\\", "")
    for line in text.splitlines():
        if line.strip().startswith("kumkm"):
            assert f" {line.strip()}" in page


def test_without_a_plan_the_whole_workspace_is_looked_at(run: Run) -> None:
    plans = [one["plan"] for one in _due(run)]
    assert PALEMBANG in plans
    assert JOMBANG not in plans
    assert plans == sorted(plans)
    assert [one["plan"] for one in _due(run, PALEMBANG, "kalteng-rakortek-2025")] == [
        plan for plan in (PALEMBANG, "kalteng-rakortek-2025") for one in plans if one == plan
    ]
    assert _due(run, PALEMBANG, PALEMBANG) == _due(run, PALEMBANG)


def test_nothing_that_is_due_is_no_error(run: Run) -> None:
    done = run("due", JOMBANG)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Nothing is due by ")
    assert len(done.out.splitlines()) == 1


def test_a_year_and_an_owner_narrow_the_list(run: Run, workspace: Path) -> None:
    write_due_plan(workspace)
    assert {one["year"] for one in _due(run, ID, "--year", "2024")} == {2024}
    owned = _due(run, ID, "--owner", "KELEMBAGAAN")
    assert {one["owner"] for one in owned} == {"Bidang Kelembagaan Koperasi"}
    assert {one["owner"] for one in _due(run, "--owner", "pemberdayaan usaha")} == {"Bidang Pemberdayaan Usaha Kecil"}


def test_a_year_outside_the_plan_is_a_mistake_only_where_the_plan_was_named(run: Run) -> None:
    done = run("due", PALEMBANG, "--year", "2025")
    assert (done.code, done.out) == (2, "")
    assert "2025 lies outside the period 2013–2018" in done.err
    assert {one["plan"] for one in _due(run, "--year", "2013")} == {"kaltim-revitalisasi-2013"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("palembang-rpjmd-2013-2081",), f"Did you mean `{PALEMBANG}`?"),
        ((ID, "--owner", "Bidang Kelembagan Koperasi"), "Did you mean `Bidang Kelembagaan Koperasi`?"),
        ((ID, "--owner", "xyz"), "Owners: Bidang Kelembagaan Koperasi, Bidang Pemberdayaan Usaha Kecil."),
        ((JOMBANG, "--owner", "xyz"), "Owners: none yet."),
    ],
)
def test_a_mistyped_name_is_answered_with_what_there_is(
    run: Run, workspace: Path, arguments: tuple[str, ...], words: str
) -> None:
    write_due_plan(workspace)
    done = run("due", *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_plans_that_cannot_be_read_are_named_after_the_list(run: Run, workspace: Path, form: str) -> None:
    (workspace / "kaltim-revitalisasi-2013" / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("due", "--format", form)
    assert done.code == 3
    assert PALEMBANG in done.out
    assert "kaltim-revitalisasi-2013" in done.err
    if form == "json":
        assert json.loads(done.out)["unreadable"] == ["kaltim-revitalisasi-2013"]
    elif form != "csv":
        assert "not valid: kaltim-revitalisasi-2013" in done.out
    assert run("due", "kaltim-revitalisasi-2013").code == 3


def test_a_pipe_gets_whole_lines_without_colour(run: Run) -> None:
    done = run("due")
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) < 200
    narrow = run("due", COLUMNS="30")
    commands = {line.strip() for line in done.out.splitlines() if line.strip().startswith("kumkm")}
    assert commands <= {line.strip() for line in narrow.out.splitlines()}


def test_the_commands_name_a_workspace_that_was_named(run: Run) -> None:
    commands = [one["command"] for one in _due(run, PALEMBANG, "--plans", "plans")]
    assert all(command.endswith(" --plans plans") for command in commands)
    words = shlex.split(commands[0].replace("VALUE", "70,1"))
    assert run(*words[1:], "--dry-run").code == 0


def test_the_list_speaks_indonesian_unless_asked_otherwise(run: Run) -> None:
    assert "belum dicatat 2018" in run("due", PALEMBANG, lang="id").out
