"""The two file formats as JSON Schema, made from the model, with explanations in the language in force.

Draft 07 is what taplo reads, the TOML tool inside most editors. Two things are written its way. What may be a text or
a table is one schema of several types, because under `anyOf` it offers the key once per branch. And such a table asks
for its keys by `dependencies`, because taplo writes out every key that is `required` as soon as the table is begun.
"""

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, Union

from pydantic import BaseModel, TypeAdapter

from kumkm_targets.checks.registry import FLAW_RULES, RULES
from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR
from kumkm_targets.figures.reading import MAX_TEXT
from kumkm_targets.messages import _
from kumkm_targets.model.fields import Digest, Figure, Name, Quarter, RegionCode, Text, Year
from kumkm_targets.model.plan import Indicator, PlanFile
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.schema import key_words

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_YEARS: Final = f"^({'|'.join(map(str, range(FIRST_YEAR // 100, LAST_YEAR // 100 + 1)))})[0-9]{{2}}$"
_REGION_CODES: Final = r"^[0-9]{2}(\.?[0-9]{2})?$"
_KEY_PATTERNS: Final = ((Year, _YEARS), (Quarter, "^[1-4]$"), (RegionCode, _REGION_CODES))

# What the validators of a record demand of its keys together.
_TOGETHER: Final[dict[type, Schema]] = {
    Indicator: {"dependencies": {key: ["better"] for key in ("targets", "quarter_targets", "final_target")}},
    RealisedFigure: {
        "anyOf": [{"required": [key]} for key in ("value", "unavailable", "quarters", "parts")],
        "not": {"required": ["value", "unavailable"]},
    },
}


def plan_schema() -> str:
    """The JSON Schema of `plan.toml`, as a JSON document."""
    schema = _table(PlanFile)
    schema["properties"]["check"]["properties"]["ignore"] |= _silences()
    return _document("plan.toml", schema)


def realised_schema() -> str:
    """The JSON Schema of `realised/YEAR.toml`, as a JSON document."""
    return _document("realised/YEAR.toml", _table(RealisedYear))


def _document(title: str, schema: Schema) -> str:
    return json.dumps({"$schema": DRAFT, "title": title, **schema}, ensure_ascii=False, indent=2) + "\n"


def _schema(kind: Any) -> Schema:
    """The schema of a value of type `kind`."""
    kind = _without_none(kind)
    for known, make in _KINDS:
        if kind == known:
            return make()
    plain, arguments = _plain(kind), typing.get_args(_plain(kind))
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return _table(plain)
    if typing.get_origin(plain) is dict:
        return _map(*arguments)
    if typing.get_origin(plain) is tuple:
        least = TypeAdapter(kind).json_schema().get("minItems")
        return {"type": "array", "items": _schema(arguments[0])} | ({"minItems": least} if least else {})
    schema: Schema = TypeAdapter(kind).json_schema()
    words = key_words.VALUES.get(plain)
    return schema | ({"x-taplo": {"docs": {"enumValues": [_(words[value]) for value in arguments]}}} if words else {})


def _table(record: type[BaseModel]) -> Schema:
    """The schema of a record: a table with its keys, each explained."""
    kinds = typing.get_type_hints(record, include_extras=True)
    fields = {field.alias or name: (kinds[name], field) for name, field in record.model_fields.items()}
    properties = {}
    for key, (kind, field) in fields.items():
        explained = _explained(record, key)
        properties[key] = explained | _schema(kind) | explained  # the key's own words come first, and count
        if isinstance(field.default, str):
            properties[key]["default"] = field.default
    words = key_words.RECORDS.get(record)
    required = [key for key, (_kind, field) in fields.items() if field.is_required()]
    return {
        **({"description": _(words)} if words else {}),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
        **_TOGETHER.get(record, {}),
    }


