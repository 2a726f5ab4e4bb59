"""Which indicator of the plan a row of a table is about: by id, by name, or by what the officer says."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from kumkm_targets.model.plan import Plan

NOT_OURS: Final = ""
"""What stands for the id where a row is about nothing of this plan."""

_NUMBER: Final = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s*)+")
_LIKENESS: Final = 0.6
_OFFERED: Final = 3
_COMPARED: Final = 120
_MANY: Final = 2_000
_COMPARISONS: Final = 50_000
"""With how many names those of one table are compared in all: after some seconds, likeness is left to the reader."""


class Names:
    """The indicators of a plan by their names, and those that the officer has named."""

    def __init__(self, plan: Plan, stated: Mapping[str, str]) -> None:
        self._compared = 0
        self._ids = frozenset(plan.indicators)
        self._stated = {plain_name(text): name for text, name in stated.items()}
        self._by_name: dict[str, list[str]] = {}
        for name, indicator in plan.indicators.items():
            for text in {plain_name(indicator.name.id), plain_name(indicator.name.en or "")} - {""}:
                self._by_name.setdefault(text, []).append(name)

    def found(self, identifier: str, text: str) -> str | None:
        """The id of the one indicator that is meant, NOT_OURS, or None where that is not certain."""
        if identifier.strip() in self._ids:
            return identifier.strip()
        plain = plain_name(text)
        if plain in self._stated:
            return self._stated[plain]
        if identifier.strip():
            return None  # an id that the plan does not have goes before a name that may be another's
        same = self._by_name.get(plain, [])
        if len(same) == 1:
            return same[0]
        return text.strip() if text.strip() in self._ids else None

    def contradict(self, identifier: str, text: str) -> bool:
        """Whether the id is that of one indicator and the name that of another, as where a column has slipped."""
        plain, name = plain_name(text), identifier.strip()
        return name in self._ids and plain not in self._stated and name not in self._by_name.get(plain, [name])

    def nearest(self, identifier: str, text: str) -> tuple[str, ...]:
        """The ids of the indicators that may be meant, the likeliest first: of like names, or of all the same words."""
        plain = plain_name(text)
        if len(self._by_name.get(plain, [])) > 1:
            return tuple(self._by_name[plain])
        names = self._candidates(plain)
        self._compared += len(names)
        if self._compared > _COMPARISONS:
            return ()
        like = get_close_matches(plain[:_COMPARED], names, _OFFERED, _LIKENESS)
        words = set(plain.split())
        shorter = [name for name in names if len(words) > 1 and words <= set(name.split())]
        by_name = [found for name in (*like, *shorter) for found in names[name]]
        has_few = len(self._ids) <= _MANY
        by_id = get_close_matches(identifier.strip(), self._ids, 1, _LIKENESS) if identifier and has_few else []
        return tuple(dict.fromkeys((*by_id, *by_name)))[:_OFFERED]

    def _candidates(self, plain: str) -> dict[str, list[str]]:
        """The names to compare with; of very many only those that share a beginning."""
        few = len(self._by_name) <= _MANY
        return {name[:_COMPARED]: ids for name, ids in self._by_name.items() if few or name[:3] == plain[:3]}


@lru_cache(maxsize=4096)
def plain_name(text: str) -> str:
    """A name in lower case, without the number before it and the unit in brackets or stars behind it."""
    plain = " ".join(text.casefold().split())
    plain = _NUMBER.sub("", plain)
    plain = re.sub(r"\s*\((?:%|persen|rp|rupiah|unit|orang|satuan)\)$", "", plain)
    return plain.strip(" .,:;*-\u2013")
