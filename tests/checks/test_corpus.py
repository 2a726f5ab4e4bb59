"""The corpus: a bad case for every rule with the exact text it gives, and good plans without findings."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kumkm_targets.checks.checked_plan import Tally
from kumkm_targets.checks.many import Task, check_folders
from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import use_language
from kumkm_targets.model.plan import PlanFile
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.findings.summary import tally_text
from kumkm_targets.reporting.findings.text import finding_text
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.validation import keys_of
from kumkm_targets.storage.workspace import plan_folders
from tests.checks.cases import CORPUS, checked, codes, printed
from tests.conftest import PLANS, TODAY, clean_environment

BAD = sorted(path for path in (CORPUS / "bad").iterdir() if path.is_dir())
GOOD = plan_folders(CORPUS / "good")

SILENCED = {
    "jombang-koperasi-2022": [],
    "kalsel-koperasi-2018": [],
    "kalteng-rakortek-2025": [],
    "kalteng-rpjmd-2016-2021": [],
    "kalteng-umkm-2021-2022": ["KT504"],
    "kaltim-revitalisasi-2013": ["KT504"],
    "malut-rpjmd-2025-2029": ["KT303", "KT416"],
    "palembang-rpjmd-2013-2018": ["KT307"],
}
"""The findings on the real plans, all of them on what their sources print."""


def compared(plans: Path) -> tuple[str, list[Finding]]:
    """What is printed of the plans of a bad case, and every finding on them.

    What history forbids shows against the state in `before`.
    """
    folders, before = plan_folders(plans), plans.parent / "before" / "plans"
    then = {folder: read_plan(before / folder.name) for folder in folders if (before / folder.name).is_dir()}
    task, tally = Task(TODAY, frozenset(rule.code for rule in RULES), then), Tally()
    seen = [(finding, plan) for plan in tally.counting(check_folders(folders, task, 1)) for finding in plan.findings]
    texts = [f"{finding_text(finding, plan.lines_of).plain}\n" for finding, plan in seen]
    return "".join(texts) + tally_text(tally) + "\n", [finding for finding, _plan in seen]


def test_every_rule_has_a_bad_case_and_every_bad_case_names_a_rule() -> None:
    assert [path.name for path in BAD] == [f"{rule.code}-{rule.name}" for rule in RULES]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_a_bad_case_gives_exactly_its_text(
    case: Path, language: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(case)
    use_language(language)
    text, _findings = compared(Path("plans"))
    expected = case / f"expected.{language}.txt"
    if request.config.getoption("--update"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_a_bad_case_shows_its_rule_alone(case: Path) -> None:
    _text, findings = compared(case / "plans")
    assert set(codes(findings)) == {case.name.partition("-")[0]}


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_command_prints_the_expected_text(language: str) -> None:
    case = CORPUS / "bad" / "KT504-broken-relation"
    done = subprocess.run(
        [sys.executable, "-m", "kumkm_targets", "check"],
        cwd=case,
        env=clean_environment(KUMKM_LANG=language),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    expected = (case / f"expected.{language}.txt").read_text(encoding="utf-8")
    assert (done.stdout, done.stderr, done.returncode) == (expected, "", 1)


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_a_good_plan_has_no_finding(folder: Path) -> None:
    reading, findings = checked(folder)
    assert reading.plan is not None
    assert reading.all_flaws == ()
    assert not findings, printed(reading, findings)


def test_the_good_plans_use_every_key_of_the_formats() -> None:
    used: dict[tuple[str, ...], set[str]] = {}

    def collect(model: Any, path: tuple[str | int, ...], node: Any) -> None:
        if isinstance(node, dict):
            if allowed := keys_of(model, path):
                used.setdefault(allowed, set()).update(node)
            for key, value in node.items():
                collect(model, (*path, key), value)
        elif isinstance(node, list):
            for index, value in enumerate(node):
                collect(model, (*path, index), value)

    for folder in GOOD:
        reading, _findings = checked(folder)
        for file in reading.files:
            collect(PlanFile if file.path.name == "plan.toml" else RealisedYear, (), file.data)
    assert {allowed: set(allowed) - keys for allowed, keys in used.items()} == {allowed: set() for allowed in used}


def test_the_good_corpus_holds_a_crlf_file_and_a_bom_file() -> None:
    contents = [path.read_bytes() for path in (CORPUS / "good").rglob("*.toml")]
    assert any(b"\r\n" in content for content in contents)
    assert any(content.startswith(b"\xef\xbb\xbf") for content in contents)


def test_the_real_plans_have_only_silenced_findings() -> None:
    found = {folder.name: checked(folder)[1] for folder in plan_folders(PLANS)}
    assert {name: sorted({*codes(findings)}) for name, findings in found.items()} == SILENCED
    assert all(finding.ignored for findings in found.values() for finding in findings)
