"""What a comparison says of ranks that lie close together, and of many on one."""

from datetime import date

from kumkm_targets.evaluation.comparison import Ranking, compare
from kumkm_targets.reporting.comparison.words import place_cells, ranking_note
from tests.evaluation.builders import indicator, plan, years


def _ranking(*realised: str) -> Ranking:
    """Plans p1, p2 … that promised 100 and brought these."""
    fields = {"a": indicator(targets={2025: "100"})}
    plans = [
        (plan(fields).model_copy(update={"id": f"p{position}"}), years({2025: {"a": figure}}))
        for position, figure in enumerate(realised, 1)
    ]
    [ranking] = compare("a", plans, 2025, date(2026, 11, 22)).rankings
    return ranking


def test_achievements_of_two_ranks_never_look_the_same() -> None:
    cells = place_cells(_ranking("95.1234", "95.1233", "95.1234", "95.2", "80"))
    assert [(cell.rank, cell.achievement) for cell in cells] == [
        ("1", "95,20"),
        ("2", "95,1234"),
        ("2", "95,1234"),
        ("4", "95,12"),
        ("5", "80,00"),
    ]


def test_the_ends_of_a_ranking_are_named() -> None:
    assert ranking_note(_ranking("80", "90", "90")) == "3 of 3 ranked · highest 90,00% (p2, p3) · lowest 80,00% (p1)"


def test_many_on_one_rank_are_counted() -> None:
    assert ranking_note(_ranking("80", *["90"] * 4)) == "5 of 5 ranked · highest 90,00% (4 plans) · lowest 80,00% (p1)"


def test_where_all_are_equal_there_is_no_lowest() -> None:
    assert ranking_note(_ranking("90", "90")) == "2 of 2 ranked · highest 90,00% (p1, p2)"


def test_one_rank_has_no_ends() -> None:
    assert ranking_note(_ranking("90")) == "1 of 1 ranked"
