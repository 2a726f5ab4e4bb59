"""Processes that write figures and are ended in the middle of it, and a look at what they leave behind."""

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.storage.faults import KILLED, Disk
from tests.storage.undamaged import WRITERS, Place, run_here


def end_at_every_call(folder: str, name: str) -> None:
    """End the command of that name at its first call, its second and so on, until it makes no more."""
    place, words = Place(Path(folder)), WRITERS[name]
    old, new = _before_and_after(place, words)

    def ending_at(at: int) -> Callable[[], None]:
        def run() -> None:
            with pytest.MonkeyPatch.context() as patch, Disk(place.plan, "killed", at).under(patch):
                run_here(place, words)

        return run

    at, code = 0, KILLED
    while code == KILLED:
        place.set_up()
        child = _forked(ending_at(at))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, KILLED), code
        _look_at(place, words, old, new)
        at += 1
    assert at > 10, at


def kill_at_any_moment(folder: str, name: str, kills: int) -> None:
    """Kill the command at random moments; those of the writing itself are met often enough by the hundreds."""
    place, words = Place(Path(folder)), WRITERS[name]
    old, new = _before_and_after(place, words)
    chance = random.Random(2025)
    place.set_up()
    begun = time.perf_counter()
    os.waitpid(_forked(partial(run_here, place, words)), 0)
    seconds = time.perf_counter() - begun
    states = {"old": 0, "new": 0}
    for _kill in range(kills):
        place.set_up()
        child = _forked(partial(run_here, place, words))
        time.sleep(chance.random() * seconds * 1.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        states["new" if _look_at(place, words, old, new) else "old"] += 1
    print(f"{name}: {kills} killed, {states['old']} left the old file, {states['new']} the new one")


def _before_and_after(place: Place, words: tuple[str, ...]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    old = place.set_up().files()
    assert run_here(place, words).code == 0
    return old, place.files()


def _forked(run: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        run()
        os._exit(0)
    return child


def _look_at(place: Place, words: tuple[str, ...], old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """Refuse anything but old and new files; whether all are new. Then the next run clears up and ends the work."""
    files = {name: content for name, content in place.files().items() if not name.endswith(".tmp")}
    assert place.is_whole()
    assert all(files.get(name) in (old.get(name), new.get(name)) for name in files.keys() | old.keys()), files
    ended = run_here(place, words)
    assert (ended.code, place.files()) == (0, new), ended
    return files == new
