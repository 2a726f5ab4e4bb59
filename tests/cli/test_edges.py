"""The edges of the command line: no words at all, pipes and streams that are gone, links, odd environments."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, clean_environment

PLAN = "kalteng-rakortek-2025"
RECORD = ("record", PLAN, "proporsi_ukm", "3,8", "--year", "2025", "--source", "BPS")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files and streams")


def test_no_words_at_all_give_the_help(run: Run) -> None:
    done = run()
    assert "status" in done.out + done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kumkm stat", "status"),
        ("kumkm status pal", "palembang-rpjmd-2013-2018"),
        ("kumkm explain palembang-rpjmd-2013-2018 koper", "koperasi_aktif"),
    ],
)
def test_the_shell_completes_commands_plans_and_indicators(run: Run, words: str, found: str) -> None:
    done = run(_KUMKM_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1))
    assert done.out.split() == [found]


def test_a_broken_plan_does_not_break_the_completion(run: Run, workspace: Path) -> None:
    (workspace / PLAN / "plan.toml").write_text("indicators = [1]\n", encoding="utf-8")
    words = f"kumkm explain {PLAN} ras"
    done = run(_KUMKM_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="3")
    assert (done.out.strip(), done.err) == ("", "")


@posix
def test_a_figure_is_recorded_though_nobody_reads_the_output(run: Run, workspace: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kumkm_targets", *RECORD],
        cwd=workspace.parent,
        env=clean_environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() == 0
    assert "3.8" in (workspace / PLAN / "realised" / "2025.toml").read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_streams_are_no_error(workspace: Path, closed: str) -> None:
    for words in ("status palembang-rpjmd-2013-2018", "check", "--version"):
        line = f"{sys.executable} -m kumkm_targets {words} {closed}"
        done = subprocess.run(
            ["sh", "-c", line], cwd=workspace.parent, env=clean_environment(), capture_output=True, check=False
        )
        assert done.returncode == 0, (words, done.stderr)
        assert b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_never_leads_a_record_out_of_the_plan(run: Run, workspace: Path, link: str) -> None:
    realised, outside = workspace / PLAN / "realised", workspace.parent / "luar"
    realised.rename(outside)
    if link == "folder":
        realised.symlink_to(outside)
    else:
        realised.mkdir()
        (realised / "2025.toml").symlink_to(outside / "2025.toml")
    before = (outside / "2025.toml").read_bytes()
    done = run(*RECORD)
    assert done.code == 4
    assert (outside / "2025.toml").read_bytes() == before


@posix
def test_a_pipe_in_place_of_a_plan_is_not_waited_for(run: Run, workspace: Path) -> None:
    path = workspace / PLAN / "plan.toml"
    path.unlink()
    os.mkfifo(path)
    assert run("status", PLAN).code in (2, 3)
    assert run("check").code == 1


@pytest.mark.parametrize("name", ["COLUMNS", "LINES", "TERMINAL_WIDTH"])
@pytest.mark.parametrize("value", ["abc", "0", "-1", "²", "9999999"])
def test_an_odd_terminal_size_is_no_size(run: Run, name: str, value: str) -> None:
    for words in (("status", PLAN), ("--help",)):
        assert run(*words, **{name: value}).code == 0


def test_an_unknown_language_is_said(run: Run) -> None:
    done = run("status", lang="xx")
    assert (done.code, done.out) == (2, "")
    assert "KUMKM_LANG" in done.err


@pytest.mark.parametrize("year", ["0", "99999", "1"])
def test_a_year_beyond_all_plans_is_a_wrong_command_line(run: Run, year: str) -> None:
    assert run("status", "--year", year).code == 2


@pytest.mark.parametrize("text", [" ", "x" * 100_000])
def test_a_text_that_cannot_be_kept_is_a_wrong_command_line(run: Run, text: str) -> None:
    done = run(*RECORD[:-1], text)
    assert done.code in (0, 2)
    assert "Traceback" not in done.err


def test_what_stands_behind_an_option_is_text_and_stays_as_it_is(run: Run, workspace: Path) -> None:
    assert run(*RECORD, "--note", "-5 orang belum lapor").code == 0
    assert "-5 orang belum lapor" in (workspace / PLAN / "realised" / "2025.toml").read_text(encoding="utf-8")


def test_one_region_in_two_spellings_is_found_before_a_figure_is_lost(run: Run, workspace: Path) -> None:
    path = workspace / PLAN / "realised" / "2025.toml"
    text = path.read_text(encoding="utf-8") + '\n[figures.wirausaha_baru]\nvalue = 7\nsource = "x"\n'
    path.write_text(text + 'parts = { "6201" = 3, "62.01" = 4 }\n', encoding="utf-8")
    assert run(*RECORD).code == 3
    assert "KT103" in run("check").out


def test_a_folder_without_plans_is_not_called_valid(run: Run, tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "plans" / "nowhere")).code == 2
    (tmp_path / "kosong").mkdir()
    assert run("check", str(tmp_path / "kosong")).code == 2


def test_what_is_shown_of_a_derived_figure_agrees_with_the_verdict(run: Run, workspace: Path) -> None:
    folder = workspace / "batas"
    (folder / "realised").mkdir(parents=True)
    (folder / "plan.toml").write_text(
        'format = 1\n[plan]\ntitle = "x"\nkind = "other"\nregion = { code = "62", name = "x" }\n'
        'period = { start = 2025, end = 2025 }\n[indicators.n]\nname = "n"\nunit = "unit"\n[indicators.d]\nname = "d"\n'
        'unit = "unit"\n[indicators.r]\nname = "r"\nunit = "%"\nbetter = "higher"\nformula = "100 * n / d"\n'
        'targets = { 2025 = "3,75" }\n',
        encoding="utf-8",
    )
    (folder / "realised" / "2025.toml").write_text(
        "format = 1\nyear = 2025\n[figures.n]\nvalue = 37499\n[figures.d]\nvalue = 1000000\n", encoding="utf-8"
    )
    out = run("status", "batas").out
    assert "3,7499" in out
    assert "−0,0001" in out
    assert "99,997" in out


@pytest.mark.parametrize("text", ["x" * 10_001, pytest.param("Berita acara \udcff", marks=posix)])
@pytest.mark.parametrize(
    "words",
    [
        (*RECORD, "--reason"),
        ("undo", PLAN, "--reason"),
        ("close", PLAN, "--year", "2025", "--with"),
        ("new", "baru", "--kind", "rpjmd", "--title"),
        ("report", PLAN, "--year", "2025", "--signer"),
    ],
)
def test_a_text_that_no_file_can_keep_is_refused(run: Run, words: tuple[str, ...], text: str) -> None:
    for given in ((*words, text), (*words[:-1], f"{words[-1]}={text}")):
        done = run(*given)
        assert (done.code, done.out) == (2, "")
        assert done.err == f"error: {words[-1]}: this text is empty, too long or not text\n"
