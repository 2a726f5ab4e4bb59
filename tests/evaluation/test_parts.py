"""What kabupaten and kota add to the gap of their province."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kumkm_targets.evaluation.part_totals import nearest
from tests.evaluation.builders import ratio
from tests.evaluation.parted import ACTIVE, by_code, divided, entry, order, target

COUNT = {"unit": "orang"}
NAMES = {"62.01": "Kotawaringin Barat", "62.02": "Kotawaringin Timur", "62.71": "Kota Palangka Raya"}


def test_numerators_and_denominators_are_added_and_percentages_never_averaged() -> None:
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided(ACTIVE, {2025: figures})["persen"]
    assert found.total == Fraction(200, 3)  # the mean of 20 and 90 would be 55
    assert found.gap == Fraction(20, 3)
    assert {part.code: part.value for part in found.parts} == {"62.01": 20, "62.02": 90}


def test_a_part_adds_to_the_gap_of_a_ratio_as_much_as_it_weighs() -> None:
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided(ACTIVE, {2025: figures})["persen"]
    parts = by_code(found)
    assert parts["62.01"].contribution == ratio("-40/3")  # (1000 − 60·50) ÷ 150
    assert parts["62.02"].contribution == 20
    assert (parts["62.01"].share, parts["62.02"].share) == (ratio("100/3"), ratio("200/3"))
    assert (found.basis, found.shares_gap, order(found)) == ("ratio", True, ["01", "02"])


def test_where_lower_is_better_what_pulls_up_comes_first() -> None:
    indicators = {**ACTIVE, "persen": {**ACTIVE["persen"], "better": "lower"}}
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    assert order(divided(indicators, {2025: figures})["persen"]) == ["02", "01"]


BANDS = [
    ("below the band the lowest pull most", ("70", "80"), ["01", "02", "71"], "-10"),
    ("above the band the highest do", ("30", "40"), ["71", "02", "01"], "20"),
    ("inside the farthest from the whole does", ("50", "70"), ["01", "71", "02"], "0"),
]


@pytest.mark.parametrize(("band", "ranks", "gap"), [pytest.param(*case[1:], id=case[0]) for case in BANDS])
def test_a_range_is_missed_by_the_bound_that_was_crossed(band: tuple[str, str], ranks: list[str], gap: str) -> None:
    fields = {"formula": "100 * aktif / semua", "better": "within", "targets": {2025: target(*band)}}
    figures = {
        "aktif": {"62.01": "30", "62.02": "62", "62.71": "88"},
        "semua": {"62.01": "100", "62.02": "100", "62.71": "100"},
    }
    found = divided({**ACTIVE, "persen": fields}, {2025: figures})["persen"]
    assert found.total == 60
    assert found.gap == ratio(gap)
    assert sum(part.contribution or 0 for part in found.parts) == found.gap
    assert order(found) == ranks


def test_above_the_band_what_is_low_comes_last_however_low_it_is() -> None:
    fields = {"formula": "100 * aktif / semua", "better": "within", "targets": {2025: target("30", "40")}}
    figures = {
        "aktif": {"62.01": "0", "62.02": "31", "62.71": "90"},
        "semua": {"62.01": "100", "62.02": "100", "62.71": "100"},
    }
    found = divided({**ACTIVE, "persen": fields}, {2025: figures})["persen"]
    assert (found.gap, order(found)) == (ratio("1/3"), ["71", "02", "01"])


def test_each_with_a_band_of_its_own_the_farthest_comes_first() -> None:
    own = {2025: {code: target("10", "20") for code in ("62.01", "62.02", "62.71")}}
    indicators = {"orang": {**COUNT, "better": "within", "part_targets": own}}
    found = divided(indicators, {2025: {"orang": {"62.01": "23", "62.02": "5", "62.71": "24"}}})["orang"]
    assert (found.gap, order(found)) == (2, ["02", "71", "01"])


@pytest.mark.parametrize("better", ["higher", "lower", "within", None])
def test_one_without_a_target_comes_last(better: str | None) -> None:
    own = {2025: {"62.02": target("60"), "62.71": target("60")}}
    indicators = {"orang": {**COUNT, "better": better, "part_targets": own}}
    found = divided(indicators, {2025: {"orang": {"62.01": "1", "62.02": "50", "62.71": "60"}}})["orang"]
    assert order(found)[-1] == "01"


def test_inside_a_range_nothing_is_crossed() -> None:
    assert nearest(target("50", "70"), Fraction(60)) == 60
    assert nearest(target("50", "70"), Fraction(49)) == 50
    assert nearest(target("50", "70"), Fraction(71)) == 70


def test_counts_are_held_to_the_targets_of_the_parts() -> None:
    own = {2025: {"62.01": target("60"), "62.02": target("40"), "62.71": target("100")}}
    indicators = {"orang": {**COUNT, "targets": {2025: "200"}, "part_targets": own}}
    found = divided(indicators, {2025: {"orang": {"62.01": "43", "62.02": "41", "62.71": "97"}}})["orang"]
    assert {part.code: part.contribution for part in found.parts} == {"62.01": -17, "62.02": 1, "62.71": -3}
    assert (found.basis, found.shares_gap, order(found)) == ("part_targets", True, ["01", "71", "02"])
    assert (found.target, found.total, found.gap) == (target("200"), 181, -19)
    assert by_code(found)["62.71"].target == target("100")
    assert found.promised == target("200")


def test_a_part_within_its_own_range_has_kept_its_promise() -> None:
    own = {2025: {"62.01": target("40", "50"), "62.02": target("10", "20")}}
    indicators = {"orang": {**COUNT, "part_targets": own}}
    found = divided(indicators, {2025: {"orang": {"62.01": "43", "62.02": "5"}}})["orang"]
    assert {part.code: part.contribution for part in found.parts} == {"62.01": 0, "62.02": -5}
    assert (found.target, found.gap) == (target("50", "70"), -5)


def test_a_part_without_a_target_is_in_the_total_and_not_in_the_gap() -> None:
    indicators = {"orang": {**COUNT, "part_targets": {2025: {"62.01": target("60")}}}}
    found = divided(indicators, {2025: {"orang": {"62.01": "43", "62.02": "41"}}})["orang"]
    assert (found.target, found.total, found.gap) == (None, 84, -17)
    assert by_code(found)["62.02"].contribution is None
    assert order(found) == ["01", "02"]
    assert found.promised is None


def test_targets_of_another_year_do_not_count() -> None:
    indicators = {"orang": {**COUNT, "targets": {2025: "50"}, "part_targets": {2024: {"62.01": target("60")}}}}
    found = divided(indicators, {2025: {"orang": {"62.01": "43"}}})["orang"]
    assert (found.basis, found.gap, found.shares_gap) == ("value", -7, False)


def test_percentages_recorded_by_part_are_compared_each_with_its_own_target_and_never_added() -> None:
    indicators = {"persen": {"targets": {2025: "60"}, "part_targets": {2025: {"62.01": target("60")}}}}
    found = divided(indicators, {2025: {"persen": {"62.01": "55.5", "62.02": "70"}}})["persen"]
    assert (found.total, found.gap, found.shares_gap, found.is_sum) == (None, None, False, False)
    assert by_code(found)["62.01"].contribution == ratio("-4.5")
    assert by_code(found)["62.01"].share is None


def test_without_targets_by_part_the_change_since_last_year_ranks_them() -> None:
    indicators = {"orang": {**COUNT, "targets": {2025: "150"}}}
    figures = {
        2024: {"orang": {"62.01": "40", "62.02": "50", "62.71": "10"}},
        2025: {"orang": {"62.01": "45", "62.02": "48", "62.71": "20"}},
    }
    found = divided(indicators, figures)["orang"]
    assert (found.basis, order(found)) == ("change", ["02", "01", "71"])
    assert {part.code: part.change for part in found.parts} == {"62.01": 5, "62.02": -2, "62.71": 10}
    assert (found.change, found.total, found.gap, found.shares_gap) == (13, 113, -37, False)
    assert all(part.contribution is None for part in found.parts)


def test_where_one_has_no_figure_of_last_year_the_figure_itself_ranks_them() -> None:
    figures = {2024: {"orang": {"62.01": "40"}}, 2025: {"orang": {"62.01": "45", "62.02": "48"}}}
    found = divided({"orang": {**COUNT, "better": "lower"}}, figures)["orang"]
    assert (found.basis, order(found)) == ("value", ["02", "01"])
    assert by_code(found)["62.01"].change == 5
    assert found.change is None


def test_the_change_is_since_the_year_before_and_not_since_an_older_one() -> None:
    figures = {2023: {"orang": {"62.01": "40"}}, 2025: {"orang": {"62.01": "45"}}}
    found = divided({"orang": COUNT}, figures)["orang"]
    assert (found.basis, found.parts[0].change) == ("value", None)


def test_supporting_data_lists_the_largest_first() -> None:
    found = divided({"orang": {**COUNT, "better": None}}, {2025: {"orang": {"62.01": "4", "62.02": "5"}}})["orang"]
    assert (found.basis, order(found)) == ("value", ["02", "01"])
    assert found.parts[0].share == ratio("500/9")


def test_equal_ones_go_by_their_code() -> None:
    found = divided({"orang": COUNT}, {2025: {"orang": {"62.71": "4", "62.02": "4", "62.01": "4"}}})["orang"]
    assert order(found) == ["01", "02", "71"]


def test_a_missing_part_is_named_with_what_it_lacks() -> None:
    figures = {"aktif": {"62.01": "10"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided(ACTIVE, {2025: figures}, parts=NAMES)
    assert [(part.code, part.name, part.lacks) for part in found["persen"].missing] == [
        ("62.02", "Kotawaringin Timur", ("aktif",)),
        ("62.71", "Kota Palangka Raya", ("aktif", "semua")),
    ]
    assert [(part.code, part.lacks) for part in found["aktif"].missing] == [("62.02", ()), ("62.71", ())]
    assert found["persen"].total == 20
    assert found["persen"].parts[0].name == "Kotawaringin Barat"


def test_without_a_list_those_that_ever_had_a_figure_or_a_target_are_expected() -> None:
    indicators = {**ACTIVE, "aktif": {**ACTIVE["aktif"], "part_targets": {2024: {"62.05": target("1")}}}}
    figures = {
        2023: {"semua": {"62.03": "5"}},
        2025: {"aktif": {"62.01": "10"}, "semua": {"62.01": "50"}},
        2026: {"semua": {"62.04": "5"}},
    }
    found = divided(indicators, figures)
    assert [part.code for part in found["persen"].missing] == ["62.03", "62.05"]
    assert [part.code for part in found["aktif"].missing] == ["62.03", "62.05"]
    assert [part.code for part in found["semua"].missing] == ["62.03", "62.05"]


def test_a_part_that_the_plan_does_not_list_is_counted_all_the_same() -> None:
    found = divided(
        {"orang": COUNT}, {2025: {"orang": {"62.01": "4", "62.99": "5"}}}, parts={"62.01": "Kotawaringin Barat"}
    )
    assert (found["orang"].total, found["orang"].missing, by_code(found["orang"])["62.99"].name) == (9, (), None)


def test_components_that_no_part_has_all_of_leave_a_division_without_parts() -> None:
    found = divided(ACTIVE, {2025: {"aktif": {"62.01": "10"}}})["persen"]
    assert (found.parts, found.total, found.gap) == ((), None, None)
    assert [(part.code, part.lacks) for part in found.missing] == [("62.01", ("semua",))]


def test_growth_is_that_of_the_part_and_its_weight_that_of_last_year() -> None:
    indicators = {
        "tumbuh": {"formula": "growth(volume)", "targets": {2025: "10"}},
        "volume": {"unit": "Rp miliar", "better": None, "baseline": {"year": 2024, "value": "999"}},
    }
    figures = {
        2024: {"volume": {"62.01": "100", "62.02": "300"}},
        2025: {"volume": {"62.01": "120", "62.02": "306", "62.03": "7"}},
    }
    found = divided(indicators, figures)["tumbuh"]
    parts = by_code(found)
    assert (parts["62.01"].value, parts["62.02"].value, found.total) == (20, 2, ratio("6.5"))
    assert (parts["62.01"].share, parts["62.02"].share) == (25, 75)
    assert (parts["62.01"].contribution, parts["62.02"].contribution) == (ratio("2.5"), -6)
    assert found.gap == ratio("-3.5")
    assert [(part.code, part.lacks) for part in found.missing] == [("62.03", ("previous(volume)",))]


def test_the_baseline_of_the_whole_is_never_that_of_a_part() -> None:
    indicators = {
        "tumbuh": {"formula": "growth(orang)"},
        "orang": {**COUNT, "baseline": {"year": 2024, "value": "100"}},
    }
    found = divided(indicators, {2025: {"orang": {"62.01": "120"}}})["tumbuh"]
    assert (found.parts, found.missing[0].lacks) == ((), ("previous(orang)",))


FORMULAS: list[tuple[str, str, dict[str, str], str | None, str | None]] = [
    ("a sum of counts is added", "aktif + semua", {"62.01": "110", "62.02": "60"}, "170", None),
    ("a share of a fixed whole is added", "100 * aktif / 200", {"62.01": "5", "62.02": "25"}, "30", None),
    ("a figure of last year counts in a sum", "semua - previous(semua)", {"62.01": "20", "62.02": "0"}, "20", None),
    (
        "a ratio of last year's is one of totals",
        "100 * aktif / previous(semua)",
        {"62.01": "12.5", "62.02": "500"},
        "600/9",
        "ratio",
    ),
    (
        "what is not a quotient of sums is put on the totals",
        "aktif * semua",
        {"62.01": "1000", "62.02": "500"},
        "6600",
        None,
    ),
    ("a constant goes on the totals once", "aktif + 100", {"62.01": "110", "62.02": "150"}, "160", None),
    ("a constant beside a quotient stays one", "aktif / semua + 1", {"62.01": "1.1", "62.02": "6"}, "17/11", "ratio"),
    ("a percentage of a percentage cannot be added", "indeks + aktif", {"62.01": "12", "62.02": "53"}, None, None),
]


@pytest.mark.parametrize(
    ("formula", "values", "total", "basis"), [pytest.param(*case[1:], id=case[0]) for case in FORMULAS]
)
def test_a_formula_is_put_on_each_part_and_on_what_can_be_added(
    formula: str, values: dict[str, str], total: str | None, basis: str | None
) -> None:
    indicators = {**ACTIVE, "persen": {"formula": formula, "targets": {2025: "60"}}, "indeks": {"unit": "indeks"}}
    figures = {
        2024: {"semua": {"62.01": "80", "62.02": "10"}},
        2025: {
            "aktif": {"62.01": "10", "62.02": "50"},
            "semua": {"62.01": "100", "62.02": "10"},
            "indeks": {"62.01": "2", "62.02": "3"},
        },
    }
    found = divided(indicators, figures)["persen"]
    assert {part.code: part.value for part in found.parts} == {code: Decimal(value) for code, value in values.items()}
    assert found.total == (None if total is None else ratio(total))
    assert found.basis == (basis or "value")
    assert found.shares_gap == (basis == "ratio")


def test_a_component_may_itself_be_derived_for_each_part() -> None:
    indicators = {
        "persen": {"formula": "100 * aktif / semua", "targets": {2025: "60"}},
        "aktif": COUNT,
        "pasif": COUNT,
        "semua": {**COUNT, "formula": "aktif + pasif"},
    }
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "pasif": {"62.01": "40", "62.02": "10"}}
    found = divided(indicators, {2025: figures})
    assert (found["semua"].total, found["persen"].total, found["persen"].basis) == (150, ratio("200/3"), "ratio")
    assert not by_code(found["semua"])["62.01"].is_recorded
    assert by_code(found["aktif"])["62.01"].is_recorded


def test_a_ratio_of_ratios_is_put_on_the_ratios_of_the_totals() -> None:
    indicators = {**ACTIVE, "dua": {"formula": "2 * persen"}}
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided(indicators, {2025: figures})["dua"]
    assert (found.total, found.is_sum, found.parts[0].share) == (ratio("400/3"), False, None)


def test_a_formula_that_leads_back_to_itself_divides_nothing() -> None:
    indicators = {"a": {**COUNT, "formula": "b + orang"}, "b": {**COUNT, "formula": "a"}, "orang": COUNT}
    found = divided(indicators, {2025: {"orang": {"62.01": "4"}}})
    assert (found["a"].parts, found["orang"].total) == ((), 4)


def test_a_formula_that_does_not_parse_leaves_the_recorded_parts() -> None:
    found = divided({"orang": {**COUNT, "formula": "1 +"}}, {2025: {"orang": {"62.01": "4"}}})["orang"]
    assert found.total == 4


def test_a_chain_of_hundreds_of_formulas_is_no_harm() -> None:
    chain = {f"a{n}": {**COUNT, "formula": f"a{n - 1} + a{n - 1}"} for n in range(1, 600)}
    found = divided({"a0": COUNT, **chain}, {2025: {"a0": {"62.01": "1"}}})
    assert found["a100"].total == 2**100


def test_a_part_with_nothing_to_divide_by_has_no_value_and_comes_last() -> None:
    figures = {"aktif": {"62.01": "0", "62.02": "90"}, "semua": {"62.01": "0", "62.02": "100"}}
    untargeted = {**ACTIVE, "persen": {"formula": "100 * aktif / semua"}}
    found = divided(untargeted, {2025: figures})["persen"]
    assert (by_code(found)["62.01"].value, order(found), found.total) == (None, ["02", "01"], 90)
    assert (by_code(found)["62.01"].share, found.basis) == (0, "value")


def test_where_all_have_nothing_to_divide_by_there_is_no_total() -> None:
    found = divided(ACTIVE, {2025: {"aktif": {"62.01": "0"}, "semua": {"62.01": "0"}}})["persen"]
    assert (found.total, found.gap, found.shares_gap, found.parts[0].share) == (None, None, False, None)


def test_a_sum_of_nothing_has_no_shares() -> None:
    found = divided({"orang": COUNT}, {2025: {"orang": {"62.01": "0", "62.02": "0"}}})["orang"]
    assert (found.total, found.parts[0].share) == (0, None)


def test_a_ratio_without_a_target_of_its_own_is_held_to_those_of_its_parts() -> None:
    fields: dict[str, Any] = {"formula": "100 * aktif / semua", "part_targets": {2025: {"62.01": target("30")}}}
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided({**ACTIVE, "persen": fields}, {2025: figures})["persen"]
    assert (found.basis, by_code(found)["62.01"].contribution, found.gap) == ("part_targets", -10, None)
    assert (found.shares_gap, found.promised) == (False, None)


def test_a_figure_recorded_for_the_whole_stands_beside_what_the_parts_make() -> None:
    figures = {2025: {"orang": entry({"62.01": "4", "62.02": "5"}, "10")}}
    found = divided({"orang": COUNT}, figures)["orang"]
    assert (found.total, found.whole, found.differs) == (9, 10, True)
    agreeing = divided({"orang": COUNT}, {2025: {"orang": entry({"62.01": "4", "62.02": "6"}, "10")}})["orang"]
    assert (agreeing.whole, agreeing.differs) == (10, False)
    alone = divided({"orang": COUNT}, {2025: {"orang": {"62.01": "4"}}})["orang"]
    assert (alone.whole, alone.differs) == (None, False)


@pytest.mark.parametrize(
    ("whole", "differs"),
    [("66.7", False), ("66.67", False), ("66.66", False), ("66.671", True), ("66.659", True), ("66.6", True)],
)
def test_a_whole_differs_from_its_parts_beyond_its_last_digit(whole: str, differs: bool) -> None:
    figures = {2025: {"volume": entry({"62.01": "60", "62.02": "6.665"}, whole)}}
    found = divided({"volume": {"unit": "Rp miliar"}}, figures)["volume"]
    assert (found.total, found.whole, found.differs) == (ratio("66.665"), Decimal(whole), differs)


def test_a_whole_that_its_formula_makes_of_these_parts_is_no_other_figure() -> None:
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided(ACTIVE, {2025: figures})["persen"]
    assert (found.row.origin, found.whole, found.differences) == ("formula", None, ())


def test_a_percentage_recorded_for_the_whole_stands_in_where_a_part_is_missing() -> None:
    figures = {"persen": entry({}, "66.6"), "aktif": {"62.01": "10"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = divided(ACTIVE, {2025: figures}, parts=NAMES)["persen"]
    assert (found.total, found.whole, found.differs, found.differences) == (20, Decimal("66.6"), True, ())


def test_what_comes_apart_in_a_ratio_is_named_by_component() -> None:
    figures = {
        "aktif": entry({"62.01": "10", "62.02": "90"}, "100"),
        "semua": entry({"62.01": "50", "62.02": "100"}, "160"),
    }
    found = divided(ACTIVE, {2025: figures})["persen"]
    assert (found.total, found.whole, found.differs) == (ratio("200/3"), ratio("62.5"), True)
    assert [(one.component, one.of_parts, one.of_whole) for one in found.differences] == [("semua", 150, 160)]
    assert divided(ACTIVE, {2025: figures}, parts=NAMES)["persen"].differences == ()


def test_a_figure_keeps_the_decimals_it_was_written_with() -> None:
    found = divided({"volume": {"unit": "Rp miliar"}}, {2025: {"volume": {"62.01": "4.50"}}})["volume"]
    assert str(found.parts[0].value) == "4.50"


def test_indicators_without_parts_are_left_out() -> None:
    found = divided({"orang": COUNT, "lain": COUNT}, {2025: {"orang": {"62.01": "4"}, "lain": entry({}, "5")}})
    assert list(found) == ["orang"]


def test_a_retired_indicator_is_left_out_after_its_last_year() -> None:
    indicators = {"orang": {**COUNT, "retired": 2024}, "lain": COUNT}
    figures = {2025: {"orang": {"62.01": "4"}, "lain": {"62.01": "4"}}}
    assert list(divided(indicators, figures)) == ["lain"]


def test_later_years_are_not_looked_at() -> None:
    figures = {2024: {"orang": {"62.01": "4"}}, 2025: {"orang": {"62.01": "9", "62.02": "1"}}}
    found = divided({"orang": COUNT}, figures, year=2024)["orang"]
    assert (found.total, found.missing) == (4, ())
    assert divided({"orang": COUNT}, {2025: figures[2025]}, year=2024) == {}


def test_there_are_no_parts_of_a_quarter() -> None:
    assert divided({"orang": COUNT}, {2025: {"orang": {"62.01": "4"}}}, quarter=2) == {}


def test_a_percentage_recorded_for_a_part_yields_to_its_formula_and_is_kept_to_be_compared() -> None:
    figures = {
        "persen": {"62.01": "33.3", "62.02": "90.0", "62.03": "12"},
        "aktif": {"62.01": "1", "62.02": "90"},
        "semua": {"62.01": "3", "62.02": "99"},
    }
    found = divided(ACTIVE, {2025: figures})["persen"]
    parts = by_code(found)
    assert (parts["62.01"].recorded, parts["62.01"].is_recorded, parts["62.01"].differs) == (
        Decimal("33.3"),
        False,
        False,
    )
    assert (parts["62.02"].recorded, parts["62.02"].differs) == (90, True)
    assert [(part.code, part.lacks) for part in found.missing] == [("62.03", ("aktif", "semua"))]
    assert not any(part.differs for part in divided(ACTIVE, {2025: figures})["aktif"].parts)
