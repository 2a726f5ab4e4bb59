"""The commands that write figures, each with what it writes: what the tests of durability run at every call."""

import os
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from kumkm_targets.cli.main import main
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS

PLAN: Final = "kalteng-rakortek-2025"
TABLE: Final = "tabel.csv"
MAP: Final = "peta.toml"
_CSV: Final = "Indikator;Realisasi;Sumber\nRasio kewirausahaan;3,72;Sakernas\nWirausaha baru;2.811;Dinas\n"

_STAMP: Final = re.compile(rb"^(?:recorded|closed)_(?:at|by) = .*\n|^seal = .*\n", re.MULTILINE)

WRITERS: Final[dict[str, tuple[str, ...]]] = {
    "record": ("record", PLAN, "wirausaha_baru", "2811", "--year", "2025", "--source", "Dinas", "--yes"),
    "import": ("import", PLAN, TABLE, "--year", "2025", "--yes"),
    "close": ("close", PLAN, "--year", "2025", "--with", "LKjIP jatuh tempo", "--yes"),
    "note": ("note", PLAN, "--year", "2025", "--driving", "Pendampingan"),
    "import with a map": ("import", PLAN, TABLE, "--year", "2025", "--map", MAP, "--yes"),
}
"""By name, the words of the command. Every one of them is tested at every call that it makes."""


@dataclass(frozen=True)
class Ended:
    """How a run ended: exit code, and what it said to its user."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A workspace with one plan in it, and the table to import."""

    folder: Path

    @property
    def plan(self) -> Path:
        """The folder of the plan."""
        return self.folder / "plans" / PLAN

    @property
    def realised(self) -> Path:
        """The file that the commands write."""
        return self.plan / "realised" / "2025.toml"

    def set_up(self) -> "Place":
        """Make it anew: a plan with one figure, as it was before anything ran."""
        shutil.rmtree(self.folder / "plans", ignore_errors=True)
        shutil.copytree(PLANS / PLAN, self.plan, ignore=shutil.ignore_patterns(".kumkm.lock"))
        (self.folder / TABLE).write_text(_CSV, encoding="utf-8")
        (self.folder / MAP).write_text('[columns]\nrealised = "B"\n', encoding="utf-8")
        return self

    def files(self) -> dict[str, bytes]:
        """Everything below the plan's folder, but for the lock, which stays by design, and for who wrote when."""
        found = (path for path in self.plan.rglob("*") if path.is_file() and not path.name.endswith(".kumkm.lock"))
        return {path.relative_to(self.plan).as_posix(): _STAMP.sub(b"", path.read_bytes()) for path in found}

    def is_whole(self) -> bool:
        """Whether every file of the plan can be read, and holds nothing that is flawed."""
        found = read_plan(self.plan)
        return found.plan is not None and not found.all_flaws and not found.strays


def run_here(place: Place, words: tuple[str, ...]) -> Ended:
    """Run the command in this very process, so that the disk can be made to fail under it."""
    before = Path.cwd()
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        os.chdir(place.folder)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(["--lang", "en", *words])
        finally:
            os.chdir(before)
        return Ended(code, *(_content(stream) for stream in (out, err)))


def _content(stream: IO[str]) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
