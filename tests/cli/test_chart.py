"""`kumkm chart` as its user runs it."""

import struct
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT, Run, run_in

PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
RAKORTEK, RATIO = "kalteng-rakortek-2025", "rasio_kewirausahaan"


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_one_indicator_is_drawn_large(run: Run, tmp_path: Path) -> None:
    done = run("chart", RAKORTEK, RATIO, "-o", "gambar.svg", lang="id")
    assert (done.code, done.out, done.err) == (0, "", "Ditulis: gambar.svg\n")
    root = ElementTree.parse(tmp_path / "gambar.svg").getroot()
    assert root.get("id") == f"chart-{RAKORTEK}-{RATIO}"
    assert root.findtext(f"{SVG}title") == "Rasio kewirausahaan"


def test_a_plan_is_drawn_on_one_sheet_with_every_indicator(run: Run, tmp_path: Path) -> None:
    assert run("chart", RAKORTEK, "-o", "semua.svg").code == 0
    root = ElementTree.parse(tmp_path / "semua.svg").getroot()
    assert len([found for found in root if found.get("role") == "img"]) == 8


def test_a_picture_of_dots_is_the_same_bytes_each_time_at_twice_the_size(run: Run, tmp_path: Path) -> None:
    for name in ("a.png", "b.PNG"):
        assert run("chart", RAKORTEK, RATIO, "-o", name).code == 0
    first, second = ((tmp_path / name).read_bytes() for name in ("a.png", "b.PNG"))
    assert first == second
    assert size_of(first) == (1520, 920)


def test_an_earlier_year_is_drawn_as_it_stood(run: Run, tmp_path: Path) -> None:
    plan, indicator = "palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah"
    for year in ("2015", "2016"):
        assert run("chart", plan, indicator, "--year", year, "-o", f"{year}.svg").code == 0
    then, later = ((tmp_path / f"{year}.svg").read_text(encoding="utf-8") for year in (2015, 2016))
    assert "17,46" in later
    assert "17,46" not in then


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([RAKORTEK], "-o is missing"),
        ([RAKORTEK, "-o", "x.bmp"], "a picture is not written as .bmp"),
        ([RAKORTEK, "-o", "x"], "a picture is not written as “x”"),
        ([RAKORTEK, "rasio", "-o", "x.svg"], "has no indicator “rasio”"),
        ([RAKORTEK, RATIO, "--year", "1999", "-o", "x.svg"], "1999 lies outside"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(run: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("chart", *arguments)
    assert done.code == 2
    assert words in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans"]


def test_a_picture_that_cannot_be_written_is_exit_5(run: Run) -> None:
    done = run("chart", RAKORTEK, RATIO, "-o", "nowhere/x.svg")
    assert (done.code, done.out) == (5, "")


def test_without_typst_dots_are_refused_and_lines_are_drawn(workspace: Path, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "typst.py").write_text("raise ImportError\n", encoding="utf-8")
    path = {"PYTHONPATH": f"{absent}{';' if sys.platform == 'win32' else ':'}{ROOT}"}
    refused = run_in(workspace.parent, "chart", RAKORTEK, RATIO, "-o", "x.png", **path)
    assert refused.code == 2
    assert 'pip install "kumkm-targets[pdf]"' in refused.err
    assert not (tmp_path / "x.png").exists()
    assert run_in(workspace.parent, "chart", RAKORTEK, RATIO, "-o", "x.svg", **path).code == 0
