"""Labels beside what they name: none covers a mark or another label, and paths are avoided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kumkm_targets.reporting.charts.frame import Box
from kumkm_targets.reporting.charts.text_width import text_width

LINE: Final = 1.25
"""Lines of text are this many times their size apart."""

_GAP: Final = 3.0
_SIDE: Final = 2.0
_PATH_COST: Final = 2.5
_SCAN: Final = 6.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """Text beside a mark. reach: half the width and height of the mark, which it keeps clear of.

    is_above: where it would rather stand; is_needed: it goes further away rather than being left out.
    """

    role: str
    lines: tuple[str, ...]
    x: float
    y: float
    reach: Point
    size: float
    is_above: bool = True
    is_needed: bool = False
    bold: bool = False

    @property
    def width(self) -> float:
        """Of the longest line, with a little air on both sides."""
        return max(text_width(line, self.size, bold=self.bold) for line in self.lines) + 2 * _SIDE

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.size * LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Placed:
    """A label and its place."""

    label: Label
    box: Box

    @property
    def is_far(self) -> bool:
        """Whether it takes a line to see what it belongs to."""
        label, box = self.label, self.box
        near = Box.around(label.x, label.y, label.reach[0] + 2 * label.size, label.reach[1] + 2 * label.size)
        return not box.overlaps(near)


def placed(labels: Sequence[Label], room: Box, marks: Sequence[Box], paths: Sequence[Point]) -> list[Placed]:
    """The labels that find a place in `room`, the first ones first; those that are needed nearly always do.

    marks: what must stay visible. paths: points along lines, better left free.
    """
    taken = list(marks)
    found: list[Placed] = []
    for label in sorted(labels, key=lambda label: not label.is_needed):
        box = _best(_beside(label, room), room, taken, paths)
        if box is None and label.is_needed:
            box = _best(_anywhere(label, room), room, taken, paths)
        if box is not None:
            taken.append(box)
            found.append(Placed(label, box))
    return found


def _best(boxes: Iterator[Box], room: Box, taken: Sequence[Box], paths: Sequence[Point]) -> Box | None:
    """The earliest free box, unless a later one lies off the paths."""
    best, least = None, 0.0
    for cost, box in enumerate(boxes):
        if best is not None and cost >= least:
            break
        if not box.is_within(room) or any(box.overlaps(other) for other in taken):
            continue
        whole = cost + _PATH_COST * sum(box.holds(x, y) for x, y in paths)
        if best is None or whole < least:
            best, least = box, whole
    return best


def _beside(label: Label, room: Box) -> Iterator[Box]:
    """Above and below, at the sides, at the corners, and where it is needed a line or two further away."""
    width, height, (reach_x, reach_y) = label.width, label.height, label.reach
    ways = (-1, 1) if label.is_above else (1, -1)
    middle = label.x - width / 2
    right, left = label.x + reach_x + _GAP, label.x - reach_x - _GAP - width

    def at(x: float, y: float) -> Box:
        x = min(max(x, room.left), room.right - width)
        return Box(x, y, x + width, y + height)

    def off(way: int, distance: float) -> float:
        return label.y - reach_y - distance - height if way < 0 else label.y + reach_y + distance

    yield from (at(middle, off(way, _GAP)) for way in ways)
    yield from (Box(x, label.y - height / 2, x + width, label.y + height / 2) for x in (right, left))
    for way in ways:
        yield from (at(x, off(way, 0)) for x in (label.x + reach_x, label.x - reach_x - width))
    for lines in (1, 2) if label.is_needed else ():
        yield from (at(middle, off(way, _GAP + lines * label.size)) for way in ways)


def _anywhere(label: Label, room: Box) -> Iterator[Box]:
    """Every place in the room, the nearest first."""
    width, height = label.width, label.height
    places = [
        (room.left + column * _SCAN, room.top + line * _SCAN)
        for column in range(int((room.width - width) / _SCAN) + 1)
        for line in range(int((room.height - height) / _SCAN) + 1)
    ]
    places.sort(key=lambda place: (place[0] + width / 2 - label.x) ** 2 + (place[1] + height / 2 - label.y) ** 2)
    yield from (Box(x, y, x + width, y + height) for x, y in places)
