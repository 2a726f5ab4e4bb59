"""What the tests share: the real plans, a workspace to write in, the command, and expected texts."""

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import settings

from kumkm_targets.messages import use_language
from tests.warm_process import SECONDS, WarmProcess, suits

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
TODAY = date(2026, 11, 22)

settings.register_profile("kumkm", deadline=None, max_examples=40, derandomize=bool(os.environ.get("CI")))
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("KUMKM_EXAMPLES", "kumkm"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected texts anew")


@pytest.fixture(autouse=True)
def _speak_english() -> Iterator[None]:
    """Tests read English unless they ask for another language."""
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text, whole, with the named file beside the test; `--update` writes the file."""
    folder = Path(str(request.path)).parent / "expected"
    update = request.config.getoption("--update")

    def compare(name: str, text: str) -> None:
        path = folder / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the real plans that a test may write in."""
    return Path(shutil.copytree(PLANS, tmp_path / "plans", ignore=shutil.ignore_patterns(".kumkm.lock")))


@dataclass(frozen=True)
class Outcome:
    """What a run of the command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def run_in(folder: Path, *arguments: str, lang: str = "en", text: str = "", **environment: str) -> Outcome:
    """Run the command as its user does, with `folder` as the current one, in English."""
    whole = clean_environment(KUMKM_LANG=lang, **environment)
    if suits(environment):
        return Outcome(*warm_process().run(arguments, folder, whole, text))
    done = subprocess.run(
        [sys.executable, "-m", "kumkm_targets", *arguments],
        cwd=folder,
        env=whole,
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@cache
def warm_process() -> WarmProcess:
    """The process that runs the command without a start of its own, until the tests are over."""
    warm = WarmProcess.started(ROOT, clean_environment())
    atexit.register(warm.stop)
    return warm


@pytest.fixture
def run(workspace: Path) -> Run:
    """Run the command on a copy of the real plans, in English."""
    return partial(run_in, workspace.parent)


def clean_environment(**changes: str) -> dict[str, str]:
    """The environment without what would change how the command prints."""
    passed = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("KUMKM_", "LC_", "PYTEST")) and key not in {"COLUMNS", "LINES", "NO_COLOR", "LANGUAGE"}
    }
    return {**passed, "PYTHONPATH": str(ROOT), **changes}


def _has_full_device() -> bool:
    device = Path("/dev/full")
    if not device.is_char_device():
        return False
    try:
        device.write_bytes(b"x")
    except OSError:
        return True
    return False


HAS_FULL_DEVICE = _has_full_device()
"""Whether this machine has a device that takes nothing; in some containers a file stands in its place."""
