"""The chart made of characters: what it draws where, and how it looks."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kumkm_targets.figures.writing import write_number
from kumkm_targets.reporting.indicator.chart import DRAWN, TYPED, Figures, Strokes, chart

Expect = Callable[[str, str], None]
Band = tuple[Fraction, Fraction]

WIDTHS = st.integers(40, 200)
VALUES = st.fractions(-(10**15), 10**15, max_denominator=10**6) | st.fractions(-2, 2, max_denominator=10**4)
FIRST_YEARS = st.integers(1990, 2080)


@st.composite
def points(draw: st.DrawFn, most: int = 25) -> dict[int, Fraction]:
    first = draw(FIRST_YEARS)
    values = draw(st.lists(st.none() | VALUES, min_size=1, max_size=most))
    found = {first + place: value for place, value in enumerate(values) if value is not None}
    return found or {first: Fraction(1)}


def years_of(found: Mapping[int, object]) -> range:
    return range(min(found), max(found) + 1)


def bars(texts: Mapping[int, str]) -> dict[int, Band]:
    """Targets by year: `3,81`, or a range as `7..8`."""
    split = {year: text.split("..") for year, text in texts.items()}
    return {year: (Fraction(ends[0]), Fraction(ends[-1])) for year, ends in split.items()}


def figures(sign: str, texts: Mapping[int, str], *, is_path: bool = False) -> Figures:
    return Figures(sign, {year: Fraction(text) for year, text in texts.items()}, is_path)


def places(lines: tuple[str, ...], sign: str) -> list[tuple[int, int]]:
    """Line and column of every such sign."""
    return [(line, column) for line, text in enumerate(lines) for column, char in enumerate(text) if char == sign]


def columns_of_years(lines: tuple[str, ...], years: range) -> dict[int, int]:
    ground = lines[-2]
    columns = [column for column, char in enumerate(ground) if char == DRAWN.year]
    assume(len(columns) == len(years))  # on narrow screens many years share their columns
    return dict(zip(years, columns, strict=True))


def scale_of(lines: tuple[str, ...]) -> tuple[dict[int, Decimal], Fraction]:
    """The numbers at the axis by line, and what one line is worth."""
    ticks = {
        line: Decimal(text.split(DRAWN.tick)[0].strip().replace(".", "").replace(",", ".").replace("−", "-"))
        for line, text in enumerate(lines)
        if DRAWN.tick in text
    }
    (upper, high), (lower, low) = list(ticks.items())[:2]
    return ticks, (Fraction(high) - Fraction(low)) / (lower - upper)


@given(points(), WIDTHS)
def test_every_figure_stands_in_the_column_of_its_year(found: dict[int, Fraction], width: int) -> None:
    years = years_of(found)
    lines = chart(years, {}, [Figures("x", found)], width, write_number)
    if not lines:
        return
    columns = columns_of_years(lines, years)
    assert sorted(column for _line, column in places(lines, "x")) == sorted(columns[year] for year in found)


@given(points(), WIDTHS)
def test_every_figure_stands_on_the_line_that_is_nearest_by_the_numbers_at_the_axis(
    found: dict[int, Fraction], width: int
) -> None:
    years = years_of(found)
    lines = chart(years, {}, [Figures("x", found)], width, write_number)
    if not lines:
        return
    ticks, worth = scale_of(lines)
    line_of_tick, number = next(iter(ticks.items()))
    columns = columns_of_years(lines, years)
    drawn = {column: line for line, column in places(lines, "x")}
    for year, value in found.items():
        exact = line_of_tick + (Fraction(number) - value) / worth
        assert abs(drawn[columns[year]] - exact) <= Fraction(1, 2)


@given(points(), WIDTHS)
def test_a_higher_figure_is_never_drawn_lower(found: dict[int, Fraction], width: int) -> None:
    years = years_of(found)
    lines = chart(years, {}, [Figures("x", found)], width, write_number)
    if not lines:
        return
    columns = columns_of_years(lines, years)
    drawn = {column: line for line, column in places(lines, "x")}
    from_top = [drawn[columns[year]] for year in sorted(found, key=found.__getitem__)]
    assert from_top == sorted(from_top, reverse=True)


@given(points(), points(), points(), st.integers(1, 200), st.sampled_from([DRAWN, TYPED]))
def test_nothing_is_wider_than_the_screen(
    found: dict[int, Fraction],
    others: dict[int, Fraction],
    promised: dict[int, Fraction],
    width: int,
    strokes: Strokes,
) -> None:
    years = years_of({**found, **others, **promised})
    targets = {year: (value - 1, value) for year, value in promised.items()}
    series = [Figures("x", found, is_path=True), Figures("o", others)]
    lines = chart(years, targets, series, width, write_number, strokes=strokes)
    assert all(len(line) <= width for line in lines)
    assert width < 60 or lines


@given(points(12), points(12))
def test_signs_that_meet_stand_side_by_side_in_their_year(
    found: dict[int, Fraction], others: dict[int, Fraction]
) -> None:
    start = min(found) - min(others)
    others = {year + start: value for year, value in others.items()}
    years = years_of({**found, **others})
    lines = chart(years, {}, [Figures("x", found), Figures("o", others)], 120, write_number)
    columns = columns_of_years(lines, years)
    assert sorted(column for _line, column in places(lines, "x")) == sorted(columns[year] for year in found)
    apart = sorted(column for _line, column in places(lines, "o"))
    assert len(apart) == len(others)
    assert all(0 <= column - columns[year] <= 1 for column, year in zip(apart, sorted(others), strict=True))


@given(points(), st.integers(60, 200))
def test_a_bar_lies_where_a_figure_of_that_value_would(found: dict[int, Fraction], width: int) -> None:
    years = years_of(found)
    signs = places(chart(years, {}, [Figures("x", found)], width, write_number), "x")
    bars_drawn = places(chart(years, {year: (v, v) for year, v in found.items()}, [], width, write_number), DRAWN.bar)
    assert set(signs) <= set(bars_drawn)


@given(points(8), st.integers(60, 200))
def test_the_numbers_at_the_axis_are_round_and_enclose_every_figure(found: dict[int, Fraction], width: int) -> None:
    ticks, _worth = scale_of(chart(years_of(found), {}, [Figures("x", found)], width, write_number))
    numbers = list(ticks.values())
    steps = {high - low for high, low in pairwise(numbers)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (2, 5), (5,)}
    assert numbers[0] >= max(found.values()) >= min(found.values()) >= numbers[-1]
    assert len(numbers) <= 8


def test_an_axis_of_whole_things_has_whole_numbers_only() -> None:
    lines = chart(range(2025, 2027), {}, [figures("x", {2025: "3", 2026: "4"})], 80, write_number, is_whole=True)
    assert list(scale_of(lines)[0].values()) == [Decimal(4), Decimal(3)]


def test_what_was_never_below_zero_has_no_axis_below_zero() -> None:
    lines = chart(range(2025, 2026), {}, [figures("x", {2025: "0"})], 80, write_number, is_whole=True)
    assert min(scale_of(lines)[0].values()) == 0


def test_without_points_or_without_room_there_is_no_chart() -> None:
    assert chart(range(2025, 2031), {}, [Figures("x", {})], 80, write_number) == ()
    assert chart(range(2025, 2031), bars({2025: "1"}), [], 20, write_number) == ()


@pytest.mark.parametrize("strokes", [DRAWN, TYPED])
def test_every_stroke_takes_one_cell(strokes: Strokes) -> None:
    from rich.cells import cell_len

    signs = (strokes.bar, *strokes.corners, strokes.side, strokes.path, strokes.axis, strokes.tick, strokes.corner)
    assert all(cell_len(sign) == 1 for sign in (*signs, strokes.ground, strokes.year))


def test_typed_charts_are_ascii() -> None:
    lines = chart(
        range(2025, 2028), bars({2025: "1..9", 2026: "3"}), [figures("*", {2025: "2", 2026: "5"}, is_path=True)], 80,
        write_number, strokes=TYPED,
    )  # fmt: skip
    assert all(line.isascii() for line in lines)


SIX = {2025: "3", 2026: "3.05", 2027: "3.10", 2028: "3.15", 2029: "3.20", 2030: "3.25"}
KNOWN = {2025: "3.02", 2026: "3.03", 2028: "3.06"}
AHEAD = {2029: "3.10", 2030: "3.14"}
TWENTY = {year: str(70 + (year - 2025) * 1.25) for year in range(2025, 2046)}
PICTURES: dict[str, tuple[range, dict[int, str], dict[int, str], dict[int, str]]] = {
    "six-years": (range(2024, 2031), SIX, KNOWN, AHEAD),
    "twenty-years": (range(2024, 2046), TWENTY, {2024: "69", 2025: "71", 2026: "70.5", 2027: "72"}, {2045: "80"}),
    "ranges": (
        range(2025, 2030),
        {2025: "0.497..0.493", 2026: "0.48..0.47", 2027: "0.45", 2028: "0.44..0.4395", 2029: "0.42..0.40"},
        {2025: "0.495", 2026: "0.49"},
        {},
    ),
    "one-year": (range(2025, 2026), {2025: "800"}, {2025: "612"}, {}),
    "all-equal": (range(2025, 2029), {2025: "100", 2026: "100"}, {2025: "100", 2026: "100"}, {2027: "100"}),
    "only-zero": (range(2025, 2027), {}, {2025: "0", 2026: "0"}, {}),
    "negative": (range(2025, 2029), {2025: "1.5"}, {2025: "-2.07", 2026: "-0.5", 2027: "0.75"}, {}),
    "no-figures": (range(2025, 2028), {2025: "11", 2027: "12"}, {}, {}),
    "no-targets": (range(2015, 2020), {}, {2015: "27648", 2016: "63186", 2017: "73442", 2019: "85242"}, {}),
    "huge": (range(2025, 2028), {2025: "999999999999999999"}, {2025: "888888888888888888", 2026: "1"}, {}),
}


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", PICTURES)
def test_the_picture(expect: Expect, name: str, width: int) -> None:
    years, targets, known, ahead = PICTURES[name]
    series = [figures("●", known, is_path=True), figures("○", ahead)]
    expect(f"chart-{name}-{width}.txt", "\n".join(chart(years, _ordered(targets), series, width, write_number)) + "\n")


def _ordered(targets: dict[int, str]) -> dict[int, Band]:
    return {year: (min(band), max(band)) for year, band in bars(targets).items()}


def test_figures_that_differ_in_their_last_digit_only_have_exact_numbers_at_the_axis() -> None:
    high = Fraction("0.3333333333333333333333333334")
    low = Fraction("0.3333333333333333333333333333")
    lines = chart(range(2025, 2027), {}, [Figures("x", {2025: high, 2026: low})], 80, write_number)
    numbers = list(scale_of(lines)[0].values())
    assert len(set(numbers)) == len(numbers)
    assert places(lines, "x")[0][0] < places(lines, "x")[1][0]
    assert numbers[0] >= high > low >= numbers[-1]
