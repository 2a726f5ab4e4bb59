"""The frame of a plot: round numbers at the left, years below, and whether the axis begins at zero."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from kumkm_targets.figures.exact import EXACT, decimals_of
from kumkm_targets.figures.units import Unit
from kumkm_targets.reporting.charts.figures import Figure
from kumkm_targets.reporting.charts.frame import Box, Frame
from kumkm_targets.reporting.charts.palette import Palette
from kumkm_targets.reporting.charts.svg import element, group, path_of, text_line
from kumkm_targets.reporting.charts.text_width import text_width
from kumkm_targets.reporting.indicator.points import axis_number
from kumkm_targets.reporting.round_steps import exact_of, round_steps

_LINE_HEIGHT: Final = 34
"""Pixels that a step of the axis takes at the least."""

_NEAR_ZERO: Final = Fraction(1, 2)
"""The axis begins at zero where the lowest figure is no more than this share of the highest, or where all are equal."""

_EVERY: Final = (1, 2, 5, 10, 20, 50, 100)
_GAP: Final = 8.0
_ABOVE: Final = 3.2
_MOST_ABOVE: Final = 0.2
"""Room for labels above the highest number, in sizes of the text, but no more than this share; half of it below."""


def frame_in(room: Box, years: range, figures: Sequence[Figure], measure: Unit, size: float) -> Frame:
    """The plot within `room`, which also takes the numbers and years of its axes, written in `size`."""
    values = [bound for figure in figures for bound in (figure.low, figure.high)] or [Fraction(0)]
    low, high = min(values), max(values)
    if low == high or 0 < low <= high * _NEAR_ZERO or low * _NEAR_ZERO <= high < 0:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    most = max(2, int((room.height - 3 * size) / _LINE_HEIGHT))
    bottom, step, steps = round_steps(low, high, most, is_whole=measure.is_integral)
    above = min(size * _ABOVE, room.height * _MOST_ABOVE)
    frame = Frame(room, years, bottom, step, steps, above, below=above / 2 if bottom else 0)
    margin = max(text_width(text, size) for text in _numbers(frame, measure)) + _GAP
    return replace(frame, box=Box(room.left + margin, room.top, room.right, room.bottom - 2 * size))


def is_cut(frame: Frame) -> bool:
    """Whether zero lies outside the axis."""
    return frame.bottom > 0 or frame.ticks()[-1] < 0


def axes(frame: Frame, measure: Unit, palette: Palette, size: float) -> list[Element]:
    """Hairlines with their numbers, the ground, and the years."""
    box, ticks = frame.box, frame.ticks()
    lines = [
        element("path", d=path_of([(box.left, frame.y(tick)), (box.right, frame.y(tick))]), fill="none", stroke_width=1)
        for tick in ticks
    ]
    ground = frame.y(Fraction(0)) if not is_cut(frame) else box.bottom
    numbers = [
        text_line(text, box.left - _GAP, frame.y(tick) + size * 0.36, size, anchor="end")
        for tick, text in zip(ticks, _numbers(frame, measure), strict=True)
    ]
    return [
        element("g", *lines, class_="kt-grid", stroke=palette.grid),
        element(
            "path",
            class_="kt-ground",
            d=path_of([(box.left, ground), (box.right, ground)]),
            fill="none",
            stroke=palette.muted,
            stroke_width=1,
        ),
        group("muted", palette.muted, *numbers, *_years(frame, size), is_text=True),
    ]


def _numbers(frame: Frame, measure: Unit) -> list[str]:
    decimals = decimals_of(EXACT.normalize(exact_of(frame.step)))
    return [axis_number(exact_of(tick), decimals, measure) for tick in frame.ticks()]


def _years(frame: Frame, size: float) -> list[Element]:
    """As many years as there is room for; the last one is always there."""
    room = text_width("2000", size) + _GAP
    every = next((few for few in _EVERY if few * frame.slot >= room), _EVERY[-1])
    last = frame.years[-1]
    y = frame.box.bottom + size * 1.5
    shown = [year for year in frame.years if (last - year) % every == 0]
    return [text_line(str(year), frame.x(year), y, size, anchor="middle") for year in shown]
