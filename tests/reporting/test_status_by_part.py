"""Status by kabupaten and kota, as it is printed and as programs read it."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.parts import divisions
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import use_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.parts.cells import part_rows, total_rows
from kumkm_targets.reporting.parts.notes import notes
from kumkm_targets.reporting.parts.report import part_csv, part_json, part_markdown, part_report
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY
from tests.evaluation.builders import ratio
from tests.evaluation.parted import ACTIVE, appraised, entry, target

Expect = Callable[[str, str], None]
Read = tuple[Appraisal, Mapping[int, RealisedYear]]
KALTENG = Path(__file__).parent / "by_part" / "kalteng-renstra-2025-2029"
COUNT = {"unit": "orang"}


def _read(folder: Path, year: int, quarter: int | None = None) -> Read:
    reading = read_plan(folder)
    assert reading.plan is not None
    assert not reading.all_flaws
    return appraise(reading.plan, reading.realised, year, TODAY, quarter=quarter), reading.realised


def _printed(read: Read, width: int = 80) -> str:
    stream = io.StringIO()
    screen = Console(file=stream, width=width, height=50, color_system=None, markup=False, highlight=False)
    screen.print(part_report(*read, screen))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _notes(indicators: Mapping[str, Any], figures: Any, of: str, parts: Mapping[str, str] | None = None) -> list[str]:
    appraisal, realised = appraised(indicators, figures, parts=parts)
    found = {division.row.id: division for division in divisions(appraisal, realised)}
    return list(notes(found[of], appraisal.plan, 2025))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_regencies_of_a_province_are_ranked(expect: Expect, width: int) -> None:
    expect(f"by-part-{width}.txt", _printed(_read(KALTENG, 2025), width))


def test_the_same_as_markdown(expect: Expect) -> None:
    expect("by-part.md", part_markdown(*_read(KALTENG, 2025)))


def test_the_same_as_csv(expect: Expect) -> None:
    expect("by-part.csv", part_csv(*_read(KALTENG, 2025)))


@pytest.mark.parametrize("width", range(20, 200, 13))
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_screen_and_no_figure_is_cut(width: int, language: str) -> None:
    use_language(language)
    text = _printed(_read(KALTENG, 2025), width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert all(figure in text for figure in ("−0,90", "Rp156,9", "1.791,1", "−0,004"))


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = json.loads(part_json(*_read(KALTENG, 2025)))
    assert list(document) == ["format", "plan", "title", "region", "year", "indicators", "without_parts"]
    assert document["without_parts"] == ["indeks_pelayanan"]
    first = document["indicators"][0]
    assert (
        list(first)
        == (
            "indicator name unit better ranked_by target target_min target_max total gap contributions_add_up complete "
            "whole parts missing differences"
        ).split()
    )
    assert (
        list(first["parts"][0])
        == ("rank region region_name target target_min target_max realised share change contribution").split()
    )
    assert first["missing"] == [{"region": "62.07", "region_name": "Seruyan", "lacks": ["koperasi_aktif"]}]
    assert (first["complete"], first["whole"], first["differences"]) == (False, None, [])


def test_the_numbers_in_the_document_add_up() -> None:
    for found in json.loads(part_json(*_read(KALTENG, 2025)))["indicators"]:
        parts = found["parts"]
        assert [part["rank"] for part in parts] == list(range(1, len(parts) + 1))
        if found["contributions_add_up"]:
            added = sum(ratio(part["contribution"]) for part in parts)
            assert abs(added - ratio(found["gap"])) < Decimal(10) ** -25
            assert ratio(found["total"]) - ratio(found["target"]) == pytest.approx(ratio(found["gap"]), abs=1e-20)


def test_a_range_a_missing_whole_and_a_difference_have_their_keys() -> None:
    figures = {
        "aktif": entry({"62.01": "10", "62.02": "90"}, "100"),
        "semua": entry({"62.01": "50", "62.02": "100"}, "160"),
    }
    fields = {**ACTIVE["persen"], "targets": {2025: target("70", "75")}}
    read = appraised({**ACTIVE, "persen": fields}, {2025: figures})
    found = json.loads(part_json(*read))["indicators"][0]
    assert (found["target"], found["target_min"], found["target_max"]) == (None, "70", "75")
    assert found["whole"] == "62.5"
    assert found["differences"] == [{"component": "semua", "of_parts": "150", "of_whole": "160"}]


def test_csv_has_a_line_for_each_part_and_for_each_that_is_missing() -> None:
    lines = list(csv.DictReader(io.StringIO(part_csv(*_read(KALTENG, 2025)))))
    active = [line for line in lines if line["indicator"] == "persentase_koperasi_aktif"]
    assert len(active) == 14
    assert (active[-1]["region"], active[-1]["rank"], active[-1]["realised"]) == ("62.07", "", "")
    assert active[-1]["lacks"] == "koperasi_aktif"
    assert (active[0]["region_name"], active[0]["ranked_by"]) == ("Kapuas", "ratio")


def test_a_year_without_parts_says_how_to_record_them(expect: Expect) -> None:
    expect("by-part-none.txt", _printed(_read(KALTENG, 2026)))
    assert json.loads(part_json(*_read(KALTENG, 2026)))["indicators"] == []
    assert len(part_csv(*_read(KALTENG, 2026)).splitlines()) == 1
    assert "No figures by kabupaten/kota" in part_markdown(*_read(KALTENG, 2026))


def test_the_example_takes_the_first_kabupaten_where_the_plan_lists_none() -> None:
    text = _printed(_read(PLANS / "kalteng-rakortek-2025", 2025), 200)
    assert "kumkm record kalteng-rakortek-2025 " in text
    assert text.rstrip().endswith("--year 2025 --part 62.01")


def test_the_example_names_an_indicator_that_is_not_derived() -> None:
    read = appraised(ACTIVE, {})
    assert "kumkm record rencana aktif … --year 2025 --part 62.01" in _printed(read)


def test_a_kabupaten_or_kota_has_no_parts_to_record() -> None:
    text = _printed(_read(PLANS / "palembang-rpjmd-2013-2018", 2016))
    assert "has no parts" in text
    assert "kumkm record" not in text


def test_the_whole_country_lists_its_parts_first() -> None:
    appraisal, realised = appraised(ACTIVE, {})
    header = appraisal.plan.header
    region = header.region.model_copy(update={"code": "00", "name": "Indonesia"})
    plan = appraisal.plan.model_copy(update={"header": header.model_copy(update={"region": region})})
    assert "kumkm record" not in _printed((appraise(plan, realised, 2025, TODAY), realised))


def test_a_plan_without_indicators_has_nothing_to_record() -> None:
    assert "kumkm record" not in _printed(appraised({}, {}))


def test_a_quarter_has_no_parts() -> None:
    text = _printed(_read(KALTENG, 2025, quarter=2))
    assert "of whole years, not of quarters" in text
    assert "recorded for 2025" not in text


def test_every_year_that_has_parts_is_named() -> None:
    assert "Years that have some: 2024, 2025." in _printed(_read(KALTENG, 2026))
    assert "Years that have some" not in _printed(appraised(ACTIVE, {}))


def test_a_total_within_its_range_shares_out_nothing() -> None:
    fields = {**ACTIVE["persen"], "targets": {2025: target("60", "75")}}
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = _notes({**ACTIVE, "persen": fields}, {2025: figures}, "persen")
    assert found[1] == "Contribution = share × (realised − total); together zero, for the total is within 60–75%"


def test_the_bound_that_was_crossed_stands_in_the_note() -> None:
    fields = {**ACTIVE["persen"], "targets": {2025: target("70", "75")}}
    figures = {"aktif": {"62.01": "10", "62.02": "90"}, "semua": {"62.01": "50", "62.02": "100"}}
    found = _notes({**ACTIVE, "persen": fields}, {2025: figures}, "persen")
    assert found[1].startswith("Contribution = share × (realised − 70%); together they are the gap, −3,33")


def test_what_does_not_fit_is_said() -> None:
    figures = {
        "aktif": entry({"62.01": "10", "62.02": "90"}, "100"),
        "semua": entry({"62.01": "50", "62.02": "100"}, "160"),
    }
    found = _notes(ACTIVE, {2025: figures}, "persen")
    assert "The kabupaten/kota make 66,67%, the whole is 62,50%: +4,17 percentage points" in found
    assert "Indikator: 150 unit from kabupaten/kota, 160 unit for the whole" in found
    counted = _notes(ACTIVE, {2025: figures}, "semua")
    assert "The kabupaten/kota make 150 unit, the whole is 160 unit: −10 unit" in counted


def test_a_part_that_is_recorded_otherwise_than_its_formula_gives_is_named() -> None:
    figures = {"persen": {"62.01": "30"}, "aktif": {"62.01": "10"}, "semua": {"62.01": "40"}}
    found = _notes(ACTIVE, {2025: figures}, "persen", {"62.01": "Kotawaringin Barat"})
    assert "62.01 Kotawaringin Barat: recorded as 30%, but the formula gives 25,00%" in found


def test_targets_of_the_parts_that_do_not_make_that_of_the_whole_are_said() -> None:
    own = {2025: {"62.01": target("60"), "62.02": target("40")}}
    indicators = {"orang": {**COUNT, "targets": {2025: "110"}, "part_targets": own}}
    found = _notes(indicators, {2025: {"orang": {"62.01": "43", "62.02": "41"}}}, "orang")
    assert "The targets of the kabupaten/kota add up to 100 orang, the target of the whole is 110 orang" in found


def test_parts_without_a_target_and_parts_that_are_not_listed_are_named() -> None:
    indicators = {"orang": {**COUNT, "part_targets": {2025: {"62.01": target("60")}}}}
    figures = {2025: {"orang": {"62.01": "43", "62.99": "41"}}}
    found = _notes(indicators, figures, "orang", {"62.01": "Kotawaringin Barat"})
    assert "Counted, but not listed in [parts] of the plan: 62.99" in found
    assert "Without a target, and so outside the gap: 62.99" in found


TOTALS = [
    ("figures of an index", {"a": {"unit": "indeks"}}, "No total: figures in “indeks” cannot be added"),
    ("a formula over an index", {"b": {"formula": "a + 1"}, "a": {"unit": "indeks"}}, "No total: the formula needs"),
    ("a formula over counts", {"b": {"formula": "a * a"}, "a": COUNT}, "Total: the formula over the added components"),
    ("counts", {"a": COUNT}, "Total: the figures are added"),
    ("nothing to divide by", {"b": {"formula": "1 * a / (a - a)"}, "a": COUNT}, None),
]


@pytest.mark.parametrize(("indicators", "words"), [pytest.param(*case[1:], id=case[0]) for case in TOTALS])
def test_how_the_total_came_about_is_said(indicators: dict[str, Any], words: str | None) -> None:
    found = _notes(indicators, {2025: {"a": {"62.01": "4"}}}, next(iter(indicators)))
    assert any(line.startswith(words) for line in found) if words else found[-1].startswith("  the formula gives no")


def test_a_ratio_over_nothing_has_no_total() -> None:
    found = _notes(ACTIVE, {2025: {"aktif": {"62.01": "0"}, "semua": {"62.01": "0"}}}, "persen")
    assert "No total: the denominators add up to zero" in found


def test_a_part_with_nothing_to_divide_by_is_said_to_add_its_numerator_alone() -> None:
    figures = {2025: {"aktif": {"62.01": "5", "62.02": "40"}, "semua": {"62.01": "0", "62.02": "100"}}}
    found = _notes(ACTIVE, figures, "persen")
    assert "With a denominator of zero, contribution = numerator ÷ all denominators: 62.01" in found


def test_a_percentage_with_targets_of_the_parts_does_not_add_up() -> None:
    indicators = {"persen": {"targets": {2025: "60"}, "part_targets": {2025: {"62.01": target("60")}}}}
    found = _notes(indicators, {2025: {"persen": {"62.01": "55.5"}}}, "persen")
    assert found[1] == "Gap = realised − target, each by itself; they do not add up"


def test_supporting_data_is_not_said_to_lack_targets() -> None:
    assert not any("No targets" in line for line in _notes({"a": COUNT}, {2025: {"a": {"62.01": "4"}}}, "a"))
    promised = {"a": {"unit": "indeks", "targets": {2025: "5"}}}
    assert "No targets by kabupaten/kota" in _notes(promised, {2025: {"a": {"62.01": "4"}}}, "a")


def test_a_derived_figure_never_crosses_its_target_by_rounding() -> None:
    figures = {"aktif": {"62.01": "599999", "62.02": "1"}, "semua": {"62.01": "1000000", "62.02": "1"}}
    text = _printed(appraised(ACTIVE, {2025: figures}))
    assert "59,9999" in text
    assert "60,00 " not in text


def _rows(indicators: Mapping[str, Any], figures: Any, of: str) -> list[tuple[str, ...]]:
    appraisal, realised = appraised(indicators, figures)
    found = {division.row.id: division for division in divisions(appraisal, realised)}[of]
    return [*part_rows(found, appraisal.plan), *total_rows(found)]


def test_distances_of_derived_figures_are_rounded_and_those_of_recorded_ones_are_not() -> None:
    derived = {**ACTIVE, "persen": {"formula": "100 * aktif / semua", "part_targets": {2025: {"62.01": target("30")}}}}
    figures = {"aktif": {"62.01": "1"}, "semua": {"62.01": "32"}}
    assert _rows(derived, {2025: figures}, "persen")[0] == ("1", "62.01", "30", "3,13", "100,0", "−26,88")
    recorded = {"indeks": {"unit": "indeks", "part_targets": {2025: {"62.01": target("3.2")}}}}
    rows = _rows(recorded, {2025: {"indeks": {"62.01": "3.185"}}}, "indeks")
    assert rows == [("1", "62.01", "3,2", "3,185", "−0,015")]


def test_the_total_of_a_ratio_is_rounded_whatever_is_recorded_for_its_parts() -> None:
    figures = {
        "persen": {"62.01": "0", "62.02": "12.5"},
        "aktif": {"62.01": "0", "62.02": "3"},
        "semua": {"62.01": "8", "62.02": "24"},
    }
    assert _rows(ACTIVE, {2025: figures}, "persen")[-1] == ("", "Total", "9,38", "100,0", "−50,63")


def test_a_share_is_never_none_or_all_by_rounding() -> None:
    rows = _rows({"orang": COUNT}, {2025: {"orang": {"62.01": "1", "62.02": "99999"}}}, "orang")
    assert [row[3] for row in rows] == ["0,001", "99,999", "100,0"]


def test_derived_counts_are_whole_where_they_can_be() -> None:
    indicators = {"b": {**COUNT, "formula": "a / 3"}, "a": COUNT}
    rows = _rows(indicators, {2025: {"a": {"62.01": "9", "62.02": "10"}}}, "b")
    assert [row[2] for row in rows] == ["3", "3,33", "6,33"]
    declared = {**indicators, "b": {**indicators["b"], "decimals": 1}}
    assert [row[2] for row in _rows(declared, {2025: {"a": {"62.01": "9", "62.02": "10"}}}, "b")] == [
        "3,0",
        "3,3",
        "6,3",
    ]


def test_the_figure_of_the_whole_says_where_it_is_from() -> None:
    recorded = entry({"62.01": "4"}, "5")
    rolled = entry({"62.01": "4"}).model_copy(update={"quarters": {number: Decimal(5) for number in QUARTERS}})
    assert _rows({"orang": COUNT}, {2025: {"orang": recorded}}, "orang")[-1][1:3] == ("Recorded for the whole", "5")
    assert _rows({"orang": COUNT}, {2025: {"orang": rolled}}, "orang")[-1][1:3] == ("Quarters of the whole", "5")
    figures = {"aktif": entry({"62.01": "10"}, "20"), "semua": entry({"62.01": "40"}, "40")}
    assert _rows(ACTIVE, {2025: figures}, "persen")[-1] == ("", "Formula for the whole", "50,00", "–", "−10,00")


def test_names_from_a_file_cannot_steer_the_terminal() -> None:
    hostile = "\x1b[31m[red]nama\x07 \u202ebalik"
    indicators = {"a": {**COUNT, "name": hostile, "unit": f"orang {hostile}"}}
    read = appraised(indicators, {2025: {"a": {"62.01": "4"}}}, parts={"62.01": hostile, "62.02": hostile})
    for text in (_printed(read, 200), part_markdown(*read), part_json(*read), part_csv(*read)):
        assert not any(sign in text for sign in "\x1b\x07\u202e")
    assert ",'=cmd," in part_csv(*appraised({"a": COUNT}, {2025: {"a": {"62.01": "4"}}}, parts={"62.01": "=cmd"}))


def test_the_plan_of_these_tests_has_only_the_finding_it_is_meant_to_have() -> None:
    from kumkm_targets.checks.engine import check_plan

    assert [finding.rule.code for finding in check_plan(read_plan(KALTENG), TODAY)] == ["KT423"]
    assert isinstance(read_plan(KALTENG).plan, Plan)
