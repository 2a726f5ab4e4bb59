"""What typst sets: pictures and pages, offline, in our font, the same bytes for the same content."""

from typing import Final, Literal

from kumkm_targets.errors import UsageError
from kumkm_targets.fonts import FOLDER
from kumkm_targets.messages import _

_PICTURE: Final = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def svg_as_png(svg: str, scale: float = 2) -> bytes:
    """An SVG as a PNG of `scale` times its pixels. Raises UsageError where typst is not installed."""
    return typeset(_PICTURE, "png", {"svg": svg}, ppi=96 * scale)


def typeset(source: str, format: Literal["png", "pdf"], inputs: dict[str, str], ppi: float | None = None) -> bytes:  # noqa: A002 - typst's word
    """The one page or document that typst makes of `source`. Raises UsageError where typst is not installed.

    inputs: what the source finds in `sys.inputs`. Fonts of the machine are not looked at.
    """
    try:
        import typst
    except ImportError as missing:
        raise UsageError(
            _("pictures in PNG and documents in PDF need typst, which is not installed"),
            _("Install it with {command}, or ask for .svg.").format(command='`pip install "kumkm-targets[pdf]"`'),
        ) from missing
    made = typst.compile(
        source.encode(),
        format=format,
        ppi=ppi,
        sys_inputs=inputs,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FOLDER]),
        timestamp=0,
    )
    assert isinstance(made, bytes), "one page"
    return made
