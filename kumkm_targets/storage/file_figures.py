"""The figures in parsed files, turned from TOML numbers and Indonesian text into exact decimals.

The model takes decimals and targets only. Which unit a text must agree with depends on the indicator
it belongs to, so this is done here, on the parsed data, before the model sees it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.reading import Better, figures_at_sight, read_figure, read_target, read_toml_number
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.messages import _
from kumkm_targets.model.target import Target, TargetRange
from kumkm_targets.storage.flaws import Flaw, KeyPath
from kumkm_targets.storage.validation import validated


class Measure(NamedTuple):
    """What the figures of one indicator are in, and its direction, as far as they are declared.

    is_known: whether the unit is; where it is not, `unit` is a stand-in that reads plain numbers.
    undeclared: the indicator's id, where the plan does not declare it at all.
    """

    unit: Unit
    better: Better = "within"
    is_known: bool = True
    undeclared: str = ""


Measures = Mapping[str, Measure]
"""The measure of each indicator that a plan declares."""

Shape = Literal["figure", "target"]
_Pattern = tuple[str, ...]

# Where figures stand: in the tables of indicators, in the unit of the indicator ...
_INDICATOR_FIGURES: Final[tuple[tuple[_Pattern, Shape], ...]] = (
    (("targets", "*"), "target"),
    (("baseline", "value"), "figure"),
    (("final_target",), "target"),
    (("quarter_targets", "*", "*"), "target"),
)
_AMENDED_FIGURES: Final[tuple[tuple[_Pattern, Shape], ...]] = ((("*", "from"), "target"), (("*", "to"), "target"))
_REALISED_FIGURES: Final[tuple[tuple[_Pattern, Shape], ...]] = (
    (("value",), "figure"),
    (("quarters", "*"), "figure"),
    (("parts", "*"), "figure"),
    (("history", "*", "value"), "figure"),
)
# ... and elsewhere, in a unit of their own.
_PLAN_FIGURES: Final[tuple[tuple[_Pattern, Unit], ...]] = (
    (("plan", "average_cap"), unit("%")),
    (("programmes", "*", "budget", "*"), unit("Rp")),
    (("rules", "*", "tolerance"), unit("bilangan")),
    (("rating_scales", "*", "grades", "*", "floor"), unit("%")),
)
_SPENDING: Final[tuple[tuple[_Pattern, Unit], ...]] = ((("programmes", "*", "spent"), unit("Rp")),)

# A figure without a reading is left out; where nothing useful remains, with the table it stands in.
_NEEDED_BY_TABLE: Final = frozenset({"value", "from", "to", "spent", "floor"})
_AS_TARGET: Final = partial(tuple.__new__, Target)
"""Makes a target of a pair without a detour over Python: there are many."""

_UNKNOWN: Final = Measure(unit("bilangan"), is_known=False)


def declared_measures(data: Mapping[str, Any]) -> Measures:
    """The units and directions that a parsed `plan.toml` declares."""
    measures: dict[str, Measure] = {}
    for _prefix, tables, names in _places(data, ("indicators", "*")):
        for name in names:
            table = tables[name]
            text = table.get("unit") if isinstance(table, dict) else None
            if isinstance(text, str) and text.strip():
                better: Better = table["better"] if table.get("better") in ("higher", "lower") else "within"
                measures[name] = Measure(unit(text), better)
            else:
                measures[name] = _UNKNOWN
    return measures


def read_plan_figures(path: Path, data: dict[str, Any], measures: Measures) -> "FiguresRead":
    """Turn every figure of a parsed `plan.toml` into a decimal or a target, in place."""
    read = FiguresRead(path)
    read.own_figures(data, ("indicators", "*"), _INDICATOR_FIGURES, measures)
    read.own_figures(data, ("amendments", "*", "targets", "*"), _AMENDED_FIGURES, measures)
    read.figures(data, _PLAN_FIGURES)
    return read


def read_realised_figures(path: Path, data: dict[str, Any], measures: Measures | None) -> "FiguresRead":
    """Turn every figure of a parsed realised file into a decimal, in place; measures: None for an unreadable plan."""
    read = FiguresRead(path)
    read.own_figures(data, ("figures", "*"), _REALISED_FIGURES, measures)
    read.figures(data, _SPENDING)
    return read


class FiguresRead:
    """What became of the figures of one file: its flaws, and all that the model has to do without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.flaws: list[Flaw] = []
        self.left_out: list[KeyPath] = []

    def own_figures(
        self,
        data: dict[str, Any],
        tables: _Pattern,
        patterns: tuple[tuple[_Pattern, Shape], ...],
        measures: Measures | None,
    ) -> None:
        """Convert the figures in `tables`, each named by the indicator that they belong to."""
        for prefix, owners, names in _places(data, tables):
            for name in names:
                table = owners[name]
                if not isinstance(table, dict):
                    continue
                measure = _UNKNOWN if measures is None else measures.get(name) or _UNKNOWN._replace(undeclared=name)
                for pattern, shape in patterns:
                    direction = measure.better if shape == "target" else None
                    holder = table.get(pattern[0])
                    if len(pattern) == 2 and isinstance(holder, dict):  # targets, baseline: the short way to the most
                        keys = holder if pattern[1] == "*" else pattern[1:] if pattern[1] in holder else ()
                        self._convert((*prefix, name, pattern[0]), holder, keys, measure, direction)
                    elif holder is not None or pattern[0] == "*":
                        for where, inner, found in _places(table, pattern, (*prefix, name)):
                            self._convert(where, inner, found, measure, direction)

    def figures(self, data: dict[str, Any], patterns: tuple[tuple[_Pattern, Unit], ...]) -> None:
        """Convert the figures that `patterns` name, each in the unit given with it."""
        for pattern, own in patterns:
            if pattern[0] in data:
                for where, holder, keys in _places(data, pattern):
                    self._convert(where, holder, keys, Measure(own), None)

    def _convert(
        self, where: KeyPath, holder: Any, keys: Iterable[Any], measure: Measure, better: Better | None
    ) -> None:
        """Put the figures at `keys` of `holder` in the place of what is written there.

        better: the direction, where targets stand, None where single figures do.
        """
        plain = figures_at_sight([holder[key] for key in keys], measure.unit)
        if plain is not None:
            for key, figure in zip(
                keys, plain if better is None else map(_AS_TARGET, zip(plain, plain, strict=True)), strict=True
            ):
                holder[key] = figure
            return
        for key in keys:
            written = holder[key]
            try:
                holder[key] = self._closely_read((*where, key), written, measure, better)
            except FigureRefusedError as refusal:
                self.left_out.append(where if key in _NEEDED_BY_TABLE else (*where, key))
                if facts := _refused(refusal, written, measure):
                    self.flaws.append(Flaw(self._path, "unreadable-figure", (*where, key), facts=facts))

    def _closely_read(self, place: KeyPath, written: Any, measure: Measure, better: Better | None) -> Any:
        """The figure or target that is written; what is neither number nor text nor range is left alone."""
        if better is not None and isinstance(written, str):
            return Target(*read_target(written, measure.unit, better))
        if better is not None and isinstance(written, dict):
            return self._range(place, written, measure)
        if isinstance(written, str):
            figure = read_figure(written, measure.unit)
        elif isinstance(written, int | Decimal) and not isinstance(written, bool):
            figure = read_toml_number(written, measure.unit)
        else:
            return written
        return figure if better is None else Target(figure, figure)

    def _range(self, place: KeyPath, written: dict[str, Any], measure: Measure) -> Target | None:
        """The target that `{ min = …, max = … }` makes; the flaws of that table are added to the others."""
        table = dict(written)
        self._convert(place, table, sorted({"min", "max"} & table.keys()), measure, None)
        found, flaws = validated(TargetRange, self._path, table)
        self.flaws += [replace(flaw, key=(*place, *flaw.key)) for flaw in flaws]
        if found is not None and not flaws:
            return Target(found.min, found.max)
        self.left_out.append(place)
        return None


def _refused(refusal: FigureRefusedError, written: Any, measure: Measure) -> dict[str, str]:
    """What a flaw says of a figure without a reading. Nothing where its unit is what is missing, and is said to be."""
    if measure.is_known:
        return {"message": refusal.message, "fix": refusal.advice}
    if not measure.undeclared:
        return {}
    message = _("the unit of “{written}” is not known: “{name}” is not declared in plan.toml")
    return {
        "message": message.format(written=written, name=measure.undeclared),
        "fix": _("Correct the id, or declare the indicator in plan.toml."),
    }


def _places(node: Any, pattern: _Pattern, prefix: KeyPath = ()) -> Iterator[tuple[KeyPath, Any, Sequence[Any]]]:
    """Every table or array below `node` that holds what `pattern` names: where it stands, itself, and the keys."""
    head, rest = pattern[0], pattern[1:]
    keys: Sequence[Any]
    if isinstance(node, dict):
        keys = list(node) if head == "*" else (head,) if head in node else ()
    else:
        keys = range(len(node)) if isinstance(node, list) and head == "*" else ()
    if not rest:
        yield prefix, node, keys
        return
    for key in keys:
        yield from _places(node[key], rest, (*prefix, key))
