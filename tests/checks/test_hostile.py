"""Accidents in files, and files of anything: checking them never raises, and what is printed is harmless.

KUMKM_FUZZ=20000 pytest tests/checks/test_hostile.py makes the long run.
"""

import os
import re
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import CORPUS, PLAN, assert_harmless, write_plan, year_text

EXAMPLES = int(os.environ.get("KUMKM_FUZZ", "150"))
SEEDS = sorted(path.parent for path in CORPUS.rglob("plan.toml"))

fuzz = settings(max_examples=EXAMPLES)


@pytest.fixture(scope="module")
def plan_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the examples of one test write over, one after the other."""
    return write_plan(tmp_path_factory.mktemp("hostile") / "contoh", PLAN, {"2025": year_text(2025)})


VALUE = re.compile(r'= *("[^"\n]*"|[^\s,{}"\[\]]+)')
WORDS = st.sampled_from([
    *"[]{}\"'=.,#\n\\0-%≥é\x1b\u202e\ud7ff", "1e9", "true", "[[", "]]", '"""', "2025", "rasio", "formula", "nan", "Rp",
    "targets = 1\n", 'better = "lower"\n',
])  # fmt: skip
MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "insert", "drop line", "double line", "swap lines", "swap values"]),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1, exclude_max=True),
        WORDS,
    ),
    min_size=1,
    max_size=5,
)


def mutated(text: str, mutations: list[tuple[str, float, float, str]]) -> str:
    for kind, one, other, word in mutations:
        if kind.endswith("values"):
            text = swapped(text, one, other)
            continue
        parts = text.splitlines(keepends=True) if "line" in kind else list(text)
        if not parts:
            return word
        at, there = int(one * len(parts)), int(other * len(parts))
        if kind.startswith("swap"):
            parts[at], parts[there] = parts[there], parts[at]
        else:
            parts[at] = {"drop": "", "doub": parts[at] * 2, "inse": word + parts[at]}[kind[:4]]
        text = "".join(parts)
    return text


def swapped(text: str, one: float, other: float) -> str:
    """`text` with two of its values in each other's place."""
    found = list(VALUE.finditer(text))
    if not found:
        return text
    first, last = sorted(
        (found[int(one * len(found))], found[int(other * len(found))]), key=lambda match: match.start()
    )
    if first is last:
        return text
    (a, b), (c, d) = first.span(1), last.span(1)
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


@fuzz
@given(st.sampled_from(SEEDS), MUTATIONS, st.data())
def test_a_plan_with_accidents_is_harmless(plan_folder: Path, seed: Path, mutations: Any, data: st.DataObject) -> None:
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in sorted(seed.rglob("*.toml"))}
    victim = data.draw(st.sampled_from(sorted(texts)))
    texts[victim] = mutated(texts[victim], mutations)
    for old in (plan_folder / "realised").iterdir():
        old.unlink()
    realised = {path.stem: text for path, text in texts.items() if path.parent.name == "realised"}
    assert_harmless(write_plan(plan_folder, texts[seed / "plan.toml"], realised))


@fuzz
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_are_harmless(plan_folder: Path, plan: bytes, realised: bytes) -> None:
    assert_harmless(write_plan(plan_folder, plan, {"2025": realised}))
    assert_harmless(write_plan(plan_folder, PLAN.encode() + plan, {"2025": year_text(2025).encode() + realised}))


TREES = st.recursive(
    st.one_of(
        st.integers(), st.booleans(), st.text(max_size=5), st.dates(), st.decimals(), st.sampled_from(["3,75", "≥ 3"])
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "unit", "better", "targets", "2025", "rasio", "value", "min", "max", "from", "to", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
TOP = ("plan", "sources", "objectives", "indicators", "rules", "amendments", "rating_scales", "check")


@fuzz
@given(st.dictionaries(st.sampled_from(TOP), TREES), st.dictionaries(st.sampled_from(["figures", "year"]), TREES))
def test_any_tables_are_harmless(plan_folder: Path, plan: dict[str, Any], realised: dict[str, Any]) -> None:
    base = read_plan(CORPUS / "good" / "kosong")
    plan_text = tomli_w.dumps((base.file.data or {}) | plan)
    assert_harmless(write_plan(plan_folder, plan_text, {"2025": tomli_w.dumps({"format": 1, "year": 2025} | realised)}))
