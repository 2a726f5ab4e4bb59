"""How a table is fitted to its paper: widths, breaks, merged headings."""

import pytest

from kumkm_targets.reporting.documents.document import Cell, Column, Row, Table
from kumkm_targets.reporting.documents.heading import heading_cells, number_cells
from kumkm_targets.reporting.documents.typeset.columns import SMALLEST, layouts
from kumkm_targets.reporting.documents.typeset.demands import tail_of
from kumkm_targets.reporting.documents.typeset.letters import breakable, showable, syllables, width
from tests.documents.papers import figure, official, plain_table

ROOM = 757.0


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ketenagakerjaan", "ke-te-na-ga-ker-ja-an"),
        ("pemberdayaan", "pem-ber-da-ya-an"),
        ("menengah", "me-ne-ngah"),
        ("tangga", "tang-ga"),
        ("inspirasi", "in-spi-ra-si"),
        ("pencapaian", "pen-ca-pai-an"),
        ("masyarakat", "ma-sya-ra-kat"),
        ("akhir", "akhir"),  # no letter stands alone
        ("UMKM", "UMKM"),
    ],
)
def test_a_word_is_broken_between_its_syllables(word: str, parts: str) -> None:
    assert "-".join(syllables(word)) == parts


def test_only_words_that_are_too_wide_get_chances_to_break() -> None:
    text = "usaha mikro ketenagakerjaan"
    assert breakable(text, 20) == text
    assert breakable(text, 6) == "usaha mikro ke\xadte\xadna\xadga\xadker\xadja\xadan"


def test_a_word_without_syllables_may_be_broken_anywhere() -> None:
    assert breakable("x" * 40, 5).count("\u200b") == 39
    assert breakable("contoh.go.id/berkas", 6).replace("\xad", "") == "contoh.\u200bgo.\u200bid/\u200bberkas"


def test_what_the_font_lacks_becomes_its_code() -> None:
    assert showable("Wirausaha \N{GRINNING FACE} ✓ ≥ –") == "Wirausaha \\U0001f600 ✓ ≥ –"


def test_figures_are_equally_wide() -> None:
    assert width("1.111,1") == width("9.999,9")


@pytest.mark.parametrize(
    ("text", "tail"),
    [("1.311", ""), ("75,37", ",37"), ("−8,54 *", ",54 *"), ("Rp222,5 miliar", ",5 miliar"), ("–", None)],
)
def test_figures_stand_below_each_other_by_their_commas(text: str, tail: str | None) -> None:
    assert tail_of(text) == tail


def test_what_neighbours_share_is_merged_and_short_headings_reach_down() -> None:
    columns = (
        Column("no", ("No",), number="(1)"),
        Column("a", ("Target", "2025", "K"), number="(2)"),
        Column("b", ("Target", "2025", "Rp"), number="(2)"),
        Column("c", ("Target", "2026", "K"), number="(3)"),
        Column("d", ("Rasio", "K")),
    )
    merged = [(one.text, one.line, one.column, one.lines, one.columns) for one in heading_cells(columns)]
    assert merged == [
        ("No", 0, 0, 3, 1),
        ("Target", 0, 1, 1, 3),
        ("Rasio", 0, 4, 1, 1),
        ("2025", 1, 1, 1, 2),
        ("2026", 1, 3, 1, 1),
        ("K", 1, 4, 2, 1),
        ("K", 2, 1, 1, 1),
        ("Rp", 2, 2, 1, 1),
        ("K", 2, 3, 1, 1),
    ]
    numbers = [(one.text, one.column, one.columns) for one in number_cells(columns)]
    assert numbers == [("(1)", 0, 1), ("(2)", 1, 2), ("(3)", 3, 1), ("", 4, 1)]


def test_neighbours_of_the_same_name_stay_two_columns() -> None:
    columns = (Column("a", ("K",)), Column("b", ("K",)))
    assert [(one.text, one.columns) for one in heading_cells(columns)] == [("K", 1), ("K", 1)]


@pytest.mark.parametrize("table", [*plain_table(5).tables, *official(5, years=6).tables, *official(5).tables])
def test_columns_fill_the_width_and_hold_their_figures(table: Table) -> None:
    (layout,) = layouts(table, 840)
    assert sum(layout.widths) == pytest.approx(840)
    assert layout.size >= SMALLEST
    for place, column in enumerate(table.columns):
        for row in table.rows:
            cell = row.cells.get(column.key, Cell())
            if cell.figure is not None:
                assert width(cell.text) <= layout.inner(place)


def test_a_table_of_few_columns_has_large_letters_and_one_of_many_small_ones() -> None:
    sizes = [layouts(table, 840)[0].size for one in (plain_table(5), official(5, years=6)) for table in one.tables]
    assert sizes[0] == 9.0
    assert sizes[1] < 7.0


def test_columns_that_do_not_fit_are_spread_over_pages_with_the_first_ones_on_each() -> None:
    (table,) = official(2, years=6, amount=12).tables
    found = layouts(table, 840)
    assert len(found) > 1
    assert all(layout.places[:4] == (0, 1, 2, 3) for layout in found)
    assert [place for layout in found for place in layout.places[4:]] == list(range(4, 41))


def test_a_column_to_be_filled_in_by_hand_gets_room() -> None:
    columns = (
        Column("no", ("No",), 0.4, "right"),
        Column("todo", ("Tindak lanjut",), 1.0),
        Column("v", ("N",), 1, "right"),
    )
    (layout,) = layouts(Table(columns, (Row({"no": Cell("1"), "v": figure("2.5")}),)), ROOM)
    assert layout.widths[1] == max(layout.widths)
