"""What the tests share: the real plans, a workspace to write in, the command, and expected texts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from kumkm_targets.messages import use_language

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
TODAY = date(2026, 11, 22)

settings.register_profile("kumkm", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("kumkm")


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


@pytest.fixture
def run(workspace: Path) -> Run:
    """Run the installed command as its user does, on a copy of the real plans, in English."""

    def call(*arguments: str, lang: str = "en", text: str = "", **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "kumkm_targets", *arguments],
            cwd=workspace.parent,
            env=clean_environment(KUMKM_LANG=lang, **environment),
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return call


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
