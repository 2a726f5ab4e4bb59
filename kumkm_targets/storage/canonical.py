"""The one form in which a realised file is written: same content, same bytes."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import tomli_w
from pydantic import BaseModel

from kumkm_targets.model.realised import RealisedYear


class _Instant(datetime):
    """A date-time that is written with the `T` of RFC 3339 between date and time."""

    def __str__(self) -> str:
        return self.isoformat()


def canonical_text(content: RealisedYear, order: Iterable[str] = ()) -> str:
    """`content` as TOML: figures and programmes in the plan's `order`, keys in the format's order, LF.

    Quarters and parts stand in the order of their keys. Numbers keep the digits they came with; integral ones
    without decimals are TOML integers.
    """
    document, order = _plain(content), tuple(order)
    for table in ("figures", "programmes"):
        if entries := document.get(table):
            known = dict.fromkeys(name for name in order if name in entries)
            rest = [name for name in entries if name not in known]
            document[table] = {name: entries[name] for name in (*known, *rest)}
    for figure in document.get("figures", {}).values():
        for table in ("quarters", "parts"):
            if table in figure:
                figure[table] = dict(sorted(figure[table].items()))
    return tomli_w.dumps(document)


@cache
def _keys(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a record, each with the key that it is written under."""
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items())


def _plain(value: Any) -> Any:
    """`value` in the types that TOML has; what is absent or empty is left out."""
    if isinstance(value, BaseModel):
        fields = [(key, getattr(value, name)) for name, key in _keys(type(value))]
        return {key: _plain(item) for key, item in fields if item is not None and item not in ({}, ())}
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal) and value.as_tuple().exponent == 0:
        return int(value)
    if isinstance(value, datetime):
        return _Instant.fromisoformat(value.isoformat())
    return value
