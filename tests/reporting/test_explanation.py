"""`explain`, `history` and `rule`, whole, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.reporting import derived, renstra

Expect = Callable[[str, str], None]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("palembang", ("palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah", "--year", "2016")),
        ("derived", ("jombang-koperasi-2022", "koperasi_berkinerja_baik", "--year", "2022")),
        ("not-recorded", ("kalteng-rakortek-2025", "rasio_kewirausahaan", "--year", "2026")),
        ("no-target", ("kalteng-rpjmd-2016-2021", "tenaga_kerja_kumkm", "--year", "2019")),
    ],
)
def test_the_working_is_shown(run: Run, expect: Expect, name: str, arguments: tuple[str, ...], lang: str) -> None:
    done = run("explain", *arguments, lang=lang, COLUMNS="80")
    assert done.code == 0
    expect(f"explain-{name}.{lang}.txt", "".join(f"{line.rstrip()}\n" for line in done.out.splitlines()))


RENSTRA = (
    ("rasio", "2026"),
    ("rasio", "2026", "--original"),
    ("rasio", "2026", "--as-of", "11 September 2026"),
    ("dilatih", "2026"),
    ("kepuasan", "2026"),
    ("volume", "2026"),
    ("izin", "2025"),
    ("izin", "2026"),
    ("izin", "2026", "--quarter", "2"),
    ("aktif", "2025"),
    ("aktif", "2026"),
    ("persen_aktif", "2026"),
    ("lama", "2025"),
)
DERIVED = tuple((name, "2025") for name in ("persen", "tumbuh", "rata", "nihil", "dicatat"))


def _pages(run: Run, plan: str, pages: tuple[tuple[str, ...], ...], lang: str) -> str:
    texts = []
    for name, year, *options in pages:
        done = run("explain", plan, name, "--year", year, *options, lang=lang, COLUMNS="80")
        assert (done.code, done.err) == (0, "")
        texts.append("".join(f"{line.rstrip()}\n" for line in done.out.splitlines()))
    return "\n".join(texts)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_amendments_quarters_parts_sums_and_outlooks_are_explained(
    run: Run, expect: Expect, workspace: Path, lang: str
) -> None:
    renstra.write_renstra(workspace)
    expect(f"explain-renstra.{lang}.txt", _pages(run, renstra.ID, RENSTRA, lang))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_formulas_are_told_with_names_then_with_figures_then_their_value(
    run: Run, expect: Expect, workspace: Path, lang: str
) -> None:
    derived.write_derived(workspace)
    expect(f"explain-formulas.{lang}.txt", _pages(run, derived.ID, DERIVED, lang))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_entry_and_revision_is_shown(run: Run, expect: Expect, lang: str) -> None:
    place = ("record", "kalteng-rakortek-2025", "rasio_kewirausahaan", "--year", "2025")
    assert run(*place, "--unavailable", "menunggu Sakernas").code == 0
    assert run(*place[:3], "3,70", *place[3:], "--source", "BPS").code == 0
    assert run(*place[:3], "3,72", *place[3:], "--source", "BPS", "--reason", "salah ketik").code == 0
    done = run("history", "kalteng-rakortek-2025", "rasio_kewirausahaan", lang=lang)
    assert done.code == 0
    text = re.sub(r"^\d{4}-\d\d-\d\d$", "<day>", done.out, flags=re.MULTILINE)
    text = re.sub(r"^  \d\d:\d\d \S+", "  <time> <user>", text, flags=re.MULTILINE)
    expect(
        f"history.{lang}.txt", "".join(f"{re.sub(' {3,}', '   ', line.rstrip())}\n" for line in text.splitlines()[2:])
    )


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_of_a_check_is_shown(run: Run, expect: Expect, lang: str) -> None:
    done = run("rule", "kt303", lang=lang)
    assert done.code == 0
    expect(f"rule.{lang}.txt", "".join(f"{line.rstrip()}\n" for line in done.out.splitlines()))


def test_a_check_is_found_by_its_name_and_a_mistyped_one_answered_with_the_nearest(run: Run) -> None:
    assert run("rule", "target-jump").out == run("rule", "KT303").out
    done = run("rule", "target-jmp")
    assert (done.code, done.out) == (2, "")
    assert "`target-jump`" in done.err
