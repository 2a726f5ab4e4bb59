"""Elements of SVG: surely escaped, numbers short, every text safe to show."""

import re
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

from kumkm_targets.reporting.charts.text_width import is_measured, text_width
from kumkm_targets.reporting.plain import one_line

# Beside what `plain` takes care of, XML has no place for these two.
_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")
_ANCHORS: Final = {"start": None, "middle": "middle", "end": "end"}


def element(tag: str, *children: Element | None, text: str = "", **attributes: object) -> Element:
    """An element; numbers to a tenth, attributes that are None left out. `stroke_width` is `stroke-width`."""
    made = Element(tag, {_attribute(name): _value(value) for name, value in attributes.items() if value is not None})
    made.text = shown(text) or None
    made.extend(child for child in children if child is not None)
    return made


def group(role: str, colour: str, *children: Element | None, is_text: bool = False) -> Element:
    """A group drawn in the colour of its role, which a page may restyle by the class `kt-ROLE`."""
    return element("g", *children, class_=f"kt-{role}", fill=colour, stroke=None if is_text else colour)


def text_line(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    **attributes: object,
) -> Element:
    """One line of text, its baseline at `y`. What our font lacks is squeezed into the width that was reckoned."""
    safe = shown(text)
    guessed = None if is_measured(safe) else text_width(safe, size, bold=bold)
    return element(
        "text",
        text=safe,
        x=x,
        y=y,
        font_size=size,
        font_weight=700 if bold else None,
        text_anchor=_ANCHORS[anchor],
        textLength=guessed,
        lengthAdjust=None if guessed is None else "spacingAndGlyphs",
        **attributes,
    )


def shown(text: str) -> str:
    """`text` on one line, without anything that XML has no place for."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", one_line(text))


def document(root: Element) -> str:
    """The element as text, one line for each of its children, with a line feed at the end."""
    indent(root, space=" ")
    return tostring(root, encoding="unicode", short_empty_elements=True) + "\n"


def path_of(points: list[tuple[float, float]]) -> str:
    """The points as the data of a path of straight lines."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def number(value: float) -> str:
    """A length or place, to a tenth."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else shown(str(value))
