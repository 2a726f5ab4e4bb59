"""Reports as PDF: what stands on the paper is what the document says, and it looks as paper should."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kumkm_targets.reporting.documents.document import Cell, Paper, Row
from kumkm_targets.reporting.documents.typeset.pdf import document_pdf
from kumkm_targets.reporting.forms.registry import FORMS
from tests.conftest import PLANS, Run, run_in
from tests.documents.papers import HOSTILE, UNKNOWN, hostile, official, plain_table
from tests.documents.printed import Printed, squeezed

PALEMBANG = "palembang-rpjmd-2013-2018"
REAL = sorted(path.name for path in PLANS.iterdir() if path.is_dir())


@pytest.mark.parametrize("plan", REAL)
def test_every_row_of_every_form_is_on_paper_to_the_digit(run: Run, workspace: Path, plan: str) -> None:
    for form in FORMS:
        told = run("report", plan, "--form", form, "-f", "json", lang="id")
        if told.code == 2:  # a plan without targets has no agreement
            continue
        path = workspace.parent / f"{form}.pdf"
        assert run("report", plan, "--form", form, "-o", str(path), lang="id").code == 0
        printed = Printed(path)
        assert printed.strays() == []
        for text in _texts(json.loads(told.out)):
            assert squeezed(text) in printed.text, (form, text)


def _texts(document: dict[str, Any]) -> Iterator[str]:
    """Whole rows, each of them as the page has it from left to right, and what stands around the tables."""
    yield from document["title"]
    for fact in document["facts"]:
        yield from fact.values()
    for table in document["tables"]:
        keys = [column["key"] for column in table["columns"]]
        yield table["caption"] or ""
        for line in table["lines"]:
            cells = line.get("cells", {})
            label = line.get("label", "") + (line.get("text") or "")
            yield label + "".join(cells[key]["text"] for key in keys if key in cells)


def test_the_file_says_what_it_is(run: Run, workspace: Path) -> None:
    path = workspace.parent / "laporan.pdf"
    assert run("report", PALEMBANG, "--year", "2016", "-o", str(path), lang="id").code == 0
    printed = Printed(path)
    told = printed.file.get_metadata_dict()
    assert told["Title"].startswith("RPJMD Kota Palembang 2013–2018: koperasi, usaha kecil dan menengah – ")
    assert told["Author"] == "Dinas Perindustrian, Perdagangan dan Koperasi Kota Palembang"
    assert told["CreationDate"] == ""
    assert (printed.language, printed.is_tagged, printed.fonts_are_inside()) == ("id", True, True)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in path.read_bytes()
    assert printed.pages[0].rstrip().endswith("halaman 1 dari 1")


def test_pictures_are_told_to_those_who_do_not_see_them(run: Run, workspace: Path) -> None:
    path = workspace.parent / "laporan.pdf"
    run("report", PALEMBANG, "--year", "2016", "-o", str(path), lang="en")
    words = "Persentase koperasi aktif. Unit"
    coded = path.read_bytes()
    assert words.encode() in coded or words.encode("utf-16-be") in coded


def test_the_same_plan_gives_the_same_bytes(workspace: Path) -> None:
    made = []
    for seed in ("1", "2"):
        path = workspace.parent / f"{seed}.pdf"
        done = run_in(workspace.parent, "report", PALEMBANG, "-o", str(path), PYTHONHASHSEED=seed)
        assert done.code == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        (Paper("A4"), (297, 210)),
        (Paper("A4", is_landscape=False), (210, 297)),
        (Paper("F4"), (330, 215)),
        (Paper("F4", is_landscape=False), (215, 330)),
    ],
)
def test_the_sheet_is_the_one_that_was_chosen(paper: Paper, size: tuple[int, int]) -> None:
    printed = Printed(document_pdf(replace(plain_table(3), paper=paper)))
    assert printed.size() == size
    assert len(printed.pages) == 1


def test_the_heading_stands_on_every_page_and_no_row_is_torn() -> None:
    printed = Printed(document_pdf(plain_table(200)))
    assert len(printed.pages) > 5
    for number, page in enumerate(printed.pages, 1):
        assert "NomorIndikatorRealisasi" in squeezed(page)
        assert f"page{number}of{len(printed.pages)}" in squeezed(page)
    for n in range(1, 201):
        (first,), (last,) = printed.found(f"awal{n}"), printed.found(f"akhir{n}")
        assert first.page == last.page, n


def test_a_row_longer_than_a_page_goes_on_on_the_next() -> None:
    document = plain_table(1)
    (table,) = document.tables
    long = Row({"no": Cell("1"), "name": Cell(" ".join(f"kata{n}" for n in range(4000)))})
    printed = Printed(document_pdf(replace(document, blocks=(replace(table, lines=(long,)),))))
    assert len(printed.pages) > 1
    assert printed.strays() == []
    assert all(len(printed.found(f"kata{n}")) == 1 for n in range(0, 4000, 97))


@pytest.mark.parametrize("amount", [0, 6])
def test_forty_columns_stand_beside_each_other_and_no_figure_is_broken(amount: int) -> None:
    document = official(12, years=6, amount=amount)
    (table,) = document.tables
    assert len(table.columns) == 41
    printed = Printed(document_pdf(document))
    assert printed.strays() == []
    boxes = []
    for row in table.rows:
        for column in table.columns[4:-1]:
            found = printed.found(row.cells[column.key].text)
            assert len(found) == 1, row.cells[column.key].text
            boxes += found
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_a_table_that_is_too_wide_goes_on_to_the_right_with_its_first_columns() -> None:
    printed = Printed(document_pdf(official(2, years=6, amount=12)))
    assert "Part1of" in printed.text
    assert len(printed.found("Indikator")) > 1
    assert printed.text.count(squeezed("Faktor penghambat")) == 1
    assert printed.text.count(squeezed("Rata-rata capaian kinerja")) == 1


def test_letters_stay_large_enough_to_be_read() -> None:
    boxes = Printed(document_pdf(official(3, years=6))).found("100")
    assert boxes[0].top - boxes[0].bottom > 5.5 * 0.7


def test_a_band_stands_above_its_first_row_and_a_total_below_the_last() -> None:
    printed = Printed(document_pdf(official(60, years=3)))
    ends = [squeezed(page).partition("EvaluasiTerhadapHasilRPJMD·")[0] for page in printed.pages]
    assert len(ends) > 3
    for n in range(0, 60, 3):
        assert f"Tujuan{n}Program{n}{n + 1}Meningkatnya" in printed.text
        assert not any(end.endswith((f"Tujuan{n}", f"Program{n}")) for end in ends)


def test_signatures_have_a_place_each_side_by_side() -> None:
    printed = Printed(document_pdf(official(3)))
    (left,), (right,) = printed.found("Bappeda"), printed.found("Dinas")[-1:]
    (name,), (nip,) = printed.found("PERTAMA"), printed.found("197001011990031001")
    assert left.page == right.page == name.page == nip.page
    assert left.right < right.left
    assert abs(left.bottom - right.bottom) < 3, "the tail of a p apart"
    assert left.bottom - name.top > 36, "room for a signature"
    assert nip.top < name.bottom


def test_harmful_text_stays_text_and_on_the_page() -> None:
    printed = Printed(document_pdf(hostile()))
    for text in HOSTILE:
        assert squeezed(text) in printed.text, text[:40]
    assert printed.strays() == []
    assert len(printed.pages) < 40


def test_what_the_font_lacks_is_shown_as_its_code() -> None:
    document = replace(plain_table(1), title=("".join(UNKNOWN),))
    assert "".join(UNKNOWN.values()) in Printed(document_pdf(document)).text


def test_a_name_with_foreign_signs_does_not_stop_the_charts(run: Run, workspace: Path) -> None:
    plan = workspace / PALEMBANG / "plan.toml"
    name = 'name = "\N{GRINNING FACE} <b>&amp; \u0627\u0644 #panic()"'
    plan.write_text(
        plan.read_text(encoding="utf-8").replace('name = "Persentase koperasi aktif"', name), encoding="utf-8"
    )
    path = workspace.parent / "laporan.pdf"
    assert run("report", PALEMBANG, "--year", "2016", "-o", str(path)).code == 0
    assert squeezed("\\U0001f600 <b>&amp; \\u0627\\u0644 #panic()") in Printed(path).text


def test_an_empty_table_is_a_page_with_its_heading() -> None:
    document = plain_table(0)
    assert "NomorIndikatorRealisasi" in Printed(document_pdf(document)).text


def test_without_typst_the_command_says_how_to_get_it(workspace: Path) -> None:
    absent = workspace.parent / "absent"
    absent.mkdir()
    (absent / "typst.py").write_text("raise ImportError\n", encoding="utf-8")
    path = workspace.parent / "laporan.pdf"
    folders = f"{absent}:{Path(__file__).parents[2]}"
    done = run_in(workspace.parent, "report", PALEMBANG, "-o", str(path), PYTHONPATH=folders)
    assert (done.code, done.out) == (2, "")
    assert 'pip install "kumkm-targets[pdf]"' in done.err
    assert not path.exists()
