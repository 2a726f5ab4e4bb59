"""Two processes never write in one folder at once, or they are told that nothing keeps them from it."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.storage import atomic, shared_folders, waiting
from kumkm_targets.storage.atomic import locked
from kumkm_targets.storage.lock_holder import HOLDER_FILE, holder_of
from kumkm_targets.storage.shared_folders import local_lock
from tests.conftest import Run, clean_environment

no_windows = pytest.mark.skipif(sys.platform == "win32", reason="the system calls are those of Unix")

# Takes the lock of a folder, says so, and keeps it until somebody writes a line or the process is killed.
_HOLDER = """
import sys
from pathlib import Path
from kumkm_targets.storage.atomic import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What storage has said while it worked."""
    words: list[str] = []
    waiting.listen(words.append)
    yield words
    waiting.listen(lambda _words: None)


def holding(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that holds the lock of `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)],
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def let_go(process: subprocess.Popen[bytes]) -> None:
    process.communicate(b"\n", timeout=20)
    assert process.returncode == 0


def test_who_waits_is_told_for_whom_and_goes_on_when_it_is_done(tmp_path: Path, told: list[str]) -> None:
    holder = holding(tmp_path)
    with pytest.raises(NotWrittenError) as refused, locked(tmp_path, seconds=1.2):
        pass
    words = f"(process {holder.pid}) since 20"
    assert len(told) == 1
    assert told[0].startswith(f"waiting: {tmp_path} is locked by ")
    assert words in told[0]
    assert words in refused.value.message
    assert "Nothing was written" in refused.value.advice
    let_go(holder)
    with locked(tmp_path, seconds=1):
        assert holder_of(tmp_path) is not None
    assert [path.name for path in tmp_path.iterdir()] == [atomic.LOCK_FILE]
    assert len(told) == 1


@no_windows
def test_a_killed_holder_keeps_nobody_waiting(tmp_path: Path, told: list[str]) -> None:
    holder = holding(tmp_path)
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=20)
    assert (tmp_path / HOLDER_FILE).exists()
    assert holder_of(tmp_path) is None
    beginning = time.monotonic()
    with locked(tmp_path, seconds=5):
        word = holder_of(tmp_path)
        assert word is not None
        assert word.process == os.getpid()
    assert time.monotonic() - beginning < 1
    assert told == []
    assert not (tmp_path / HOLDER_FILE).exists()


def test_what_a_killed_process_has_left_is_not_taken_for_the_holder(tmp_path: Path, told: list[str]) -> None:
    holder = holding(tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    word = json.loads((tmp_path / HOLDER_FILE).read_text(encoding="utf-8"))
    (tmp_path / HOLDER_FILE).write_text(json.dumps({**word, "process": dead.pid}), encoding="utf-8")
    with pytest.raises(NotWrittenError), locked(tmp_path, seconds=1.1):
        pass
    let_go(holder)
    if sys.platform != "win32":
        assert told == [f"waiting: {tmp_path} is locked by another kumkm"]


@pytest.mark.parametrize(
    "word", [b"", b"{", b"[]", b"null", b'{"user": "x"}', b'{"user": 1, "host": 2, "process": "x"}', b"\xff" * 9000]
)
def test_a_word_that_says_nothing_is_no_holder(tmp_path: Path, word: bytes) -> None:
    (tmp_path / HOLDER_FILE).write_bytes(word)
    assert holder_of(tmp_path) is None


def test_a_holder_on_another_computer_is_believed(tmp_path: Path) -> None:
    (tmp_path / HOLDER_FILE).write_text('{"user": "Budi", "host": "PC-9", "process": 7}', encoding="utf-8")
    holder = holder_of(tmp_path)
    assert holder is not None
    assert holder[:3] == ("Budi", "PC-9", 7)


@no_windows
@pytest.mark.parametrize("trouble", ["ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOLCK"])
def test_where_there_are_no_locks_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    import fcntl

    number = getattr(errno, trouble)

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    entered = False
    with pytest.raises(NotWrittenError) as refused, locked(tmp_path):
        entered = True
    assert not entered
    assert refused.value.exit_code == 5
    assert f"there are no locks in {tmp_path}: {os.strerror(number)}" in refused.value.message
    assert "nolock" in refused.value.advice
    assert "Nothing was written" in refused.value.advice


@no_windows
def test_a_command_says_that_there_are_no_locks(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import fcntl\ndef flock(*_): raise OSError(38, 'Function not implemented')\nfcntl.flock = flock\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(tmp_path), clean_environment()["PYTHONPATH"]])
    words = "kalteng-rakortek-2025 wirausaha_baru 900 --year 2025 --source LKjIP --yes --force".split()
    before = (workspace / "kalteng-rakortek-2025" / "realised" / "2025.toml").read_bytes()
    done = run("record", *words, PYTHONPATH=path)
    assert done.code == 5
    assert "error: there are no locks in plans/kalteng-rakortek-2025: Function not implemented" in done.err
    assert (workspace / "kalteng-rakortek-2025" / "realised" / "2025.toml").read_bytes() == before


def test_a_command_says_whom_it_waits_for(run: Run, workspace: Path) -> None:
    folder = workspace / "kalteng-rakortek-2025"
    holder = holding(folder)
    (folder / HOLDER_FILE).write_text('{"user": "Budi\\u001b[2J", "host": "PC-9", "process": 7}', encoding="utf-8")
    words = "kalteng-rakortek-2025 wirausaha_baru 900 --year 2025 --source LKjIP --yes --force".split()
    recorder = subprocess.Popen(
        [sys.executable, "-m", "kumkm_targets", "record", *words],
        cwd=workspace.parent,
        env=clean_environment(KUMKM_LANG="en"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert recorder.stderr is not None
    line = recorder.stderr.readline()
    assert line.startswith("waiting: plans/kalteng-rakortek-2025 is locked by Budi")
    assert "\x1b" not in line
    assert "on PC-9 (process 7) since 20" in line
    let_go(holder)
    assert recorder.wait(20) == 0
    recorder.stderr.close()


_ROOT = "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("nfs4 srv:/data rw,vers=4.2,local_lock=none,addr=10.0.0.2", ""),
        ("nfs srv:/data rw,vers=3,nolock,local_lock=all", "nolock"),
        ("nfs4 srv:/data rw,local_lock=flock", "local_lock=flock"),
        ("nfs srv:/data rw,local_lock=posix", ""),
        ("cifs //srv/data rw,vers=3.1.1,nobrl", "nobrl"),
        ("cifs //srv/data rw,vers=3.1.1", ""),
        ("fuse.sshfs srv: rw,user_id=0", "fuse.sshfs"),
        ("ext4 /dev/vdb rw", ""),
    ],
)
def test_mounts_that_keep_locks_on_this_computer_are_known(system: str, said: str) -> None:
    mounts = f"{_ROOT}40 22 0:50 / /mnt/data\\040bersama rw shared:5 - {system}\n"
    assert local_lock(mounts, PurePosixPath("/mnt/data bersama/plans/x"), "6.1.0-18-amd64") == said
    assert local_lock(mounts, PurePosixPath("/mnt/lain"), "6.1.0-18-amd64") == ""


def test_before_linux_5_5_locks_over_smb_were_local() -> None:
    mounts = f"{_ROOT}40 22 0:50 / /mnt rw - cifs //srv/data rw\nbroken line\n"
    assert local_lock(mounts, PurePosixPath("/mnt/x"), "5.4.0-42-generic") == "cifs, Linux 5.4.0-42-generic"
    assert local_lock(mounts, PurePosixPath("/mnt/x"), "5.10.0") == ""


def test_a_lock_that_others_do_not_see_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 0:50 / {tmp_path.resolve()} rw - nfs srv:/data rw,nolock\n", encoding="utf-8")
    monkeypatch.setattr(shared_folders, "_MOUNTS", mounts)
    for _n in range(2):
        with locked(tmp_path):
            pass
    assert told == [
        f"{tmp_path}: locks hold on this computer only (nolock). Do not record here from two computers at once."
    ]
