"""What every picture begins with: its size, its paper, and what it is for those who do not see it."""

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from kumkm_targets.evaluation.course import Course
from kumkm_targets.fonts import FAMILY
from kumkm_targets.reporting.charts.palette import Palette
from kumkm_targets.reporting.charts.svg import element

_SVG: Final = "http://www.w3.org/2000/svg"
_FONTS: Final = f"{FAMILY}, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: float
    height: float


def picture(
    size: Size, name: str, title: str, words: str, palette: Palette, *children: Element, role: str = "img"
) -> Element:
    """The root of an SVG. name: unique in a page; title and words are what assistive technology reads.

    role: `group` where the picture is made of others that are read one by one.
    """
    return element(
        "svg",
        *spoken(name, title, words),
        element("rect", class_="kt-paper", width=size.width, height=size.height, fill=palette.paper),
        *children,
        xmlns=_SVG,
        id=name,
        class_="kt-chart",
        viewBox=f"0 0 {size.width:g} {size.height:g}",
        width=size.width,
        height=size.height,
        font_family=_FONTS,
        role=role,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def spoken(name: str, title: str, words: str) -> tuple[Element, Element]:
    """Title and description, whole however much of them the picture has room for."""
    return element("title", text=title, id=f"{name}-title"), element("desc", text=words, id=f"{name}-desc")


def name_of_picture(kind: str, course: Course) -> str:
    """An id for the picture of a course, unique in a page with one picture of each kind per indicator."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", f"{kind}-{course.plan.id}-{course.row.id}")
