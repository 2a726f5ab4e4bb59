"""A layer between the program and the disk that fails, ends the process or loses the folder at a chosen call.

`Disk.trace` counts and names every call that reads or changes a file below a folder; the same run with `Disk(at=n)`
meets trouble at the n-th of them. So every point at which a write can go wrong is found by running, not by listing,
and a command that is written in another way tomorrow is still tested at all of its points.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import pytest

Trouble = Literal["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "short write", "vanished", "killed", "interrupted"]

TROUBLES: Final[tuple[Trouble, ...]] = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "short write", "vanished")
KILLED: Final = 137


@dataclass(frozen=True)
class Call:
    """One call about a file: open, write, fsync, replace, unlink, mkdir, look, mode, read or open folder."""

    what: str
    path: Path
    to: Path | None = None


@dataclass
class Disk:
    """What happens to the files below `root`. at: the number of the call that meets `trouble`; None: none does."""

    root: Path
    trouble: Trouble = "EIO"
    at: int | None = None
    trace: list[Call] = field(default_factory=list)
    hidden: Path | None = None

    def call(self, what: str, path: Path, to: Path | None = None) -> bool:
        """Count a call, and let it meet trouble if it is its turn; whether half of it is done before it fails."""
        path = Path(os.path.normpath(Path.cwd() / path))
        if not path.is_relative_to(self.root):
            return False
        self.trace.append(Call(what, path, Path(os.path.normpath(Path.cwd() / to)) if to is not None else None))
        if self.at != len(self.trace) - 1:
            return False
        if self.trouble == "killed":
            os._exit(KILLED)
        if self.trouble == "interrupted":
            raise KeyboardInterrupt
        if self.trouble == "vanished":
            self.hidden = self.root.with_name(f"{self.root.name} elsewhere")
            self.root.rename(self.hidden)
            return False
        if self.trouble == "short write":
            return True
        number = getattr(errno, self.trouble)
        raise OSError(number, os.strerror(number), str(path))

    def bring_back(self) -> None:
        """Put a folder that had vanished in its place again, whatever has been made there meanwhile."""
        if self.hidden is not None:
            if self.root.exists():
                shutil.rmtree(self.root)
            self.hidden.rename(self.root)

    @contextmanager
    def under(self, patch: pytest.MonkeyPatch) -> Iterator["Disk"]:
        """Stand between the program and the files."""
        with patch.context() as layer:
            self._stand_between(layer)
            try:
                yield self
            finally:
                layer.undo()
                self.bring_back()

    def _stand_between(self, layer: pytest.MonkeyPatch) -> None:
        handles: dict[int, Path] = {}
        opened, low_open, low_sync, really_make = Path.open, os.open, os.fsync, Path.mkdir

        def open_file(path: Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
            is_half = self.call("open" if set(mode) & set("wxa+") else "read", path)
            file = opened(path, mode, *rest, **options)
            handles[file.fileno()] = path
            if is_half:
                file.close()
                _fail()
            return _File(self, path, file) if set(mode) & set("wxa+") else file

        def open_low(path: Any, flags: int, *rest: Any, **options: Any) -> int:
            is_half = self.call("open folder" if Path(path).is_dir() else "open", Path(path))
            descriptor = low_open(path, flags, *rest, **options)
            if is_half:
                os.close(descriptor)
                _fail()
            handles[descriptor] = Path(path)
            return descriptor

        def make_folder(path: Path, *rest: Any, **options: Any) -> None:
            if self.call("look" if path.exists() else "mkdir", path):
                _fail()
            really_make(path, *rest, **options)

        def sync(descriptor: int) -> None:
            if self.call("fsync", handles.get(descriptor, Path("/"))):
                _fail()
            low_sync(descriptor)

        layer.setattr(Path, "open", open_file)
        layer.setattr(os, "open", open_low)
        layer.setattr(os, "fsync", sync)
        layer.setattr(Path, "replace", self._counted("replace", Path.replace))
        layer.setattr(Path, "unlink", self._counted("unlink", Path.unlink))
        layer.setattr(Path, "mkdir", make_folder)
        layer.setattr(Path, "read_bytes", self._counted("read", Path.read_bytes))
        layer.setattr(shutil, "copymode", self._counted("mode", shutil.copymode))

    def _counted(self, what: str, really: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *rest: Any, **options: Any) -> Any:
            to = Path(rest[0]) if rest and isinstance(rest[0], str | Path) else None
            if self.call(what, path, to):
                _fail()
            return really(path, *rest, **options)

        return call


class _File:
    """An open file whose writes are counted; a short one writes half, and says that the disk is full."""

    def __init__(self, disk: Disk, path: Path, file: Any) -> None:
        self._disk, self._path, self._file = disk, path, file

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_details: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> int:
        if self._disk.call("write", self._path):
            self._file.write(content[: len(content) // 2])
            self._file.flush()
            _fail()
        return int(self._file.write(content))

    def writelines(self, pieces: Any) -> None:
        for piece in pieces:
            self.write(piece)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _fail() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
