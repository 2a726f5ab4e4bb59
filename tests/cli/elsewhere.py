"""Running the command from another folder."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import Outcome, clean_environment


def run_in(folder: Path, *arguments: str, **environment: str) -> Outcome:
    """Run `kumkm` with `folder` as the current folder, in English."""
    done = subprocess.run(
        [sys.executable, "-m", "kumkm_targets", *arguments],
        cwd=folder,
        env=clean_environment(KUMKM_LANG="en", **environment),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
