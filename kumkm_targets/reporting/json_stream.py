"""A JSON document with one long list, written item by item."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from kumkm_targets.reporting.plain import escaped_json

ITEMS: Final = "\0items"
"""Stands in a document's list for the items that will come."""


def json_stream(document: Callable[[], Any], items: Iterable[Any]) -> Iterator[str]:
    """`document()` as indented JSON, in which `[ITEMS]` holds `items`, each written when it comes.

    The document is asked for once before the first item and once after the last, so that what
    stands behind the list may tell of what was in it.
    """
    before, _after = _around(document())
    head = before.rstrip()
    line = before[len(head) :]
    yield head
    written = False
    for item in items:
        yield (("," if written else "") + line + _dumped(item).replace("\n", line))
        written = True
    _before, after = _around(document())
    yield (after if written else after.lstrip()) + "\n"


def _around(document: Any) -> tuple[str, str]:
    before, _items, after = _dumped(document).partition(_dumped(ITEMS))
    return before, after


def _dumped(data: Any) -> str:
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2))
