"""The words and signs of every report: one place for each term an officer knows."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.achievement import Reason, gap
from kumkm_targets.evaluation.pace import SHARES, Outlook
from kumkm_targets.evaluation.plausibility import Doubt
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import SIGNIFICANT, decimal_of, decimals_of, is_whole, rounded_without_crossing
from kumkm_targets.figures.writing import signed, write_figure, write_number, write_with_unit
from kumkm_targets.messages import N_, _, current_language
from kumkm_targets.model.fields import Better, Formula, Status
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import one_line

_DERIVED_DECIMALS: Final = 2

SEVERITIES: Final = {"error": N_("error"), "warning": N_("warning")}
"""How grave a finding is."""

REASONS: Final[dict[Reason, str]] = {
    "no_target": N_("no target"),
    "not_recorded": N_("not recorded"),
    "not_due": N_("not due yet"),
    "unavailable": N_("not available"),
    "zero_target": N_("target is zero"),
    "negative_target": N_("target is negative"),
    "zero_realised": N_("realised is zero"),
    "no_distance": N_("target is no better than the baseline"),
    "no_baseline": N_("no baseline"),
}
OUTLOOKS: Final[dict[Outlook, tuple[str, str]]] = {
    "achieved": ("✓", N_("achieved")),
    "on_track": ("●", N_("on track")),
    "accelerate": ("▲", N_("needs to speed up")),
    "behind": ("▼", N_("behind")),
    "moving_away": ("✗", N_("moving away")),
}
"""The sign of each outlook and the word."""

OUTLOOK_MARKS: Final = tuple(decimal_of(share * 100) for share in SHARES)
"""The percentages of the promised change at which the outlook changes."""

STATUSES: Final[dict[Status, tuple[str, str]]] = {
    "very_preliminary": ("**", N_("very preliminary figure")),
    "preliminary": ("*", N_("preliminary figure")),
    "estimate": (" e", N_("estimate")),
    "final": ("", N_("final figure")),
}
"""The mark of BPS tables and the words for each status of a figure."""

TRENDS: Final[dict[int, tuple[str, str]]] = {
    1: ("↑", N_("up since the figure before")),
    0: ("=", N_("as the figure before")),
    -1: ("↓", N_("down since the figure before")),
}
"""The sign and words for the change since the last known figure, where no target gives an outlook."""

_QUARTERS: Final = ("I", "II", "III", "IV")

FORMULAS: Final[dict[Formula, str]] = {
    "ratio": "R ÷ T × 100",
    "linear": "(2T − R) ÷ T × 100",
    "inverse": "T ÷ R × 100",
    "from_baseline": "(R − B) ÷ (T − B) × 100",
}
BAND_FORMULA: Final = N_("inside the band 100; below R ÷ min × 100; above (2·max − R) ÷ max × 100")

BETTER: Final[dict[Better, str]] = {
    "higher": N_("higher is better"),
    "lower": N_("lower is better"),
    "within": N_("best within the band"),
}
DOUBTS: Final[dict[Doubt, str]] = {
    "thousandfold": N_("this is hundreds of times more or less than the last figure or the target"),
    "over_hundred_percent": N_("this is more than 100 percent"),
    "negative": N_("this is below zero, which no figure or target of this indicator has been"),
    "fraction_of_whole": N_("this unit counts whole things, and the figure is not whole"),
}


def indicator_name(indicator: Indicator) -> str:
    """What the indicator is called, in the language in force."""
    return one_line(indicator.name.in_language(current_language()))


def quarter_text(quarter: int) -> str:
    """A quarter (*triwulan*) as officials number it: II."""
    return _QUARTERS[quarter - 1]


def reason_text(reason: Reason) -> str:
    """Why there is no achievement, in a few words."""
    return _(REASONS[reason])


def status_text(status: Status) -> str:
    """How final a figure is, in words."""
    return _(STATUSES[status][1])


def achievement_text(percent: Decimal, thresholds: Iterable[Decimal]) -> str:
    """An achievement with two decimals, or as many more as it takes not to cross a threshold.

    90.996 is below 91 and prints as 90,996, not as 91,00.
    """
    return write_number(shown_achievement(percent, thresholds))


def shown_achievement(percent: Decimal, thresholds: Iterable[Decimal]) -> Decimal:
    """An achievement as it is printed."""
    return rounded_without_crossing(percent, 2, thresholds, may_touch=True)


def figure_text(value: Decimal, indicator: Indicator, *, derived: bool = False, short: bool = True) -> str:
    """A figure without its unit: with the decimals it was written with, at least `decimals`."""
    return write_figure(
        _shown(value, indicator, derived), indicator.measure, least_decimals=indicator.decimals or 0, short=short
    )


def figure_with_unit(value: Decimal, indicator: Indicator, *, derived: bool = False) -> str:
    """A figure with its unit, for a sentence."""
    shown = _shown(value, indicator, derived)
    return one_line(write_with_unit(shown, indicator.measure, least_decimals=indicator.decimals or 0))


def target_text(target: Target, indicator: Indicator) -> str:
    """A target without its unit; a range as `69,1–69,5`."""
    low = figure_text(target.min, indicator)
    return f"{low}–{figure_text(target.max, indicator)}" if target.is_range else low


def target_with_unit(target: Target, indicator: Indicator) -> str:
    """A target with its unit, for a sentence."""
    high = figure_with_unit(target.max, indicator)
    return f"{figure_text(target.min, indicator)}–{high}" if target.is_range else high


def realised_text(row: Row) -> str:
    """The realised figure of a row, without its unit; a derived one never crosses its target by rounding."""
    assert row.realised is not None
    return figure_text(shown_realised(row), row.indicator)


def partial_text(row: Row) -> str:
    """What is known of a figure that is not whole, without its unit."""
    assert row.partial is not None
    is_mean = row.partial.origin == "quarters" and row.indicator.over_time == "average"
    return figure_text(decimal_of(row.partial.value), row.indicator, derived=is_mean)


def realised_with_unit(row: Row) -> str:
    """The realised figure of a row, for a sentence."""
    return figure_with_unit(shown_realised(row), row.indicator)


def shown_realised(row: Row) -> Decimal:
    """The realised figure of a row as it is printed."""
    assert row.realised is not None
    marks = (row.target.min, row.target.max) if row.target else ()
    return _shown(row.realised, row.indicator, _is_quotient(row), marks)


def _is_quotient(row: Row) -> bool:
    """Whether the figure may have decimals without end: of a formula, or the mean of quarters."""
    return row.derived or (row.origin == "quarters" and row.indicator.over_time == "average")


def question_for(indicator: Indicator) -> str:
    """What to ask for at a prompt: `Figure (%)`."""
    return _("Figure ({unit})").format(unit=one_line(indicator.unit))


def trend(row: Row) -> int | None:
    """1, 0 or -1: up, unchanged or down since the last known figure; None where there is none."""
    if row.realised is None or row.previous is None:
        return None
    before = row.previous[1]
    return (row.realised > before) - (row.realised < before)


def verdict_text(row: Row) -> str:
    """The predikat, or why there is none."""
    if row.reason == "not_recorded":
        return absence_text(row)
    if row.reason == "no_target" and row.next_target_year is not None:
        return _("target from {year}").format(year=row.next_target_year)
    return reason_text(row.reason) if row.reason else one_line(row.rating or "–")


def absence_text(row: Row) -> str:
    """Why there is no realised figure, though the year is over or there is no target for it."""
    if row.partial is not None:
        return _("incomplete")
    if row.entry is not None and row.entry.unavailable is not None:
        return reason_text("unavailable")
    if row.indicator.formula is not None:
        return _("component missing") if row.missing else _("formula without value")
    return reason_text("not_recorded")


def gap_text(row: Row) -> str:
    """The gap with its sign and without its unit; empty where there is none."""
    if row.gap is None:
        return ""
    return signed(figure_text(shown_gap(row), row.indicator), row.gap)


def gap_with_unit(row: Row) -> str:
    """The gap for a sentence; the gap of a percentage is in percentage points."""
    if row.gap is None:
        return ""
    if row.indicator.measure.kind == "percent":
        return _("{gap} percentage points").format(gap=gap_text(row))
    return signed(figure_with_unit(shown_gap(row), row.indicator), row.gap)


def shown_gap(row: Row) -> Decimal:
    """The gap between the figures as they are shown, so that a reader who subtracts them finds it."""
    assert row.target is not None
    return gap((row.target.min, row.target.max), shown_realised(row))


def formula_text(indicator: Indicator) -> str:
    """The achievement formula in force, as it is printed under a table."""
    formula = indicator.formula_in_force
    return FORMULAS[formula] if formula else _(BAND_FORMULA)


def derived_decimals(value: Decimal, indicator: Indicator) -> int:
    """How many decimals a figure that was reckoned has: those of the indicator, else two, but none of whole things."""
    if indicator.decimals is not None:
        return indicator.decimals
    measure = indicator.measure
    return 0 if (measure.counts_whole_things or measure.is_rupiah) and is_whole(value) else _DERIVED_DECIMALS


def _shown(value: Decimal, indicator: Indicator, derived: bool, marks: Iterable[Decimal] = ()) -> Decimal:
    """A derived value to the decimals of the indicator and of `marks`, on its side of them; a recorded one as written.

    What has as many digits as only a quotient has, such as the mean of three targets, is derived too.
    """
    if not derived and len(value.as_tuple().digits) < SIGNIFICANT:
        return value
    marks = tuple(marks)
    least = max(map(decimals_of, marks), default=0)
    return rounded_without_crossing(value, max(derived_decimals(value, indicator), least), marks)
