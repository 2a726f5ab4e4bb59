"""`kumkm compare` as scripts and pipes use it."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.agreements import declared, head, write
from tests.cli.provinces import write_provinces, write_unfinished
from tests.conftest import Run

Expect = Callable[[str, str], None]
RASIO, REFERENCE = "rasio_kewirausahaan", "02.10.001"


@pytest.fixture
def provinces(workspace: Path) -> Path:
    """A workspace of the seven provinces alone."""
    folder = workspace.parent / "provinsi"
    write_provinces(folder)
    return folder


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", ["", "80", "60"])
def test_the_ranking_fits_pipe_screen_and_narrow_screen(
    run: Run, expect: Expect, provinces: Path, language: str, width: str
) -> None:
    done = run("compare", RASIO, "--plans", str(provinces), lang=language, **({"COLUMNS": width} if width else {}))
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert all(len(line) <= int(width or 1000) for line in done.out.splitlines())
    expect(f"compare-{width or 'pipe'}.{language}.txt", done.out)


@pytest.mark.parametrize("name", ["json", "csv", "markdown"])
def test_every_format_is_whole(run: Run, expect: Expect, provinces: Path, name: str) -> None:
    done = run("compare", REFERENCE, "--plans", str(provinces), "--year", "2024", "--format", name)
    assert (done.code, done.err) == (0, "")
    expect(f"compare.{name if name != 'markdown' else 'md'}", done.out)


@pytest.mark.parametrize("indicator", [RASIO, "koperasi_aktif", "jumlah_koperasi"])
def test_real_plans_are_compared(run: Run, expect: Expect, indicator: str) -> None:
    done = run("compare", indicator, *(["--year", "2025"] if indicator == RASIO else []))
    assert (done.code, done.err) == (0, "")
    expect(f"compare-real-{indicator.replace('_', '-')}.en.txt", done.out)


def test_a_reference_finds_what_other_plans_call_otherwise(run: Run, provinces: Path) -> None:
    document = json.loads(run("compare", REFERENCE, "--plans", str(provinces), "--format", "json").out)
    names = {(place["plan"], place["indicator"]) for ranking in document["rankings"] for place in ranking["places"]}
    assert ("kalimantan-timur-renstra", "rasio_wirausaha") in names
    assert ("kalimantan-utara-renstra", RASIO) in names


def test_only_the_named_plans_are_compared_each_once(run: Run, provinces: Path) -> None:
    plans = "kalimantan-utara-renstra", "kalimantan-selatan-renstra", "kalimantan-utara-renstra"
    done = run("compare", RASIO, *plans, "--plans", str(provinces), "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(done.out)))
    assert [(line["ranking"], line["rank"], line["plan"]) for line in lines] == [
        ("1", "1", "kalimantan-selatan-renstra"),
        ("1", "2", "kalimantan-utara-renstra"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"), [("rasio_kewirausahan", RASIO), ("02.10.01", REFERENCE), ("Rasio-Kewirausahaan", RASIO)]
)
def test_an_unknown_name_is_answered_with_the_nearest(run: Run, provinces: Path, typed: str, meant: str) -> None:
    done = run("compare", typed, "--plans", str(provinces))
    assert (done.code, done.out) == (2, "")
    assert f"`{meant}`" in done.err


def test_a_named_plan_that_lacks_the_indicator_is_a_mistake(run: Run) -> None:
    done = run("compare", RASIO, "kalteng-rakortek-2025", "jombang-koperasi-2022")
    assert (done.code, done.out) == (2, "")
    assert "jombang-koperasi-2022" in done.err


def test_one_broken_plan_does_not_hide_the_others(run: Run, workspace: Path) -> None:
    (workspace / "kaltim-revitalisasi-2013" / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("compare", RASIO)
    assert done.code == 3
    assert "kalteng-rakortek-2025" in done.out
    assert "kaltim-revitalisasi-2013" in done.err
    assert json.loads(run("compare", RASIO, "--format", "json").out)["unreadable"] == ["kaltim-revitalisasi-2013"]


def test_an_unknown_name_is_not_blamed_on_the_valid_plans_alone(run: Run, workspace: Path) -> None:
    (workspace / "kaltim-revitalisasi-2013" / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("compare", "karyawan_koperasi")
    assert (done.code, done.out) == (2, "")
    assert "kaltim-revitalisasi-2013" in done.err


def test_a_named_plan_that_is_not_valid_stops(run: Run, workspace: Path) -> None:
    (workspace / "kaltim-revitalisasi-2013" / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("compare", RASIO, "kalteng-rakortek-2025", "kaltim-revitalisasi-2013")
    assert (done.code, done.out) == (3, "")


def test_a_retired_indicator_is_named_and_not_ranked(run: Run, provinces: Path) -> None:
    done = run("compare", RASIO, "--plans", str(provinces), "--year", "2024", "--format", "json")
    document = json.loads(done.out)
    assert document["retired"] == [{"plan": "sulawesi-tengah-renstra", "indicator": RASIO, "last_year": 2023}]


def test_the_shell_completes_ids_and_references_of_all_plans(run: Run, provinces: Path) -> None:
    def completed(words: str, typed: str) -> list[str]:
        done = run(
            "--plans",
            str(provinces),
            _KUMKM_COMPLETE="complete_fish",
            _TYPER_COMPLETE_FISH_ACTION="get-args",
            _TYPER_COMPLETE_ARGS=f"kumkm --plans {provinces} {words}",
            _TYPER_COMPLETE_WORD_TO_COMPLETE=typed,
        )
        return done.out.split()

    assert completed("compare ra", "ra") == [RASIO, "rasio_wirausaha"]
    assert completed("compare 02", "02") == [REFERENCE]
    assert "kalimantan-timur-renstra" in completed(f"compare {RASIO} kal", "kal")
    assert "kalimantan-timur-renstra" in completed("align kal", "kal")


HOSTILE = "=1+1 | <b>x</b> [y](http://evil.example) \\u001b[31m \\u202e \\u0007"


@pytest.mark.parametrize("name", ["text", "json", "csv", "markdown"])
def test_what_the_plans_hold_prints_harmlessly(run: Run, workspace: Path, name: str) -> None:
    folder = workspace.parent / "jahat"
    region = f'{{ code = "62", name = "{HOSTILE}" }}'
    scale = f'\n[rating_scales.x]\ntitle = "{HOSTILE}"\ngrades = [{{ label = "{HOSTILE}" }}]\n'
    for plan, unit in (("a", HOSTILE), ("b \x1b[31m=", HOSTILE), ("c", f"juta {HOSTILE}"), ("d", f"{HOSTILE}!")):
        text = head(HOSTILE, "other", 2025, 2026, f'{region}\nrating_scale = "x"')
        text += declared("a", HOSTILE, unit, "{ 2025 = 5 }", reference=f'"{HOSTILE}"') + scale
        text += f'\n[[amendments]]\neffective = 2025-02-01\nbasis = "{HOSTILE}"\n'
        text += "targets = { a = { 2025 = { from = 5, to = 6 } } }\n"
        figure = f'\n[figures.a]\nvalue = 4\nsource = "{HOSTILE}"\n'
        write(folder / plan, text, {2025: figure})
    done = run("compare", "a", "--plans", str(folder), "--format", name)
    assert (done.code, done.err) == (0, "")
    assert not [sign for sign in done.out if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"]
    if name == "csv":
        lines = list(csv.DictReader(io.StringIO(done.out)))
        assert len(lines) == 4
        assert not [cell for line in lines for cell in line.values() if cell.startswith("=")]
    if name == "markdown":
        assert "<b>" not in done.out.replace("\\<b\\>", "")
    unknown = run("compare", "tidak \x1b[31m ada", "--plans", str(folder))
    assert (unknown.code, unknown.out) == (2, "")
    assert "\x1b" not in unknown.err


def test_amended_targets_and_figures_that_are_not_whole_are_explained(
    run: Run, expect: Expect, workspace: Path
) -> None:
    folder = workspace.parent / "catatan"
    write_unfinished(folder)
    done = run("compare", "koperasi_dibina", "--plans", str(folder), "--year", "2024")
    assert (done.code, done.err) == (0, "")
    expect("compare-notes.en.txt", done.out)
