"""The rules themselves: codes, names and pages."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import isfunction
from itertools import pairwise
from pkgutil import walk_packages

import pytest

from kumkm_targets import checks
from kumkm_targets.checks.registry import FLAW_RULES, PLAN_LOOKS, REALISED_LOOKS, RULES
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.messages import _, use_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage import validation
from kumkm_targets.storage.plan_files import PlanReading

MODULES = [import_module(found.name) for found in walk_packages(checks.__path__, f"{checks.__name__}.")]
NOT_TOML = {
    "KT102": {"bad"},
    "KT103": {"bad"},
    "KT203": {"bad", "good"},  # paths
    "KT410": {"bad", "good"},  # paths
}
"""The excerpts that are no TOML, because that is their point."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_codes_are_unique_and_ascend() -> None:
    assert all(one.code < other.code for one, other in pairwise(RULES))
    assert all(re.fullmatch(r"KT[1-6]\d\d", rule.code) for rule in RULES)


def test_names_are_unique_and_kebab_case() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


def test_every_rule_that_a_module_defines_is_registered() -> None:
    defined = {rule.code for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule)}
    assert sorted(defined) == [rule.code for rule in RULES]


@pytest.mark.parametrize(
    ("asks_for", "listed"), [([PlanReading, Plan], PLAN_LOOKS), ([PlanReading, Plan, date], REALISED_LOOKS)]
)
def test_every_function_that_looks_at_a_plan_is_listed_once(asks_for: list[type], listed: tuple[object, ...]) -> None:
    defined = {
        look
        for module in MODULES
        for name, look in vars(module).items()
        if isfunction(look) and not name.startswith("_")
        if [*look.__annotations__.values()] == [*asks_for, Iterator[Finding]]
    }
    assert defined == set(listed)
    assert len(defined) == len(listed)


@each_rule
def test_a_rule_stands_in_a_module_of_its_family(rule: Rule) -> None:
    homes = [module for module in MODULES if rule in vars(module).values()]
    assert any((module.__doc__ or "").startswith(rule.code[2]) for module in homes)


def test_every_flaw_that_reading_reports_has_a_rule() -> None:
    kinds = {
        "unreadable-file",
        "invalid-toml",
        "duplicate-key",
        "unreadable-figure",
        "wrong-type",
        "out-of-bounds",
        "wrong-year",
    }
    assert kinds | set(validation._KINDS.values()) == set(FLAW_RULES)
    assert {rule.name for rule, _words in FLAW_RULES.values()} == set(FLAW_RULES)


@each_rule
def test_a_page_is_complete(rule: Rule) -> None:
    for text in (rule.what, rule.why, rule.bad, rule.good, rule.fix):
        assert text.strip() == text
        assert text
    assert rule.bad != rule.good
    assert rule.severity in {"error", "warning"}
    assert all(text.endswith(".") for text in (rule.what, rule.why, rule.fix))


@each_rule
def test_the_excerpts_of_a_page_are_toml_unless_that_is_their_point(rule: Rule) -> None:
    broken = set()
    for which, excerpt in (("bad", rule.bad), ("good", rule.good)):
        try:
            tomllib.loads(excerpt)
        except tomllib.TOMLDecodeError:
            broken.add(which)
    assert broken == NOT_TOML.get(rule.code, set())


@each_rule
def test_a_page_is_translated(rule: Rule) -> None:
    use_language("id")
    for text in (rule.what, rule.why, rule.fix):
        assert _(text)
        assert _(text) != text
