"""What holds for every text and every figure, not only for the examples."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.exact import decimals_of
from kumkm_targets.figures.reading import Better, read_figure, read_target, read_toml_number
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.figures.writing import write_figure, write_number, write_with_unit
from tests.figures.strategies import UNITS, can_be_written, figures

PIECES = [
    *"0123456789.,-+−%~ \u00a0\u2009",
    *(
        "Rp",
        "rp. ",
        "IDR",
        "ribu",
        " juta",
        " miliar",
        "triliun ",
        " orang",
        "persen",
        "000",
        "1.234",
        "s.d.",
        "≥",
        "<",
    ),
]
NUMBERLIKE = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
DOTTED = st.text("0123456789.,", min_size=1, max_size=14)


def reading_of(text: str, measure: Unit) -> Decimal | None:
    """The accepted reading; None where the text is refused."""
    try:
        return read_figure(text, measure)
    except FigureRefusedError:
        return None


@given(figures(), st.sampled_from(UNITS))
@example(Decimal(10**24 - 1), unit("Rp"))
@example(Decimal(-23_600_000_000), unit("Rp"))
@example(Decimal("0.00"), unit("%"))
def test_a_written_figure_reads_back_as_itself(value: Decimal, measure: Unit) -> None:
    assume(can_be_written(value, measure))
    assert f"{read_figure(write_figure(value, measure), measure):f}" == f"{value:f}"


@given(figures(), st.sampled_from([measure for measure in UNITS if not measure.is_money]))
def test_a_figure_written_with_its_unit_reads_back_with_its_decimals(value: Decimal, measure: Unit) -> None:
    assume(can_be_written(value, measure))
    if measure.scale:
        assume(can_be_written(value, unit("indeks")))
    assert f"{read_figure(write_with_unit(value, measure), measure):f}" == f"{value:f}"


@given(st.integers(-(10**14), 10**14) | st.integers(-(10**6), 10**6).map(lambda n: n * 1_000_000))
@example(2_143_000_000_000)
@example(999_999_000_000)
def test_rupiah_in_short_form_read_back_as_the_same_amount(amount: int) -> None:
    assert read_figure(write_with_unit(Decimal(amount), unit("Rp")), unit("Rp")) == amount


@given(st.text(max_size=100) | NUMBERLIKE | DOTTED, st.sampled_from(UNITS))
@example("1" * 80, unit("%"))
@example("Rp0", unit("Rp triliun"))
@example("0" * 30 + " triliun", unit("orang"))
def test_any_text_is_either_a_figure_or_refused(text: str, measure: Unit) -> None:
    try:
        value = read_figure(text, measure)
    except FigureRefusedError:
        return
    assert value.is_finite()
    assert len(value.as_tuple().digits) <= 24
    assert 0 <= decimals_of(value) <= 24
    assert int(value.as_tuple().exponent) <= 0
    assert not (value.is_zero() and value.is_signed())


@given(
    st.text(max_size=90) | st.lists(NUMBERLIKE, max_size=3).map("-".join),
    st.sampled_from(UNITS),
    st.sampled_from(["higher", "lower", "within"]),
)
def test_any_text_is_either_a_target_or_refused(text: str, measure: Unit, better: Better) -> None:
    try:
        low, high = read_target(text, measure, better)
    except FigureRefusedError:
        return
    assert low <= high


@given(DOTTED, st.sampled_from(UNITS))
@example("1.234", unit("orang"))
@example("1,253", unit("orang"))
@example("1.234.567", unit("%"))
@example("4.25", unit("%"))
def test_dots_and_commas_exchanged_never_give_another_figure(text: str, measure: Unit) -> None:
    here = reading_of(text, measure)
    there = reading_of(text.translate(str.maketrans(",.", ".,")), measure)
    assert here is None or there is None or here == there


@given(DOTTED, st.sampled_from(UNITS))
def test_an_accepted_text_keeps_every_digit_it_was_written_with(text: str, measure: Unit) -> None:
    value = reading_of(text, measure)
    assume(value is not None)
    assert value is not None
    assert f"{value:f}".replace(".", "") == re.sub(r"\D", "", text)


@given(st.integers(1, 999), st.integers(0, 999))
def test_the_advice_on_a_dot_that_reads_two_ways_gives_both_readings(thousands: int, rest: int) -> None:
    text = f"{thousands}.{rest:03}"
    with pytest.raises(FigureRefusedError) as refusal:
        read_figure(text, unit("%"))
    grouped, decimal = re.findall(r"[\d,]*\d", refusal.value.advice)
    assert read_figure(grouped, unit("%")) == thousands * 1000 + rest
    assert read_figure(decimal, unit("%")) == Decimal(text)
    assert read_figure(text, unit("orang")) == thousands * 1000 + rest


@given(st.integers(1, 999), st.integers(0, 999))
def test_the_advice_on_an_english_number_gives_the_same_figure_twice(thousands: int, rest: int) -> None:
    with pytest.raises(FigureRefusedError) as refusal:
        read_figure(f"{thousands},{rest:03}", unit("orang"))
    advised = re.findall(r"[\d.]*\d", refusal.value.advice)
    assert [read_figure(text, unit("orang")) for text in advised] == [thousands * 1000 + rest] * 2


@given(figures(), figures())
def test_a_range_is_the_same_whichever_way_it_is_written(first: Decimal, second: Decimal) -> None:
    measure = unit("indeks")
    assume(can_be_written(first, measure) and can_be_written(second, measure))
    texts = [write_number(first), write_number(second)]
    assume(sum(map(len, texts)) < 75)
    there, back = "–".join(texts), "–".join(reversed(texts))
    assert read_target(there, measure, "higher") == read_target(back, measure, "lower")
    assert read_target(there, measure, "higher") == (min(first, second), max(first, second))


@given(figures())
def test_a_number_of_the_file_format_is_kept_as_it_is(value: Decimal) -> None:
    assert f"{read_toml_number(value, unit('%')):f}" == f"{value:f}"
