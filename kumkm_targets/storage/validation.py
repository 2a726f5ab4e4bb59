"""From parsed data to the model: every departure from the format becomes a flaw with its place."""

import re
import types
import typing
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import Any, Final, TypeVar, Union

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kumkm_targets.storage.flaws import Flaw, KeyPath
from kumkm_targets.storage.nearest import nearest, only_near

M = TypeVar("M", bound=BaseModel)

_MAX_ROUNDS: Final = 8
_KEY_MARK: Final = "[key]"

# What the model says in its own words → the check that reports it, and what should stand there.
_EXPECTED: Final = {
    "string_type": "text",
    "dict_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
    "tuple_type": "list",
    "int_type": "whole-number",
    "decimal_type": "figure",
    "is_instance_of": "figure",
    "date_type": "date",
    "date_from_datetime_inexact": "date",
    "datetime_type": "date-time",
    "bool_type": "boolean",
    "digest": "digest",
}
# What the model misses in a table whose faulty keys were taken out before.
_NEEDS: Final = {
    "better_missing": ("better",),
    "no_value": ("value", "unavailable", "quarters", "parts"),
    "scale_order": ("grades",),
}
_KINDS: Final = {
    "missing": "missing-key",
    "better_missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "not-one-of",
    "string_pattern_mismatch": "malformed-id",
    "year_key": "malformed-year",
    "quarter_key": "malformed-quarter",
    "region_code": "malformed-region-code",
    "region_twice": "duplicate-key",
    "period_reversed": "period-reversed",
    "range_reversed": "range-reversed",
    "formula_direction": "formula-against-direction",
    "formula_range": "formula-takes-no-range",
    "scale_order": "scale-out-of-order",
    "value_and_unavailable": "value-and-unavailable",
    "no_value": "no-value",
}


def validated(
    model: type[M], path: Path, data: dict[str, Any], left_out: Iterable[KeyPath] = ()
) -> tuple[M | None, list[Flaw]]:
    """The record that `data` makes, and every flaw in it.

    What is flawed is left out and the rest is tried again, so that one bad key does not hide the
    rest of the file from the checks; `left_out` names what the caller found unusable before. None
    when too little is left. `data` is changed by this.
    """
    flaws: dict[tuple[str, KeyPath, str], Flaw] = {}
    gone = _taken_out(data, left_out)
    for _round in range(_MAX_ROUNDS):
        try:
            return model.model_validate(data), _once(flaws.values())
        except ValidationError as error:
            details = [one for found in error.errors(include_url=False, include_input=False) for one in _each(found)]
        details = [detail for detail in details if not _is_of_gaps(detail, data)]
        if not details:
            _close_gaps(data, gone)
        for detail in details:
            if not _follows(detail, gone):
                flaw = _flaw(model, path, detail, data)
                flaws.setdefault((flaw.kind, flaw.key, flaw.facts.get("key", "")), flaw)
        gone |= _taken_out(data, [detail["loc"] for detail in details])
        if () in gone:
            break
    return None, _once(flaws.values())


def _once(flaws: Iterable[Flaw]) -> list[Flaw]:
    """The flaws without those keys that are only missing because they are mistyped."""
    mistyped = {(flaw.key[:-1], flaw.facts["nearest"]) for flaw in flaws if flaw.kind == "unknown-key"}
    return [flaw for flaw in flaws if flaw.kind != "missing-key" or (flaw.key, flaw.facts["key"]) not in mistyped]


def _each(detail: ErrorDetails) -> list[ErrorDetails]:
    """One error for each of the keys of a table that it names, for each has a place of its own."""
    keys = [key for key in detail.get("ctx", {}).get("keys", ()) if key is not None]
    return [ErrorDetails(**{**detail, "loc": (*detail["loc"], str(key))}) for key in keys] or [detail]


def _follows(detail: ErrorDetails, gone: set[KeyPath]) -> bool:
    """Whether something is amiss only because it, or what it needs, was taken out before."""
    loc = detail["loc"]
    return loc in gone or any((*loc, key) in gone for key in _NEEDS.get(detail["type"], ()))


