"""Changing stretches of a text, and a copy of a plan folder to try changes in."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.messages import _
from kumkm_targets.storage.atomic import locked, not_written, replace_file
from kumkm_targets.storage.places import Span

_BYTE_ORDER_MARK: Final = codecs.BOM_UTF8.decode()


@dataclass(frozen=True, slots=True)
class Edit:
    """The text that is to stand in the place of what `span` covers."""

    span: Span
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made. Where two overlap, the first one in the text is made and the other is not."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.line, edit.span.column)):
        start = starts[edit.span.line - 1] + edit.span.column - 1
        if start >= done:
            parts += [text[done:start], edit.text]
            done = starts[edit.span.end_line - 1] + edit.span.end_column - 1
    return "".join((*parts, text[done:]))


@contextmanager
def scratch_copy(folder: Path, files: Iterable[Path]) -> Iterator[Path]:
    """A folder of the same name with copies of some files of `folder`, which is gone afterwards.

    What a link leads to is copied, so that no change in the copy follows the link. Raises
    NotWrittenError where there is no room for it.
    """
    try:
        with TemporaryDirectory(prefix="kumkm-") as scratch:
            copy = Path(scratch) / folder.resolve().name
            copy.mkdir()
            for path in files:
                place = copy / path.relative_to(folder)
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(path.read_bytes())
            yield copy
    except OSError as error:
        raise not_written(folder, error) from error


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file stands in `folder` itself, wherever links lead."""
    return path.resolve().is_relative_to(folder.resolve())


def exact_text(path: Path) -> str:
    """What a UTF-8 file holds, byte-order mark and line ends included."""
    return path.read_bytes().decode("utf-8")


def rewrite(folder: Path, changes: Sequence[tuple[Path, str, str]]) -> None:
    """Put what each of some files of a plan folder is to hold in the place of what it held.

    changes: file, before, after. Raises NotWrittenError; nothing is written where one of the files
    holds something else by now.
    """
    if not changes:
        return
    with locked(folder):
        for path, before, _after in changes:
            if not path.is_file() or path.read_bytes() != before.encode():
                raise NotWrittenError(
                    _("{path} was changed by somebody else in the meantime").format(path=path), _("Try again.")
                )
        for path, _before, after in changes:
            replace_file(path, after)


def without_mark(text: str) -> tuple[str, str]:
    """The byte-order mark of a text, if it has one, and the rest."""
    rest = text.removeprefix(_BYTE_ORDER_MARK)
    return text[: len(text) - len(rest)], rest
