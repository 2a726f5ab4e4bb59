"""`kumkm record --part`: the figure of a kabupaten or kota, and what is missing of the whole."""

from pathlib import Path

import pytest

from tests.cli.divided_plan import PLAN, TEXT, declare, figure, record
from tests.conftest import Run

NEW = "wirausaha_baru"
UNLISTED = TEXT.replace(TEXT[TEXT.index("[parts]") : TEXT.index("[programmes.pemberdayaan]")], "")


@pytest.fixture(autouse=True)
def _plan(workspace: Path) -> None:
    declare(workspace)


def test_a_part_is_recorded_under_its_dotted_code_and_what_is_missing_is_named(run: Run, workspace: Path) -> None:
    done = record(run, NEW, "340", "--part", "6271", "--source", "Laporan dinas")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Wirausaha baru, 2025, 62.71 Kota Palangka Raya",
        "  Realised     not recorded → 340 orang (final figure)",
        "  Its target   400 orang",
        "  Year         340 orang so far (sum of 1 of 3 kabupaten/kota)",
        "  Missing      62.01 Kotawaringin Barat, 62.02 Kotawaringin Timur",
        "  Target       1.000 orang",
        "  Source       Laporan dinas",
        f"Recorded in plans/{PLAN}/realised/2025.toml",
    ]
    assert figure(workspace)["parts"] == {"62.71": 340}


def test_the_last_part_makes_a_year_that_is_judged(run: Run) -> None:
    for code, count in (("62.01", "300"), ("62.02", "310")):
        record(run, NEW, count, "--part", code, "--source", "Laporan")
    done = record(run, NEW, "340", "--part", "62.71")
    assert "  Year         610 orang → 950 orang (sum of 3 kabupaten/kota)\n" in done.out
    assert "  Achievement  – → 95,00% Sangat Tinggi\n" in done.out


def test_parts_of_a_ratio_are_not_added_up(run: Run) -> None:
    done = record(run, "rasio", "3,4", "--part", "62.01", "--source", "Sakernas")
    assert "  Realised     not recorded → 3,4% (final figure)\n" in done.out
    assert "Year" not in done.out


def test_another_figure_for_a_part_needs_a_reason_and_keeps_the_old_one(run: Run, workspace: Path) -> None:
    record(run, NEW, "340", "--part", "62.71", "--source", "Laporan dinas")
    assert record(run, NEW, "345", "--part", "62.71").code == 4
    assert record(run, NEW, "345", "--part", "6271", "--reason", "ralat dinas").code == 0
    recorded = figure(workspace)
    assert recorded["parts"] == {"62.71": 345}
    (past,) = recorded["history"]
    assert (past["part"], past["value"], past["source"], past["reason"]) == (
        "62.71",
        340,
        "Laporan dinas",
        "ralat dinas",
    )


def test_a_part_that_comes_after_the_year_leaves_source_and_status_of_the_year(run: Run, workspace: Path) -> None:
    record(run, NEW, "980", "--source", "LKjIP", "--as-of", "2025-12-31")
    arguments = ("340", "--part", "62.71", "--source", "Surat dinas", "--status", "preliminary")
    done = record(run, NEW, *arguments)
    assert done.code == 0
    assert "  Source       Surat dinas\n" in done.out
    recorded = figure(workspace)
    assert (recorded["value"], recorded["source"], recorded["status"]) == (980, "LKjIP", "final")
    *year, part = recorded["history"]
    assert [past["value"] for past in year] in ([980], []), "the year's own stamp, where a second has gone by"
    assert (part["value"], part["part"], part["source"], part["status"]) == (340, "62.71", "Surat dinas", "preliminary")
    assert "Nothing changes" in record(run, NEW, *arguments).out


def test_parts_that_pass_the_year_are_doubted_and_those_that_are_still_few_are_not(run: Run) -> None:
    assert record(run, NEW, "980", "--source", "LKjIP").code == 0
    assert record(run, NEW, "300", "--part", "62.01").code == 0
    assert record(run, NEW, "310", "--part", "62.02").code == 0
    refused = record(run, NEW, "371", "--part", "62.71")
    assert refused.code == 4
    assert "the parts add up to 981 orang, the whole is 980 orang" in refused.err
    refused = record(run, NEW, "369", "--part", "62.71")
    assert "the parts add up to 979 orang, the whole is 980 orang" in refused.err
    assert record(run, NEW, "370", "--part", "62.71").code == 0


