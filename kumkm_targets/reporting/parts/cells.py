"""The table of an indicator by kabupaten and kota, as text that is safe to show."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kumkm_targets.evaluation.parts import Division, Part
from kumkm_targets.evaluation.year_figures import Origin
from kumkm_targets.figures.exact import decimal_of, rounded_without_crossing
from kumkm_targets.figures.writing import signed, write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.recording.scope_words import part_text
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.words import (
    derived_decimals,
    figure_text,
    figure_with_unit,
    gap_text,
    realised_text,
    target_text,
)

_WHOLES: Final[dict[Origin, str]] = {
    "recorded": N_("Recorded for the whole"),
    "quarters": N_("Quarters of the whole"),
    "formula": N_("Formula for the whole"),
}
_NONE_AND_ALL: Final = (Decimal(0), Decimal(100))
_SHARE_DECIMALS: Final = 1


def part_titles(division: Division) -> tuple[tuple[str, Literal["left", "right"]], ...]:
    """The columns of the table, and to which side they are set."""
    words = {
        "target": _("Target"),
        "realised": _("Realised"),
        "share": _("Share (%)"),
        "change": _("Change"),
        "contribution": _("Contribution") if division.shares_gap else _("Gap"),
    }
    return ((_("No"), "right"), (_("Kabupaten/kota"), "left"), *((words[name], "right") for name in _columns(division)))


def part_rows(division: Division, plan: Plan) -> Iterator[tuple[str, ...]]:
    """A line for every kabupaten or kota, by rank."""
    for rank, part in enumerate(division.parts, 1):
        cells = {
            "target": _target(part.target, division),
            "realised": NOTHING if part.value is None else _value(part, division),
            "share": NOTHING if part.share is None else _share(part.share),
            "change": amount_text(part.change, division),
            "contribution": amount_text(part.contribution, division),
        }
        yield str(rank), part_text(part.code, plan), *(cells[name] for name in _columns(division))


def total_rows(division: Division) -> Iterator[tuple[str, ...]]:
    """What the parts make together, and the figure of the whole where that is another."""
    if division.total is not None:
        known = len(division.parts)
        label = _("Total")
        if division.missing:
            label = _("Total, {known} of {of}").format(known=known, of=known + len(division.missing))
        cells = {
            "target": _target(division.target, division),
            "realised": total_text(division),
            "share": _share(Fraction(100)),
            "change": amount_text(division.change, division),
            "contribution": amount_text(division.gap, division),
        }
        yield "", label, *(cells[name] for name in _columns(division))
    if division.whole is not None:
        row = division.row
        cells = {"target": _target(row.target, division), "realised": realised_text(row), "contribution": gap_text(row)}
        label = _(_WHOLES[row.origin or "recorded"])
        yield "", label, *(cells.get(name) or NOTHING for name in _columns(division))


def total_text(division: Division) -> str:
    """What the parts make together, without its unit."""
    return figure_text(_shown_total(division), division.row.indicator)


def total_with_unit(division: Division) -> str:
    """The same for a sentence."""
    return figure_with_unit(_shown_total(division), division.row.indicator)


def amount_text(amount: Fraction | None, division: Division) -> str:
    """A contribution, a gap or a change with its sign and without its unit."""
    if amount is None:
        return NOTHING
    value = _rounded(amount, division)
    return signed(figure_text(value, division.row.indicator), value)


def amount_with_unit(amount: Fraction, division: Division) -> str:
    """The same for a sentence; percentages differ by percentage points."""
    value, indicator = _rounded(amount, division), division.row.indicator
    if indicator.measure.kind == "percent":
        return _("{gap} percentage points").format(gap=signed(figure_text(value, indicator), value))
    return signed(figure_with_unit(value, indicator), value)


def rounds_off(division: Division) -> bool:
    """Whether the contributions, as they are shown, do not add up to the gap as it is shown."""
    if division.gap is None or not division.shares_gap:
        return False
    shown = (_rounded(part.contribution, division) for part in division.parts if part.contribution is not None)
    return sum(shown, Decimal(0)) != _rounded(division.gap, division)


def _rounded(amount: Fraction, division: Division) -> Decimal:
    """Exact where it comes of recorded figures; else to the indicator's decimals, and never to a zero that is none."""
    value, indicator = decimal_of(amount), division.row.indicator
    if division.basis != "ratio" and all(part.is_recorded for part in division.parts):
        return value
    return rounded_without_crossing(value, derived_decimals(value, indicator), (Decimal(0),))


def _columns(division: Division) -> tuple[str, ...]:
    parts = division.parts
    shown = {
        "target": any(part.target for part in parts),
        "realised": True,
        "share": any(part.share is not None for part in parts),
        "change": division.basis == "change",
        "contribution": division.basis in ("ratio", "part_targets"),
    }
    return tuple(name for name, is_shown in shown.items() if is_shown)


def _value(part: Part, division: Division) -> str:
    assert part.value is not None
    target = division.row.target if division.basis == "ratio" else part.target
    indicator = division.row.indicator
    return figure_text(part.value if part.is_recorded else _shown(part.value, indicator, target), indicator)


def _shown_total(division: Division) -> Decimal:
    assert division.total is not None
    value = decimal_of(division.total)
    if division.is_sum and all(part.is_recorded for part in division.parts):
        return value
    return _shown(value, division.row.indicator, division.target)


def _shown(value: Decimal, indicator: Indicator, target: Target | None) -> Decimal:
    """A derived value to the indicator's decimals, on its side of its target."""
    marks = (target.min, target.max) if target else ()
    return rounded_without_crossing(value, derived_decimals(value, indicator), marks)


def _target(target: Target | None, division: Division) -> str:
    return NOTHING if target is None else target_text(target, division.row.indicator)


def _share(share: Fraction) -> str:
    return write_number(rounded_without_crossing(decimal_of(share), _SHARE_DECIMALS, _NONE_AND_ALL))
