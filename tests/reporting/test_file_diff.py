"""Changes to a file as a diff: for the eye, and for a tool to apply."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kumkm_targets.reporting.findings.file_diff import file_diff

PATH = Path("plans/contoh/plan.toml")


def diff(before: str, after: str, path: Path = PATH) -> str:
    return file_diff(path, before, after).plain


def test_the_lines_that_change_stand_between_those_around_them() -> None:
    before = "".join(f"{number}\n" for number in range(1, 13))
    assert diff(before, before.replace("6\n", "enam\n")) == (
        "--- plans/contoh/plan.toml\n+++ plans/contoh/plan.toml\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+enam\n 7\n 8\n 9\n"
    )


def test_no_line_is_made_up_behind_the_last() -> None:
    assert diff("a\nb\n", "a\nc\n").endswith(" a\n-b\n+c\n")


def test_a_last_line_without_an_end_says_so() -> None:
    assert diff("a", "a\n").endswith("-a\n\\ No newline at end of file\n+a\n")
    assert diff("a\nb", "a\nc").endswith("-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n")
    assert diff("", "a\n").endswith("@@ -0,0 +1 @@\n+a\n")


def test_the_same_text_has_no_diff() -> None:
    assert diff("a\n", "a\n") == ""


def test_carriage_returns_are_not_shown() -> None:
    assert diff("a\r\nb\r\n", "a\r\nc\r\n").endswith(" a\n-b\n+c\n")


def test_nothing_from_a_file_steers_the_terminal() -> None:
    shown = diff("a\x1b[31m\u202e\t\n", "b\x07\n", Path("x\x1b[2J\ny"))
    assert not [char for char in shown if not char.isprintable() and char not in "\n\ufffd"]
    assert shown.count("\n") == 5


def test_additions_and_removals_are_told_apart_by_colour_too() -> None:
    styles = {
        shown.plain[span.start] + str(span.style) for shown in [file_diff(PATH, "a\n", "b\n")] for span in shown.spans
    }
    assert styles >= {"-red", "+green", "@cyan", "-bold", "+bold"}


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is needed")
@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\nc\n", "a\nB\nc\n"), ("a", "a\n"), ("a\nb", "a\nB"), ("a\n\n\nb\n", "a\nb\n"), ("a\nb\n", "a\nb")],
)
def test_git_applies_it(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "plan.toml").write_text(before, encoding="utf-8")
    patch = diff(before, after, Path("plan.toml"))
    subprocess.run(["git", "apply", "-p0"], input=patch, cwd=tmp_path, encoding="utf-8", check=True, timeout=60)
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == after
