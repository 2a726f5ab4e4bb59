"""The figures in parsed files, turned from TOML numbers and Indonesian text into exact decimals.

The model takes decimals only. Which unit a text must agree with depends on the indicator it
belongs to, so this is done here, on the parsed data, before the model sees it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, get_args

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.reading import Better, read_figure, read_target, read_toml_number
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.storage.flaws import Flaw, KeyPath

_OWN: Final = None
_PERCENT: Final = unit("%")
_RUPIAH: Final = unit("Rp")
_NUMBER: Final = unit("bilangan")

Shape = Literal["figure", "target"]

# Where figures stand, the unit they are in (_OWN: the indicator's), and whether a range is allowed.
_PLAN_FIGURES: Final[tuple[tuple[str, Unit | None, Shape], ...]] = (
    ("plan.average_cap", _PERCENT, "figure"),
    ("programmes.*.budget.*", _RUPIAH, "figure"),
    ("indicators.*.baseline.value", _OWN, "figure"),
    ("indicators.*.targets.*", _OWN, "target"),
    ("indicators.*.quarter_targets.*.*", _OWN, "target"),
    ("indicators.*.final_target", _OWN, "target"),
    ("rules.*.tolerance", _NUMBER, "figure"),
    ("amendments.*.targets.*.*.from", _OWN, "target"),
    ("amendments.*.targets.*.*.to", _OWN, "target"),
    ("rating_scales.*.grades.*.floor", _PERCENT, "figure"),
)
_REALISED_FIGURES: Final[tuple[tuple[str, Unit | None, Shape], ...]] = (
    ("figures.*.value", _OWN, "figure"),
    ("figures.*.quarters.*", _OWN, "figure"),
    ("figures.*.parts.*", _OWN, "figure"),
    ("figures.*.history.*.value", _OWN, "figure"),
    ("programmes.*.spent", _RUPIAH, "figure"),
)


# A figure without a reading is left out; where nothing useful remains, with the table it stands in.
_NEEDED_BY_TABLE: Final = frozenset({"value", "from", "to", "spent", "floor"})

Unreadable = tuple[list[Flaw], list[KeyPath]]
"""The figures that have no reading, and all that the model has to do without."""


def read_plan_figures(path: Path, data: dict[str, Any]) -> Unreadable:
    """Replace every figure of a parsed `plan.toml` in place; return those that have no reading."""
    return _read(path, data, _PLAN_FIGURES, _declared(data))


def read_realised_figures(path: Path, data: dict[str, Any], plan_data: Mapping[str, Any]) -> Unreadable:
    """Replace every figure of a parsed realised file in place, in the units its plan declares."""
    return _read(path, data, _REALISED_FIGURES, _declared(plan_data))


def _declared(plan_data: Mapping[str, Any]) -> dict[str, tuple[Unit, Better]]:
    """The unit and direction of each indicator that declares a usable unit."""
    indicators = plan_data.get("indicators")
    declared: dict[str, tuple[Unit, Better]] = {}
    for name, table in indicators.items() if isinstance(indicators, dict) else ():
        if isinstance(table, dict) and isinstance(table.get("unit"), str) and table["unit"].strip():
            better: Better = table["better"] if table.get("better") in get_args(Better) else "within"
            declared[name] = (unit(table["unit"]), better)
    return declared


def _read(
    path: Path,
    data: dict[str, Any],
    places: tuple[tuple[str, Unit | None, Shape], ...],
    declared: Mapping[str, tuple[Unit, Better]],
) -> Unreadable:
    flaws: list[Flaw] = []
    left_out: list[KeyPath] = []
    measure: Unit | None
    better: Better | None
    for pattern, fixed, shape in places:
        for key, container, last in _matches(data, pattern.split("."), ()):
            measure, better = _owner(key, declared) if fixed is None else (fixed, None)
            try:
                container[last] = _converted(container[last], measure or _NUMBER, shape, better)
            except FigureRefusedError as refusal:
                left_out.append(key[:-1] if key[-1] in _NEEDED_BY_TABLE else key)
                if measure is not None:  # without a unit, that is what is missing, not the reading
                    facts = {"message": refusal.message, "fix": refusal.advice}
                    flaws.append(Flaw(path, "unreadable-figure", key, facts=facts))
    return flaws, left_out


def _owner(key: KeyPath, declared: Mapping[str, tuple[Unit, Better]]) -> tuple[Unit | None, Better | None]:
    """The unit and direction of the indicator whose id stands in `key`."""
    position = 3 if key[0] == "amendments" else 1
    return declared.get(str(key[position]), (None, None))


def _matches(node: Any, pattern: list[str], path: KeyPath) -> Iterator[tuple[KeyPath, Any, Any]]:
    """Every place in `node` that `pattern` names: its key path, its container and its last key."""
    head, *rest = pattern
    if isinstance(node, dict):
        keys: Any = list(node) if head == "*" else [head] if head in node else []
    elif isinstance(node, list) and head == "*":
        keys = range(len(node))
    else:
        return
    for key in keys:
        if rest:
            yield from _matches(node[key], rest, (*path, key))
        else:
            yield (*path, key), node, key


def _converted(value: Any, measure: Unit, shape: Shape, better: Better | None) -> Any:
    """`value` as a decimal or, for a target, as `{min, max}`; left alone if it is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        return read_toml_number(value, measure)
    if isinstance(value, str):
        if shape == "figure" or better is None:
            return read_figure(value, measure)
        low, high = read_target(value, measure, better)
        return low if low == high else {"min": low, "max": high}
    if isinstance(value, dict) and shape == "target":
        return {
            key: _converted(bound, measure, "figure", None) if key in ("min", "max") else bound
            for key, bound in value.items()
        }
    return value
