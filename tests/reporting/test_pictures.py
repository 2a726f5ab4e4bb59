"""The pictures of courses: whole, and what they must never do."""

import re
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from kumkm_targets.evaluation.course import Course
from kumkm_targets.fonts import FOLDER
from kumkm_targets.messages import use_language
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.reporting.charts.figures import course_figures, outlook_words
from kumkm_targets.reporting.charts.glyph_widths import BOLD, REGULAR
from kumkm_targets.reporting.charts.indicator_chart import LARGE, indicator_chart
from kumkm_targets.reporting.charts.palette import DARK, LIGHT, Palette, stylesheet
from kumkm_targets.reporting.charts.picture import Size
from kumkm_targets.reporting.charts.small_multiples import small_multiples
from kumkm_targets.reporting.charts.sparkline import sparkline
from kumkm_targets.reporting.charts.text_width import shortened, text_width, wrapped
from kumkm_targets.reporting.indicator.points import course_points, course_targets
from kumkm_targets.reporting.plain import one_line
from tests.conftest import PLANS, ROOT
from tests.reporting.checked_plans import HOSTILE
from tests.reporting.pictures import SVG, course_of, courses_of, paper, small, texts, titles

Expect = Callable[[str, str], None]

CORPUS = ROOT / "tests" / "corpus" / "good"
PICTURES = {
    "palembang": (PLANS / "palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah"),
    "amended": (CORPUS / "sulteng-renstra-2025-2029", "rasio_kewirausahaan"),
    "twenty-years": (CORPUS / "kota-bandung-rpjpd-2025-2045", "gini"),
    "sum": (CORPUS / "jatim-rakortek-2025", "pelatihan"),
}
SHIPPED = sorted(path for path in PLANS.iterdir() if path.is_dir())
SMALL = Size(360, 260)
UNITS = {"%": (-(10**4), 10**4, 2), "Rp": (0, 10**15, 0), "orang": (0, 10**9, 0), "indeks": (-5000, 5000, 3)}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300) | st.sampled_from(
    [HOSTILE.replace("\ud800", ""), "Kata " * 400, "W" * 2000, "شركة 合作社 😀"]
)


