"""The apostrophe that keeps a text of a CSV file from being reckoned as a formula by a spreadsheet."""

from typing import Final

FORMULA_SIGNS: Final = tuple("=+-@\t\r\n'＝＋－＠")
"""What a formula begins with; the apostrophe itself is among them, so that none is taken off that was there before."""


def guarded(text: str) -> str:
    """`text` with an apostrophe in front of what would be reckoned."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_SIGNS) else text
