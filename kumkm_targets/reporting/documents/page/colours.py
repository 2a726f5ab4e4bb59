"""The colours of a page, light and dark: each pair that stands together has the contrast of WCAG 2.1 AA."""

from dataclasses import asdict, dataclass
from typing import Final

from kumkm_targets.reporting.charts.palette import DARK as DARK_PICTURES
from kumkm_targets.reporting.charts.palette import LIGHT as LIGHT_PICTURES
from kumkm_targets.reporting.charts.palette import Palette
from kumkm_targets.reporting.documents.document import Tone


@dataclass(frozen=True, slots=True)
class Colours:
    """ground: of the page; paper: of tables, cards and pictures; head: of headings of tables; line: between cells.

    ink, muted, link: text on any of the three. edge: of what can be typed into or pressed.
    """

    ground: str
    paper: str
    head: str
    line: str
    ink: str
    muted: str
    link: str
    edge: str


LIGHT: Final = Colours(
    ground="#f3f5f7",
    paper=LIGHT_PICTURES.paper,
    head="#e6ebf0",
    line="#d3d9df",
    ink=LIGHT_PICTURES.ink,
    muted="#525c66",
    link="#004f8c",
    edge="#6b7682",
)
DARK: Final = Colours(
    ground="#0c0f13",
    paper=DARK_PICTURES.paper,
    head="#222932",
    line="#39424c",
    ink=DARK_PICTURES.ink,
    muted=DARK_PICTURES.muted,
    link="#8cc8ff",
    edge="#8994a0",
)

LIGHT_TONES: Final[dict[Tone, tuple[str, str]]] = {
    "best": ("#0b5226", "#d9f2e1"),
    "good": ("#2b5300", "#e8f3d3"),
    "middle": ("#6b4200", "#fdf0c9"),
    "poor": ("#8a3300", "#fde6d8"),
    "worst": ("#8f1022", "#fbdfe2"),
}
"""Text and what is behind it."""
DARK_TONES: Final[dict[Tone, tuple[str, str]]] = {
    "best": ("#8fe3ac", "#0f3a20"),
    "good": ("#c0e28b", "#2a3a10"),
    "middle": ("#ffd479", "#463307"),
    "poor": ("#ffb48a", "#4d2610"),
    "worst": ("#ffa6ae", "#52161e"),
}


def properties() -> str:
    """The rules that set every colour as a property: light, and dark on a screen that asks for it."""
    light, dark = _set(LIGHT, LIGHT_TONES, LIGHT_PICTURES), _set(DARK, DARK_TONES, DARK_PICTURES)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}\n"
    )


def _set(colours: Colours, tones: dict[Tone, tuple[str, str]], pictures: Palette) -> str:
    found = {f"--{name}": colour for name, colour in asdict(colours).items()}
    found |= {f"--kt-{role}": colour for role, colour in asdict(pictures).items()}
    for tone, (text, behind) in tones.items():
        found |= {f"--{tone}": text, f"--{tone}-behind": behind}
    return "".join(f"{name}:{value};" for name, value in found.items())
