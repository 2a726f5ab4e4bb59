"""The short way through figures gives what the long way gives, or nothing."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.at_sight import figures_at_sight, ranges_at_sight
from kumkm_targets.figures.reading import read_figure, read_target, read_toml_number
from kumkm_targets.figures.units import unit

UNITS = [
    *("%", "persen", "orang", "unit", "unit usaha", "kab/kota", "Rp", "rupiah", "Rp juta", "Rp miliar"),
    *("ribu orang", "indeks", "hari", "kg", "%-poin", "orang per 1.000 penduduk", "bilangan"),
    # Units in which digits, signs and scale words could be mistaken for those of the figure.
    *("5", "1000", ",5", "5 orang", "5 juta", "juta", "% juta", "ribu persen", "koperasi 2025", "UMKM > 5 tahun"),
    *("unit 5%", "unit usaha.", "orang (laki-laki)", "paket |5", "unit us|aha", f"unit {'x' * 75}"),
]
NUMBERS = st.one_of(
    st.integers(0, 10**20).map(str),
    st.integers(0, 10**20).map(lambda number: f"{number:,}".replace(",", ".")),
    st.sampled_from(["0", "00", "01", "12", "1.234", "0.123", "1.234.567", "1.23", "12.34", "1234.567", ""]),
)
DECIMALS = st.one_of(
    st.just(""), st.from_regex(r",[0-9]{1,11}", fullmatch=True), st.sampled_from([".5", ",", ",123", ".123", ",5,5"])
)
BEFORE = st.sampled_from(["", "", "", "Rp", "Rp ", "rp ", "Rp. ", "-", "\u2212", "+", " ", "%"])


@st.composite
def texts(draw: st.DrawFn, name: str) -> str:
    """A figure in one of the many ways that are met, or nearly so, for the unit `name`."""
    word = st.sampled_from(["", "", "", "%", " %", " ribu", " juta", " miliar", " milyar", " Triliun", ",-", " ", "|5"])
    own = st.sampled_from([f" {name}", name, f" {name.casefold()}", f" {name.split(maxsplit=1)[0]}"])
    return draw(BEFORE) + draw(NUMBERS) + draw(DECIMALS) + draw(word) + draw(st.just("") | own)


def at_length(text: str, name: str) -> Decimal | None:
    """What the long way reads; None where it refuses."""
    try:
        return read_figure(text, unit(name))
    except FigureRefusedError:
        return None


def same(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two figures are one, down to the decimals they are written with."""
    return repr(one) == repr(other)


@given(st.sampled_from(UNITS), st.data())
def test_what_is_read_at_sight_is_what_is_read_at_length(name: str, data: st.DataObject) -> None:
    written = data.draw(st.lists(texts(name), max_size=4))
    figures = figures_at_sight(written, unit(name).form)
    assert len(figures) == len(written)
    for figure, text in zip(figures, written, strict=True):
        assert figure is None or same(figure, at_length(text, name))


NUMBERS_OF_TOML = st.one_of(
    st.integers(-(10**20), 10**20),
    st.integers(0, 10**7),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**10), max_value=10**10),
    st.decimals(min_value=-(10**6), max_value=10**6),
    st.sampled_from(
        [Decimal("1.311"), Decimal("0.00"), Decimal("-0.0"), Decimal("1E+3"), Decimal("1E-7"), 0, 10**5000]
    ),
)


@given(st.sampled_from(UNITS), st.lists(NUMBERS_OF_TOML, max_size=4))
def test_toml_numbers_at_sight_are_toml_numbers(name: str, numbers: list[int | Decimal]) -> None:
    for number, figure in zip(numbers, figures_at_sight(numbers, unit(name).form), strict=True):
        assert figure is None or same(figure, read_toml_number(number, unit(name)))


@given(st.sampled_from(UNITS), st.data())
def test_what_stands_beside_a_figure_changes_nothing(name: str, data: st.DataObject) -> None:
    anything = texts(name) | NUMBERS_OF_TOML | st.sampled_from([True, None, {"min": 1}, [1], "1\n2"])
    written = data.draw(st.lists(anything, max_size=5))
    alone = [figure for one in written for figure in figures_at_sight([one], unit(name).form)]
    beside = figures_at_sight(written, unit(name).form)
    assert len(beside) == len(written)
    for figure, other in zip(beside, alone, strict=True):
        assert figure is None or other is None or same(figure, other)
    if not any(isinstance(one, str) and "\n" in one for one in written):
        assert [figure is None for figure in beside] == [figure is None for figure in alone]


