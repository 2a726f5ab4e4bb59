"""The figures in parsed files, turned from TOML numbers and Indonesian text into exact decimals.

The model takes decimals and targets only. Which unit a text must agree with depends on the indicator
it belongs to, so this is done here, on the parsed data, before the model sees it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.at_sight import figures_at_sight, ranges_at_sight
from kumkm_targets.figures.plain_forms import PlainForm
from kumkm_targets.figures.reading import Better, read_figure, read_target, read_toml_number
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
"""Keys from table to table; "*" stands for all keys of a table, "[]" for all elements of an array."""

# Where figures stand: in the tables of indicators, in the unit of the indicator ...
_INDICATOR_FIGURES: Final[tuple[tuple[_Pattern, Shape], ...]] = (
    (("targets", "*"), "target"),
    (("baseline", "value"), "figure"),
    (("final_target",), "target"),
    (("quarter_targets", "*", "*"), "target"),
    (("part_targets", "*", "*"), "target"),
)
_AMENDED_FIGURES: Final[tuple[tuple[_Pattern, Shape], ...]] = ((("*", "from"), "target"), (("*", "to"), "target"))
_REALISED_FIGURES: Final[tuple[tuple[_Pattern, Shape], ...]] = (
    (("value",), "figure"),
    (("quarters", "*"), "figure"),
    (("parts", "*"), "figure"),
    (("history", "[]", "value"), "figure"),
)
# ... and elsewhere, in a unit of their own.
_PLAN_FIGURES: Final = (
    (("plan", "average_cap"), Measure(unit("%"))),
    (("programmes", "*", "budget", "*"), Measure(unit("Rp"))),
    (("indicators", "*", "weight"), Measure(unit("bilangan"))),
    (("rules", "[]", "tolerance"), Measure(unit("bilangan"))),
    (("rating_scales", "*", "grades", "[]", "floor"), Measure(unit("%"))),
)
_SPENDING: Final = (
    (("programmes", "*", "spent"), Measure(unit("Rp"))),
    (("programmes", "*", "history", "[]", "spent"), Measure(unit("Rp"))),
)

_UNKNOWN: Final = Measure(unit("bilangan"), is_known=False)

_Node = tuple[KeyPath, Any, Measure]
"""Where something stands, itself, and what the figures in it are in."""
_Row = tuple[KeyPath, dict[str, Any], str, Measure]
"""Where a table stands, itself, the key of a figure in it ("*": all values are figures), and its measure."""


def declared_measures(data: Mapping[str, Any]) -> Measures:
    """The units and directions that a parsed `plan.toml` declares."""
    measures: dict[str, Measure] = {}
    tables = data.get("indicators")
    for name, table in tables.items() if isinstance(tables, dict) else ():
        text = table.get("unit") if isinstance(table, dict) else None
        if isinstance(text, str) and text.strip():
            better = table.get("better")
            measures[name] = _measure(text, better if better in ("higher", "lower") else "within")
        else:
            measures[name] = _UNKNOWN
    return measures


@lru_cache(maxsize=256)
def _measure(text: str, better: Better) -> Measure:
    """The measure of these two words: few are met, and often."""
    return Measure(unit(text), better)


def read_plan_figures(path: Path, data: dict[str, Any], measures: Measures) -> "FiguresRead":
    """Turn every figure of a parsed `plan.toml` into a decimal or a target, in place."""
    read = FiguresRead(path)
    read.own_figures(data, ("indicators", "*"), _INDICATOR_FIGURES, measures)
    read.own_figures(data, ("amendments", "[]", "targets", "*"), _AMENDED_FIGURES, measures)
    read.figures(data, _PLAN_FIGURES)
    read.convert()
    return read


def read_realised_figures(path: Path, data: dict[str, Any], measures: Measures | None) -> "FiguresRead":
    """Turn every figure of a parsed realised file into a decimal, in place; measures: None for an unreadable plan."""
    read = FiguresRead(path)
    read.own_figures(data, ("figures", "*"), _REALISED_FIGURES, measures)
    read.figures(data, _SPENDING)
    read.convert()
    return read


class FiguresRead:
    """What became of the figures of one file: its flaws, and those without a reading, left out of the model.

    has_decimal_points: whether a text may have one; the dots of plain figures group thousands.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._targets: dict[PlainForm, list[_Row]] = defaultdict(list)
        self._singles: dict[PlainForm, list[_Row]] = defaultdict(list)
        self.flaws: list[Flaw] = []
        self.left_out: list[KeyPath] = []
        self.has_decimal_points = False

    def own_figures(
        self,
        data: dict[str, Any],
        tables: _Pattern,
        patterns: tuple[tuple[_Pattern, Shape], ...],
        measures: Measures | None,
    ) -> None:
        """Note the figures in `tables`, each named by the indicator that they belong to."""
        owned = [
            (where, table, _UNKNOWN if measures is None else measures.get(name) or _undeclared(name))
            for where, table, _none in _below([((), data, _UNKNOWN)], tables)
            if isinstance(name := where[-1], str)
        ]
        for pattern, shape in patterns:
            self._note(self._targets if shape == "target" else self._singles, owned, pattern)

    def figures(self, data: dict[str, Any], patterns: tuple[tuple[_Pattern, Measure], ...]) -> None:
        """Note the figures that `patterns` name, each in the unit given with it."""
        for pattern, measure in patterns:
            self._note(self._singles, [((), data, measure)], pattern)

    def _note(self, noted: dict[PlainForm, list[_Row]], owners: list[_Node], pattern: _Pattern) -> None:
        """Note the figures that stand below `owners` where `pattern` says."""
        *tables, last = pattern
        for where, holder, measure in _below(owners, tables):
            if isinstance(holder, dict) and (last == "*" or last in holder):
                noted[measure.unit.form].append((where, holder, last, measure))

    def convert(self) -> None:
        """Put the figures that were noted in the place of what is written there."""
        for form in {**self._targets, **self._singles}:
            self._convert(form, self._targets.get(form, []), self._singles.get(form, []))

    def _convert(self, form: PlainForm, targets: list[_Row], singles: list[_Row]) -> None:
        """The same for figures that share a form: they are read at sight all at once, and what is odd closely."""
        written = _written(targets)
        count = len(written)
        written += _written(singles)
        figures = figures_at_sight(written, form)
        pairs = zip(figures[:count], figures[:count], strict=True)
        ready = chain(map(tuple.__new__, repeat(Target), pairs), figures[count:])  # without a detour over Python
        for _where, holder, key, _measure in chain(targets, singles):
            if key == "*":
                holder.update(zip(holder, ready))  # noqa: B905 - the others take what is left
            else:
                holder[key] = next(ready)
        if type(None) in {*map(type, figures)}:  # to be equal to None takes a decimal long to deny
            places = [(row, key) for row in chain(targets, singles) for key in (row[1] if row[2] == "*" else row[2:3])]
            odd = [index for index, figure in enumerate(figures) if figure is None]
            ranges = ranges_at_sight([written[index] for index in odd], form)
            for index, bounds in zip(odd, ranges, strict=True):
                row, key = places[index]
                if bounds is not None and index < count:
                    row[1][key] = Target(*bounds)
                else:
                    self._convert_closely(row, key, written[index], is_target=index < count)

    def _convert_closely(self, row: _Row, key: Any, written: Any, *, is_target: bool) -> None:
        """The same for one figure that takes more than a glance, or is none."""
        where, holder, _key, measure = row
        self.has_decimal_points |= isinstance(written, str) and "." in written
        try:
            holder[key] = self._closely_read((*where, key), written, measure, measure.better if is_target else None)
        except FigureRefusedError as refusal:
            holder[key] = written
            self.left_out.append((*where, key))
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

    def _range(self, place: KeyPath, written: dict[str, Any], measure: Measure) -> Any:
        """The target that `{ min = …, max = … }` makes; the flaws of that table are added to the others."""
        table, ends = dict(written), FiguresRead(self._path)
        ends._convert(measure.unit.form, [], [((), table, key, measure) for key in ("min", "max") if key in table])
        found, flaws = validated(TargetRange, self._path, table, ends.left_out)
        self.flaws += [replace(flaw, key=(*place, *flaw.key)) for flaw in (*ends.flaws, *flaws)]
        self.has_decimal_points |= ends.has_decimal_points
        if found is not None and not (flaws or ends.left_out):
            return Target(found.min, found.max)
        self.left_out.append(place)
        return written