def _taken_out(data: dict[str, Any], places: Iterable[KeyPath]) -> set[KeyPath]:
    """Take the value at each place, or the nearest enclosing one there is, out of `data`.

    Returns their key paths, the empty one where nothing could be taken, and those of the arrays they
    stood in, which are no longer whole. In an array a gap is left, so that the others keep their places.
    """
    holders: dict[tuple[Any, ...], Any] = dict(_held(data, place) for place in places)
    for place, holder in holders.items():
        if isinstance(holder, list):
            holder[place[-1]] = None
        elif place:
            del holder[place[-1]]
    return {*holders, *(place[:depth] for place in holders for depth, key in enumerate(place) if isinstance(key, int))}


def _held(data: dict[str, Any], place: KeyPath) -> tuple[KeyPath, Any]:
    """The key path of what is at `place`, or of the nearest enclosing value there is, and what holds that."""
    holder: Any = None
    node: Any = data
    for depth, key in enumerate(place):
        child = _child(node, key)
        if child is None:
            return place[:depth], holder
        holder, node = node, child
    return place, holder


def _is_of_gaps(detail: ErrorDetails, data: dict[str, Any]) -> bool:
    """Whether something is amiss only because an array has gaps, or elements with flaws of their own."""
    found = reduce(_child, detail["loc"], data)
    if detail["type"] == "too_short":
        return len(found) > int(detail["ctx"]["actual_length"])
    return found is None and isinstance(detail["loc"][-1], int)


def _close_gaps(data: dict[str, Any], gone: set[KeyPath]) -> None:
    """Take the gaps out of arrays, now that nothing has to keep its place any more."""
    for place in gone:
        array = reduce(_child, place, data)
        if isinstance(array, list):
            array[:] = [one for one in array if one is not None]


def _child(node: Any, key: str | int) -> Any:
    """What stands at `key` of a parsed table or array, or None."""
    if isinstance(node, dict):
        return node.get(key)
    return node[key] if isinstance(node, list) and isinstance(key, int) and key < len(node) else None


def _flaw(model: type[BaseModel], path: Path, detail: ErrorDetails, data: dict[str, Any]) -> Flaw:
    loc, kind = detail["loc"], _KINDS.get(detail["type"])
    on_key = bool(loc) and loc[-1] == _KEY_MARK and kind not in ("unknown-key", "missing-key")
    key: KeyPath = loc[:-1] if on_key else loc
    facts = {name: str(value) for name, value in detail.get("ctx", {}).items()}
    if kind == "missing-key":
        facts["key"] = str(key[-1]) if detail["type"] == "missing" else "better"
        key = key[:-1] if detail["type"] == "missing" else key
    elif kind == "unknown-key":
        allowed = keys_of(model, key[:-1])
        meant = only_near(str(key[-1]), allowed)
        near = meant or nearest(str(key[-1]), allowed)
        facts = {"key": str(key[-1]), "nearest": near, "allowed": ", ".join(allowed)}
        if meant and meant not in (reduce(_child, key[:-1], data) or ()):
            facts["replacement"] = meant
        on_key = True
    elif kind == "not-one-of":
        options = re.findall(r"'([^']*)'|(\d+)", facts.get("expected", ""))
        facts["options"] = ", ".join(text or number for text, number in options)
    elif kind is None:
        kind = "wrong-type" if detail["type"] in _EXPECTED else "out-of-bounds"
        facts["expected"] = _EXPECTED.get(detail["type"], detail["msg"])
    return Flaw(path, kind, key, on_key, facts)


def keys_of(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The keys that the table at `path` may have, as they are written in the file."""
    kind: Any = model
    for step in path:
        kind = _step(kind, step)
        if kind is None:
            return ()
    record = _record(kind)
    return tuple(field.alias or name for name, field in record.model_fields.items()) if record else ()


def _step(kind: Any, key: str | int) -> Any:
    """The type that stands behind `key` in a record, a table or a list of type `kind`."""
    record = _record(kind)
    if record is not None:
        fields = {field.alias or name: field for name, field in record.model_fields.items()}
        return fields[str(key)].annotation if key in fields else None
    kind = _plain(kind)
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if typing.get_origin(kind) is tuple else None


def _record(kind: Any) -> type[BaseModel] | None:
    kind = _plain(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _plain(kind: Any) -> Any:
    """`kind` without `Annotated` and without `| None`."""
    while True:
        if typing.get_origin(kind) is typing.Annotated:
            kind = typing.get_args(kind)[0]
        elif typing.get_origin(kind) in (Union, types.UnionType):
            kind = next(option for option in typing.get_args(kind) if option is not type(None))
        else:
            return kind
