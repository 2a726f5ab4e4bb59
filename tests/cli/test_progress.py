"""The progress bar: on a terminal, after a moment, out of the way of everything else, and gone at the end."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from kumkm_targets.cli import progress
from kumkm_targets.cli.progress import with_progress
from tests.checks.many_plans import write_plans
from tests.cli.screen import Terminal, shown
from tests.conftest import run_in

COUNT = 40
BAR = re.compile(r"\d+/40")

# The command, on one core, every plan taking so many seconds.
SLOW = """
import sys, time
from kumkm_targets.checks import many
from kumkm_targets.cli import check
from kumkm_targets.cli.main import main
look = many._look
def slow(folder, task):
    time.sleep({seconds})
    return look(folder, task)
many._look = slow
check.cores = lambda: 1
sys.exit(main(["check", *sys.argv[1:]]))
"""
WITH_BAR = SLOW.format(seconds=0.04)
AT_ONCE = SLOW.format(seconds=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("banyak")
    write_plans(made / "plans", COUNT)
    return made


def test_a_long_run_shows_how_far_it_is_and_leaves_only_its_findings(folder: Path) -> None:
    terminal = Terminal(folder, WITH_BAR)
    assert BAR.search(terminal.sent)
    plain = run_in(folder, "check")
    assert terminal.screen.rstrip("\n") == plain.out.rstrip("\n")
    assert terminal.code == plain.code == 1


def test_the_bar_is_behind_the_findings_while_it_runs(folder: Path) -> None:
    terminal = Terminal(folder, WITH_BAR)
    seen = [BAR.findall(seen_after(terminal.sent[:end])) for end in range(0, len(terminal.sent), 97)]
    assert max(map(len, seen)) == 1


def seen_after(sent: str) -> str:
    """The screen at that moment; half a control code is waited for."""
    return shown(re.sub(r"\x1b[^A-Za-z]*\Z", "", sent))


def test_a_short_run_shows_no_bar(folder: Path) -> None:
    terminal = Terminal(folder, AT_ONCE)
    assert not BAR.search(terminal.sent)
    assert terminal.screen.rstrip("\n") == run_in(folder, "check").out.rstrip("\n")


def test_the_findings_may_go_to_a_pipe_and_the_bar_to_the_terminal(folder: Path) -> None:
    terminal = Terminal(folder, WITH_BAR, out="pipe")
    assert BAR.search(terminal.sent)
    assert terminal.screen.strip() == ""
    assert terminal.piped == run_in(folder, "check").out


def test_no_terminal_for_errors_no_bar(folder: Path) -> None:
    terminal = Terminal(folder, WITH_BAR, err="pipe")
    assert not BAR.search(terminal.sent)
    assert terminal.erred == ""


@pytest.mark.parametrize("format_", ["json", "junit", "github"])
def test_a_document_on_the_screen_has_no_bar_in_it(folder: Path, format_: str) -> None:
    terminal = Terminal(folder, WITH_BAR, "--format", format_)
    assert "\x1b" not in terminal.sent
    assert terminal.sent.replace("\r\n", "\n") == run_in(folder, "check", "--format", format_).out


@pytest.mark.parametrize("format_", ["text", "junit"])
def test_a_report_to_a_file_has_a_bar_and_then_its_last_line(folder: Path, tmp_path: Path, format_: str) -> None:
    terminal = Terminal(folder, WITH_BAR, "--format", format_, "--output", str(tmp_path / "laporan"))
    assert BAR.search(terminal.sent)
    assert terminal.screen.strip() == run_in(folder, "check").out.splitlines()[-1]
    assert (tmp_path / "laporan").read_text(encoding="utf-8") == run_in(folder, "check", "--format", format_).out


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_cannot_erase_gets_no_bar(folder: Path, name: str) -> None:
    terminal = Terminal(folder, WITH_BAR, TERM=name)
    assert "\x1b" not in terminal.sent
    assert terminal.screen.rstrip("\n") == run_in(folder, "check").out.rstrip("\n")


class FakeTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(clock: list[float], items: int, seconds: float) -> Iterator[int]:
    """Numbers, each of which takes so long."""
    for item in range(items):
        clock[0] += seconds
        yield item


@pytest.mark.parametrize(("seconds", "bars"), [(0.04, 0), (0.06, 1)])
def test_the_bar_comes_after_half_a_second(monkeypatch: pytest.MonkeyPatch, seconds: float, bars: int) -> None:
    clock, made = [0.0], []

    class Bar:
        task_ids = (0,)

        def update(self, _task: int, *, completed: int) -> None:
            made.append(completed)

        def stop(self) -> None:
            made.append(-1)

    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(progress, "_bar", lambda total: Bar())
    monkeypatch.setattr(sys, "stderr", FakeTerminal())
    assert list(with_progress(ticking(clock, 10, seconds), 10, prints=lambda _item: False)) == [*range(10)]
    assert made == ([9, 10, -1] if bars else [])


def test_items_come_one_by_one_without_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def items() -> Iterator[int]:
        for item in range(3):
            taken.append(item)
            yield item

    for stream in (io.StringIO(), FakeTerminal()):
        taken.clear()
        monkeypatch.setattr(sys, "stderr", stream)
        passing = with_progress(items(), 3, prints=lambda _item: True)
        assert (next(passing), taken) == (0, [0])
        assert list(passing) == [1, 2]
