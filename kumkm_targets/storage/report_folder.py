"""A folder of reports: what we have written there before is replaced and taken away, what others have is left alone."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _
from kumkm_targets.storage.atomic import not_written
from kumkm_targets.storage.report_file import write_bytes

OURS: Final = ".kumkm-report"
"""The list of the files that we wrote, a name a line; what it does not name is somebody else's."""

_SHOWN: Final = 3


def prepare_folder(folder: Path, names: Collection[str]) -> None:
    """Make the folder, and note that `names` will be ours. Raises RefusedError where one is somebody else's.

    Raises NotWrittenError where there can be no such folder.
    """
    ours = _ours(folder)
    taken = [name for name in names if name not in ours and (folder / name).exists()]
    if taken:
        shown = ", ".join(taken[:_SHOWN]) + (", …" if len(taken) > _SHOWN else "")
        raise RefusedError(
            _("{folder} holds files that kumkm did not write there: {names}").format(folder=folder, names=shown),
            _("Name another folder, or move them away. Nothing was written."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    _note(folder, ours | set(names))


def finish_folder(folder: Path, names: Collection[str]) -> None:
    """Take away what an earlier run wrote and this one did not, such as the page of a plan that is no more."""
    for name in _ours(folder) - set(names):
        path = folder / name
        try:
            if path.is_file() and not path.is_symlink():
                path.unlink()
        except OSError as error:
            raise not_written(path, error) from error
    _note(folder, set(names))


def _ours(folder: Path) -> set[str]:
    """The names that the list has; one that would lead out of the folder counts for nothing."""
    try:
        lines = (folder / OURS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {name for name in lines if name not in ("", ".", "..") and Path(name).name == name and "\\" not in name}


def _note(folder: Path, names: Collection[str]) -> None:
    write_bytes(folder / OURS, "".join(f"{name}\n" for name in sorted(names)).encode("utf-8", "backslashreplace"))
