"""The pictures in the documentation. `python -m tests.doc_pictures` draws them anew."""

from pathlib import Path
from typing import Final

from tests.conftest import ROOT, run_in

FOLDER: Final = ROOT / "docs" / "images"
PICTURES: Final = {
    "grafik-palembang.svg": ("palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah", "--year", "2016"),
    "grafik-maluku-utara.svg": ("malut-rpjmd-2025-2029", "--year", "2026"),
}
"""The files, and what `kumkm chart` is asked for."""


def draw(name: str, path: Path) -> None:
    """Draw the picture as the command does now, in Indonesian."""
    done = run_in(ROOT, "chart", *PICTURES[name], "-o", str(path), lang="id")
    assert done.code == 0, done.err


if __name__ == "__main__":
    for each in PICTURES:
        draw(each, FOLDER / each)
