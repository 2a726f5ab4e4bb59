"""The parts of a workbook, which is a zip archive: unpacked within bounds, and packed anew for the next reader.

What another library is given is exactly what was unpacked and looked at here, so that nothing that an
archive says of itself, true or not, makes it unpack more.
"""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.storage.tables.limits import MAX_PARTS, MAX_RUN, MAX_TAGS, MAX_UNPACKED_BYTES, too_large

_MARKUP: Final = (".xml", ".rels")
_PIECE: Final = 1024 * 1024
_UNNEEDED: Final = ("xl/media/", "xl/drawings/", "xl/theme/", "xl/printerSettings/", "xl/vbaProject.bin", "Pictures/",
                    "Thumbnails/", "docProps/")  # fmt: skip
# Without the first letter, which has two forms: a fixed beginning is found ten times as fast.
_COUNT: Final = re.compile(rb"""ount\s*=\s*["']\s*([0-9][0-9&#;x]*|&#[0-9&#;x]*)""")
_DIGITS: Final = 12

Parts = dict[str, bytes]
"""The content of each part, by its name."""


def unpacked(content: bytes) -> Parts:
    """The parts that a table is made of; pictures and the like are left out. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.startswith(_UNNEEDED)]
            if len(infos) > MAX_PARTS:
                raise too_large(_("it has {count} parts").format(count=len(infos)))
            if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
                raise _bomb()
            left = MAX_UNPACKED_BYTES
            parts: Parts = {}
            for info in infos:
                parts[info.filename] = _part(archive, info, left)
                left -= len(parts[info.filename])
            return parts
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise damaged() from error


def refuse_false_counts(parts: Parts) -> None:
    """Raises UnreadableError for a part that claims to hold more things than it has bytes.

    The library makes room for as many as are claimed, and the process would end there.
    """
    for content in parts.values():
        for found in _COUNT.finditer(content):
            number = found[1]
            if content[found.start() - 1] in b"cC" and (
                b"&" in number or len(number) > _DIGITS or int(number) > len(content)
            ):
                raise damaged()


def refuse_endless(parts: Parts) -> None:
    """Raises UnreadableError for more tags than any table has, or a text that no cell holds.

    Both pack so well that the bytes alone do not tell; and both are counted here before they cost time.
    """
    tags = 0
    for name, content in parts.items():
        if name.endswith(_MARKUP):
            tags += content.count(b"<")
            windows = range(0, len(content) - MAX_RUN // 2, MAX_RUN // 2)
            if tags > MAX_TAGS or any(content.find(b"<", at, at + MAX_RUN // 2) < 0 for at in windows):
                raise beyond_all_tables()


def repacked(parts: Parts) -> BytesIO:
    """The parts as an archive, not compressed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    packed.seek(0)
    return packed


def damaged() -> UnreadableError:
    """The error for what claims to be a workbook and cannot be read as one."""
    return UnreadableError(
        _("this workbook is damaged or protected with a password"),
        _("Open it in the spreadsheet program, save it anew as .xlsx without a password, and import that."),
    )


def beyond_all_tables() -> UnreadableError:
    """The error for what is small as a file and would never end as a table."""
    return too_large(_("unpacked it has more cells or longer texts than any such table"))


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    with archive.open(info) as file:
        pieces = []
        while piece := file.read(_PIECE):
            pieces.append(piece)
            left -= len(piece)
            if left < 0:
                raise _bomb()
        return b"".join(pieces)


def _bomb() -> UnreadableError:
    return too_large(_("unpacked it has more than {size} MB").format(size=MAX_UNPACKED_BYTES // 1024**2))