def _explained(record: type[BaseModel], key: str) -> Schema:
    """What the key means, with an example where there is one."""
    words, example = _(_listed(key_words.KEYS, record, key)), _listed(key_words.EXAMPLES, record, key)
    if example is None:
        return {"description": words}
    return {"description": f"{words}\n\n`{key} = {_toml(example)}`", "examples": [example]}


def _listed(table: Mapping[type, Mapping[str, Any]], record: type, key: str) -> Any:
    """What `table` has for a key of the record, or of one that it builds on."""
    return next((table[base][key] for base in record.__mro__ if key in table.get(base, {})), None)


def _map(key: Any, value: Any) -> Schema:
    """A table whose keys are ids, years, quarters or region codes."""
    for known, pattern in _KEY_PATTERNS:
        if key == known:
            return {"type": "object", "patternProperties": {pattern: _schema(value)}, "additionalProperties": False}
    names = TypeAdapter(key).json_schema()
    if "pattern" not in names:
        return {"type": "object", "additionalProperties": _schema(value)}
    return {
        "type": "object",
        "patternProperties": {names["pattern"]: _schema(value)},
        "propertyNames": {"maxLength": names["maxLength"]},
        "additionalProperties": False,
    }


def _silences() -> Schema:
    """What `[check.ignore]` may hold: the codes and names of the checks on content, each with a reason."""
    reason = _schema(Text)
    rules = [rule for rule in RULES if rule.name not in FLAW_RULES]
    return {
        "properties": {rule.code: {**reason, "description": f"{rule.name}: {_(rule.what)}"} for rule in rules},
        "patternProperties": {f"^({'|'.join(rule.name for rule in rules)})$": reason},
        "additionalProperties": False,
    }


def _figure() -> Schema:
    return {"type": ["number", "string"], "pattern": "[0-9]", "maxLength": MAX_TEXT, "description": _(key_words.FIGURE)}


def _target() -> Schema:
    ends = {"min": key_words.LEAST, "max": key_words.MOST}
    return {
        "type": ["number", "string", "object"],
        "pattern": "[0-9]",
        "maxLength": MAX_TEXT,
        "properties": {key: {**_figure(), "description": _(words)} for key, words in ends.items()},
        "dependencies": {"min": ["max"], "max": ["min"]},
        "minProperties": 1,
        "additionalProperties": False,
        "description": _(key_words.TARGET),
    }


def _name() -> Schema:
    text = _schema(Text)
    words = {"id": key_words.INDONESIAN_NAME, "en": key_words.ENGLISH_NAME}
    return {
        **text,
        "type": ["string", "object"],
        "properties": {key: {**text, "description": _(meaning)} for key, meaning in words.items()},
        "dependencies": {"en": ["id"]},
        "minProperties": 1,
        "additionalProperties": False,
    }


_KINDS: Final[tuple[tuple[Any, Callable[[], Schema]], ...]] = (
    (Figure, _figure),
    (Target, _target),
    (Name, _name),
    (Year, lambda: {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
    (Digest, lambda: {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
    (RegionCode, lambda: {"type": "string", "pattern": _REGION_CODES}),
    # Tools see a date as text. As the only type of a list it is not begun with quotes, which would make it a text.
    (date, lambda: {"type": ["string"], "format": "date"}),
    (datetime, lambda: {"type": ["string"], "format": "date-time"}),
)
"""The kinds of value whose form in a file the model's types do not tell."""


def _toml(value: Any) -> str:
    """An example as it is written in a file."""
    if isinstance(value, dict):
        pairs = (
            f"{key if re.fullmatch('[A-Za-z0-9_-]+', key) else _toml(key)} = {_toml(v)}" for key, v in value.items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _plain(kind: Any) -> Any:
    """`kind` without what is annotated to it."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is typing.Annotated else kind


def _without_none(kind: Any) -> Any:
    """`kind` without `| None`: in TOML a key that has no value is not there."""
    if typing.get_origin(kind) not in (Union, types.UnionType):
        return kind
    return next(option for option in typing.get_args(kind) if option is not type(None))
