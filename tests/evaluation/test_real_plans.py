"""The real plans that come with the package, judged as their publications print them."""

import json
from decimal import Decimal

import pytest

from kumkm_targets.evaluation.appraisal import Appraisal, appraise, latest_year
from kumkm_targets.evaluation.series import Series
from kumkm_targets.figures.exact import rounded
from kumkm_targets.reporting.status.data import status_json
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY
from tests.evaluation.builders import rows

FOLDERS = sorted(path.parent for path in PLANS.glob("*/plan.toml"))


def status(plan_id: str, year: int) -> Appraisal:
    reading = read_plan(PLANS / plan_id)
    assert reading.plan is not None
    assert reading.all_flaws == ()
    return appraise(reading.plan, reading.realised, year, TODAY)


def test_palembang_2016_is_judged_as_its_report_prints() -> None:
    appraisal = status("palembang-rpjmd-2013-2018", 2016)
    printed = [str(rounded(found.achievement, 2)) for found in appraisal.rows if found.achievement is not None]
    assert printed == ["100.61", "100.33", "67.15"]
    assert appraisal.summary.average is not None
    assert rounded(appraisal.summary.average, 2) == Decimal("89.36")
    assert [found.rating for found in appraisal.rows] == ["Sangat Tinggi", "Sangat Tinggi", "Sedang"]


def test_palembang_2016_as_data_has_all_28_digits() -> None:
    document = json.loads(status_json(status("palembang-rpjmd-2013-2018", 2016)))
    assert document["summary"] == {
        "computed": 3,
        "of": 3,
        "average": "89.36461296432107099481386333",
        "rating": "Tinggi",
        "weighted": False,
    }
    assert [row["achievement"] for row in document["rows"]] == [
        "100.6103224094467294679580735",
        "100.3296703296703296703296703",
        "67.15384615384615384615384615",
    ]
    assert [row["gap"] for row in document["rows"]] == ["0.46", "0.3", "-8.54"]
    assert [row["final_target"] for row in document["rows"]] == ["75.46", "96", "30"]


def test_palembang_has_no_targets_for_2015_but_names_the_next() -> None:
    appraisal = status("palembang-rpjmd-2013-2018", 2015)
    assert {found.reason for found in appraisal.rows} == {"no_target"}
    assert {found.next_target_year for found in appraisal.rows} == {2016}
    assert (appraisal.summary.computed, appraisal.summary.of) == (0, 3)


def test_jombang_2022_derives_its_percentage_from_two_counts() -> None:
    found = rows(status("jombang-koperasi-2022", 2022))["koperasi_berkinerja_baik"]
    assert str(found.realised) == "9.741784037558685446009389671"
    assert found.derived
    assert found.entry is None
    assert str(found.gap) == "0.041784037558685446009389671"
    assert str(found.achievement) == "100.4307632738008808866947389"
    assert found.previous == (2021, Decimal("9.6"))


def test_jombang_2021_stands_on_the_recorded_percentage() -> None:
    appraisal = status("jombang-koperasi-2022", 2021)
    found = rows(appraisal)["koperasi_berkinerja_baik"]
    assert (found.realised, found.derived, found.achievement) == (Decimal("9.6"), False, 100)
    assert (appraisal.summary.computed, appraisal.summary.of) == (2, 2)


def test_jombang_names_the_counts_behind_the_percentage() -> None:
    reading = read_plan(PLANS / "jombang-koperasi-2022")
    assert reading.plan is not None
    series = Series(reading.plan, reading.realised)
    assert series.components("koperasi_berkinerja_baik", 2022) == {
        "jumlah_koperasi_berkinerja_baik": 83,
        "jumlah_koperasi": 852,
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_real_plan_is_judged_in_every_year_the_same_twice(folder: object) -> None:
    reading = read_plan(PLANS / getattr(folder, "name", ""))
    assert reading.plan is not None
    period = reading.plan.header.period
    for year in range(period.start - 1, period.end + 2):
        first = appraise(reading.plan, reading.realised, year, TODAY)
        assert first == appraise(reading.plan, reading.realised, year, TODAY)
        assert [found.id for found in first.rows] == list(reading.plan.indicators)
        assert all((found.reason is None) == (found.achievement is not None) for found in first.rows)
        assert first.summary.computed == sum(found.achievement is not None for found in first.rows)
        assert first.summary.computed <= first.summary.of
    assert latest_year(reading.plan, reading.realised, TODAY) in reading.realised
