"""The form (*isian*): what an office is asked about a year, and what is known of it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.intake.form_identity import FormIdentity, fingerprint
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target

_SPREADSHEET_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class FormRow:
    """One indicator. last: the figure of the year before. recorded: what stands for the year itself."""

    id: str
    indicator: Indicator
    target: Target | None
    last: Decimal | None
    recorded: RealisedFigure | None


@dataclass(frozen=True, slots=True)
class FormPage:
    """The rows that one *bidang* fills in; owner is None where nobody is named, or for a page of all."""

    owner: str | None
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form about one year of a plan."""

    plan: Plan
    year: int
    identity: FormIdentity
    pages: tuple[FormPage, ...]


def form_of(plan: Plan, realised: Mapping[int, RealisedYear], year: int, *, per_owner: bool = False) -> Form:
    """The form for `year`, without indicators that were retired before. per_owner: a page for each owner."""
    rows = [
        FormRow(
            id=name,
            indicator=indicator,
            target=targets_at_end_of(plan, name, year).get(year),
            last=_last(indicator, realised.get(year - 1), name, year),
            recorded=realised[year].figures.get(name) if year in realised else None,
        )
        for name, indicator in plan.indicators.items()
        if indicator.retired is None or year <= indicator.retired
    ]
    identity = FormIdentity(plan.id, year, fingerprint(plan, year))
    owners = dict.fromkeys(row.indicator.owner for row in rows) if per_owner else {}
    pages = [FormPage(owner, tuple(row for row in rows if row.indicator.owner == owner)) for owner in owners]
    return Form(plan, year, identity, tuple(pages) or (FormPage(None, tuple(rows)),))


def is_exact_as_float(value: Decimal) -> bool:
    """Whether a spreadsheet, which keeps fifteen digits, keeps this figure as a number."""
    return len(value.as_tuple().digits) <= _SPREADSHEET_DIGITS and Decimal(repr(float(value))) == value


def plain_digits(value: Decimal) -> str:
    """A figure as it stands in a form where it is text: with a comma, and without dots that could be misread."""
    return f"{value:f}".replace(".", ",").replace("-", "\u2212")


def _last(indicator: Indicator, content: RealisedYear | None, name: str, year: int) -> Decimal | None:
    """What was recorded for the year before, else the baseline where it is of that year."""
    figure = content.figures.get(name) if content is not None else None
    if figure is not None and figure.value is not None:
        return figure.value
    baseline = indicator.baseline
    return baseline.value if baseline is not None and baseline.year == year - 1 else None
