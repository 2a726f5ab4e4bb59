"""Why a row needs attention, in words: the lines under a status table that is sorted by urgency."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.attention import Why, why
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimals_of, rounded_without_crossing
from kumkm_targets.figures.writing import signed, write_figure, write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.reporting.circumstances import known_quarters
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import (
    OUTLOOKS,
    achievement_text,
    indicator_name,
    reason_text,
    status_text,
    verdict_text,
)

WHYS: Final[dict[Why, str]] = {
    "missed": N_("target missed"),
    "not_met": N_("target missed"),
    "not_kept": N_("the target for the end of the plan was not reached"),
    "moving_away": OUTLOOKS["moving_away"][1],
    "weak": N_("weak achievement"),
    "behind": OUTLOOKS["behind"][1],
    "not_recorded": N_("not recorded"),
    "incomplete": N_("incomplete"),
    "unavailable": N_("not available"),
    "accelerate": OUTLOOKS["accelerate"][1],
    "preliminary": N_("preliminary figure"),
}
"""Each reason in a few words, without its figures."""

_SLOW: Final = frozenset[Why]({"missed", "not_met", "moving_away", "behind", "accelerate"})
"""What a faster pace would put right."""
_PACE_DECIMALS: Final = 2


def attention_lines(rows: Iterable[Row]) -> Iterator[str]:
    """`1. Name: reasons; the pace that is needed`, for each row that needs attention.

    rows: as the table lists them, for the numbers are those of the table.
    """
    for place, row in enumerate(rows, 1):
        reasons = why_text(row)
        if reasons:
            yield f"{place}. {indicator_name(row.indicator)}: {reasons}"


def why_text(row: Row) -> str:
    """Why the row needs attention, heaviest reason first, and the pace needed; empty where it needs none."""
    reasons = why(row)
    text = ", ".join(_phrase(reason, row) for reason in reasons if reason != "weak")
    if row.required_pace is None or not _SLOW.intersection(reasons):
        return text
    return f"{text}; " + _("needs {pace} a year").format(pace=_pace_text(row.required_pace, row))


def _phrase(reason: Why, row: Row) -> str:
    if reason == "missed" and row.achievement is not None:
        percent = f"{achievement_text(row.achievement, row.thresholds)}%"
        rating = f" ({one_line(row.rating)})" if row.rating else ""
        return _("achievement {percent}").format(percent=percent) + rating
    if reason == "not_met" and row.reason is not None:
        return f"{_(WHYS[reason])} ({reason_text(row.reason)})"
    if reason in ("not_recorded", "incomplete", "unavailable"):
        details = _known(row)
        return f"{verdict_text(row)} ({details})" if details else verdict_text(row)
    if reason == "preliminary" and row.entry is not None and row.entry.status is not None:
        return status_text(row.entry.status)
    return _(WHYS[reason])


def _known(row: Row) -> str:
    """What is known of a figure that is not: its quarters, or why it is not available."""
    if row.reason == "unavailable" and row.entry is not None and row.entry.unavailable:
        return one_line(row.entry.unavailable)
    return known_quarters(row.partial.quarters) if row.partial is not None and row.partial.quarters else ""


def _pace_text(pace: Decimal, row: Row) -> str:
    """What each year must bring, with its unit: all of it where years add up, else the change, with its sign."""
    indicator = row.indicator
    usual = 0 if indicator.measure.is_rupiah else max(_PACE_DECIMALS, indicator.decimals or 0)
    shown = rounded_without_crossing(pace, min(usual, decimals_of(pace)), (Decimal(0),))
    is_change = indicator.over_time != "sum"
    if is_change and indicator.measure.kind == "percent":
        return _("{gap} percentage points").format(gap=signed(write_figure(shown, indicator.measure), pace))
    text = one_line(write_with_unit(shown, indicator.measure))
    return signed(text, pace) if is_change else text
