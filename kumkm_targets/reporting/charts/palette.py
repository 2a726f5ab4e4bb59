"""The colours of pictures, and how a page may choose its own.

After Okabe and Ito, darkened until text in them has a contrast of 4.5 on its paper (WCAG 2.1 AA).
Every series has a shape of its own besides, so that nothing is told by colour alone.
"""

from dataclasses import asdict, dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour for each role. ink: text; muted: what stands back; grid: hairlines; the others: series."""

    paper: str
    ink: str
    muted: str
    grid: str
    target: str
    realised: str
    baseline: str
    projection: str


LIGHT: Final = Palette(
    paper="#ffffff",
    ink="#1b1f24",
    muted="#59636e",
    grid="#dfe3e8",
    target="#b34700",
    realised="#0068a8",
    baseline="#3d4248",
    projection="#0068a8",
)
DARK: Final = Palette(
    paper="#14181d",
    ink="#f0f3f6",
    muted="#a9b3bd",
    grid="#343b43",
    target="#f29b4b",
    realised="#62b8ee",
    baseline="#d3d9df",
    projection="#62b8ee",
)

_FILLED: Final = ("paper", "ink", "muted")
_STROKED: Final = ("grid",)


def stylesheet(palette: Palette, scope: str = "") -> str:
    """Rules that give pictures inside a page these colours, each to be changed by a property `--kt-ROLE`.

    scope: a selector that all of them stand under, such as `[data-theme=dark]`.
    """
    rules = []
    for role, colour in asdict(palette).items():
        value = f"var(--kt-{role},{colour})"
        drawn = "" if role in _STROKED else f"fill:{value};"
        drawn += "" if role in _FILLED else f"stroke:{value};"
        rules.append(f"{scope} .kt-{role}{{{drawn}}}".strip())
    paper = f"var(--kt-paper,{palette.paper})"
    rules += [
        f"{scope} .kt-halo{{stroke:{paper};}}".strip(),
        f"{scope} .kt-hollow{{fill:{paper};}}".strip(),
        f"{scope} .kt-ground{{stroke:var(--kt-muted,{palette.muted});}}".strip(),
    ]
    return "\n".join(rules) + "\n"
