"""How wide a text is drawn, and how it is cut to fit."""

from typing import Final

from kumkm_targets.reporting.charts.glyph_widths import BOLD, REGULAR

ELLIPSIS: Final = "…"
_UNKNOWN: Final = 1300
"""For characters that our font lacks: as wide as an emoji."""

_WIDTHS: Final = {
    is_bold: {character: width for width, characters in table.items() for character in characters}
    for is_bold, table in ((False, REGULAR), (True, BOLD))
}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in the unit of `size`; kerning left out, which narrows it a little."""
    widths = _WIDTHS[bold]
    return sum(widths.get(character, _UNKNOWN) for character in text) * size / 1000


def is_measured(text: str) -> bool:
    """Whether our font has every character of it, so that its width is known and not guessed."""
    return all(character in _WIDTHS[False] for character in text)


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits, followed by an ellipsis; empty where not even that fits."""
    if text_width(text, size, bold=bold) <= width:
        return text
    left = width - text_width(ELLIPSIS, size, bold=bold)
    kept = 0
    for character in text:
        left -= text_width(character, size, bold=bold)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS if kept else ""


def wrapped(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """The text on at most `most` lines, broken between words; the last one is shortened where it goes on."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = len(words)
        while taken > 1 and text_width(" ".join(words[:taken]), size, bold=bold) > width:
            taken -= 1
        lines.append(shortened(" ".join(words[:taken]), width, size, bold=bold))
        words = words[taken:]
    return [*lines, shortened(" ".join(words), width, size, bold=bold)] if words else lines
