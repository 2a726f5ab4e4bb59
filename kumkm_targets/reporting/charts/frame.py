"""Where years and values lie in a picture. Figures are exact until they become a place."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, half_width: float, half_height: float) -> Self:
        """The box with its middle there."""
        return cls(x - half_width, y - half_height, x + half_width, y + half_height)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def overlaps(self, other: "Box") -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies within."""
        return self.left < x < self.right and self.top < y < self.bottom

    def is_within(self, other: "Box") -> bool:
        """Whether all of it lies in `other`."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot: each year has a slot of the same width, values run from `bottom` up in round steps.

    above, below: pixels between the plot's edges and the last and the first number of the axis.
    """

    box: Box
    years: range
    bottom: Fraction
    step: Fraction
    steps: int
    above: float
    below: float

    @property
    def slot(self) -> float:
        """The width of a year."""
        return self.box.width / len(self.years)

    def x(self, year: int) -> float:
        """The middle of the year."""
        return self.box.left + self.slot * (year - self.years.start + 0.5)

    def y(self, value: Fraction) -> float:
        """The height of a value."""
        share = float((value - self.bottom) / (self.step * self.steps))
        return self.box.bottom - self.below - share * (self.box.height - self.above - self.below)

    def ticks(self) -> list[Fraction]:
        """The numbers of the axis, from the lowest."""
        return [self.bottom + self.step * place for place in range(self.steps + 1)]