def _refused(refusal: FigureRefusedError, written: Any, measure: Measure) -> dict[str, str]:
    """What a flaw says of a figure without a reading. Nothing where its unit is what is missing, and is said to be."""
    if measure.is_known or (measure.undeclared and not isinstance(written, str)):
        return {"message": refusal.message, "fix": refusal.advice}
    if not measure.undeclared:
        return {}
    message = _("the unit of “{written}” is not known: “{name}” is not declared in plan.toml")
    return {
        "message": message.format(written=written, name=measure.undeclared),
        "fix": _("Correct the id, or declare the indicator in plan.toml."),
    }


def _undeclared(name: str) -> Measure:
    return _UNKNOWN._replace(undeclared=name)


def _written(rows: Iterable[_Row]) -> list[Any]:
    """What is written where figures should stand, row by row."""
    written: list[Any] = []
    for _where, holder, key, _measure in rows:
        if key == "*":
            written += holder.values()
        else:
            written.append(holder[key])
    return written


def _below(nodes: list[_Node], pattern: Sequence[str]) -> list[_Node]:
    """What stands below `nodes` where `pattern` says."""
    for step in pattern:
        if step in ("*", "[]"):
            nodes = [
                ((*where, key), child, measure)
                for where, holder, measure in nodes
                for key, child in _children(holder, step)
            ]
        else:
            nodes = [
                ((*where, step), table[step], measure)
                for where, table, measure in nodes
                if isinstance(table, dict) and step in table
            ]
    return nodes


def _children(node: Any, step: str) -> Iterable[tuple[Any, Any]]:
    """The keys of a table with their values, or the elements of an array with their numbers: as `step` asks."""
    if step == "*":
        return node.items() if isinstance(node, dict) else ()
    return enumerate(node) if isinstance(node, list) else ()
