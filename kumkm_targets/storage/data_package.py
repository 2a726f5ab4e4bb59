"""Writing tables and their description as one package: a folder, or a .zip with the same files."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _
from kumkm_targets.storage.atomic import not_written
from kumkm_targets.storage.links import behind_links
from kumkm_targets.storage.report_file import encoded, write_through

DESCRIPTOR: Final = "datapackage.json"
_ANY_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The day of every file in an archive, so that the same content makes the same bytes."""
_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


class FileFacts(NamedTuple):
    """What a package says of a file: its size in bytes, and its SHA-256 digest in hexadecimal digits."""

    size: int
    digest: str


def write_package(
    path: Path,
    names: Sequence[str],
    pieces: Iterable[tuple[str, str]],
    descriptor: Callable[[Mapping[str, FileFacts]], str],
) -> None:
    """Write the files `names`, whose pieces come in any order, and then their `descriptor`.

    A name that ends in .zip is an archive, any other a folder, which must be new, empty or a package. Nothing is
    kept in memory but the piece at hand. Raises RefusedError for another folder, and NotWrittenError.
    """
    is_archive = path.suffix.casefold() == ".zip"
    if not is_archive:
        _refuse_other_folder(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".kumkm-", dir=behind_links(path).parent) as made:
            facts = _write_files(Path(made), names, pieces)
            (Path(made) / DESCRIPTOR).write_bytes(encoded(descriptor(facts)))
            files = [Path(made) / name for name in (*names, DESCRIPTOR)]
            if is_archive:
                write_through(path, lambda file: _zip(file, files))
            else:
                path.mkdir(exist_ok=True)
                for file in files:
                    file.replace(path / file.name)
    except OSError as error:
        raise not_written(path, error) from error


def _refuse_other_folder(path: Path) -> None:
    if path.is_dir() and any(path.iterdir()) and not (path / DESCRIPTOR).is_file():
        raise RefusedError(
            _("the folder {path} holds other files").format(path=path),
            _("Name a folder that is new, empty or a data package."),
        )


def _write_files(folder: Path, names: Sequence[str], pieces: Iterable[tuple[str, str]]) -> dict[str, FileFacts]:
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / name).open("wb")) for name in names}
        digests = {name: hashlib.sha256() for name in names}
        for name, piece in pieces:
            content = encoded(piece)
            files[name].write(content)
            digests[name].update(content)
        return {name: FileFacts(file.tell(), digests[name].hexdigest()) for name, file in files.items()}


def _zip(file: BinaryIO, files: Iterable[Path]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for path in files:
            entry = zipfile.ZipInfo(path.name, _ANY_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE, _UNIX
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as into:
                shutil.copyfileobj(source, into)
