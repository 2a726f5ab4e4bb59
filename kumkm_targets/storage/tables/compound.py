"""The compound file that an .xls workbook is kept in: one stream out of it, within bounds ([MS-CFB])."""

import struct
from typing import Final

from kumkm_targets.storage.tables.parts import damaged

_LAST_SECTOR: Final = 0xFFFFFFFA
"""From here on a number means the end of a chain, or something else that is no sector."""
_COUNTS: Final = (40, 44, 64, 72)
"""Where the header says how many sectors the directory and the tables have."""
_ENTRY: Final = 128
_IN_HEADER: Final = 109
"""Sectors of the allocation table that the header itself names."""


def stream(content: bytes, names: tuple[str, ...]) -> bytes:
    """The first stream of any of `names`. Raises UnreadableError where there is none, or the file is damaged."""
    try:
        return _CompoundFile(content).stream(names)
    except (struct.error, LookupError, ValueError) as error:
        raise damaged() from error


class _CompoundFile:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sector, self._small = (1 << power for power in struct.unpack_from("<HH", content, 30))
        if self._sector not in (512, 4096) or self._small != 64:
            raise damaged()
        # The library makes room for as many sectors, and as long streams, as are claimed.
        claimed = (struct.unpack_from("<I", content, at)[0] for at in _COUNTS)
        if any(count > len(content) // self._sector for count in claimed):
            raise damaged()
        self._table = self._allocation_table()
        first_entry, _signature, self._cutoff, first_small = struct.unpack_from("<4I", content, 48)
        self._entries = self._chained(first_entry)
        small_table = self._chained(first_small)
        self._small_table = struct.unpack(f"<{len(small_table) // 4}I", small_table[: len(small_table) // 4 * 4])

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The content of the stream."""
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[at : at + _ENTRY]
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace").casefold()
            start, size = struct.unpack_from("<2I", entry, 116)
            if size > len(self._content):
                raise damaged()
            found.setdefault(name, (start, size))
        for name in names:
            if name.casefold() in found:
                start, size = found[name.casefold()]
                if size >= self._cutoff:
                    return self._chained(start)[:size]
                return self._of_small_sectors(start, self._chained(found["root entry"][0]))[:size]
        raise damaged()

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._content[start : start + self._sector]

    def _allocation_table(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        following, count = struct.unpack_from("<2I", self._content, 68)
        per_sector = self._sector // 4
        for _more in range(min(count, len(self._content) // self._sector)):
            if following >= _LAST_SECTOR:
                break
            numbers = struct.unpack(f"<{per_sector}I", self._at(following))
            sectors += numbers[:-1]
            following = numbers[-1]
        pieces = b"".join(self._at(sector) for sector in sectors if sector < _LAST_SECTOR)
        return struct.unpack(f"<{len(pieces) // 4}I", pieces[: len(pieces) // 4 * 4])

    def _chained(self, sector: int) -> bytes:
        """The content of a chain of sectors; one that is longer than the file runs in a circle."""
        pieces: list[bytes] = []
        while sector < _LAST_SECTOR:
            if len(pieces) * self._sector > len(self._content):
                raise damaged()
            pieces.append(self._at(sector))
            sector = self._table[sector]
        return b"".join(pieces)

    def _of_small_sectors(self, sector: int, container: bytes) -> bytes:
        pieces: list[bytes] = []
        while sector < _LAST_SECTOR:
            if len(pieces) * self._small > len(container):
                raise damaged()
            pieces.append(container[sector * self._small : (sector + 1) * self._small])
            sector = self._small_table[sector]
        return b"".join(pieces)
