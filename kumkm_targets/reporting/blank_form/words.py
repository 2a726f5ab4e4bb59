"""The words of a form: headings of its columns, what to write into each cell, and how to fill it in."""

from decimal import Decimal
from typing import Final, Literal

from kumkm_targets.figures.writing import write_figure
from kumkm_targets.intake.form import Form, FormPage, FormRow
from kumkm_targets.messages import N_, _, current_language
from kumkm_targets.model.fields import Status
from kumkm_targets.model.plan import Indicator
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import figure_text, target_text

FormField = Literal[
    "number", "id", "indicator", "unit", "definition", "target", "last",
    "realised", "status", "source", "as_of", "unavailable", "note",
]  # fmt: skip

HEADINGS: Final[dict[FormField, str]] = {
    "number": N_("No."),
    "id": N_("Indicator id"),
    "indicator": N_("Indicator"),
    "unit": N_("Unit"),
    "definition": N_("Definition"),
    "target": N_("Target {year}"),
    "last": N_("Realised {before}"),
    "realised": N_("Realised {year}"),
    "status": N_("Status"),
    "source": N_("Source"),
    "as_of": N_("Date of the figure"),
    "unavailable": N_("Not available, because"),
    "note": N_("Note"),
}
"""The columns in their order. `intake.fields` knows these words in both languages."""

FILLED_IN: Final[tuple[FormField, ...]] = ("realised", "status", "source", "as_of", "unavailable", "note")
"""The columns that the office fills in."""

STATUS_ORDER: Final[tuple[Status, ...]] = ("final", "preliminary", "very_preliminary", "estimate")


def heading(field: FormField, year: int) -> str:
    """The heading of a column in a form of `year`."""
    return _(HEADINGS[field]).format(year=year, before=year - 1)


def subtitle(form: Form, page: FormPage) -> str:
    """The line below the plan's title: which year, of whom."""
    words = _("Form for the realised figures of {year}").format(year=form.year)
    named = (words, form.plan.header.organisation, page.owner)
    return one_line(" · ".join(text for text in named if text))


def fixed_texts(number: int, row: FormRow) -> dict[FormField, str]:
    """What stands in the columns that nobody fills in."""
    indicator = row.indicator
    return {
        "number": str(number),
        "id": row.id,
        "indicator": one_line(indicator.name.in_language(current_language())),
        "unit": one_line(indicator.unit),
        "definition": one_line(indicator.definition or ""),
        "target": one_line(target_text(row.target, indicator)) if row.target is not None else "–",
        "last": _figure(row.last, indicator),
    }


def not_to_be_filled_in() -> str:
    """What stands where a figure would, for an indicator that is derived from others."""
    return _("reckoned from other figures")


def how_to_write(indicator: Indicator) -> str:
    """How a figure of this unit is written into its cell."""
    measure = indicator.measure
    if measure.kind == "percent":
        return _("The percentage itself, without the sign: 3,84.")
    if measure.is_rupiah:
        return _("The whole amount in rupiah: 222000000000, or as text “Rp222 miliar”.")
    if measure.counts_whole_things:
        return _("A whole number of {unit}: 1311.").format(unit=one_line(indicator.unit))
    return _("A number in {unit}; decimals behind a comma: 3,84.").format(unit=one_line(indicator.unit))


def instructions() -> tuple[str, ...]:
    """How the form is filled in, sentence by sentence."""
    return (
        _("Fill in the yellow cells only; all others are locked and are not read."),
        _("Write each figure in the unit that stands beside it. A dot groups thousands, a comma begins the decimals."),
        _("A figure that is zero is written 0. An empty cell means that you say nothing about this indicator."),
        _("If a figure is not known yet, leave it empty and write the reason under “Not available, because”."),
        _("Choose the status from the list: final figures are not expected to change."),
        _("Name the source so that another person finds it: survey, report, page or database, and month."),
        _("What is recorded already stands in the form. To correct it, write over it; the old figure is kept."),
        _("Do not rename sheets or headings. Rows and columns may be moved; the hidden column names each indicator."),
        _("Send the file back as it is (.xlsx, .xls, .ods or .csv). It is imported with “kumkm import”."),
    )


def _figure(value: Decimal | None, indicator: Indicator) -> str:
    if value is None:
        return "–"
    measure = indicator.measure
    return write_figure(value, measure) if measure.is_rupiah else figure_text(value, indicator)
