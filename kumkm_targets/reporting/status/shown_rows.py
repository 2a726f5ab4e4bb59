"""Which rows of an appraisal a table shows, and the numbers (*No*) by which lines under it speak of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumkm_targets.evaluation.row import Row


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table shows of an appraisal: these of its rows, in this order; and why they need attention."""

    rows: Sequence[Row]
    with_reasons: bool = False


def row_numbers(rows: Sequence[Row]) -> dict[str, int]:
    """The number of each indicator by id, as the table lists them."""
    return {row.id: place for place, row in enumerate(rows, 1)}


def spans(numbers: Iterable[int]) -> str:
    """`1–3, 5` for 1, 2, 3, 5."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("–".join(map(str, span)) for span in found)
