"""Formulas and relations that are wrong: the character, the circle and the figures that show it."""

from pathlib import Path

import pytest

from tests.checks.cases import HEAD, checked, codes, under, write_plan, year_text

COUNTS = """
[indicators.aktif]
name = "Aktif"
unit = "koperasi"

[indicators.seluruh]
name = "Seluruh"
unit = "koperasi"
"""


def formula(text: str) -> str:
    return HEAD + f'[indicators.persen]\nname = "Persentase"\nunit = "%"\nformula = {text}\n' + COUNTS


@pytest.mark.parametrize(
    ("text", "found", "advice"),
    [
        ('"100 x aktif / seluruh"', "x", "Write * to multiply."),
        ('"100 * aktif : seluruh"', ":", "Write / to divide."),
        ('"1,5 * aktif"', ",5", "Decimals are written with a dot: 0.5."),
        ('"aktif / seluruh %"', "%", "Take the percent sign out; to reckon in percent, multiply by 100."),
        ('"aktif = seluruh"', "=", ""),
        ("'aktif × 2 : seluruh'", "×", "Write * to multiply."),
        ('"  aktif x 2"', "x", "Write * to multiply."),
        ('"""\n  aktif\n  x 2"""', "x", "Write * to multiply."),
        ('"aktif * Seluruh"', "Seluruh", ""),
        ('"aktif * (seluruh"', '"aktif * (seluruh"', ""),
        ('"aktif \\u0078 2"', '"aktif \\u0078 2"', "Write * to multiply."),
    ],
)
def test_the_first_character_that_cannot_be_read_is_shown(tmp_path: Path, text: str, found: str, advice: str) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", formula(text)))
    assert finding.rule.code == "KT501"
    assert under(reading, finding.file, finding.place) == found
    assert finding.fix == advice or not advice


def test_a_formula_that_breaks_off_says_so(tmp_path: Path) -> None:
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", formula('"100 * (aktif"')))
    assert finding.message == "this formula breaks off: something is missing at its end"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"100 * aktf / seluruh"', "aktf"),
        ('"growth(aktf)"', "aktf"),
        ('"aktif_lama / aktif + akt"', "aktif_lama"),
        ("'''\n100 *\n  aktf'''", "aktf"),
    ],
)
def test_an_unknown_id_is_shown_by_itself(tmp_path: Path, text: str, found: str) -> None:
    reading, findings = checked(write_plan(tmp_path / "contoh", formula(text)))
    assert found in [under(reading, finding.file, finding.place) for finding in findings]
    assert {finding.rule.code for finding in findings} == {"KT502"}


def indicators(**formulas: str) -> str:
    return HEAD + "".join(
        f'[indicators.{name}]\nname = "{name}"\nunit = "unit"\n' + (f'formula = "{text}"\n' if text else "")
        for name, text in formulas.items()
    )


@pytest.mark.parametrize(
    ("formulas", "paths"),
    [
        ({"a": "b + 1", "b": "a - 1"}, ["a → b → a"]),
        ({"c": "a", "a": "b", "b": "c + d", "d": ""}, ["c → a → b → c"]),
        ({"a": "a * 2"}, ["a → a"]),
        ({"a": "growth(b)", "b": "a"}, ["a → b → a"]),
        ({"a": "b", "b": "a", "c": "a", "x": "y", "y": "x"}, ["a → b → a", "x → y → x"]),
        ({"a": "previous(a) + b", "b": ""}, []),
        ({"a": "b", "b": "c", "c": ""}, []),
    ],
)
def test_a_circle_is_told_once_with_its_way_round(tmp_path: Path, formulas: dict[str, str], paths: list[str]) -> None:
    _reading, findings = checked(write_plan(tmp_path / "contoh", indicators(**formulas)))
    assert [finding.message.partition(": ")[2] for finding in findings] == paths
    assert set(codes(findings)) <= {"KT503"}


def test_a_circle_names_the_other_formulas(tmp_path: Path) -> None:
    plan = indicators(a="b + 1", b="c", c="a - 1")
    reading, [finding] = checked(write_plan(tmp_path / "contoh", plan))
    assert under(reading, finding.file, finding.place) == '"b + 1"'
    assert [under(reading, other.file, other.span) for other in finding.related] == ['"c"', '"a - 1"']


