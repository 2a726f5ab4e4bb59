"""A PDF file read back: its words, where they stand, and what it says of itself."""

import ctypes
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

# Where a word may be broken or was, spaces, and hyphens, which pdfium tells by a sign of its own at the end of a line.
_BREAKS = re.compile("[\\s\xad\u200b\ufffe\uffff-]+")


def squeezed(text: str) -> str:
    """`text` without everything that depends on where lines end."""
    return _BREAKS.sub("", text)


@dataclass(frozen=True)
class Box:
    """Where a text stands, in points from the lower left corner of its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than a hair's breadth."""
        if self.page != other.page:
            return False
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0.2 and min(self.top, other.top) - max(self.bottom, other.bottom) > 0.2


class Printed:
    """A file that was made."""

    def __init__(self, content: bytes | Path) -> None:
        self.file = pypdfium2.PdfDocument(content)

    @cached_property
    def pages(self) -> list[str]:
        return [page.get_textpage().get_text_range() for page in self.file]

    @cached_property
    def text(self) -> str:
        """Everything, squeezed."""
        return squeezed("".join(self.pages))

    @property
    def language(self) -> str:
        size = pdfium.FPDFCatalog_GetLanguage(self.file, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFCatalog_GetLanguage(self.file, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    @property
    def is_tagged(self) -> bool:
        return bool(pdfium.FPDFCatalog_IsTagged(self.file))

    def size(self, page: int = 0) -> tuple[int, int]:
        """Width and height in millimetres."""
        width, height = self.file[page].get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)

    def found(self, text: str) -> list[Box]:
        """Where the word stands on one line; a word that is broken is not found."""
        return [box for number, page in enumerate(self.file) for box in _found(page, number, text)]

    def strays(self) -> list[str]:
        """Characters that reach over the edge of their page."""
        stray = []
        for page in self.file:
            width, height = page.get_size()
            words = page.get_textpage()
            for place in range(words.count_chars()):
                left, bottom, right, top = words.get_charbox(place)
                if right > left and (left < 0 or bottom < 0 or right > width or top > height):
                    stray.append(words.get_text_range(place, 1))
        return stray

    def fonts_are_inside(self) -> bool:
        """Whether every text is in a font that the file holds."""
        texts = [
            found
            for page in self.file
            for found in page.get_objects(max_depth=9)
            if found.type == pdfium.FPDF_PAGEOBJ_TEXT
        ]
        fonts = [pdfium.FPDFTextObj_GetFont(text) for text in texts]
        return bool(fonts) and all(pdfium.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def _found(page: pypdfium2.PdfPage, number: int, text: str) -> list[Box]:
    words, boxes = page.get_textpage(), []
    search = words.search(text, match_case=True, match_whole_word=True)
    while (place := search.get_next()) is not None:
        start, count = place
        if words.get_text_range(start, count) == text:
            sides = [words.get_charbox(one) for one in range(start, start + count)]
            lefts, bottoms, rights, tops = zip(*sides, strict=True)
            boxes.append(Box(number, min(lefts), min(bottoms), max(rights), max(tops)))
    return boxes
