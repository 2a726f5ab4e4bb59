"""Names of sheets: what a workbook allows, and no two alike."""

import re
from collections.abc import Iterable
from typing import Final

from kumkm_targets.reporting.plain import one_line

_LONGEST: Final = 31
_RESERVED: Final = "history"


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A name for each of `wanted`, as like it as a workbook allows; case does not tell names apart."""
    used = {_RESERVED, *(name.casefold() for name in taken)}
    names = []
    for text in wanted:
        plain = re.sub(r"[\[\]:*?/\\]", " ", one_line(text)).strip(" '") or "-"
        name, number = plain[:_LONGEST].strip(" '"), 1
        while name.casefold() in used:
            number += 1
            end = f" {number}"
            name = plain[: _LONGEST - len(end)].strip(" '") + end
        used.add(name.casefold())
        names.append(name)
    return names
