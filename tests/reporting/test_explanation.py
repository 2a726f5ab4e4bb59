"""`explain`, `history` and `rule`, whole, in both languages."""

import re
from collections.abc import Callable

import pytest

from tests.conftest import Run

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


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_entry_and_revision_is_shown(run: Run, expect: Expect, lang: str) -> None:
    place = ("record", "kalteng-rakortek-2025", "rasio_kewirausahaan", "--year", "2025")
    assert run(*place, "--unavailable", "menunggu Sakernas").code == 0
    assert run(*place[:3], "3,70", *place[3:], "--source", "BPS").code == 0
    assert run(*place[:3], "3,72", *place[3:], "--source", "BPS", "--reason", "salah ketik").code == 0
    done = run("history", "kalteng-rakortek-2025", "rasio_kewirausahaan", lang=lang)
    assert done.code == 0
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d \S+", "<moment> <user>", done.out)
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
