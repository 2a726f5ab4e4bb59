"""Whatever happens at whatever call: a file is the old or the new one, it is said, and the next run works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, clean_environment
from tests.storage.faults import TROUBLES, Call, Disk, Trouble
from tests.storage.undamaged import PLAN, WRITERS, Ended, Place, run_here

if sys.platform == "win32":
    pytest.skip("Windows keeps folders in their place and has other calls", allow_module_level=True)


KILLS = int(os.environ.get("KUMKM_KILLS", "60"))
IS_LONG = KILLS > 1000


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A workspace that the tests may break."""
    return Place(tmp_path.resolve())


def _trace(place: Place, words: tuple[str, ...], patch: pytest.MonkeyPatch) -> list[Call]:
    """The calls that a run makes to which nothing happens."""
    with Disk(place.plan).under(patch) as disk:
        assert run_here(place, words).code == 0
    return disk.trace


def _troubles(at: int) -> tuple[Trouble, ...]:
    """What may go wrong at a call: in a long run everything, otherwise two kinds, others at the next call."""
    return TROUBLES if IS_LONG else (TROUBLES[at % len(TROUBLES)], TROUBLES[(at + 3) % len(TROUBLES)])


@pytest.mark.parametrize("name", WRITERS)
def test_trouble_at_any_call_leaves_the_old_file_or_the_new_one_and_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words = WRITERS[name]
    old = place.set_up().files()
    points = len(_trace(place, words, monkeypatch))
    new = place.files()
    assert old != new
    assert points > 5
    met = set()
    for at, trouble in ((number, one) for number in range(points) for one in _troubles(number)):
        place.set_up()
        with Disk(place.plan, trouble, at).under(monkeypatch) as disk:
            ended = run_here(place, words)
        if len(disk.trace) <= at:
            continue  # the run made fewer calls this time
        met.add(disk.trace[at].what)
        _judge(place, ended, old, new, f"{trouble} at call {at}: {disk.trace[at]}")
        again = run_here(place, words)
        assert (again.code, place.files()) == (0, new), f"after {trouble} at {disk.trace[at]}: {again}"
    assert {"open", "write", "fsync", "replace"} <= met


def _judge(place: Place, ended: Ended, old: dict[str, bytes], new: dict[str, bytes], what: str) -> None:
    assert place.is_whole(), what
    files = place.files()
    if what.startswith("vanished"):  # what cannot be reached cannot be cleared away, but by the next run
        files = {name: content for name, content in files.items() if not name.endswith(".tmp")}
    assert _are_old_or_new(files, old, new), f"{what}: {ended}"
    if ended.code == 0:
        assert files == new, f"{what}: {ended}"
        return
    assert ended.code in (3, 5), f"{what}: {ended}"
    assert "error: " in ended.err, f"{what}: {ended}"
    assert "Traceback" not in ended.err
    path = place.realised.relative_to(place.plan).as_posix()
    assert (files.get(path) == new[path]) == ("Recorded" in ended.out), f"{what}: {ended}"


def _are_old_or_new(files: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """Whether every file is the old or the new one, and there is none besides."""
    return all(files.get(name) in (old.get(name), new.get(name)) for name in files.keys() | old.keys())


@pytest.mark.parametrize("name", WRITERS)
def test_an_interruption_at_any_call_leaves_the_old_file_or_the_new_one(
    place: Place, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words = WRITERS[name]
    old = place.set_up().files()
    points = len(_trace(place, words, monkeypatch))
    new = place.files()
    for at in range(points):
        place.set_up()
        with Disk(place.plan, "interrupted", at).under(monkeypatch) as disk:
            ended = run_here(place, words)
        if len(disk.trace) <= at:
            break
        assert ended.code == 130
        assert place.is_whole()
        assert _are_old_or_new(place.files(), old, new), f"interrupted at {disk.trace[at]}"
        assert run_here(place, words).code == 0
        assert place.files() == new


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("has_folder", [True, False])
def test_a_power_cut_finds_every_file_either_not_yet_named_or_written_whole(
    place: Place, monkeypatch: pytest.MonkeyPatch, name: str, has_folder: bool
) -> None:
    place.set_up()
    if not has_folder:
        place.realised.unlink()
        place.realised.parent.rmdir()
    trace = _trace(place, WRITERS[name], monkeypatch)
    synced: set[Path] = set()  # what would be there after a cut, folders for the names in them
    unnamed: set[Path] = set()  # folders in which a name is new
    for call in trace:
        if call.what in ("open", "write") and call.path.suffix != ".lock":
            synced.discard(call.path)
        elif call.what == "fsync":
            synced.add(call.path)
            unnamed.discard(call.path)
        elif call.what == "replace":
            assert call.to is not None
            assert call.path in synced, f"{call.path.name} takes the place of {call.to.name} before it is on the disk"
            unnamed.add(call.to.parent)
        elif call.what == "mkdir":
            unnamed.add(call.path.parent)
    assert place.realised in {call.to for call in trace}
    assert unnamed == set(), "the command ended before these folders were on the disk"


@pytest.mark.parametrize("name", WRITERS)
def test_a_process_that_ends_at_any_call_leaves_the_old_file_or_the_new_one(tmp_path: Path, name: str) -> None:
    script = "from tests.storage.killing import end_at_every_call; end_at_every_call"
    subprocess.run(
        [sys.executable, "-c", f"{script}({str(tmp_path.resolve())!r}, {name!r})"],
        env=clean_environment(),
        cwd=ROOT,
        check=True,
    )


@pytest.mark.parametrize("name", WRITERS)
def test_a_process_that_is_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path, name: str) -> None:
    kills = max(KILLS // len(WRITERS), 1)
    script = "from tests.storage.killing import kill_at_any_moment; kill_at_any_moment"
    subprocess.run(
        [sys.executable, "-c", f"{script}({str(tmp_path.resolve())!r}, {name!r}, {kills})"],
        env=clean_environment(),
        cwd=ROOT,
        check=True,
    )


def test_a_full_disk_is_said_in_words_that_help(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.set_up()
    trace = _trace(place, WRITERS["import"], monkeypatch)
    place.set_up()
    at = next(number for number, call in enumerate(trace) if call.what == "write" and "2025" in call.path.name)
    with Disk(place.plan, "ENOSPC", at).under(monkeypatch):
        ended = run_here(place, WRITERS["import"])
    path = f"plans/{PLAN}/realised/2025.toml"
    assert ended.code == 5
    assert f"{path}: {os.strerror(28)}" in ended.err
    assert "The old file is untouched." in ended.err
