"""How good the news is, in a shape beside the words: bars that grow, and a colour behind them."""

from typing import Final

from kumkm_targets.reporting.documents.document import Cell, Tone
from kumkm_targets.reporting.documents.page.markup import Markup, joined, tag
from kumkm_targets.reporting.words import OUTLOOKS

_STEPS: Final[tuple[Tone, ...]] = ("worst", "poor", "middle", "good", "best")
_SIGNS: Final = tuple(sign for sign, _word in OUTLOOKS.values())


def toned(cell: Cell) -> Markup:
    """The text of a cell; with a tone it becomes a label. A text that begins with a sign needs no other shape."""
    if cell.tone is None:
        return joined(cell.text)
    shape = None if cell.text.startswith(_SIGNS) else bars(cell.tone)
    return tag("span", shape, cell.text, class_=f"tone {cell.tone}")


def bars(tone: Tone) -> Markup:
    """As many of five bars as the tone is good, filled; for eyes alone, the words say it all."""
    filled = _STEPS.index(tone)
    shapes = [
        tag(
            "rect",
            x=4 * place,
            y=9 - 2 * place,
            width=3,
            height=3 + 2 * place,
            class_="on" if place <= filled else "off",
        )
        for place in range(len(_STEPS))
    ]
    return tag("svg", *shapes, class_="bars", viewBox="0 0 19 12", aria_hidden="true", focusable="false")
