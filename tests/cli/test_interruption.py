"""A long check is stopped at once, by whomever, and leaves nothing running and nothing half written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals are another matter on Windows", allow_module_level=True)

from tests.checks.many_plans import write_plans
from tests.conftest import clean_environment

SOON = 2.0
STOPPED = b"\nStopped; what was recorded before stays recorded.\n"

# The command, but for every plan after the first few taking an hour.
SLOW = """
import sys, time
from kumkm_targets.checks import many
from kumkm_targets.cli import check
from kumkm_targets.cli.main import main
look = many._look
def slow(folder, task):
    if folder.name >= "r0050":
        sys.stderr.write("waiting\\n")  # at once, for there are two of them
        time.sleep(3600)
    return look(folder, task)
many._look = slow
check.cores = lambda: 2
sys.exit(main(["check", *sys.argv[1:]]))
"""


@pytest.fixture(scope="module")
def workspace_of_many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("banyak")
    write_plans(folder / "plans", 150)
    return folder


class Run:
    """A check that is under way; its workers hold its standard output open as long as they live."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SLOW, *arguments],
            cwd=folder,
            env=clean_environment(KUMKM_LANG="en"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        assert self.process.stderr.readline() == b"waiting\n"

    def stopped(self) -> tuple[int, bytes]:
        """The exit code and what was said, once no process is left; that must be soon."""
        begun = time.monotonic()
        try:
            _out, err = self.process.communicate(timeout=SOON * 5)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            pytest.fail("something is left running")
        assert time.monotonic() - begun < SOON
        return self.process.returncode, err.replace(b"waiting\n", b"")


@pytest.mark.parametrize("to_all", [True, False])
@pytest.mark.parametrize("few", [False, True])
def test_ctrl_c_stops_a_check_at_once(workspace_of_many: Path, *, to_all: bool, few: bool) -> None:
    plans = [f"plans/r{number:04}" for number in range(40, 60)] if few else []
    run = Run(workspace_of_many, *plans)
    (os.killpg if to_all else os.kill)(run.process.pid, signal.SIGINT)
    assert run.stopped() == (130, STOPPED)


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGKILL])
def test_a_check_that_is_killed_leaves_no_process_behind(workspace_of_many: Path, signal_: signal.Signals) -> None:
    run = Run(workspace_of_many)
    os.kill(run.process.pid, signal_)
    assert run.stopped() == (-signal_, b"")


def test_a_report_that_is_stopped_leaves_the_older_one(workspace_of_many: Path) -> None:
    (workspace_of_many / "laporan").write_text("lama", encoding="utf-8")
    run = Run(workspace_of_many, "--output", "laporan", "--format", "json")
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.stopped() == (130, STOPPED)
    assert (workspace_of_many / "laporan").read_text(encoding="utf-8") == "lama"
    assert sorted(path.name for path in workspace_of_many.iterdir()) == ["laporan", "plans"]
