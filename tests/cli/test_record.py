"""Recording a figure, as a script does it."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Outcome, Run

PLAN = "kalteng-rakortek-2025"
VOLUME = "volume_usaha_koperasi_produksi"


def _figures(workspace: Path, year: int = 2025) -> dict[str, Any]:
    path = workspace / PLAN / "realised" / f"{year}.toml"
    figures: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["figures"]
    return figures


def _record(run: Run, *arguments: str, indicator: str = VOLUME, lang: str = "en") -> Outcome:
    return run("record", PLAN, indicator, *arguments, "--year", "2025", lang=lang)


def test_a_figure_is_recorded_with_its_source_and_its_achievement_is_shown(run: Run, workspace: Path) -> None:
    done = _record(run, "Rp 198,4 miliar", "--source", "ODS", lang="id")
    assert (done.code, done.err) == (0, "")
    assert "belum dicatat → Rp198,4 miliar" in done.out
    assert "−Rp23,6 miliar" in done.out
    assert "89,37% Tinggi" in done.out
    figure = _figures(workspace)[VOLUME]
    assert (figure["value"], figure["source"], figure["status"]) == (198_400_000_000, "ODS", "final")
    assert figure["recorded_at"].tzinfo is not None


def test_what_was_there_stays(run: Run, workspace: Path) -> None:
    before = _figures(workspace)
    _record(run, "Rp 198,4 miliar", "--source", "ODS")
    after = _figures(workspace)
    assert after["koperasi_produsen"] == before["koperasi_produsen"]
    assert list(after) == [VOLUME, "koperasi_produsen"]


def test_recording_twice_changes_nothing(run: Run, workspace: Path) -> None:
    _record(run, "Rp 198,4 miliar", "--source", "ODS")
    path = workspace / PLAN / "realised" / "2025.toml"
    before = path.read_bytes()
    again = _record(run, "Rp198.400.000.000")
    assert again.code == 0
    assert "Nothing changes" in again.out
    assert path.read_bytes() == before


def test_another_figure_needs_a_reason(run: Run, workspace: Path) -> None:
    _record(run, "Rp 198,4 miliar", "--source", "ODS")
    refused = _record(run, "Rp 199 miliar", "--source", "ODS")
    assert refused.code == 4
    assert "--reason" in refused.err
    assert _figures(workspace)[VOLUME]["value"] == 198_400_000_000


def test_the_figure_that_is_replaced_stays_in_the_history_with_the_reason(run: Run, workspace: Path) -> None:
    _record(run, "Rp 198,4 miliar", "--source", "ODS")
    done = _record(run, "Rp 199 miliar", "--source", "audit", "--reason", "hasil audit")
    assert done.code == 0
    figure = _figures(workspace)[VOLUME]
    assert figure["value"] == 199_000_000_000
    assert [(past["value"], past["source"], past["reason"]) for past in figure["history"]] == [
        (198_400_000_000, "ODS", "hasil audit")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rp1.234 miliar", ["Rp1234 miliar", "Rp1,234 miliar"]),
        ("Rp1,253", ["Rp1.253"]),
        ("12 34", ["two numbers"]),
        ("n/a", ["unavailable"]),
        ("800 orang", ["orang", "Rp"]),
    ],
)
def test_a_figure_with_no_reading_or_two_is_refused_and_nothing_is_written(
    run: Run, workspace: Path, text: str, words: list[str]
) -> None:
    before = _figures(workspace)
    done = _record(run, text)
    assert (done.code, done.out) == (4, "")
    assert all(word in done.err for word in words)
    assert _figures(workspace) == before


@pytest.mark.parametrize(
    ("indicator", "text", "doubt"),
    [
        (VOLUME, "Rp198", "hundreds of times"),
        ("koperasi_produsen", "1.311.000", "hundreds of times"),
        ("proporsi_ukm", "384", "more than 100 percent"),
        ("wirausaha_baru", "12,5", "not whole"),
    ],
)
def test_an_unlikely_figure_is_refused_in_a_script_unless_forced(
    run: Run, workspace: Path, indicator: str, text: str, doubt: str
) -> None:
    before = _figures(workspace)
    arguments = (text, "--source", "x", "--reason", "x")
    refused = _record(run, *arguments, indicator=indicator)
    assert refused.code == 4
    assert doubt in refused.err
    assert _figures(workspace) == before
    assert _record(run, *arguments, "--force", indicator=indicator).code == 0
    assert _figures(workspace) != before


def test_a_year_that_has_not_begun_is_doubted(run: Run) -> None:
    done = run("record", PLAN, "proporsi_ukm", "3,8", "--year", "2095", "--source", "x")
    assert done.code == 4
    assert "2095" in done.err


def test_a_derived_indicator_is_not_recorded_by_mistake(run: Run) -> None:
    done = run("record", "jombang-koperasi-2022", "koperasi_berkinerja_baik", "9,7", "--year", "2022", "--source", "x")
    assert done.code == 4
    assert "derived" in done.err


def test_a_dry_run_shows_everything_and_writes_nothing(run: Run, workspace: Path) -> None:
    before = _figures(workspace)
    done = _record(run, "Rp 198,4 miliar", "--source", "ODS", "--dry-run")
    assert done.code == 0
    assert "89,37% Tinggi" in done.out
    assert _figures(workspace) == before


def test_unavailable_is_recorded_with_its_reason_and_gives_way_to_a_figure(run: Run, workspace: Path) -> None:
    assert _record(run, "--unavailable", "menunggu ODS").code == 0
    assert _figures(workspace)[VOLUME]["unavailable"] == "menunggu ODS"
    assert _record(run, "Rp 198,4 miliar", "--source", "ODS").code == 0
    figure = _figures(workspace)[VOLUME]
    assert "unavailable" not in figure
    assert figure["history"][0]["unavailable"] == "menunggu ODS"


def test_status_day_and_note_are_kept_with_the_figure(run: Run, workspace: Path) -> None:
    done = _record(
        run, "Rp 1 miliar", "--source", "ODS", "--status", "estimate", "--as-of", "31 Agustus 2025", "--note", "uji"
    )
    assert done.code == 0
    figure = _figures(workspace)[VOLUME]
    assert (figure["status"], figure["as_of"].isoformat(), figure["note"]) == ("estimate", "2025-08-31", "uji")


def test_a_negative_figure_is_not_taken_for_an_option(run: Run, workspace: Path) -> None:
    assert _record(run, "-3,5", "--source", "x", "--force", indicator="rasio_kewirausahaan").code == 0
    assert _figures(workspace)["rasio_kewirausahaan"]["value"] == Decimal("-3.5")


def test_a_closed_year_takes_no_figure(run: Run, workspace: Path) -> None:
    path = workspace / PLAN / "realised" / "2025.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("year = 2025\n", "year = 2025\nclosed = 2026-03-31\n"),
        encoding="utf-8",
    )
    done = _record(run, "Rp 1 miliar", "--source", "x")
    assert done.code == 4
    assert "2026-03-31" in done.err


def test_a_comment_of_a_person_is_not_dropped(run: Run, workspace: Path) -> None:
    path = workspace / PLAN / "realised" / "2025.toml"
    text = path.read_text(encoding="utf-8") + "# jangan hapus\n"
    path.write_text(text, encoding="utf-8")
    done = _record(run, "Rp 198,4 miliar", "--source", "x")
    assert done.code == 4
    assert "comment" in done.err
    assert path.read_text(encoding="utf-8") == text


def test_without_a_terminal_what_is_missing_is_named(run: Run) -> None:
    for arguments, name in (
        ((PLAN, VOLUME, "Rp1 miliar"), "--year"),
        ((PLAN, VOLUME, "--year", "2025"), "VALUE"),
        ((PLAN, "--year", "2025"), "INDICATOR"),
    ):
        done = run("record", *arguments)
        assert done.code == 2
        assert name in done.err


def test_a_value_and_unavailable_together_are_a_wrong_command_line(run: Run) -> None:
    assert _record(run, "Rp1 miliar", "--unavailable", "x").code == 2


def test_ids_never_leave_the_workspace(run: Run, workspace: Path) -> None:
    (workspace.parent / "luar").mkdir()
    (workspace.parent / "luar" / "plan.toml").write_text((workspace / PLAN / "plan.toml").read_text(encoding="utf-8"))
    for plan in ("../luar", str(workspace.parent / "luar"), "..", ".", ""):
        assert run("record", plan, VOLUME, "Rp1 miliar", "--year", "2025").code == 2
    assert not (workspace.parent / "luar" / "realised").exists()
