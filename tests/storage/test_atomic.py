"""A file is the old or the new one, whatever happens while it is written."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.storage import atomic
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import clean_environment

KILLS = int(os.environ.get("KUMKM_KILLS", "100"))
RECORDS = int(os.environ.get("KUMKM_RECORDS", "100"))

# Records the numbers from `first` on, `count` of them, one after another.
_RECORDER = """
import sys
from decimal import Decimal
from pathlib import Path
from kumkm_targets.errors import NotWrittenError
from kumkm_targets.model.realised import Entry
from kumkm_targets.model.recording import with_entry
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.recording import update_realised


def record(folder, indicator, first, count):
    reading = read_plan(Path(folder))
    for n in range(first, first + count):
        entry = Entry(value=Decimal(n), source="uji")
        while True:
            try:
                update_realised(reading, 2025, lambda content: with_entry(content, indicator, entry, "uji"))
            except NotWrittenError:  # another holds the lock too long: nothing was written, and it says so
                continue
            break
"""

# Lets a child record for ever, kills it after a random while, and looks at what it left; many times.
_KILLER = (
    _RECORDER
    + """
import os, random, signal, time

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
chance, reached = random.Random(2025), 0
read_plan(folder)
for n in range(kills):
    child = os.fork()
    if child == 0:
        record(folder, "wirausaha_baru", n * 100_000 + 1, 100_000)
    time.sleep(chance.random() / 50)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found = read_plan(folder)
    assert not found.all_flaws and not found.strays, found.all_flaws
    content = found.realised[2025]
    assert content.figures["koperasi_produsen"].value == 1311
    figure = content.figures.get("wirausaha_baru")
    values = [] if figure is None else [past.value for past in figure.history] + [figure.value]
    assert values == sorted(values) and len(values) >= reached, values
    reached = len(values)
    if reached > 60:
        update_realised(found, 2025, lambda content: content.model_copy(
            update={"figures": {"koperasi_produsen": content.figures["koperasi_produsen"]}}))
        reached = 0
record(folder, "rasio_kewirausahaan", 1, 1)
"""
)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_record_leaves_the_old_file_or_the_new_one(workspace: Path) -> None:
    folder = workspace / "kalteng-rakortek-2025"
    subprocess.run([sys.executable, "-c", _KILLER, str(folder), str(KILLS)], env=clean_environment(), check=True)
    assert [path.name for path in (folder / "realised").iterdir()] == ["2025.toml"]
    assert sorted(path.name for path in folder.iterdir()) == [".kumkm.lock", "plan.toml", "realised"]


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_trouble_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, trouble: int
) -> None:
    path = tmp_path / "2025.toml"
    path.write_text("old", encoding="utf-8")
    _break(monkeypatch, step, OSError(trouble, os.strerror(trouble)))
    with pytest.raises(NotWrittenError) as refusal:
        atomic.replace_file(path, "new")
    assert os.strerror(trouble) in refusal.value.message
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "2025.toml"
    path.write_text("old", encoding="utf-8")
    _break(monkeypatch, "fsync", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        atomic.replace_file(path, "new")
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def _break(monkeypatch: pytest.MonkeyPatch, step: str, trouble: BaseException) -> None:
    """Let one step of a write fail."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise trouble

    if step == "open":
        monkeypatch.setattr(Path, "open", fail)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        opened = Path.open

        class Full:
            def __init__(self, file: object) -> None:
                self.file = file

            def __enter__(self) -> "Full":
                return self

            def __exit__(self, *_details: object) -> None:
                self.file.close()  # type: ignore[attr-defined]

            write = fail

        monkeypatch.setattr(Path, "open", lambda path, *modes: Full(opened(path, *modes)))


def test_temporary_files_of_a_killed_run_are_cleared(tmp_path: Path) -> None:
    path = tmp_path / "2025.toml"
    (tmp_path / ".2025.toml.4711.tmp").write_text("half", encoding="utf-8")
    atomic.replace_file(path, "new")
    assert [found.name for found in tmp_path.iterdir()] == ["2025.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_mode_of_the_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "2025.toml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    atomic.replace_file(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_lock_that_is_held_is_waited_for_and_then_refused(tmp_path: Path) -> None:
    with atomic.locked(tmp_path):
        from filelock import FileLock, Timeout

        with pytest.raises(Timeout):
            FileLock(tmp_path / atomic.LOCK_FILE, timeout=0.1, is_singleton=False).acquire()


def test_two_processes_recording_at_once_lose_nothing(workspace: Path) -> None:
    folder = workspace / "kalteng-rakortek-2025"
    indicators = ("wirausaha_baru", "usaha_mikro_naik_kelas")
    script = f"{_RECORDER}\nrecord(sys.argv[1], sys.argv[2], 1, {RECORDS})"
    recorders = [
        subprocess.Popen([sys.executable, "-c", script, str(folder), indicator], env=clean_environment())
        for indicator in indicators
    ]
    assert [recorder.wait() for recorder in recorders] == [0, 0]
    figures = read_plan(folder).realised[2025].figures
    for indicator in indicators:
        values = [past.value for past in figures[indicator].history] + [figures[indicator].value]
        assert values == list(range(1, RECORDS + 1))
