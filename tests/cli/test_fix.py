"""`kumkm check --fix` and `--diff`: what is written, what is said, and what is not touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.cases import PLAN, write_plan, year_text
from tests.conftest import Outcome, Run, clean_environment, run_in

YEAR = year_text(2025)
WRONG = PLAN.replace("targets", "targts").replace('"3,81" }', '"3.81" }  # halaman 12')
RIGHT = WRONG.replace("targts", "targets").replace("3.81", "3,81")
VALID = "All plan files are valid (1 plan, 2 files checked)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan with two slips, and a realised file that has not its canonical form."""
    return write_plan(tmp_path / "plans" / "contoh", WRONG, {"2025": YEAR.replace(" =", "=")})


def check(folder: Path, *arguments: str, **environment: str) -> Outcome:
    return run_in(folder.parent.parent, "check", *arguments, **environment)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with what it holds and when it was written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def plan_text(folder: Path) -> str:
    return (folder / "plan.toml").read_bytes().decode()


def test_fixing_writes_says_how_much_and_reports_what_is_left(folder: Path) -> None:
    done = check(folder, "--fix")
    assert (done.code, done.out, done.err) == (0, VALID, "2 findings mended, 2 files changed\n")
    assert plan_text(folder) == RIGHT
    assert (folder / "realised" / "2025.toml").read_bytes().decode() == YEAR


def test_fixing_twice_changes_nothing(folder: Path) -> None:
    check(folder, "--fix")
    before = contents(folder)
    done = check(folder, "--fix")
    assert (done.code, done.out, done.err) == (0, VALID, "0 findings mended, 0 files changed\n")
    assert contents(folder) == before


def test_what_cannot_be_mended_is_reported_and_fails(folder: Path) -> None:
    write_plan(folder, WRONG + "bobot = 1\n")
    done = check(folder, "--fix")
    assert done.code == 1
    assert "KT104 unknown-key" in done.out
    assert done.err == "2 findings mended, 1 file changed\n"
    assert check(folder, "--fix", "--fail-on", "never").code == 0


def test_a_diff_shows_what_fixing_would_write_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    done = check(folder, "--diff")
    assert contents(folder) == before
    assert (done.code, done.err) == (1, "2 findings to mend, 2 files to change\n")
    assert done.out.startswith("--- plans/contoh/plan.toml\n+++ plans/contoh/plan.toml\n@@ ")
    assert f"\n-{WRONG.splitlines()[-1]}\n+{RIGHT.splitlines()[-1]}\n--- plans/contoh/realised/2025.toml\n" in done.out
    assert done.out.endswith(f"+{YEAR.splitlines()[-1]}\n")
    assert check(folder, "--diff", "--fix").out == done.out
    assert contents(folder) == before


def test_a_diff_of_what_is_in_order_is_empty(folder: Path) -> None:
    check(folder, "--fix")
    done = check(folder, "--diff")
    assert (done.code, done.out, done.err) == (0, "", "0 findings to mend, 0 files to change\n")


def test_a_diff_is_coloured_on_request_only(folder: Path) -> None:
    assert "\x1b" not in check(folder, "--diff").out
    assert "\x1b[32m+" in check(folder, "--diff", "--color").out


def test_the_words_are_in_the_language_in_force(folder: Path) -> None:
    done = check(folder, "--fix", "--lang", "id")
    assert done.out.startswith("Semua berkas plan sah")
    assert "mended" not in done.err


def test_only_the_rules_that_are_asked_for_mend(folder: Path) -> None:
    check(folder, "--fix", "--select", "KT104")
    assert plan_text(folder) == WRONG.replace("targts", "targets")
    done = check(folder, "--fix", "--ignore", "mixed-notation")
    assert "0 findings mended" in done.err
    assert plan_text(folder) == WRONG.replace("targts", "targets")


def test_only_the_plans_that_are_named_are_mended(folder: Path) -> None:
    other = write_plan(folder.parent / "lain", WRONG.replace('title = "', 'title = "Lain '))
    check(folder, "--fix", "plans/contoh")
    assert plan_text(other).count("targts") == 1
    done = check(folder, "--fix")
    assert "2 findings mended, 1 file changed" in done.err


@pytest.mark.parametrize("format_", ["json", "github"])
def test_a_report_in_another_format_stays_a_document(folder: Path, format_: str) -> None:
    untouched = check(folder, "--format", format_)
    done = check(folder, "--fix", "--format", format_)
    assert done.out == check(folder, "--format", format_).out != untouched.out
    assert done.err == "2 findings mended, 2 files changed\n"


def test_the_report_after_fixing_may_go_to_a_file(folder: Path) -> None:
    done = check(folder, "--fix", "--output", "laporan")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"2 findings mended, 2 files changed\n{VALID}"
    assert (folder.parent.parent / "laporan").read_text(encoding="utf-8") == VALID


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_where_nothing_can_be_written_nothing_is_changed(folder: Path) -> None:
    before = contents(folder)
    line = f"ulimit -f 0; exec {sys.executable} -m kumkm_targets check --fix"
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder.parent.parent, env=clean_environment(KUMKM_LANG="en"), capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (5, b"")
    assert b"Traceback" not in done.stderr
    after = contents(folder)
    after.pop(".kumkm.lock", None)
    assert after == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_to_is_left_alone(folder: Path) -> None:
    (folder / "plan.toml").chmod(0o444)
    done = check(folder, "--fix")
    assert (done.code, plan_text(folder)) == (5, WRONG)


def test_the_mode_of_a_file_stays(folder: Path) -> None:
    (folder / "plan.toml").chmod(0o640)
    check(folder, "--fix")
    assert (folder / "plan.toml").stat().st_mode & 0o777 == 0o640


def test_thousands_of_other_files_cost_nothing(folder: Path) -> None:
    (folder / "bukti").mkdir()
    with (folder / "bukti" / "besar.pdf").open("wb") as file:
        file.truncate(3 * 1024**3)  # sparse, but a copy of it would not be
    for number in range(3000):
        (folder / "bukti" / f"{number}.pdf").write_bytes(b"%PDF")
    done = check(folder, "--fix")
    assert (done.code, done.err) == (0, "2 findings mended, 2 files changed\n")


def test_the_shipped_plans_have_nothing_to_mend_but_form(run: Run) -> None:
    done = run("check", "--diff")
    assert "plan.toml" not in done.out
    assert done.err.startswith("0 findings to mend, ")