@pytest.mark.parametrize(
    ("name", "texts", "figures"),
    [
        ("%", ["3,75", "3,81 %", "100%", "0", "1.234,5"], ["3.75", "3.81", "100", "0", "1234.5"]),
        ("orang", ["1.311", "12 orang", "0", "12.345.678"], ["1311", "12", "0", "12345678"]),
        ("unit usaha", ["1.311 unit usaha", "7,5"], ["1311", "7.5"]),
        ("Rp", ["Rp 1.234.567", "Rp5", "250,50"], ["1234567", "5", "250.50"]),
        ("indeks", ["1,234", "1234567", "1.234.567"], ["1.234", "1234567", "1234567"]),
        ("Rp miliar", ["1,5", "222"], ["1.5", "222"]),
        ("unit us|aha", ["5 unit us|aha", "6"], ["5", "6"]),
    ],
)
def test_the_plainest_notations_are_read_at_sight(name: str, texts: list[str], figures: list[str]) -> None:
    assert figures_at_sight(texts, unit(name).form) == [Decimal(figure) for figure in figures]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("%", "1.234"),  # a thousand or one and a quarter
        ("indeks", "1.234"),
        ("Rp miliar", "1.234"),
        ("orang", "1.23"),
        ("orang", "1,234"),  # thousands the English way
        ("Rp", "12,345"),
        ("orang", "01"),
        ("orang", "5 unit"),
        ("orang", "5|6"),  # how a row is kept together
        ("%", "5|6"),
        ("indeks", "Rp5"),
        ("indeks", "5%"),
        ("orang", "5\n"),
        ("orang", "\u0665"),  # a digit elsewhere
        ("koperasi 2025", "5 koperasi 2025"),
        ("ribu %", "5 %"),
        ("orang", ""),
        ("orang", "1" * 25),
        ("indeks", "1" * 25),
        ("orang", f"1{'.234' * 8}"),
        ("indeks", f"1{'.234' * 8}"),
        ("orang", "1234.567"),
        ("indeks", "1234.567.890"),
        ("indeks", "5,"),
        ("%", "5%%"),
        ("unit %", "5 unit %"),
        ("unit 9", "5 unit 9"),
        (f"unit {'x' * 75}", f"5 unit {'x' * 75}"),
    ],
)
def test_what_takes_a_second_look_is_not_read_at_sight(name: str, text: str) -> None:
    assert figures_at_sight([text], unit(name).form) == [None]


def test_three_decimals_of_whole_things_are_no_toml_number_at_sight() -> None:
    numbers = [Decimal("1.31"), Decimal("1.311"), Decimal("2.5"), Decimal("1E+3"), Decimal("-2.5")]
    assert figures_at_sight(numbers, unit("orang").form) == [numbers[0], None, numbers[2], None, None]


def test_texts_numbers_and_decimals_stand_side_by_side() -> None:
    written = ["1,5", 2, Decimal("3.5"), True, None, {"min": 1}, "4,5", -5]
    figures = [Decimal("1.5"), Decimal(2), Decimal("3.5"), None, None, None, Decimal("4.5"), None]
    assert figures_at_sight(written, unit("%").form) == figures


def test_a_zero_at_the_beginning_is_seen_wherever_it_stands() -> None:
    assert figures_at_sight(["0", "10", "01", "0,5", "100.000"], unit("orang").form) == [
        Decimal(0), Decimal(10), None, Decimal("0.5"), Decimal(100000)
    ]  # fmt: skip
    assert figures_at_sight(["Rp05", "Rp 50"], unit("Rp").form) == [None, Decimal(50)]
    assert figures_at_sight(["9", "90"], unit("Rp").form) == [Decimal(9), Decimal(90)]


