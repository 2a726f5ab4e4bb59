"""Texts for the cells of a workbook."""

from typing import Final

LONGEST_TEXT: Final = 32_767
"""Characters that a cell of a workbook holds."""


def cut(text: str) -> str:
    """`text` as far as a cell holds it."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
