"""What a user can do wrong, and what can go wrong: a message, an exit code, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HAS_FULL_DEVICE, Run, clean_environment, run_in

PALEMBANG = "palembang-rpjmd-2013-2018"
RECORD = ("record", "kalteng-rakortek-2025", "proporsi_ukm", "3,8", "--year", "2025", "--source", "BPS")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "palembang-rpjmd-2013-2081"), f"Did you mean `{PALEMBANG}`?"),
        (("explain", PALEMBANG, "koperasi_aktf"), "Did you mean `koperasi_aktif`?"),
        (("history", PALEMBANG, "koperasi_aktf"), "Did you mean `koperasi_aktif`?"),
        (("record", PALEMBANG, "koperasi_aktf", "1", "--year", "2016"), "Did you mean `koperasi_aktif`?"),
        (("sttus",), "Did you mean `status`?"),
        (("status", "--yaer", "2016"), "Did you mean `--year`?"),
        (("status", "--year", "abc"), "--year"),
        (("status", "--year", "16"), "--year / -y is 1900 at least"),
        (("status", "--year", "20255"), "--year / -y is 2199 at the most"),
        (("status", PALEMBANG, "b", "c"), "too much on the command line: b c\n"),
        (("--lang", "fr", "status"), "--lang"),
        (("--plans", "nowhere", "status"), "nowhere"),
        (("check", "nowhere"), "nowhere"),
        (("rule", "KT999"), "KT999"),
        (("explain", PALEMBANG), "INDICATOR"),
    ],
)
def test_a_mistyped_command_line_is_answered_with_what_was_meant(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("lang", ["id", "en"])
def test_usage_errors_speak_the_language_asked_for(run: Run, lang: str) -> None:
    done = run("explain", PALEMBANG, lang=lang)
    assert ("INDICATOR tidak ada" if lang == "id" else "INDICATOR is missing") in done.err or lang == "id"
    assert done.err.startswith("galat:" if lang == "id" else "error:")


def test_no_workspace_is_said(tmp_path: Path) -> None:
    done = run_in(tmp_path, "status")
    assert (done.code, done.out) == (2, "")
    assert "kumkm new" in done.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"format = ",
        b"\xff\xfe\x00",
        b"[plan]\n",
        b"format = 1\n",
        b"\x00",
        b"a = [" * 5000,
        "“format” = 1".encode(),
    ],
    ids=["empty", "syntax", "not utf-8", "no keys", "no plan", "nul", "deep", "curly quotes"],
)
def test_a_broken_plan_file_is_shown_with_its_findings(run: Run, workspace: Path, content: bytes) -> None:
    (workspace / PALEMBANG / "plan.toml").write_bytes(content)
    done = run("status", PALEMBANG)
    assert (done.code, done.out) == (3, "")
    assert "plan.toml" in done.err
    assert "KT1" in done.err
    assert "Traceback" not in done.err
    assert run("check", f"plans/{PALEMBANG}").code == 1


def test_a_broken_realised_file_is_not_passed_over(run: Run, workspace: Path) -> None:
    path = workspace / PALEMBANG / "realised" / "2016.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("value = 91.3", 'value = "91.300"'), encoding="utf-8")
    done = run("status", PALEMBANG)
    assert (done.code, done.out) == (3, "")
    assert "2016.toml" in done.err
    assert "KT108" in done.err


def test_a_folder_where_a_file_should_be_is_said(run: Run, workspace: Path) -> None:
    path = workspace / PALEMBANG / "realised" / "2017.toml"
    path.mkdir()
    done = run("status", PALEMBANG)
    assert done.code == 3
    assert "KT101" in done.err


@pytest.mark.skipif(not HAS_FULL_DEVICE, reason="there is no full device here")
def test_a_full_disk_behind_standard_output_is_said(workspace: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kumkm_targets", "status", PALEMBANG],
            cwd=workspace.parent,
            env=clean_environment(KUMKM_LANG="en"),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("words", [f"status {PALEMBANG} --format json", "rule", "--help", "--version", "check"])
def test_a_reader_that_leaves_is_no_error(workspace: Path, words: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kumkm_targets", *words.split()],
        cwd=workspace.parent,
        env=clean_environment(KUMKM_LANG="en", PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert errors == ""


@pytest.mark.skipif(sys.platform == "win32" or IS_ROOT, reason="rights are needed that can be taken away")
def test_a_read_only_folder_is_said_and_nothing_is_lost(run: Run, workspace: Path) -> None:
    folder = workspace / "kalteng-rakortek-2025"
    before = (folder / "realised" / "2025.toml").read_bytes()
    folder.chmod(0o555)
    (folder / "realised").chmod(0o555)
    done = run(*RECORD)
    (folder / "realised").chmod(0o755)
    folder.chmod(0o755)
    assert done.code == 5
    assert "Traceback" not in done.err
    assert (folder / "realised" / "2025.toml").read_bytes() == before


def test_a_file_where_the_folder_of_figures_should_be_is_said(run: Run, workspace: Path) -> None:
    folder = workspace / "kalteng-rpjmd-2016-2021" / "realised"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("bukan folder", encoding="utf-8")
    done = run("record", "kalteng-rpjmd-2016-2021", "tenaga_kerja_kumkm", "90.000", "--year", "2020", "--source", "x")
    assert done.code == 5
    assert "Traceback" not in done.err
    assert folder.read_text(encoding="utf-8") == "bukan folder"


def test_a_new_plan_never_replaces_one(run: Run, workspace: Path) -> None:
    path = workspace / PALEMBANG / "plan.toml"
    before = path.read_bytes()
    done = run(
        *("new", PALEMBANG, "--kind", "rpjmd", "--title", "x", "--region", "16.71", "--region-name", "x"),
        *("--organisation", "x", "--start", "2027"),
    )
    assert done.code == 4
    assert path.read_bytes() == before


@pytest.mark.parametrize("plan_id", ["../luar", "A b", "rencana/2027", ""])
def test_a_new_plan_stays_in_the_workspace(run: Run, plan_id: str) -> None:
    assert run("new", plan_id, "--kind", "rpjmd").code == 2


def test_a_new_plan_needs_no_workspace(tmp_path: Path) -> None:
    done = run_in(
        tmp_path,
        *("new", "kalbar-rpjmd-2027", "--kind", "rpjmd", "--title", "RPJMD", "--region", "6171"),
        *("--region-name", "Pontianak", "--organisation", "Dinas", "--start", "2027"),
    )
    assert done.code == 0
    assert run_in(tmp_path, "check").code == 0
    assert "kalbar-rpjmd-2027" in run_in(tmp_path, "status").out
