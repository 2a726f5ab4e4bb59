"""Published plans and statistics: no rule asks about them what a planner would not ask.

Every folder of `published/` copies one document: its address stands under [sources], the digits that were
read in it in the `note` of each indicator or figure. `QUESTIONS` lists every finding, with what the document
prints; anything more is a false alarm of a rule.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.storage.workspace import plan_folders
from tests.checks.cases import checked

PUBLISHED = Path(__file__).parent / "published"
FOLDERS = plan_folders(PUBLISHED)
SERIES_RULES = [rule for rule in RULES if rule.code[:3] in ("KT3", "KT4")]

Place = tuple[str, str, str]
"""Folder and file, rule, key."""

_DOTS = "2.600 and 1.210 became 2.6 and 1.21: the thousands dot was read as a decimal point"
_MIXED = "one printed table holds 86.36 and 87,35 in one row, and points and commas from row to row"
_BASE = "the published formula divides by the year's own count, not by last year's"

QUESTIONS: dict[Place, str] = {
    **{
        ("banyuwangi-renstra-2025-2029/plan", code, f"indicators.{indicator}.targets.{year}"): _DOTS
        for indicator in ("mikro_terfasilitasi", "surat_keterangan_asal")
        for code, years in (("KT313", (2027,)), ("KT305", (2027, 2028, 2029, 2030)))
        for year in years
    },
    ("banyuwangi-renstra-2025-2029/plan", "KT303", "indicators.laporan_kinerja.targets.2027"): (
        "7 1 7 7 7 reports; the line below it in the same export says 7 7 7 7 7"
    ),
    ("jatim-rpjmd-2014-2019/plan", "KT316", "indicators.penduduk_bekerja.final_target"): (
        "96,27% for 2019 in the table of goals, 96,18% in the table of objectives"
    ),
    ("kapuas-rpjmd-2025-2029/plan", "KT302", "indicators.tutupan_lahan.targets.2026"): (
        "81,59 78,5 81,66: the catalogue's own reviewers ask for it to be confirmed"
    ),
    ("kapuas-rpjmd-2025-2029/plan", "KT303", "indicators.peningkatan_pad.targets.2026"): (
        "30,76 2,42 2,8 7,26 7,33: the catalogue's own reviewers call the pattern unnatural"
    ),
    ("sasaran-makro-nasional-2021-2025/plan", "KT302", "indicators.gini.targets.2025"): (
        "0,375-0,378, then 0,379-0,382: the later yearly plan promised less than the earlier"
    ),
    **{
        ("sulbar-rpjmd-2012-2016/plan", "KT311", f"indicators.{indicator}.{key}"): _MIXED
        for indicator in ("pertumbuhan_pdrb", "inflasi", "melek_huruf", "apk_sma", "apk_smp")
        for key in ("baseline.value", *(f"targets.{year}" for year in range(2012, 2017)))
    },
    ("sulbar-rpjmd-2012-2016/plan", "KT311", "indicators.di_atas_garis_kemiskinan.baseline.value"): _MIXED,
    **{
        (f"blitar-koperasi-umkm-2019-2024/{year}", "KT504", "figures.pertumbuhan_usaha_mikro.value"): _BASE
        for year in (2020, 2021, 2022, 2023)
    },
}


@cache
def found() -> dict[Place, Finding]:
    """Every finding on the published plans."""
    return {
        (f"{folder.name}/{finding.file.stem}", finding.rule.code, ".".join(map(str, finding.key))): finding
        for folder in FOLDERS
        for finding in checked(folder)[1]
    }


@cache
def written(path: Path) -> dict[str, Any]:
    """The file with every number as the text that stands in it."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str)


def digits(text: object) -> set[str]:
    """The numbers in a text without their marks: `9,2-9,7` holds 92 and 97."""
    return {re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,]*", str(text))}


def indicators() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for folder in FOLDERS:
        for name, indicator in written(folder / "plan.toml")["indicators"].items():
            yield folder, name, indicator


def figures() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for folder in FOLDERS:
        for path in (folder / "realised").glob("*.toml"):
            for name, figure in written(path)["figures"].items():
                yield folder, name, figure


def test_there_are_thirty_series_of_three_years_and_more() -> None:
    realised: dict[tuple[str, str], int] = {}
    for folder, name, _figure in figures():
        realised[folder.name, name] = realised.get((folder.name, name), 0) + 1
    promised = [name for _folder, name, indicator in indicators() if len(indicator.get("targets", {})) >= 3]
    assert len(promised) >= 30
    assert len([name for name, years in realised.items() if years >= 3]) >= 10


def test_every_published_plan_can_be_used() -> None:
    for folder in FOLDERS:
        reading, _findings = checked(folder)
        assert reading.plan is not None
        assert reading.all_flaws == ()


def test_every_document_is_named_and_can_be_found() -> None:
    for folder in FOLDERS:
        for source in written(folder / "plan.toml")["sources"].values():
            assert source["title"]
            assert source["publisher"]
            assert source.get("url") or source["note"]


def test_every_figure_of_a_plan_stands_in_the_words_quoted_from_its_source() -> None:
    for folder, name, indicator in indicators():
        assert indicator["source"] in written(folder / "plan.toml")["sources"]
        figures = [*indicator.get("targets", {}).values(), indicator.get("baseline", {}).get("value", "")]
        for figure in (*figures, indicator.get("final_target", "")):
            assert digits(figure) <= digits(indicator["note"]), (folder.name, name, figure)


def test_every_realised_figure_stands_in_the_words_quoted_from_its_source() -> None:
    for folder, name, figure in figures():
        plan = written(folder / "plan.toml")
        assert figure["source"] in plan["sources"]
        quoted = digits(figure.get("note", "")) | digits(plan["indicators"][name]["note"])
        assert digits(figure["value"]) <= quoted, (folder.name, name, figure)


def test_nothing_is_found_but_what_a_planner_would_ask_too() -> None:
    assert {place: finding.message for place, finding in found().items() if place not in QUESTIONS} == {}
    assert [place for place in QUESTIONS if place not in found()] == []


@pytest.mark.parametrize("rule", SERIES_RULES, ids=lambda rule: rule.name)
def test_a_rule_on_series_lets_published_series_pass(rule: Rule) -> None:
    alarms = [place for place in found() if place[1] == rule.code and place not in QUESTIONS]
    assert alarms == []
