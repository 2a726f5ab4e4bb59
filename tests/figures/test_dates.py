"""Dates as officers write them: the day stands first, as everywhere in Indonesia."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import RefusedError
from kumkm_targets.figures.dates import MONTHS, read_date


@pytest.mark.parametrize(
    "text",
    [
        *("2025-08-31", "31/08/2025", "31-08-2025", "31.08.2025", "31/8/2025", "31 Agustus 2025", "31 agustus 2025"),
        *("31 AGUSTUS 2025", "  31  Agustus\t2025 ", "31\u00a0Agustus\u00a02025", "\n2025-08-31\n"),
    ],
)
def test_every_form_of_a_date_names_the_same_day(text: str) -> None:
    assert read_date(text) == date(2025, 8, 31)


def test_the_day_stands_before_the_month() -> None:
    assert read_date("03/04/2025") == date(2025, 4, 3)
    assert read_date("3-4-2025") == date(2025, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "besok",
            "31/13/2025",
            "08/31/2025",
            "31/02/2025",
            "2025-02-30",
            "29 Februari 2025",
            "0/1/2025",
            "31/08/25",
        ),
        *("2025-8-31", "20250831", "31/08-2025", "31 August 2025", "31 Agu 2025", "31 13 2025", "2025", "2025-08"),
        *("2025-08-31 00:00", "32 Januari 2025", "0 Januari 2025", "31/08/0000", "Agustus 2025", "31,08,2025"),
    ],
)
def test_what_names_no_day_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_date(text)
    assert refusal.value.message == f"“{text}” is not a date"
    assert refusal.value.advice == "Write it as 2025-08-31 or 31 Agustus 2025."


@given(st.dates())
def test_a_date_reads_back_from_each_of_its_forms(day: date) -> None:
    year = f"{day.year:04}"
    forms = [
        day.isoformat(),
        f"{day.day}/{day.month}/{year}",
        f"{day.day:02}-{day.month:02}-{year}",
        f"{day.day} {MONTHS[day.month - 1].title()} {year}",
    ]
    assert [read_date(form) for form in forms] == [day] * len(forms)


@given(st.text(max_size=30) | st.text("0123456789/-. Mei", max_size=12))
def test_any_text_is_either_a_date_or_refused(text: str) -> None:
    try:
        day = read_date(text)
    except RefusedError:
        return
    assert isinstance(day, date)
