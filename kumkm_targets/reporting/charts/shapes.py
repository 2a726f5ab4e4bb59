"""The shapes of figures: a bar for a target, a box for a range, a disc, a ring, a diamond or a square for a figure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final
from xml.etree.ElementTree import Element

from kumkm_targets.reporting.charts.figures import Figure, name_of
from kumkm_targets.reporting.charts.frame import Frame
from kumkm_targets.reporting.charts.palette import Palette
from kumkm_targets.reporting.charts.svg import element, path_of

_BAR: Final = 17.0
_DISC: Final = 4.5
_RING: Final = 4.5
_SQUARE: Final = 4.0
_DIAMOND: Final = 6.0
_STROKE: Final = 3.0


def reach(figure: Figure, frame: Frame, scale: float) -> tuple[float, float]:
    """Half the width and half the height of a figure's mark."""
    if figure.kind == "target":
        return _half_bar(frame, scale), _STROKE * scale / 2
    half = {"baseline": _SQUARE, "realised": _DISC, "partial": _DIAMOND, "projection": _RING}[figure.kind] * scale
    return half, half


def target_lines(targets: Sequence[Figure], frame: Frame, scale: float) -> list[Element]:
    """A bar for each year, a box where the target is a range, joined by a dotted line from year to year."""
    half, found = _half_bar(frame, scale), []
    for before, after in pairwise(targets):
        if after.year - before.year == 1:
            for start, end in dict.fromkeys(((before.low, after.low), (before.high, after.high))):
                points = [(frame.x(before.year) + half, frame.y(start)), (frame.x(after.year) - half, frame.y(end))]
                found.append(
                    element("path", d=path_of(points), fill="none", stroke_width=scale, stroke_dasharray="1 3")
                )
    for one in targets:
        low, high, left = frame.y(one.low), frame.y(one.high), frame.x(one.year) - half
        shapes = [
            element("path", d=path_of([(left, y), (left + 2 * half, y)]), fill="none", stroke_width=_STROKE * scale)
            for y in dict.fromkeys((high, low))
        ]
        if low != high:
            shapes.append(
                element("rect", x=left, y=high, width=2 * half, height=low - high, stroke="none", fill_opacity="0.16")
            )
        found.append(element("g", _title(one), *shapes))
    return found


def mark(one: Figure, frame: Frame, scale: float, palette: Palette) -> Element:
    """The mark of a figure: what is not certain is hollow."""
    x, y = frame.x(one.year), frame.y(one.low)
    hollow: dict[str, Any] = {"class_": "kt-hollow", "fill": palette.paper, "stroke_width": 1.8 * scale}
    if one.kind == "realised":
        return element("circle", _title(one), cx=x, cy=y, r=_DISC * scale, stroke="none")
    if one.kind == "projection":
        return element("circle", _title(one), cx=x, cy=y, r=(_RING - 0.9) * scale, **hollow)
    if one.kind == "partial":
        half = (_DIAMOND - 1) * scale
        data = f"{path_of([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])}Z"
        return element("path", _title(one), d=data, **hollow)
    half = _SQUARE * scale
    return element("rect", _title(one), x=x - half, y=y - half, width=2 * half, height=2 * half, stroke="none")


def _half_bar(frame: Frame, scale: float) -> float:
    return min(_BAR * scale, frame.slot * 0.36)


def _title(one: Figure) -> Element:
    """What a pointer resting on the mark is told."""
    return element("title", text=f"{one.year}: {name_of(one.kind)} {one.text}")