@st.composite
def drawn_courses(draw: st.DrawFn) -> Course:
    """A course of up to twenty years with gaps, ranges, figures that are not final, and none at all."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    low, high, decimals = UNITS[unit]
    values = st.integers(low, high).map(lambda whole: str(Decimal(whole).scaleb(-decimals)))
    start = draw(st.integers(2000, 2030))
    period = range(start, start + draw(st.integers(1, 20)))
    of_years = st.sampled_from(period)
    bands = st.tuples(values, values).map(
        lambda ends: dict(zip(("min", "max"), sorted(ends, key=Decimal), strict=True))
    )
    fields: dict[str, object] = {
        "unit": unit,
        "better": draw(st.sampled_from(["higher", "lower"])),
        "targets": draw(st.dictionaries(of_years, values | bands, max_size=20)),
        "over_time": draw(st.sampled_from(["latest", "sum", "average"])),
    }
    if draw(st.booleans()):
        fields["baseline"] = {"year": start - draw(st.integers(1, 3)), "value": draw(values)}
    status = st.sampled_from(["preliminary", "final", "estimate"])
    figures = draw(st.dictionaries(of_years, st.tuples(values, status), max_size=20))
    entries: dict[int, str | RealisedFigure] = {
        year: RealisedFigure(value=Decimal(value), status=told, source="Laporan " * 40)
        for year, (value, told) in figures.items()
    }
    return small(fields, entries, start=period.start, end=period[-1])


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def assert_nothing_collides(svg: str) -> None:
    found, sheet = list(texts(svg)), paper(svg)
    assert [text for text, box in found if not box.is_within(sheet)] == []
    assert [(one, other) for (one, a), (other, b) in combinations(found, 2) if a.overlaps(b)] == []


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_of_an_indicator(expect: Expect, name: str) -> None:
    use_language("id")
    expect(f"picture-{name}.svg", indicator_chart(course_of(*PICTURES[name])))


def test_the_picture_of_a_plan(expect: Expect) -> None:
    use_language("id")
    expect("picture-plan.svg", small_multiples(courses_of(PLANS / "kalteng-rakortek-2025")))


def test_the_picture_in_a_cell(expect: Expect) -> None:
    use_language("id")
    expect("picture-cell.svg", sparkline(course_of(*PICTURES["palembang"])))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_nothing_collides_in_the_pictures_of_the_shipped_plans(folder: object) -> None:
    courses = courses_of(PLANS / str(folder))
    for one in courses:
        assert_nothing_collides(indicator_chart(one))
    assert_nothing_collides(small_multiples(courses))


@settings(max_examples=150)
@given(found=drawn_courses(), size=st.sampled_from([LARGE, SMALL, Size(1200, 300)]))
def test_no_text_covers_another_or_leaves_the_picture(found: Course, size: Size) -> None:
    assert_nothing_collides(indicator_chart(found, size))


@given(found=drawn_courses())
def test_the_last_figure_of_each_kind_is_labelled(found: Course) -> None:
    shown = [text for text, _box in texts(indicator_chart(found))]
    last = {one.kind: one.text for one in course_figures(found)}
    assert [text for text in last.values() if not any(label.endswith(text) for label in shown)] == []


@given(found=drawn_courses())
def test_the_numbers_at_the_axis_differ_and_are_a_step_apart(found: Course) -> None:
    root = ElementTree.fromstring(indicator_chart(found))
    axis = [text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    assert len({text.text for text in axis}) == len(axis) >= 2
    steps = [float(one.attrib["y"]) - float(other.attrib["y"]) for one, other in pairwise(axis)]
    assert max(steps) - min(steps) < 0.3


@given(found=drawn_courses())
def test_every_figure_in_the_picture_is_one_of_the_course(found: Course) -> None:
    """The labels beside marks, and what a pointer is told; marks and words left out."""
    known = {number for one in course_figures(found) for number in NUMBER.findall(one.text)}
    share = found.row.outlook_share
    root = ElementTree.fromstring(indicator_chart(found))
    labels = [text.text or "" for text in root.iter(f"{SVG}text") if text.get("class") == "kt-halo"]
    if share is not None:
        known |= set(NUMBER.findall(outlook_words(found.row)))
    assert {number for label in labels for number in NUMBER.findall(label)} <= known
    told = titles(indicator_chart(found))[1:]
    assert len(told) == len(course_figures(found))


@given(found=drawn_courses())
def test_the_figures_are_the_points_of_the_course(found: Course) -> None:
    points = course_points(found)
    drawn = {(one.kind, one.year, one.low) for one in course_figures(found) if one.kind != "target"}
    assert drawn == {(kind, year, value) for kind, by_year in points.items() for year, value in by_year.items()}
    targets = {one.year: (one.low, one.high) for one in course_figures(found) if one.kind == "target"}
    assert targets == course_targets(found)


@given(name=ANY_TEXT, unit=ANY_TEXT, source=ANY_TEXT)
def test_any_text_makes_a_picture_that_parses_and_says_it_whole(name: str, unit: str, source: str) -> None:
    if not (name.strip() and unit.strip() and source.strip()):
        return
    entry = RealisedFigure(value=Decimal(7), source=source)
    found = small({"name": name, "unit": unit, "targets": {2025: "8"}}, {2024: "6", 2025: entry})
    for svg in (indicator_chart(found), small_multiples([found, found, found]), sparkline(found)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", svg)
        expected = re.sub("[\ufffe\uffff]", "\ufffd", one_line(found.row.indicator.name.in_language("en")))
        assert expected in titles(svg)
    assert_nothing_collides(indicator_chart(found))
    assert_nothing_collides(small_multiples([found, found, found]))


def test_a_script_stays_text() -> None:
    svg = indicator_chart(small({"name": "<script>alert(1)</script>", "targets": {2025: "8"}}, {}))
    assert "<script" not in svg
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in svg


def test_a_picture_without_targets_and_figures_says_so() -> None:
    assert "Neither targets nor figures yet" in [text for text, _box in texts(indicator_chart(small({}, {})))]


def test_what_is_not_whole_is_hollow_and_what_is_preliminary_has_its_mark() -> None:
    quarters = RealisedFigure(quarters={1: Decimal(3)})
    preliminary = RealisedFigure(value=Decimal(5), status="preliminary")
    svg = indicator_chart(
        small({"unit": "orang", "over_time": "sum", "targets": {2025: "8"}}, {2024: preliminary, 2025: quarters})
    )
    labels = [text for text, _box in texts(svg)]
    assert "Realised 5*" in labels
    assert "Not whole yet 3 #" in labels
    assert svg.count("kt-hollow") >= 1


@pytest.mark.parametrize(("figures", "is_said"), [({2024: "96", 2025: "97"}, True), ({2024: "10", 2025: "97"}, False)])
def test_an_axis_that_does_not_begin_at_zero_says_so(figures: dict[int, str], is_said: bool) -> None:
    svg = indicator_chart(small({}, dict(figures)))
    assert any("The axis does not begin at zero" in text for text, _box in texts(svg)) == is_said


def test_years_without_figures_break_the_line() -> None:
    root = ElementTree.fromstring(indicator_chart(small({}, {2024: "1", 2026: "2"}, start=2024, end=2027)))
    lines = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "2.5"]
    assert lines == []


def test_huge_amounts_are_written_in_trillions() -> None:
    svg = indicator_chart(small({"unit": "Rp", "targets": {2025: "1000000000000000"}}, {2024: "1250000000000000"}))
    labels = {text for text, _box in texts(svg)}
    assert {"Target Rp1.000 triliun", "Realised Rp1.250 triliun"} <= labels


def test_names_in_a_page_are_unique() -> None:
    courses = courses_of(PLANS / "kalteng-rakortek-2025")
    pictures = [draw(one) for one in courses for draw in (indicator_chart, sparkline)]
    ids = re.findall(r' id="([^"]*)"', "".join((small_multiples(courses), *pictures)))
    assert len(ids) == len(set(ids)) == 3 + 2 * len(courses) + 3 * len(pictures)


def test_assistive_technology_is_told_every_figure() -> None:
    found = course_of(*PICTURES["palembang"])
    for svg in (indicator_chart(found), sparkline(found)):
        root = ElementTree.fromstring(svg)
        told = root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert told is not None
        assert root.get("aria-describedby") == told.get("id")
        assert all(f"{one.year}: {one.text}" in (told.text or "") for one in course_figures(found))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_text_has_enough_contrast(palette: Palette) -> None:
    for role, colour in asdict(palette).items():
        if role not in ("paper", "grid"):
            light, dark = sorted((luminance(colour) + 0.05, luminance(palette.paper) + 0.05), reverse=True)
            assert light / dark >= 4.5, role


def test_a_page_can_restyle_every_class() -> None:
    rules = stylesheet(DARK, "[data-theme=dark]")
    used = set(re.findall(r'class="([^"]+)"', indicator_chart(course_of(*PICTURES["amended"]))))
    assert used - {"kt-chart"} <= set(re.findall(r"\.(kt-[a-z]+)", rules))
    assert "var(--kt-target,#f29b4b)" in rules


@pytest.mark.parametrize(("table", "file"), [(REGULAR, "Inter-Regular.ttf"), (BOLD, "Inter-Bold.ttf")])
def test_characters_are_as_wide_as_in_the_font(table: dict[int, str], file: str) -> None:
    font = TTFont(FOLDER / file)
    glyphs, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    widths = {character: width for width, characters in table.items() for character in characters}
    assert widths == {character: -(-advances[glyphs[ord(character)]][0] * 1000 // em) for character in widths}


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=0x17F)), width=st.integers(0, 400))
def test_what_is_shortened_or_wrapped_fits(text: str, width: int) -> None:
    assert text_width(shortened(text, width, 12), 12) <= width
    lines = wrapped(text, width, 12, 2)
    assert len(lines) <= 2
    assert all(text_width(line, 12) <= width for line in lines)


def test_the_same_course_makes_the_same_bytes() -> None:
    first, second = (small_multiples(courses_of(PLANS / "malut-rpjmd-2025-2029")) for _ in range(2))
    assert first == second


def test_targets_ascend_as_they_are_drawn() -> None:
    """Lower values stand lower: the vertical places of the bars are in the order of their figures."""
    found = course_of(PLANS / "malut-rpjmd-2025-2029", "koperasi_sehat")
    root = ElementTree.fromstring(indicator_chart(found))
    bars = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "3"]
    heights = [float(bar.split()[1].partition("L")[0]) for bar in bars]
    assert len(heights) == len(course_targets(found))
    assert all(before > after for before, after in pairwise(heights))
