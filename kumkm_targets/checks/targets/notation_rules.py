"""3xx: one notation for all the figures of a plan."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from kumkm_targets.checks.files.text_rules import toml_text
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.figures.reading import MAX_TEXT
from kumkm_targets.figures.units import unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.file_figures import Measure
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.toml_file import TomlFile

MIXED_NOTATION = Rule(
    "KT311",
    "mixed-notation",
    "warning",
    N_(
        "Decimals between quotes are written one way in all the files of a plan: with a comma. "
        "Numbers without quotes are TOML's, and have a dot."
    ),
    N_("Where “3.5” and “3,5” stand side by side, nobody can tell what “1.250” is: a thousand or one and a quarter."),
    'targets = { 2025 = "3,5", 2026 = "3.75" }',
    'targets = { 2025 = "3,5", 2026 = "3,75" }',
    N_("Write the decimals with a comma, or let `kumkm check --fix` do it."),
)

_NUMBER: Final = re.compile(r"\d[\d.,]*\d")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_RUPIAH: Final = Measure(unit("Rp"))
_FIGURES: Final = frozenset("targets quarter_targets final_target value quarters parts from to budget spent".split())
# How deep in a key path the id of the indicator stands whose figures these are.
_OWNER: Final = {"indicators": 1, "figures": 1, "amendments": 3}


class _Text(NamedTuple):
    """A figure that is written as text, and where."""

    file: Path
    key: KeyPath
    text: str


def mixed_notation(reading: PlanReading, _plan: Plan) -> Iterator[Finding]:
    """Where some decimals have a comma, all have. Files whose figures have no decimal point are not read again."""
    if not any(file.has_decimal_points for file in reading.files):
        return
    texts = [found for file in reading.files for found in _figure_texts(reading, file)]
    comma = next((found for found in texts if any("," in number for number in _NUMBER.findall(found.text))), None)
    for found in texts if comma else ():
        mended = _NUMBER.sub(_with_comma, found.text)
        if mended != found.text and comma:
            yield MIXED_NOTATION.finding(
                found.file,
                found.key,
                _("“{text}” has a decimal point, and other figures of this plan a decimal comma").format(
                    text=found.text
                ),
                _("Write {text}.").format(text=toml_text(mended)),
                related=(Related(comma.file, comma.key, _("a decimal comma")),),
                replacement=toml_text(mended),
            )


def _with_comma(number: re.Match[str]) -> str:
    """A number with its decimal point made a comma; any other as it is."""
    text = number[0]
    return text if "," in text or text.count(".") != 1 or _GROUPED.fullmatch(text) else text.replace(".", ",")


def _figure_texts(reading: PlanReading, file: TomlFile) -> Iterator[_Text]:
    """The figures of a file that are written as text, in units that may have decimals."""
    for key, text in _texts(file.as_written(), (), is_figure=False):
        depth = _OWNER.get(str(key[0]), 0)
        owner = str(key[depth]) if depth < len(key) else ""
        measure = reading.measures.get(owner) if depth else _RUPIAH
        if len(text) <= MAX_TEXT and measure is not None and measure.is_known and not measure.unit.counts_whole_things:
            yield _Text(file.path, key, text)


def _texts(node: Any, path: KeyPath, *, is_figure: bool) -> Iterator[tuple[KeyPath, str]]:
    """Every text at or below a key that holds figures, with its place."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        here = is_figure or (len(path) > 1 and key in _FIGURES and path[0] in (*_OWNER, "programmes"))
        if isinstance(value, str):
            if here:
                yield (*path, key), value
        elif key != "history":
            yield from _texts(value, (*path, key), is_figure=here)