def test_a_year_that_contradicts_its_parts_is_doubted(run: Run) -> None:
    record(run, NEW, "300", "--part", "62.01", "--source", "Laporan")
    record(run, NEW, "310", "--part", "62.02")
    refused = record(run, NEW, "600", "--source", "LKjIP")
    assert refused.code == 4
    assert "the parts add up to 610 orang, the whole is 600 orang" in refused.err
    assert record(run, NEW, "950", "--source", "LKjIP").code == 0, "Palangka Raya has not reported"


def test_kabupaten_differ_by_size_and_a_slip_is_doubted_beside_the_year_before(run: Run) -> None:
    assert record(run, NEW, "1", "--part", "62.01", "--source", "Laporan").code == 0
    assert record(run, NEW, "300", "--part", "62.02").code == 0
    assert record(run, NEW, "900", "--part", "62.71").code == 0, "like 62.02, however small 62.01 is"
    refused = record(run, NEW, "600.000", "--part", "62.71", "--reason", "x")
    assert "hundreds of times" in refused.err
    record(run, NEW, "1.000", "--part", "62.02", "--source", "Laporan", year=2024)
    refused = record(run, NEW, "2", "--part", "62.02", "--reason", "x")
    assert "the same one a year before" in refused.err


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("62.17", "Did you mean `62.71 Kota Palangka Raya`?"),
        ("palangkaraya", "Did you mean `62.71 Kota Palangka Raya`?"),
        ("62.99", "Its parts: 62.01 Kotawaringin Barat, 62.02 Kotawaringin Timur, 62.71 Kota Palangka Raya."),
        ("62", "Its parts: 62.01"),
        ("62.7", "Did you mean `62.71"),
        ("", "Its parts: 62.01"),
        ("6271\n", ""),
    ],
)
def test_a_code_that_is_none_of_the_parts_is_answered_with_what_was_meant(run: Run, code: str, advice: str) -> None:
    done = record(run, NEW, "1", "--part", code, "--source", "x")
    assert (done.code == 0) == (not advice)
    assert advice in done.err


@pytest.mark.parametrize("code", ["63.01", "62.1", "62", "Palangka Raya", "62.0١"])
def test_without_a_list_a_part_lies_in_the_region(run: Run, workspace: Path, code: str) -> None:
    declare(workspace, UNLISTED)
    assert record(run, NEW, "5", "--part", "62.13", "--source", "x").code == 0
    done = record(run, NEW, "5", "--part", code, "--source", "x")
    assert done.code == 2
    assert "such as 62.01" in done.err


def test_the_plan_of_a_kabupaten_has_no_parts(run: Run, workspace: Path) -> None:
    declare(workspace, UNLISTED.replace('"62", name = "Kalimantan Tengah"', '"62.71", name = "Palangka Raya"'))
    done = record(run, NEW, "5", "--part", "62.71", "--source", "x")
    assert done.code == 2
    assert "has no parts" in done.err


def test_many_missing_parts_are_counted(run: Run, workspace: Path) -> None:
    more = "".join(f'"62.{number:02}" = "Kabupaten {number}"\n' for number in range(3, 12))
    declare(workspace, TEXT.replace('"6271" =', more + '"6271" ='))
    done = record(run, NEW, "5", "--part", "62.01", "--source", "x")
    assert "62.05 Kabupaten 5, 62.06 Kabupaten 6 and 6 more\n" in done.out


def test_names_from_the_file_cannot_steer_the_terminal(run: Run, workspace: Path) -> None:
    declare(workspace, TEXT.replace("Kotawaringin Barat", "Barat\\u001b[31m"))
    for code in ("62.71", "62.99"):
        done = record(run, NEW, "5", "--part", code, "--source", "x")
        assert "\x1b" not in done.out + done.err
        assert "Barat\\x1b[31m" in done.out + done.err
