"""Running the cases over the cores: a process that dies names the case that killed it, and another goes on."""

import faulthandler
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from ctypes import c_longlong
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Final

from kumkm_targets.messages import use_language
from tests.fuzz.harmless import assert_harmless
from tests.fuzz.mutants import Files, mutant

SECONDS: Final = 10
"""What a case may take, and as long again for each megabyte in it."""

_MEMORY: Final = 4 * 1024**3
_PAUSE: Final = 0.1
_PLAN: Final = "contoh"
_LOG: Final = "log"
_PROCESSES: Final = multiprocessing.get_context("spawn")

Look = Callable[[Path], None]
"""Looks at a plan folder, and raises where something is amiss."""


@dataclass(slots=True)
class Lane:
    """Some of the cases, one after the other, in a process of their own. done: how many of them are over."""

    cases: range
    seed: int
    folder: Path
    look: Look = assert_harmless
    done: "Synchronized[int]" = field(default_factory=lambda: _PROCESSES.Value(c_longlong, 0))
    process: BaseProcess | None = None

    def start(self) -> None:
        """Go on with the first case that is not over."""
        self.process = _PROCESSES.Process(target=_work, args=(self.cases, self.seed, self.folder, self.look, self.done))
        self.process.start()

    def failure(self) -> int | None:
        """The case that the process died of, if it did."""
        if self.process is None or self.process.is_alive() or self.process.exitcode == 0:
            return None
        self.process.join()
        return self.cases[self.done.value]


def fuzz(cases: range, seed: int, cores: int, keep: Path, look: Look = assert_harmless) -> Iterator[tuple[int, int]]:
    """Run `cases` over `cores` processes: every moment how many are over, and how many of them failed.

    keep: where the folders of those that failed go, each with a log that says why.
    """
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        lanes = [Lane(cases[core::cores], seed, Path(place) / str(core), look) for core in range(cores)]
        for lane in lanes:
            lane.start()
        try:
            over = 0
            while over < len(cases):
                time.sleep(_PAUSE)
                for lane in lanes:
                    number = lane.failure()
                    if number is not None:
                        failed += 1
                        shutil.copytree(lane.folder, keep / f"{seed}-{number}", dirs_exist_ok=True)
                        lane.done.value += 1
                        lane.start()
                over = sum(lane.done.value for lane in lanes)
                yield over, failed
        finally:
            for lane in lanes:
                if lane.process is not None:
                    lane.process.terminate()
                    lane.process.join()


def _work(cases: range, seed: int, folder: Path, look: Look, done: "Synchronized[int]") -> None:
    _limit_memory()
    folder.mkdir(exist_ok=True)
    with (folder / _LOG).open("w", encoding="utf-8") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
    parent = multiprocessing.parent_process()
    for number in cases[done.value :]:
        if parent is None or not parent.is_alive():
            return
        use_language("id" if number % 2 else "en")
        files = mutant(number, seed)
        megabytes = sum(map(len, files.values())) / 1e6
        _write(folder / _PLAN, files)
        faulthandler.dump_traceback_later(SECONDS * (1 + megabytes), exit=True)
        look(folder / _PLAN)
        faulthandler.cancel_dump_traceback_later()
        done.value += 1


def _write(folder: Path, files: Files) -> None:
    """The files and no others: those of the case before are gone."""
    for old in folder.rglob("*.toml"):
        old.unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _limit_memory() -> None:
    """A process that wants more gets a MemoryError, and the machine goes on."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
