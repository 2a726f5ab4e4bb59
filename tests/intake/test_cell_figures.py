"""From a cell to a figure: a text says what `read_figure` says, a number what it is."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.intake.cell_figures import cell_figure, float_figure
from kumkm_targets.storage.tables.table import CellValue, Remarks, Sheet, Spot

PLACE = Spot(0, 0)
UNITS = st.sampled_from(["%", "unit", "Rp", "orang", "indeks", "Rp miliar", "ribu orang"]).map(unit)
FIGURE_LIKE = st.text(st.sampled_from("0123456789.,-% Rp miliarjutorang/#"), max_size=14)


def _read(value: CellValue, of: str, remarks: Remarks | None = None) -> Decimal:
    return cell_figure(Sheet("Data", [[value]], remarks or Remarks()), PLACE, unit(of)).value


@given(FIGURE_LIKE | st.text(max_size=10), UNITS)
def test_a_text_is_the_figure_that_reading_says_or_refused_in_its_words(text: str, measure: Unit) -> None:
    def told(read: Callable[[], Decimal]) -> tuple[str, str]:
        try:
            return str(read()), ""
        except FigureRefusedError as refusal:
            return refusal.message, refusal.advice

    sheet = Sheet("Data", [[text]])
    assert told(lambda: cell_figure(sheet, PLACE, measure).value) == told(lambda: read_figure(text, measure))


@given(st.decimals(-(10**9), 10**9, places=5))
def test_a_number_is_exact(number: Decimal) -> None:
    value = _read(float(number), "indeks")
    assert value == number
    assert "E" not in str(value)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_every_number_is_a_figure_or_none(number: float) -> None:
    figure = float_figure(number)
    assert figure is None or abs(figure - Decimal(number)) <= abs(Decimal(number)) * Decimal("1e-14")


@pytest.mark.parametrize(
    ("number", "of", "figure"),
    [
        (3.84, "%", "3.84"),
        (9.741784037558686, "%", "9.74178403755869"),
        (0.1 + 0.2, "indeks", "0.3"),
        (12.0, "unit", "12"),
        (198400000000.0, "Rp", "198400000000"),
        (1234.5, "Rp", "1234.5"),
        (-0.0, "indeks", "0"),
        (1e-7, "indeks", "0.0000001"),
    ],
)
def test_numbers_as_spreadsheets_keep_them(number: float, of: str, figure: str) -> None:
    assert str(_read(number, of)) == str(Decimal(figure))


def test_a_percentage_stands_for_a_hundred_times_its_number() -> None:
    found = cell_figure(Sheet("Data", [[0.0384]], Remarks(percentages={PLACE})), PLACE, unit("%"))
    assert (str(found.value), found.was_percentage) == ("3.84", True)


@given(st.decimals(-1000, 1000, places=4))
def test_every_percentage_is_exact(number: Decimal) -> None:
    assert _read(float(number / 100), "%", Remarks(percentages={PLACE})) == number


@pytest.mark.parametrize(
    ("value", "of", "remarks", "words"),
    [
        (1.311, "unit", Remarks(), "Write 1311 if the thousands are meant."),
        (12.5, "orang", Remarks(), "has no decimals"),
        (88.4567, "Rp", Remarks(), "two decimals at the most"),
        (1e15, "Rp", Remarks(), "more digits than a spreadsheet keeps"),
        (True, "unit", Remarks(), "yes or no"),
        (date(2025, 3, 1), "%", Remarks(), "2025-03-01"),
        (datetime(2025, 3, 1, 4), "%", Remarks(), "a date or time"),
        (time(3, 4), "%", Remarks(), "a date or time"),
        (timedelta(hours=36), "%", Remarks(), "a date or time"),
        (0.5, "unit", Remarks(percentages={PLACE}), "the cell shows 50%"),
        ("", "unit", Remarks(errors={PLACE: "#REF!"}), "“#REF!”"),
        ("", "unit", Remarks(uncalculated={PLACE}), "a formula that no program has reckoned"),
        ("####", "unit", Remarks(), "too narrow"),
        ("1.234", "%", Remarks(), "1234"),
    ],
)
def test_what_is_no_certain_figure_is_refused(value: CellValue, of: str, remarks: Remarks, words: str) -> None:
    with pytest.raises(FigureRefusedError) as refused:
        _read(value, of, remarks)
    assert words in f"{refused.value.message} {refused.value.advice}"
