"""The text document of a report, opened again."""

import json
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from kumkm_targets.errors import UsageError
from kumkm_targets.reporting.documents.document import Document
from kumkm_targets.reporting.documents.writers import written
from tests.conftest import PLANS, Run

PALEMBANG = "palembang-rpjmd-2013-2018"
REAL = sorted(path.name for path in PLANS.iterdir() if path.is_dir())
FORMS = ("status", "ringkasan", "lkjip")


def opened(run: Run, folder: Path, plan: str, *options: str) -> Any:
    path = folder / "laporan.docx"
    done = run("report", plan, *options, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    return docx.Document(str(path))


def said(run: Run, plan: str, *options: str) -> Any:
    return json.loads(run("report", plan, *options, "-f", "json").out)


@pytest.mark.parametrize("plan", REAL)
@pytest.mark.parametrize("form", FORMS)
def test_every_cell_says_what_the_report_says(run: Run, workspace: Path, plan: str, form: str) -> None:
    word, document = opened(run, workspace, plan, "--form", form), said(run, plan, "--form", form)
    for table, made in zip(document["tables"], word.tables, strict=False):
        depth = max(len(column["heading"]) for column in table["columns"])
        keys = [column["key"] for column in table["columns"]]
        assert [cell.text for cell in made.rows[depth - 1].cells] == [
            column["heading"][-1] for column in table["columns"]
        ]
        for line, row in zip(table["lines"], made.rows[depth:], strict=True):
            texts = [cell.text for cell in row.cells]
            if line["line"] == "band":
                assert set(texts) == {line["text"]}
            elif line["line"] == "row":
                assert texts == [line["cells"].get(key, {"text": ""})["text"] for key in keys]
            elif line["line"] == "total":
                assert texts[0] == line["label"]
                for key, cell in line["cells"].items():
                    assert texts[keys.index(key)] == cell["text"]


def test_the_heading_repeats_on_every_page(run: Run, workspace: Path) -> None:
    word = opened(run, workspace, PALEMBANG, "--form", "lkjip", "--year", "2016")
    rows = word.tables[1].rows
    repeated = [row._tr.xpath("./w:trPr/w:tblHeader") != [] for row in rows]
    assert repeated[:2] == [True, True]
    assert not any(repeated[2:])


@pytest.mark.parametrize(
    ("options", "orientation", "width"),
    [
        (("--form", "lkjip"), WD_ORIENT.LANDSCAPE, Cm(29.7)),
        (("--form", "lkjip", "--paper", "F4"), WD_ORIENT.LANDSCAPE, Cm(33)),
        (("--form", "ringkasan"), WD_ORIENT.PORTRAIT, Cm(21)),
    ],
)
def test_the_paper_is_that_of_the_form(
    run: Run, workspace: Path, options: tuple[str, ...], orientation: Any, width: Any
) -> None:
    section = opened(run, workspace, PALEMBANG, *options).sections[0]
    assert section.orientation == orientation
    assert abs(section.page_width - width) < 1000


@pytest.mark.parametrize(("language", "code"), [("id", "id-ID"), ("en", "en-GB")])
def test_the_language_of_the_words_is_said(run: Run, tmp_path: Path, language: str, code: str, workspace: Path) -> None:
    path = tmp_path / "laporan.docx"
    assert run("report", PALEMBANG, "-o", str(path), lang=language).code == 0
    assert docx.Document(str(path)).core_properties.language == code


def test_the_same_report_is_the_same_bytes(run: Run, workspace: Path) -> None:
    opened(run, workspace, PALEMBANG)
    first = (workspace / "laporan.docx").read_bytes()
    opened(run, workspace, PALEMBANG)
    assert (workspace / "laporan.docx").read_bytes() == first


@pytest.mark.parametrize("name", ["<w:p/>", "=1+1", "[red]", "\u202eRTL", "😀", "x" * 2000, "A\\u0007B", "&amp;"])
def test_a_hostile_name_stays_text(run: Run, workspace: Path, name: str) -> None:
    plan = workspace / PALEMBANG / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("Persentase koperasi aktif", name), encoding="utf-8")
    word = opened(run, workspace, PALEMBANG, "--year", "2016")
    told = said(run, PALEMBANG, "--year", "2016")["tables"][0]["lines"][0]["cells"]["indicator"]["text"]
    assert word.tables[0].rows[1].cells[1].text == told


def test_an_installation_without_the_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if "documents.word" in name]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as raised:
        written(Document("status", ("Judul",), ()), "docx")
    assert raised.value.advice == 'Install what it takes: pip install "kumkm-targets[docx]"'
