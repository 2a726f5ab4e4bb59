"""`kumkm status` as scripts and pipes use it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run, run_in

PALEMBANG = "palembang-rpjmd-2013-2018"


def test_the_latest_year_with_figures_is_the_default(run: Run) -> None:
    assert (
        run("status", PALEMBANG, "--format", "json").out
        == run("status", PALEMBANG, "--year", "2016", "--format", "json").out
    )


def test_a_pipe_gets_every_character_and_no_colour(run: Run) -> None:
    done = run("status", PALEMBANG)
    assert done.code == 0
    assert "\x1b" not in done.out
    for words in ("Persentase usaha mikro dan kecil aktif", "67,15", "−8,54", "Sangat Tinggi", "▼ behind"):
        assert words in done.out


def test_machine_formats_stand_alone_on_standard_output(run: Run) -> None:
    done = run("status", PALEMBANG, "--format", "json")
    assert json.loads(done.out)["plan"] == PALEMBANG
    assert done.err == ""
    rows = list(csv.DictReader(io.StringIO(run("status", PALEMBANG, "--format", "csv").out)))
    assert [row["indicator"] for row in rows] == [
        "koperasi_aktif",
        "usaha_mikro_kecil_aktif",
        "umk_menjadi_usaha_menengah",
    ]


def test_the_output_is_utf8_whatever_the_locale(run: Run) -> None:
    done = run("status", PALEMBANG, PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C")
    assert "−8,54" in done.out


def test_without_a_plan_there_is_one_record_per_plan(run: Run, workspace: Path) -> None:
    plans = sorted(path.parent.name for path in workspace.glob("*/plan.toml"))
    document = json.loads(run("status", "--format", "json").out)
    assert [plan["plan"] for plan in document["plans"]] == plans
    rows = list(csv.DictReader(io.StringIO(run("status", "--format", "csv").out)))
    assert [row["plan"] for row in rows] == plans


def test_one_broken_plan_does_not_hide_the_others(run: Run, workspace: Path) -> None:
    (workspace / "kaltim-revitalisasi-2013" / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("status")
    assert done.code == 3
    assert PALEMBANG in done.out
    assert "not valid" in done.out
    assert "kaltim-revitalisasi-2013" in done.err


@pytest.mark.parametrize(
    ("plan", "state", "code"),
    [
        (PALEMBANG, "missed", 1),
        (PALEMBANG, "behind", 1),
        (PALEMBANG, "undetermined", 0),
        ("jombang-koperasi-2022", "missed", 0),
        ("jombang-koperasi-2022", "behind", 0),
        ("kalteng-rakortek-2025", "undetermined", 1),
    ],
)
def test_fail_on_turns_the_outcome_into_the_exit_code(run: Run, plan: str, state: str, code: int) -> None:
    assert run("status", plan, "--fail-on", state).code == code


def test_a_year_without_target_and_figure_is_answered_with_the_years_there_are(run: Run) -> None:
    done = run("status", PALEMBANG, "--year", "1999")
    assert (done.code, done.out) == (2, "")
    assert "2015, 2016" in done.err


def test_the_plans_are_found_from_any_folder_below(run: Run, workspace: Path) -> None:
    here = run("status", PALEMBANG).out
    for folder in ("plans", f"plans/{PALEMBANG}/realised"):
        assert run_in(workspace.parent / folder, "status", PALEMBANG).out == here


def test_the_option_goes_before_the_variable(run: Run, workspace: Path, tmp_path: Path) -> None:
    empty = tmp_path / "kosong"
    empty.mkdir()
    assert PALEMBANG in run("status", "--plans", "plans", KUMKM_PLANS=str(empty)).out
    assert PALEMBANG not in run("status", KUMKM_PLANS=str(empty)).out


def test_global_options_may_stand_anywhere(run: Run) -> None:
    first = run("--lang", "id", "status", PALEMBANG)
    last = run("status", PALEMBANG, "--lang", "id")
    joined = run("status", "--lang=id", PALEMBANG)
    assert first.out == last.out == joined.out
    assert "Rata-rata capaian" in first.out
