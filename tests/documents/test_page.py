"""The page of a report, read back: its figures, its texts, its colours, and what it must not do."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kumkm_targets.reporting.documents.document import (
    Band,
    Cell,
    Column,
    Document,
    Paper,
    Remark,
    Row,
    Signature,
    Table,
    Total,
)
from kumkm_targets.reporting.documents.page.colours import DARK, DARK_TONES, LIGHT, LIGHT_TONES, Colours
from kumkm_targets.reporting.documents.page.markup import Markup, joined, tag
from kumkm_targets.reporting.documents.page.page import document_page
from kumkm_targets.reporting.forms.registry import FORMS
from tests.conftest import PLANS, Run
from tests.documents.dom import Node, read_page

PALEMBANG = "palembang-rpjmd-2013-2018"
REAL = sorted(path.name for path in PLANS.iterdir() if path.is_dir())


def page_of(run: Run, plan: str, *options: str, lang: str = "en") -> Node:
    done = run("report", plan, *options, "-f", "html", lang=lang)
    assert (done.code, done.err) == (0, "")
    return read_page(done.out)


def lines_of(table: Node) -> list[Node]:
    return [line for body in table.all("tbody") for line in body.all("tr")]


def said(line: dict[str, Any], keys: list[str]) -> Iterator[tuple[str, str | None]]:
    """Text and figure of each cell of a line, as the JSON of the document has them."""
    cells = line.get("cells", {})
    if line["line"] == "row":
        for key in keys:
            cell = cells.get(key, {"text": "", "figure": None})
            yield cell["text"], cell["figure"]
    elif line["line"] == "total":
        first = min(keys.index(key) for key in cells)
        if first:
            yield line["label"], None
        for key in keys[first:]:
            cell = cells.get(key, {"text": "", "figure": None})
            yield cell["text"], cell["figure"]
    elif line["line"] == "band":
        yield line["text"], None
    else:
        yield f"{line['label']}:" + (f" {line['text']}" if line["text"] else ""), None


@pytest.mark.parametrize("plan", REAL)
@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_text_and_figure_is_that_of_the_document(run: Run, plan: str, form: str) -> None:
    made = run("report", plan, "--form", form, "-f", "json")
    if made.code:
        assert run("report", plan, "--form", form, "-f", "html").code == made.code
        return
    document, page = json.loads(made.out), page_of(run, plan, "--form", form)
    tables = list(page.all("table"))
    assert len(tables) == len(document["tables"])
    for table, told in zip(tables, document["tables"], strict=True):
        keys = [column["key"] for column in told["columns"]]
        lines = lines_of(table)
        assert len(lines) == len(told["lines"])
        for line, known in zip(lines, told["lines"], strict=True):
            found = [(cell.text, cell.attributes.get("data-value")) for cell in line.nodes]
            assert found == list(said(known, keys))
        headings = [column["heading"][-1] for column in told["columns"]]
        own = {
            int(cell.attributes["data-column"] or 0): cell.text
            for cell in table.all("th")
            if "data-column" in cell.attributes
        }
        assert [own[place] for place in range(len(keys))] == headings
    text = page.text
    for label, words in [*((one["label"], one["text"]) for one in document["facts"] + document["provenance"])]:
        assert label in text
        assert words in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_says_its_language_and_its_title(run: Run, language: str) -> None:
    page = page_of(run, PALEMBANG, "--year", "2016", lang=language)
    [root] = page.all("html")
    assert root.attributes["lang"] == language
    [heading] = page.all("h1")
    title = next(page.all("title"))
    assert heading.text == "RPJMD Kota Palembang 2013–2018: koperasi, usaha kecil dan menengah"
    assert title.text.startswith(heading.text)


def test_the_same_report_is_the_same_bytes(run: Run) -> None:
    asked = ("report", PALEMBANG, "--form", "ringkasan", "-f", "html")
    assert run(*asked).out == run(*asked).out


def test_nothing_is_loaded_and_only_what_is_written_there_has_an_effect(run: Run) -> None:
    page = page_of(run, PALEMBANG, "--year", "2016")
    [policy] = (
        meta.attributes["content"] or "" for meta in page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    )
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        [element] = page.all(name)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert not re.search(r"url\(|@import|fetch|XMLHttp|innerHTML|eval", element.text)
    for node in every(page):
        assert not {"src", "style", "srcset"} & set(node.attributes), node.tag
        assert not [key for key in node.attributes if key.startswith("on")]
        assert node.tag not in {"link", "img", "iframe", "object", "base", "form"}
    assert {node.attributes["href"] for node in every(page) if "href" in node.attributes} == {"#content"}


def every(node: Node) -> Iterator[Node]:
    for child in node.nodes:
        yield child
        yield from every(child)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_name_stands_once_and_every_reference_leads_to_one(run: Run, form: str) -> None:
    page = page_of(run, PALEMBANG, "--year", "2016", "--form", form)
    names = [name for node in every(page) if (name := node.attributes.get("id"))]
    assert len(names) == len(set(names))
    for node in every(page):
        for key in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert (node.attributes.get(key) or names[0]) in names


def test_a_chart_says_in_words_what_it_shows(run: Run) -> None:
    page = page_of(run, PALEMBANG, "--year", "2016")
    charts = list(page.all("svg", class_="kt-chart"))
    assert len(charts) == 3
    for chart in charts:
        assert chart.attributes["role"] == "img"
        title, words = chart.nodes[:2]
        assert (title.tag, words.tag) == ("title", "desc")
        assert "Realised 2015: " in words.text
    captions = [caption.text for caption in page.all("figcaption")]
    assert "2016: target 26% · realised 17,46% · achievement 67,15% (Sedang)" in captions[2]


def test_tones_have_a_shape_beside_their_words(run: Run) -> None:
    page = page_of(run, PALEMBANG, "--year", "2016", "--form", "ringkasan")
    [middle] = page.all("span", class_="middle")
    assert middle.text == "Sedang"
    bars = [bar.attributes["class"] for bar in middle.all("rect")]
    assert bars == ["on", "on", "on", "off", "off"]
    [behind] = page.all("span", class_="poor")
    assert (behind.text, behind.nodes) == ("▼ behind", [])


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "=HYPERLINK('http://x')",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; ]]> <!-- -->",
    "\u202eRTL \u05e9\u05dc\u05d5\u05dd",
    "😀" * 50,
    "x" * 2000,
    "A\\u0007B",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(run: Run, workspace: Path, name: str) -> None:
    plan = workspace / PALEMBANG / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    for honest in ("Persentase koperasi aktif", "RPJMD Kota Palembang 2013–2018: koperasi, usaha kecil dan menengah"):
        assert honest in text
        text = text.replace(honest, name.replace('"', "'"))
    plan.write_text(text, encoding="utf-8")
    options = ("--year", "2016")
    page, usual = page_of(run, PALEMBANG, *options), {"script": 1, "style": 1, "img": 0, "b": None}
    told = json.loads(run("report", PALEMBANG, *options, "-f", "json").out)
    shown = told["tables"][0]["lines"][0]["cells"]["indicator"]["text"]
    [table] = page.all("table")
    assert lines_of(table)[0].nodes[1].text == shown
    [heading] = page.all("h1")
    assert heading.text == told["title"][0]
    for kind, count in usual.items():
        assert count is None or len(list(page.all(kind))) == count


def wide_document() -> Document:
    """A form like those of Permendagri 86/2017: 41 columns under merged headings, numbered."""
    years = tuple(
        Column(f"{kind}{year}", (f"Realisasi {year}", kind), 0.8, "right", f"({year})")
        for year in range(2013, 2026)
        for kind in ("K", "Rp", "%")
    )
    columns = (
        Column("no", ("No",), 0.4, "right", "(1)"),
        Column("indicator", ("Indikator",), 3.0, "left", "(2)"),
        *years,
    )
    cells = {column.key: Cell("1.234.567,89") for column in years}
    lines = (
        Band("Urusan koperasi"),
        *(Row({"no": Cell(str(n)), "indicator": Cell(f"Indikator {n}"), **cells}, f"i{n}") for n in range(1, 9)),
        Total("Rata-rata", {"K2013": Cell("1")}),
        Remark("Faktor pendorong", "Dukungan anggaran"),
        Remark("Tindak lanjut"),
    )
    return Document(
        "rpjmd",
        ("Evaluasi RPJMD", "Provinsi"),
        (Table(columns, lines),),
        number="Formulir E.58",
        place_date="Palangka Raya, 31 Maret 2026",
        signatures=(Signature("Kepala Bappeda", "NAMA", "123"), Signature("Kepala Dinas")),
        paper=Paper("F4"),
    )


def test_a_wide_form_keeps_its_merged_headings_and_fits_its_sheet() -> None:
    page = read_page(document_page(wide_document()))
    [table] = page.all("table")
    assert table.attributes["class"] == "wide"
    [head] = table.all("thead")
    first, second, numbers = head.nodes
    assert [cell.attributes.get("colspan") for cell in first.nodes] == [None, None, *["3"] * 13]
    assert [cell.attributes.get("rowspan") for cell in first.nodes[:3]] == ["2", "2", None]
    assert len(second.nodes) == 39
    assert sum(int(cell.attributes.get("colspan") or 1) for cell in numbers.nodes) == 41
    assert [body.attributes["class"] for body in table.all("tbody")] == ["rows", "below", "below", "below"]
    [style] = page.all("style")
    assert "@page{size:330mm 215mm;" in style.text
    widths = [float(found) for found in re.findall(r"#t1 col:nth-child\(\d+\)\{width:([\d.]+)%\}", style.text)]
    assert len(widths) == 41
    assert sum(widths) == pytest.approx(100, abs=0.3)
    assert [line.text for line in page.all("tr", class_="remark")] == [
        "Faktor pendorong: Dukungan anggaran",
        "Tindak lanjut:",
    ]
    [section] = page.all("section", class_="signatures")
    assert "Palangka Raya, 31 Maret 2026Kepala Dinas" in section.text


def test_what_is_no_markup_is_escaped() -> None:
    assert tag("p", "<b>", tag("b", "&"), None, title='"<', hidden=False, data_x=1) == (
        '<p title="&quot;&lt;" data-x="1">&lt;b&gt;<b>&amp;</b></p>'
    )
    assert joined("<", Markup("<br>"), "") == "&lt;<br>"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.1 reckons it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("colours", "tones"), [(LIGHT, LIGHT_TONES), (DARK, DARK_TONES)], ids=["light", "dark"])
def test_all_that_is_read_stands_out_as_wcag_asks(colours: Colours, tones: dict[str, tuple[str, str]]) -> None:
    known = asdict(colours)
    grounds = [known[name] for name in ("ground", "paper", "head")]
    for name, ground in product(("ink", "muted", "link"), grounds):
        assert contrast(known[name], ground) >= 4.5, (name, ground)
    for ground in grounds:
        assert contrast(colours.edge, ground) >= 3, ground
    for tone, (text, behind) in tones.items():
        assert contrast(text, behind) >= 4.5, tone
        assert contrast(text, colours.paper) >= 3, tone
