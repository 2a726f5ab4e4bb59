"""Units: what they count, how they are scaled, and which words name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.figures.units import SCALES, UnitKind, unit

UNITS: list[tuple[str, UnitKind, int]] = [
    ("%", "percent", 0),
    ("persen", "percent", 0),
    ("Percent", "percent", 0),
    ("Rp", "money", 0),
    ("Rp.", "money", 0),
    ("Rupiah", "money", 0),
    ("IDR", "money", 0),
    ("Rp miliar", "money", 9),
    ("Rp  Milyar", "money", 9),
    ("miliar rupiah", "money", 9),
    ("Rp juta", "money", 6),
    ("Rp ribu", "money", 3),
    ("Triliun Rp", "money", 12),
    ("Rp trilyun", "money", 12),
    ("orang", "whole", 0),
    ("Orang", "whole", 0),
    ("unit usaha", "whole", 0),
    ("ribu orang", "whole", 3),
    ("juta orang", "whole", 6),
    ("unit usaha ribu", "whole", 3),
    ("Rp juta per bulan", "real", 0),
    ("koperasi", "whole", 0),
    ("UMKM", "whole", 0),
    ("NIB", "whole", 0),
    ("kab/kota", "whole", 0),
    ("indeks", "real", 0),
    ("poin", "real", 0),
    ("rasio", "real", 0),
    ("ton", "real", 0),
    ("persen poin", "real", 0),
    ("apa saja", "real", 0),
]


@pytest.mark.parametrize(("text", "kind", "scale"), UNITS)
def test_a_unit_is_known_by_its_words(text: str, kind: UnitKind, scale: int) -> None:
    measure = unit(text)
    assert (measure.text, measure.kind, measure.scale) == (text, kind, scale)
    assert measure.is_money == (kind == "money")


@pytest.mark.parametrize(
    ("text", "whole"),
    [("orang", True), ("unit usaha", True), ("ribu orang", False), ("%", False), ("Rp", False), ("indeks", False)],
)
def test_only_unscaled_things_come_in_whole_numbers(text: str, whole: bool) -> None:
    assert unit(text).counts_whole_things is whole


ACCEPTED = [
    ("%", ["%", "persen", "Persen", "percent"], ["orang", "rp", "persen poin"]),
    ("persen", ["%", "persen"], ["poin"]),
    ("Rp", ["rp", "Rp.", "RUPIAH", "idr"], ["%", "orang", "usd"]),
    ("Rp miliar", ["Rp", "rupiah"], ["miliar", "orang"]),
    ("orang", ["orang", "ORANG"], ["unit", "%", "rp", "org"]),
    ("unit usaha", ["unit", "unit usaha", "Unit Usaha"], ["usaha", "unit kerja"]),
    ("ribu orang", ["orang"], ["ribu orang", "unit"]),
    ("Indeks", ["indeks"], ["%"]),
]


@pytest.mark.parametrize(("text", "accepted", "refused"), ACCEPTED)
def test_a_word_after_a_figure_must_name_the_unit(text: str, accepted: list[str], refused: list[str]) -> None:
    measure = unit(text)
    assert [word for word in accepted if not measure.accepts_word(word)] == []
    assert [word for word in refused if measure.accepts_word(word)] == []


def test_scale_words_are_powers_of_a_thousand_in_both_spellings() -> None:
    assert SCALES == {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}


def test_white_space_around_and_inside_a_unit_does_not_matter() -> None:
    assert unit("  unit \t usaha ").word == "unit usaha"
    assert unit("  unit \t usaha ").text == "unit \t usaha"


@pytest.mark.parametrize("word", list(SCALES))
def test_a_scale_word_alone_is_a_unit_too(word: str) -> None:
    assert unit(word).text == word


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_a_unit_that_accepts_its_own_word(text: str) -> None:
    measure = unit(text)
    assert measure.accepts_word(measure.word) or not measure.word
    assert measure.text == text.strip()
