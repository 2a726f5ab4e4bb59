"""`kumkm check` as it is used: what is chosen, what is printed and where it goes, and the exit code."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.checks.cases import PLAN, write_plan, year_text
from tests.checks.many_plans import write_plans
from tests.conftest import HAS_FULL_DEVICE, ROOT, Outcome, Run, clean_environment, run_in

FALLING = PLAN.replace('"3,81"', '"3,70"')  # a warning, KT302
UNKNOWN = FALLING + "bobot = 1\n"  # and an error, KT104
FORMATS = ["text", "json", "github", "sarif", "junit", "markdown"]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a workspace of one plan, with an error and a warning."""
    write_plan(tmp_path / "plans" / "contoh", UNKNOWN)
    return tmp_path


def check(folder: Path, *arguments: str, **environment: str) -> Outcome:
    return run_in(folder, "check", *arguments, **environment)


def codes(done: Outcome) -> list[str]:
    """The codes of the findings that were printed, in JSON or as text."""
    if done.out.startswith("{"):
        return [finding["code"] for finding in json.loads(done.out)["findings"]]
    return re.findall(r"^\S+:\d+:\d+: \w+ (KT\d{3}) ", done.out, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "found", "code"),
    [
        ((), ["KT302", "KT104"], 1),
        (("--select", "KT3"), ["KT302"], 1),
        (("--select", "KT302"), ["KT302"], 1),
        (("--select", "target-against-direction,KT108"), ["KT302"], 1),
        (("--select", "KT108", "--select", "kt1"), ["KT104"], 1),
        (("--select", "KT303"), [], 0),
        (("--ignore", "KT3"), ["KT104"], 1),
        (("--ignore", "KT3", "--ignore", "unknown-key"), [], 0),
        (("--select", "KT3", "--ignore", "KT302"), [], 0),
        (("--fail-on", "warning"), ["KT302", "KT104"], 1),
        (("--fail-on", "error"), ["KT302", "KT104"], 1),
        (("--fail-on", "error", "--ignore", "KT1"), ["KT302"], 0),
        (("--fail-on", "never"), ["KT302", "KT104"], 0),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_only_what_is_asked_for_is_shown_and_decides_the_exit_code(
    plans: Path, arguments: tuple[str, ...], found: list[str], code: int, *, as_json: bool
) -> None:
    done = check(plans, *arguments, *(("--format", "json") if as_json else ()))
    assert (codes(done), done.code, done.err) == (found, code, "")


def test_what_is_not_shown_is_not_counted(plans: Path) -> None:
    assert check(plans, "--select", "KT3").out.endswith("\n0 errors, 1 warning (1 plan, 1 file checked)\n")
    assert check(plans, "--select", "KT303").out == "All plan files are valid (1 plan, 1 file checked)\n"


def test_what_a_plan_silences_is_shown_but_does_not_count(tmp_path: Path) -> None:
    write_plan(tmp_path / "plans" / "contoh", FALLING + '\n[check.ignore]\nKT302 = "tercetak demikian"\n')
    done = check(tmp_path)
    assert "  silenced: tercetak demikian\n" in done.out
    assert done.out.endswith("All plan files are valid (1 plan, 1 file checked; 1 finding silenced)\n")
    assert done.code == 0


def test_a_file_that_cannot_be_read_is_shown_whatever_is_selected(plans: Path) -> None:
    write_plan(plans / "plans" / "rusak", "[plan\n")
    assert codes(check(plans, "--select", "KT303")) == ["KT102"]
    assert codes(check(plans, "--select", "KT303", "--ignore", "invalid-toml")) == []


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_choice_of_no_rule_is_answered_with_the_nearest(plans: Path, option: str) -> None:
    done = check(plans, option, "target-jmp")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: no rule has the code or name “target-jmp”\n  Did you mean `target-jump`?\n"
    done = check(plans, option, "")
    assert (done.code, done.out) == (2, "")
    assert "“”" in done.err
    assert "kumkm rule" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fail-on", "info"),
        ("--format", "xml"),
        ("--statistics", "--format", "json"),
        ("--diff", "--format", "json"),
        ("--diff", "--statistics"),
        ("--diff", "--output", "x"),
        ("--output", "plans/contoh/plan.toml"),
        ("--select",),
    ],
)
def test_options_that_make_no_sense_are_refused(plans: Path, arguments: tuple[str, ...]) -> None:
    done = check(plans, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert (plans / "plans" / "contoh" / "plan.toml").read_text(encoding="utf-8") == UNKNOWN


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_file_gets_what_the_screen_would_get(plans: Path, format_: str, lang: str) -> None:
    shown = check(plans, "--format", format_, "--lang", lang)
    done = check(plans, "--format", format_, "--output", "laporan", "--lang", lang)
    assert (done.code, done.out) == (shown.code, "") == (1, "")
    summary = check(plans, "--lang", lang).out.splitlines()[-1]
    assert done.err == f"{summary}\n"
    assert (plans / "laporan").read_bytes().decode() == shown.out
    assert sorted(path.name for path in plans.iterdir()) == ["laporan", "plans"]


def test_statistics_go_to_a_file_too(plans: Path) -> None:
    shown = check(plans, "--statistics")
    assert (shown.code, codes(shown)) == (1, [])
    assert re.search(r"KT104.* unknown-key", shown.out)
    check(plans, "--statistics", "--output", "laporan")
    assert (plans / "laporan").read_text(encoding="utf-8") == shown.out


def test_an_older_report_is_replaced(plans: Path) -> None:
    (plans / "laporan").write_text("lama" * 10_000, encoding="utf-8")
    check(plans, "--output", "laporan")
    assert (plans / "laporan").read_text(encoding="utf-8") == check(plans).out


def test_a_report_into_no_folder_is_refused(plans: Path) -> None:
    done = check(plans, "--output", "tidak/ada/laporan")
    assert (done.code, done.out) == (5, "")
    assert "tidak/ada/laporan" in done.err
    assert not (plans / "tidak").exists()


@posix
def test_where_a_report_cannot_be_written_the_older_one_stays(plans: Path) -> None:
    (plans / "laporan").write_text("lama", encoding="utf-8")
    line = f"ulimit -f 0; exec {sys.executable} -m kumkm_targets check --output laporan"
    done = subprocess.run(
        ["sh", "-c", line], cwd=plans, env=clean_environment(KUMKM_LANG="en"), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (5, b"")
    assert b"could not write laporan" in done.stderr
    assert (plans / "laporan").read_text(encoding="utf-8") == "lama"
    assert sorted(path.name for path in plans.iterdir()) == ["laporan", "plans"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev and /proc are Linux's")
@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_the_report_may_go_to_standard_output_by_name(plans: Path, path: str) -> None:
    shown = check(plans).out
    assert check(plans, "--output", path).out == shown
    link = Path("/dev/stdout").readlink()
    with (plans / "keluaran").open("wb") as file:  # where a report must not take the place of the stream
        file.write(b"sebelumnya\n")
        file.flush()
        subprocess.run(
            [sys.executable, "-m", "kumkm_targets", "check", "--output", path],
            cwd=plans, env=clean_environment(KUMKM_LANG="en"), stdout=file, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    assert (plans / "keluaran").read_text(encoding="utf-8") == f"sebelumnya\n{shown}"
    assert Path("/dev/stdout").readlink() == link


@posix
@pytest.mark.skipif(not HAS_FULL_DEVICE, reason="there is no full device here")
def test_a_full_device_is_said_to_be_full(plans: Path) -> None:
    done = check(plans, "--output", "/dev/full")
    assert (done.code, done.err) == (5, "error: could not write /dev/full: No space left on device\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_nobody_reading_changes_neither_the_verdict_nor_the_manners(plans: Path, format_: str) -> None:
    for unbuffered in ("", "1"):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "kumkm_targets", "check", "--format", format_],
            cwd=plans, env=clean_environment(PYTHONUNBUFFERED=unbuffered), stdout=writer, stderr=subprocess.PIPE,
            check=False, timeout=60,
        )  # fmt: skip
        os.close(writer)
        assert (done.returncode, done.stderr) == (1, b"")


@posix
def test_head_gets_the_first_line_and_nobody_a_traceback(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 300)
    line = f"{sys.executable} -m kumkm_targets check | head -1"
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=clean_environment(KUMKM_LANG="en"), capture_output=True, check=False
    )
    assert done.stdout.count(b"\n") == 1
    assert b"KT302" in done.stdout
    assert done.stderr == b""


def test_a_pipe_gets_no_colour_and_no_bar(plans: Path) -> None:
    plain = check(plans)
    assert "\x1b" not in plain.out
    assert plain.err == ""
    coloured = check(plans, "--color")
    assert "\x1b[" in coloured.out
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured.out) == plain.out
    assert check(plans, "--color", NO_COLOR="1").out.count("\x1b[3") == coloured.out.count("\x1b[3")
    assert check(plans, "--no-color").out == check(plans, NO_COLOR="1").out == plain.out
    assert check(plans, FORCE_COLOR="1", NO_COLOR="1").out.count("\x1b[3") == 0


def test_many_plans_are_printed_as_if_they_were_few(tmp_path: Path) -> None:
    folders = write_plans(tmp_path / "plans", 130)
    together = check(tmp_path)
    halves = [check(tmp_path, *(f"plans/{folder.name}" for folder in half)) for half in (folders[:65], folders[65:])]
    findings = [half.out.rpartition("\n\n")[0] for half in halves]
    assert together.out.rpartition("\n\n")[0] == "\n\n".join(findings)
    assert (together.code, together.err) == (1, "")
    assert together.out.endswith("(130 plans, 195 files checked)\n")


@pytest.mark.parametrize("format_", ["json", "sarif", "junit"])
def test_many_plans_make_one_document(tmp_path: Path, format_: str) -> None:
    write_plans(tmp_path / "plans", 130)
    out = check(tmp_path, "--format", format_).out
    if format_ == "junit":
        assert len(ElementTree.fromstring(out)) == 130
    else:
        document = json.loads(out)
        found = document["findings"] if format_ == "json" else document["runs"][0]["results"]
        assert len(found) == check(tmp_path).out.count("\n\n")


def test_a_plan_that_is_named_in_several_ways_is_checked_once(plans: Path) -> None:
    ways = ["plans/contoh", "plans/../plans/contoh", "plans/contoh/plan.toml", str(plans / "plans" / "contoh"), "plans"]
    done = check(plans, *ways)
    assert codes(done) == ["KT302", "KT104"]
    assert "(1 plan, 1 file checked)" in done.out
    assert done.out.startswith("plans/contoh/plan.toml:")


def test_files_name_the_plan_they_belong_to(plans: Path) -> None:
    write_plan(plans / "plans" / "contoh", UNKNOWN, {"2025": year_text(2025)})
    for way in ("plans/contoh/realised/2025.toml", "plans/contoh/realised", "plans/contoh/plan.toml"):
        assert "(1 plan, 2 files checked)" in check(plans, way).out


def test_the_folder_one_is_in_may_be_checked(plans: Path) -> None:
    inside = check(plans / "plans" / "contoh", ".")
    assert codes(inside) == ["KT302", "KT104"]
    assert inside.out.startswith("plan.toml:")


def test_nothing_to_check_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "there is no plan here to check" in done.err


def test_the_shipped_plans_are_valid_and_what_they_silence_is_counted(run: Run) -> None:
    done = run("check")
    assert (done.code, done.err) == (0, "")
    assert re.search(
        r"^All plan files are valid \(8 plans, \d+ files checked; \d+ findings silenced\)$", done.out, re.MULTILINE
    )


def test_a_plan_of_the_corpus_is_printed_to_a_pipe_as_expected(tmp_path: Path) -> None:
    case = ROOT / "tests" / "corpus" / "bad" / "KT302-target-against-direction"
    shutil.copytree(case / "plans", tmp_path / "plans")
    assert check(tmp_path).out == (case / "expected.en.txt").read_text(encoding="utf-8")


@posix
@pytest.mark.skipif(IS_ROOT, reason="root may write anywhere")
def test_a_report_into_a_folder_that_may_not_be_written_to_is_refused(plans: Path) -> None:
    (plans / "tertutup").mkdir()
    (plans / "tertutup" / "laporan").write_text("lama", encoding="utf-8")
    (plans / "tertutup").chmod(0o555)
    assert check(plans, "--output", "tertutup/laporan").code == 5
    assert (plans / "tertutup" / "laporan").read_text(encoding="utf-8") == "lama"
