"""A finding stands at the value it is about, and names the other side of a conflict."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checks.cases import FIGURE, HEAD, PLAN, RASIO, checked, under, write_plan, year_text

TARGETS = 'targets = { 2025 = "3,75", 2026 = "3,81" }'


class Case(NamedTuple):
    """A plan whose one finding with `code` stands at `text`, the other sides at `related`."""

    code: str
    plan: str
    text: str
    related: tuple[str, ...] = ()


def altered(old: str, new: str) -> str:
    """The plan with one thing written otherwise."""
    assert old in PLAN
    return PLAN.replace(old, new)


IN_PLAN = {
    "an unknown key": Case("KT104", PLAN + 'catatan = "x"\n', "catatan"),
    "an unknown key of an inline table": Case("KT104", altered("end = 2030", "end = 2030, ke = 1"), "ke"),
    "a missing key of an inline table": Case("KT105", altered(', name = "Kalimantan Tengah"', ""), '{ code = "62" }'),
    "a missing key of a table": Case("KT105", altered('better = "higher"\n', ""), "[indicators.rasio]"),
    "a missing key of a table in an array": Case("KT105", PLAN + '[[rules]]\nbecause = "x"\n', "[[rules]]"),
    "an element of a list": Case("KT106", HEAD + 'missions = [\n  "a", # [\n  2, "c"]\n' + RASIO, "2"),
    "a value over several lines": Case("KT112", PLAN + 'note = """ \n  \\\n """\n', '""" \n  \\\n """'),
    "one of several choices": Case("KT107", PLAN + "over_time= 'semua' # over_time\n", "'semua'"),
    "a figure of an inline table": Case("KT108", altered('"3,81"', '"3.810"'), '"3.810"'),
    "a quoted id": Case("KT109", altered("indicators.rasio", 'indicators . "Rasio X"'), '"Rasio X"'),
    "a year": Case("KT110", altered("2026 = ", "'26' = "), "'26'"),
    "a quarter": Case("KT111", PLAN + 'quarter_targets.2026.5 = "3"\n', "5"),
    "a period": Case("KT201", altered("2030 }", "2024 }"), "{ start = 2025, end = 2024 }"),
    "a region": Case("KT202", altered('"62"', "62"), "62"),
    "a reference": Case("KT204", PLAN + 'successor = "rasio_baru"\n', '"rasio_baru"'),
    "a source of a baseline": Case(
        "KT205", PLAN + 'baseline = { year = 2024, value = "3,7", source = "bps-2024" }\n', '"bps-2024"'
    ),
    "a scale": Case("KT206", HEAD + 'rating_scale = "baik"\n' + RASIO, '"baik"'),
    "a silence": Case("KT209", PLAN + '[check]\nignore."KT999" = "x"\n', '"KT999"'),
    "a year outside the period": Case(
        "KT301", altered("2025 = ", "2024 = "), "2024", ("{ start = 2025, end = 2030 }",)
    ),
    "a target against its direction": Case("KT302", altered('"3,81"', '"3,7"'), '"3,7"', ('"3,75"',)),
    "targets under dotted keys": Case(
        "KT302", altered(TARGETS, "targets.2026 = 3.7\ntargets.2025 = 3.75"), "3.7", ("3.75",)
    ),
    "targets in a table of their own": Case(
        "KT302", altered(TARGETS, "[indicators.rasio.targets]\n2026 = 3.7\n2025 = 3.75"), "3.7", ("3.75",)
    ),
    "a jump": Case(
        "KT303",
        altered('2026 = "3,81"', '2026 = "3,76",  2027 = "3,77", 2028="37,8" , 2029 = 38'),
        '"37,8"',
        ('"3,77"',),
    ),
    "a formula without a baseline": Case("KT304", PLAN + "achievement = 'from_baseline'\n", "'from_baseline'"),
    "a fraction": Case(
        "KT305",
        altered('"%"', '"orang"').replace('"3,75"', "3").replace('"3,81"', "{ min = 3.5, max = 4 }"),
        "{ min = 3.5, max = 4 }",
    ),
    "a range": Case("KT306", altered('"3,81"', "{max=3,min=4}"), "{max=3,min=4}"),
    "a target that was passed": Case(
        "KT307", PLAN + 'baseline = { year = 2024, value = "3,9" }\n', '"3,81"', ('"3,9"',)
    ),
    "a formula that does not fit": Case("KT308", PLAN + "achievement = 'linear'\n", "'linear'"),
    "a sum": Case("KT310", PLAN + 'over_time = "sum"\nfinal_target = 7\n', "7", (TARGETS.partition(" = ")[2],)),
    "a formula": Case("KT501", PLAN + 'formula = """1 +\n  (2"""\n', '"""1 +\n  (2"""'),
    "a relation with an unknown id": Case(
        "KT502", PLAN + "[[rules]]\nthat = 'rasio > 0'\n[[rules]]\nthat = 'rsio > 0'\n", "rsio"
    ),
    "an amendment of an unknown indicator": Case(
        "KT601",
        PLAN + '[[amendments]]\neffective = 2025-09-12\nbasis = "x"\n[amendments.targets.rsio]\n2026={from=1,to=2}\n',
        "rsio",
    ),
    "what an amendment starts from": Case(
        "KT602",
        PLAN + '[[amendments]]\neffective = 2025-09-12\nbasis = "x"\ntargets.rasio.2026 = {"from" = 3.80, to = 3.78}\n',
        "3.80",
        ('"3,81"',),
    ),
}


@pytest.mark.parametrize("case", IN_PLAN.values(), ids=IN_PLAN)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_finding_on_a_plan_stands_at_the_value_itself(tmp_path: Path, case: Case, line_end: str) -> None:
    plan = case.plan.replace("\n", line_end)
    reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    [finding] = [finding for finding in findings if finding.rule.code == case.code]
    assert under(reading, finding.file, finding.place) == case.text
    assert tuple(under(reading, other.file, other.span) for other in finding.related) == case.related


def figures(**values: str) -> str:
    return "".join(f'[figures.{name}]\nvalue = {value}\nsource = "ODS"\n' for name, value in values.items())


COUNTS = """
[indicators.aktif]
name = "Koperasi aktif"
unit = "koperasi"

[indicators.seluruh]
name = "Koperasi"
unit = "koperasi"
"""
IN_REALISED = {
    "an unknown indicator": Case("KT401", FIGURE.replace("rasio", "'rsio'"), "'rsio'"),
    "an unknown programme": Case("KT401", FIGURE + "[programmes.nib]\nspent = 5\n", "nib"),
    "a wrong year": Case("KT402", FIGURE, "2025"),
    "a figure without a source": Case("KT403", "figures.rasio.value = 3.7\n", "rasio"),
    "a date in the future": Case("KT405", FIGURE + "as_of=2027-01-01# nanti\n", "2027-01-01"),
    "a derived figure": Case(
        "KT406", figures(persen='"9,5%"', aktif="83", seluruh="852"), '"9,5%"', ('"100 * aktif / seluruh"',)
    ),
    "an achievement": Case("KT407", figures(rasio='"37,2"'), '"37,2"', ('"3,75"',)),
    "two statements": Case("KT408", FIGURE + 'unavailable = "x"\n', "[figures.rasio]"),
    "no statement": Case("KT409", "figures.rasio = { note = 'x' }\n", "{ note = 'x' }"),
    "a relation": Case("KT504", figures(seluruh="800", aktif="900"), "900", ('"aktif <= seluruh"', "800")),
    "a relation between one figure and another year": Case(
        "KT504", figures(aktif="3"), "3", ('"aktif > previous(seluruh)"', "850")
    ),
    "an old figure": Case("KT108", FIGURE + 'history = [{ value = 3 }, { value = "1.234" }]\n', '"1.234"'),
    "a part": Case("KT202", FIGURE + 'parts = { 62 = 1, "62.0" = 2 }\n', '"62.0"'),
    "a moment": Case("KT106", FIGURE + "recorded_at = 2026-01-01\n", "2026-01-01"),
}
OTHERS = (
    COUNTS
    + """
[indicators.persen]
name = "Persentase koperasi aktif"
unit = "%"
formula = "100 * aktif / seluruh"

[[rules]]
that = "aktif > previous(seluruh)"

[[rules]]
that = "aktif <= seluruh"
"""
)


@pytest.mark.parametrize("case", IN_REALISED.values(), ids=IN_REALISED)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_finding_on_a_realised_file_stands_at_the_value_itself(tmp_path: Path, case: Case, line_end: str) -> None:
    name = "2026" if case.code == "KT402" else "2025"
    realised = {
        "2024": year_text(2024, figures(seluruh="850")),
        name: year_text(2025, case.plan).replace("\n", line_end),
    }
    reading, findings = checked(write_plan(tmp_path / "contoh", PLAN + OTHERS, realised))
    [finding] = [finding for finding in findings if finding.rule.code == case.code]
    assert finding.file.name == f"{name}.toml"
    assert under(reading, finding.file, finding.place) == case.text
    assert tuple(under(reading, other.file, other.span) for other in finding.related) == case.related


def test_a_figure_of_another_year_is_named_in_its_own_file(tmp_path: Path) -> None:
    realised = {"2024": year_text(2024, figures(aktif="\t1311")), "2025": year_text(2025, figures(aktif="1_311_000"))}
    reading, [finding] = checked(write_plan(tmp_path / "contoh", PLAN + COUNTS, realised))
    [other] = finding.related
    assert (finding.rule.code, finding.file.name, other.file.name) == ("KT404", "2025.toml", "2024.toml")
    assert under(reading, finding.file, finding.place) == "1_311_000"
    assert under(reading, other.file, other.span) == "1311"


def test_a_flaw_of_the_file_stands_at_the_character_at_fault(tmp_path: Path) -> None:
    reading, [finding] = checked(write_plan(tmp_path / "contoh", altered('"%"', "%")))
    assert (finding.rule.code, finding.place.line) == ("KT102", 11)
    assert reading.lines_of(finding.file)[10][finding.place.column - 1 :] == "%"
