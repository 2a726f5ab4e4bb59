"""One line of the table of figures: what it is about, which kind of figure it is, and what is said of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kumkm_targets.figures.units import unit
from kumkm_targets.model.plan import Indicator, Plan, Programme, Source
from kumkm_targets.model.target import Target

PERCENT = "%"
RATIO = "1"
COUNT = "indikator"
RUPIAH = unit("Rp").text


class Figure(NamedTuple):
    """A line of the table; `fields.FIGURE_FIELDS` says what stands in each column."""

    id: str
    plan: str
    plan_kind: str
    region: str
    region_name: str
    indicator: str | None
    programme: str | None
    name: str | None
    unit: str | None
    better: str | None
    year: int
    quarter: int | None
    part: str | None
    part_name: str | None
    kind: str
    value: str | None
    value_max: str | None
    origin: str | None
    status: str | None
    rating: str | None
    outlook: str | None
    reason: str | None
    source_id: str | None
    source: str | None
    as_of: str | None
    unavailable: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a figure beside its value."""

    origin: str | None = None
    status: str | None = None
    rating: str | None = None
    outlook: str | None = None
    reason: str | None = None
    source: str | None = None
    as_of: str | None = None
    unavailable: str | None = None
    note: str | None = None


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Subject:
    """What lines are about: an indicator or a programme of a plan, or the plan itself.

    about: what the plan declares under the id; None where it declares nothing.
    """

    plan: Plan
    id: str | None = None
    about: Indicator | Programme | None = None
    is_programme: bool = False

    def line(
        self,
        kind: str,
        year: int,
        value: Decimal | Target | None,
        said: Said = NOTHING,
        *,
        measure: str | None = None,
        quarter: int | None = None,
        part: str | None = None,
        number: int | None = None,
    ) -> Figure:
        """One line. measure: the unit, where it is not the indicator's. number: tells lines of one kind apart."""
        plan, header, about = self.plan, self.plan.header, self.about
        quarterly = None if quarter is None else f"q{quarter}"
        key = (plan.id, self.id, str(year), quarterly, part, kind, None if number is None else str(number))
        least, most = (value.min, value.max) if isinstance(value, Target) else (value, value)
        cited = plan.sources.get(said.source) if said.source else None
        return Figure(
            id="/".join(word for word in key if word is not None),
            plan=plan.id,
            plan_kind=header.kind,
            region=header.region.code,
            region_name=header.region.name,
            indicator=None if self.is_programme else self.id,
            programme=self.id if self.is_programme else None,
            name=about.name.id if about else None,
            unit=measure or (about.unit if isinstance(about, Indicator) else None),
            better=about.better if isinstance(about, Indicator) else None,
            year=year,
            quarter=quarter,
            part=part,
            part_name=plan.parts.get(part) if part else None,
            kind=kind,
            value=digits(least),
            value_max=digits(most) if most != least else None,
            origin=said.origin,
            status=said.status,
            rating=said.rating,
            outlook=said.outlook,
            reason=said.reason,
            source_id=source_key(plan, said.source),
            source=source_text(cited) if cited else said.source,
            as_of=said.as_of,
            unavailable=said.unavailable,
            note=said.note,
        )


def digits(value: Decimal | None) -> str | None:
    """A figure for programs, with the digits it was written with."""
    return None if value is None else f"{value:f}"


def source_key(plan: Plan, source: str | None) -> str | None:
    """The key of a source that the plan declares, in all plans together; None for free text."""
    return f"{plan.id}/{source}" if source in plan.sources else None


def source_text(source: Source) -> str:
    """Title and publisher."""
    return f"{source.title} ({source.publisher})" if source.publisher else source.title