UMKM = """
[indicators.pertumbuhan]
name = "Pertumbuhan"
unit = "%"

[indicators.umkm]
name = "Jumlah UMKM"
unit = "unit"
"""


def figures(**values: str) -> str:
    return "".join(f'[figures.{name}]\nvalue = {value}\nsource = "BPS"\n' for name, value in values.items())


def test_a_growth_that_contradicts_its_counts_shows_both_counts_and_what_they_would_have_to_be(tmp_path: Path) -> None:
    rule = '[[rules]]\nthat = "pertumbuhan = growth(umkm)"\nbecause = "kenaikan setahun"\ntolerance = "0,01"\n'
    realised = {
        "2021": year_text(2021, figures(pertumbuhan="17.46", umkm="11191")),
        "2022": year_text(2022, figures(pertumbuhan="69.88", umkm="121458")),
    }
    folder = write_plan(tmp_path / "contoh", HEAD + UMKM + rule, realised)
    reading, [finding] = checked(folder)
    assert finding.rule.code == "KT504"
    assert finding.message == (
        "pertumbuhan = growth(umkm) does not hold in 2022: 69,88 = 985,32; "
        "from 11.191 in 2021 to 121.458 in 2022, umkm grew by 985,32%; "
        "growing by 69,88% it would have been about 71.496 in 2021 (kenaikan setahun)"
    )
    shown = [under(reading, other.file, other.span) for other in finding.related]
    assert shown == ['"pertumbuhan = growth(umkm)"', "121458", "11191"]


def test_a_growth_from_the_baseline_names_the_baseline(tmp_path: Path) -> None:
    rule = '[[rules]]\nthat = "growth(umkm) <= 10"\n'
    plan = HEAD + UMKM + 'baseline = { year = 2024, value = "1.000" }\n' + rule
    reading, [finding] = checked(write_plan(tmp_path / "contoh", plan, {"2025": year_text(2025, figures(umkm="1200"))}))
    assert "20 <= 10; from 1.000 in 2024 to 1.200 in 2025, umkm grew by 20,00%" in finding.message
    assert [under(reading, other.file, other.span) for other in finding.related][1] == '"1.000"'


@pytest.mark.parametrize(
    ("that", "words"),
    [
        ("aktif <= seluruh", "900 <= 850"),
        ("aktif = 900.004", "900 = 900,004"),
        ("aktif + 1 <= seluruh", "901 <= 850; aktif is 900 in 2025"),
        ("aktif / seluruh < 1.0588", "1,05882 < 1,0588; aktif is 900 in 2025; seluruh is 850 in 2025"),
        ("aktif <= previous(seluruh)", "900 <= 800; seluruh is 800 in 2024"),
    ],
)
def test_a_broken_relation_shows_what_its_sides_are_made_of(tmp_path: Path, that: str, words: str) -> None:
    plan = HEAD + COUNTS + f'[[rules]]\nthat = "{that}"\n'
    realised = {
        "2024": year_text(2024, figures(seluruh="800")),
        "2025": year_text(2025, figures(aktif="900", seluruh="850")),
    }
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", plan, realised))
    assert finding.message == f"{that} does not hold in 2025: {words}"


def test_a_relation_is_found_in_its_place_though_one_before_it_is_malformed(tmp_path: Path) -> None:
    rules = '[[rules]]\nbecause = "x"\n[[rules]]\nthat = "rsio > 0"\n[[rules]]\nthat = "aktif < seluruh"\n'
    realised = {"2025": year_text(2025, figures(aktif="9", seluruh="8"))}
    reading, findings = checked(write_plan(tmp_path / "contoh", HEAD + COUNTS + rules, realised))
    assert codes(findings) == ["KT105", "KT502", "KT504"]
    assert under(reading, findings[1].file, findings[1].place) == "rsio"
    assert under(reading, findings[2].related[0].file, findings[2].related[0].span) == '"aktif < seluruh"'