@given(st.sampled_from(UNITS), st.data())
def test_a_range_at_sight_is_the_range_at_length(name: str, data: st.DataObject) -> None:
    between = st.sampled_from(["-", "\u2013", " - ", " \u2013 ", "--", " sampai "])
    written = data.draw(texts(name)) + data.draw(between) + data.draw(texts(name))
    [bounds] = ranges_at_sight([written], unit(name).form)
    if bounds is not None:
        low, high = read_target(written, unit(name), "within")
        assert same(bounds[0], low)
        assert same(bounds[1], high)


def test_plain_ranges_are_read_at_sight_and_nothing_else_is() -> None:
    written = ["28,2-28,4", "8 \u2013 7", "5,3%\u20135,7 %", "7-8-9", "2025-01-01", "1,5", "1.234-2", 7, {"min": 1}]
    one, two, three = (("28.2", "28.4"), ("7", "8"), ("5.3", "5.7"))
    expected = [(Decimal(low), Decimal(high)) for low, high in (one, two, three)]
    assert ranges_at_sight(written, unit("%").form) == [*expected, *[None] * 6]


def test_scaled_rupiah_are_read_at_sight() -> None:
    written = ["Rp222 miliar", "Rp 12,5 juta", "0,5 juta", "Rp1,2345 ribu", "5 juta rupiah", "Rp5 jt", "Rp05 juta"]
    figures = [Decimal(222_000_000_000), Decimal(12_500_000), Decimal(500_000), None, None, None, None]
    assert figures_at_sight(written, unit("Rp").form) == figures
    assert figures_at_sight(["12,5 juta"], unit("orang").form) == [None]


def test_units_that_are_written_alike_share_a_form() -> None:
    assert unit("indeks").form is unit("kg").form is unit("Rp miliar").form
    assert unit("orang").form is not unit("unit").form


@pytest.mark.parametrize(
    ("name", "text", "figure"),
    [
        ("Rp", "Rp222 miliar", "222000000000"),
        ("Rp", "12,5 juta", "12500000"),
        ("Rp", "0,5 juta", "500000"),
        ("Rp", "0 juta", "0"),
        ("Rp miliar", "Rp 1,25 miliar", "1.25"),
        ("Rp juta", "1,25 miliar", "1250"),
        ("Rp miliar", "500 juta", "0.5"),
        ("orang", "1,5 ribu", "1500"),
        ("orang", "1,2345 ribu", "1234.5"),
    ],
)
def test_scale_words_shift_the_figure(name: str, text: str, figure: str) -> None:
    assert same(read_figure(text, unit(name)), Decimal(figure))
    assert same(at_length(text, name), Decimal(figure))
    assert read_target(text, unit(name), "higher") == (Decimal(figure), Decimal(figure))


@pytest.mark.parametrize("name", ["indeks", "%", "orang", "kg"])
def test_rupiah_are_no_other_unit_though_scaled(name: str) -> None:
    with pytest.raises(FigureRefusedError):
        read_figure("Rp5 juta", unit(name))


@pytest.mark.parametrize("name", ["%", "persen", "% juta"])
def test_no_percentage_is_scaled(name: str) -> None:
    with pytest.raises(FigureRefusedError):
        read_figure("5 juta", unit(name))


@pytest.mark.parametrize(("name", "text"), [("5", "75"), ("1000", "21000"), (",5", "7,5"), ("5 juta", "25 juta")])
def test_the_digits_of_a_unit_are_not_taken_off_a_figure(name: str, text: str) -> None:
    assert read_figure(text, unit(name)) == Decimal(text.removesuffix(" juta").replace(",", "."))


def test_a_unit_of_several_units_is_not_taken_for_its_word() -> None:
    with pytest.raises(FigureRefusedError):
        read_figure("75 orang", unit("5 orang"))


def test_a_unit_with_a_full_stop_may_be_named_with_the_figure() -> None:
    assert read_figure("8 unit usaha.", unit("unit usaha.")) == read_figure("8 dok.", unit("dok.")) == 8


@pytest.mark.parametrize("name", ["orang", "%", "Rp", "indeks", "unit usaha"])
def test_a_long_row_with_a_slip_at_its_end_takes_no_time(name: str) -> None:
    begun = time.perf_counter()
    assert figures_at_sight(["123456"] * 50 + ["1.23.4", "1" * 10_000], unit(name).form)[50:] == [None, None]
    assert time.perf_counter() - begun < 1
