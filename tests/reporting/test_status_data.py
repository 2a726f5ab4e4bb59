"""JSON and CSV keep their contract: keys, codes, and numbers as exact strings."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.reporting.status.data import status_csv, status_json
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, years

ROW_KEYS = (
    "indicator name unit better formula over_time baseline target target_min target_max realised realised_status gap "
    "achievement rating reason final_target final_achievement required_pace observed_pace outlook outlook_share "
    "source as_of original_target original_target_min original_target_max amendment realised_so_far missing "
    "pace_method projected outlook_reason why final_target_min final_target_max weight so_far so_far_target "
    "so_far_target_min so_far_target_max so_far_achievement"
).split()
IDS = sorted(path.parent.name for path in PLANS.glob("*/plan.toml"))


def _appraised(plan_id: str, year: int) -> Appraisal:
    reading = read_plan(PLANS / plan_id)
    assert reading.plan is not None
    return appraise(reading.plan, reading.realised, year, TODAY)


def _relations(plan_id: str, year: int) -> list[Any]:
    found: list[Any] = _document(plan_id, year)["relations"]
    return found


def _document(plan_id: str, year: int) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(status_json(_appraised(plan_id, year)))
    return document


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = _document("palembang-rpjmd-2013-2018", 2016)
    assert list(document) == [
        "format",
        "plan",
        "title",
        "region",
        "year",
        "rating_scale",
        "average_cap",
        "rows",
        "summary",
        "in_force_on",
        "quarter",
        "relations",
    ]
    assert all(list(row) == ROW_KEYS for row in document["rows"])
    assert list(document["summary"]) == ["computed", "of", "average", "rating", "weighted"]


def test_palembang_prints_what_the_city_published() -> None:
    document = _document("palembang-rpjmd-2013-2018", 2016)
    assert [row["achievement"] for row in document["rows"]] == [
        "100.6103224094467294679580735",
        "100.3296703296703296703296703",
        "67.15384615384615384615384615",
    ]
    assert document["summary"] == {
        "computed": 3,
        "of": 3,
        "average": "89.36461296432107099481386333",
        "rating": "Tinggi",
        "weighted": False,
    }


def test_a_derived_figure_has_its_exact_digits() -> None:
    row = _document("jombang-koperasi-2022", 2022)["rows"][0]
    assert row["realised"] == "9.741784037558685446009389671"


@pytest.mark.parametrize("plan_id", IDS)
def test_numbers_are_strings_and_reasons_stand_where_there_is_no_achievement(plan_id: str) -> None:
    for year in read_plan(PLANS / plan_id).realised:
        for row in _document(plan_id, year)["rows"]:
            assert (row["achievement"] is None) == (row["reason"] is not None)
            for key in ("target", "realised", "gap", "achievement", "required_pace", "outlook_share"):
                assert row[key] is None or isinstance(row[key], str)


@pytest.mark.parametrize("plan_id", IDS)
def test_csv_has_the_same_columns_and_cells_as_json(plan_id: str) -> None:
    for year in read_plan(PLANS / plan_id).realised:
        rows = list(csv.DictReader(io.StringIO(status_csv(_appraised(plan_id, year)))))
        expected = _document(plan_id, year)["rows"]
        assert rows == [{key: _cell(value) for key, value in row.items()} for row in expected]


def _cell(value: str | list[str] | None) -> str:
    return " ".join(value) if isinstance(value, list) else value or ""


def test_csv_gives_a_spreadsheet_no_formula_to_run() -> None:
    appraisal = _appraised("palembang-rpjmd-2013-2018", 2016)
    indicator = appraisal.plan.indicators["koperasi_aktif"]
    name = indicator.name.model_copy(update={"id": '=HYPERLINK("http://x")'})
    plan = appraisal.plan.model_copy(
        update={"indicators": {"koperasi_aktif": indicator.model_copy(update={"name": name})}}
    )
    text = status_csv(appraise(plan, {}, 2016, TODAY))
    assert next(csv.DictReader(io.StringIO(text)))["name"] == '\'=HYPERLINK("http://x")'


def test_the_rules_between_figures_are_listed_with_their_working() -> None:
    assert _relations("kaltim-revitalisasi-2013", 2013) == [
        {
            "that": "koperasi_modal_sendiri <= jumlah_koperasi",
            "because": "bagian tidak lebih besar dari keseluruhan",
            "tolerance": None,
            "holds": False,
            "working": "22.977 <= 5.855",
            "missing": [],
        },
        {
            "that": "koperasi_modal_luar <= jumlah_koperasi",
            "because": "bagian tidak lebih besar dari keseluruhan",
            "tolerance": None,
            "holds": True,
            "working": "2.427 <= 5.855",
            "missing": [],
        },
    ]
    [unknown] = _relations("kalteng-umkm-2021-2022", 2021)
    assert unknown["tolerance"] == "0.01"
    assert (unknown["holds"], unknown["working"], unknown["missing"]) == (None, None, ["growth(jumlah_umkm)"])


def test_the_years_so_far_the_weight_and_a_band_at_the_end_are_told() -> None:
    fields = {"over_time": "sum", "weight": Decimal(3), "targets": {2024: "10", 2025: {"min": "20", "max": "30"}}}
    content = years({2024: {"a": "12"}, 2025: {"a": "24"}})
    document = json.loads(status_json(appraise(plan({"a": indicator(**fields)}), content, 2025, NEXT_CENTURY)))
    [row] = document["rows"]
    told = {key: row[key] for key in ROW_KEYS[-8:]}
    assert told == {
        "final_target_min": "30",
        "final_target_max": "40",
        "weight": "3",
        "so_far": "36",
        "so_far_target": None,
        "so_far_target_min": "30",
        "so_far_target_max": "40",
        "so_far_achievement": "100",
    }
    assert document["summary"]["weighted"] is True
