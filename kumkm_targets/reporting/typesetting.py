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


def typeset(
    source: str,
    format: Literal["png", "pdf"],  # noqa: A002 - typst's word
    inputs: dict[str, str],
    ppi: float | None = None,
    *,
    is_accessible: bool = False,
    instead: str = ".svg",
) -> bytes:
    """The one page or document that typst makes of `source`. Raises UsageError where typst is not installed.

    inputs: what the source finds in `sys.inputs`. is_accessible: a PDF by PDF/UA-1. instead: what can be asked for
    without typst. Neither fonts nor files of the machine are looked at.
    """
    try:
        import typst
    except ImportError as missing:
        raise UsageError(
            _("pictures in PNG and documents in PDF need typst, which is not installed"),
            _("Install it with {command}, or ask for {ending}.").format(
                command='`pip install "kumkm-targets[pdf]"`', ending=instead
            ),
        ) from missing
    compiler = typst.Compiler(
        source.encode(),
        root=FOLDER,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FOLDER]),
        sys_inputs=inputs,
    )
    standards: list[typst.PDFStandard] = ["ua-1"] if is_accessible else []
    made = compiler.compile(format=format, ppi=ppi, pdf_standards=standards, timestamp=0)
    assert isinstance(made, bytes), "one page"
    return made
