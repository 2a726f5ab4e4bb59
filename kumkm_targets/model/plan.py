"""A plan (*rencana*): what `plan.toml` declares."""

import datetime
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import Field, Strict, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.model.fields import (
    Better,
    Figure,
    Format,
    Formula,
    IndicatorId,
    Name,
    OverTime,
    PaceMethod,
    PartNames,
    PlanKind,
    Quarter,
    Record,
    RegionCode,
    Slug,
    Text,
    Texts,
    Year,
    YearNumber,
)
from kumkm_targets.model.report import ReportSettings
from kumkm_targets.model.target import PartTargets, Target


class Region(Record):
    """A province or kabupaten/kota, by its Kemendagri code."""

    code: RegionCode
    name: Text


class Period(Record):
    """The first and the last year of a plan, both included."""

    start: YearNumber
    end: YearNumber

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("period_reversed", "the end lies before the start")
        return self


class Header(Record):
    """`[plan]`: what the document is, of whom and for when."""

    title: Text
    kind: PlanKind
    region: Region
    organisation: Text | None = None
    period: Period
    basis: Text | None = None
    rating_scale: Text = "permendagri-86-2017"
    average_cap: Figure | None = None
    vision: Text | None = None
    missions: Texts = ()
    strategies: Texts = ()


class Source(Record):
    """A publication or data set that figures cite by its id; file: what proves it, in the plan's `evidence/`."""

    title: Text
    publisher: Text | None = None
    date: datetime.date | None = None
    url: Text | None = None
    file: Text | None = None
    note: Text | None = None


class Objective(Record):
    """A *sasaran* that indicators hang under."""

    name: Name


class Programme(Record):
    """A programme with its budget in rupiah per year."""

    name: Name
    code: Text | None = None
    objective: Slug | None = None
    budget: dict[Year, Figure] = Field(default_factory=dict)


class Baseline(Record):
    """*Kondisi awal*: the value before the plan, with its own year."""

    year: YearNumber
    value: Figure
    source: Text | None = None
    note: Text | None = None


DEFAULT_FORMULA: dict[Better, Formula | None] = {"higher": "ratio", "lower": "linear", "within": None}
_FITTING: dict[Better, tuple[Formula, ...]] = {
    "higher": ("ratio", "from_baseline"),
    "lower": ("linear", "inverse", "from_baseline"),
    "within": (),
}


class Indicator(Record):
    """What is measured, in which unit, in which direction, and what was promised per year."""

    name: Name
    unit: Text
    better: Better | None = None
    achievement: Formula | None = None
    over_time: OverTime = "latest"
    pace: PaceMethod | None = None
    weight: Annotated[Figure, Field(gt=0)] | None = None
    decimals: Annotated[int, Field(ge=0, le=10)] | None = None
    objective: Slug | None = None
    programme: Slug | None = None
    owner: Text | None = None
    reference: Text | None = None
    definition: Text | None = None
    formula: Text | None = None
    baseline: Baseline | None = None
    targets: dict[Year, Target] = Field(default_factory=dict)
    quarter_targets: dict[Year, dict[Quarter, Target]] = Field(default_factory=dict)
    part_targets: dict[Year, PartTargets] = Field(default_factory=dict)
    final_target: Target | None = None
    retired: YearNumber | None = None
    successor: IndicatorId | None = None
    source: Text | None = None
    note: Text | None = None

    @field_validator("achievement")
    @classmethod
    def _fits_direction(cls, formula: Formula | None, info: ValidationInfo) -> Formula | None:
        better = info.data.get("better")
        if formula is not None and better in _FITTING and formula not in _FITTING[better]:
            raise PydanticCustomError(
                "formula_direction", "formula does not fit", {"formula": formula, "better": better}
            )
        return formula

    @field_validator("targets", "final_target")
    @classmethod
    def _range_fits_formula(cls, targets: Any, info: ValidationInfo) -> Any:
        formula = info.data.get("achievement")
        if formula in ("inverse", "from_baseline") and targets:
            bands = targets if isinstance(targets, dict) else {None: targets}
            if years := [year for year, band in bands.items() if band.is_range]:
                raise PydanticCustomError(
                    "formula_range", "formula takes no range", {"formula": formula, "keys": years}
                )
        return targets

    @model_validator(mode="after")
    def _direction_declared(self) -> Self:
        promised = self.targets or self.quarter_targets or self.final_target is not None
        if self.better is None and promised:
            raise PydanticCustomError("better_missing", "direction is declared, never guessed")
        return self

    @property
    def measure(self) -> Unit:
        """The unit with what is known of it."""
        return unit(self.unit)

    @property
    def formula_in_force(self) -> Formula | None:
        """How achievement is reckoned: declared, or the default of the direction; None for `within`."""
        return self.achievement or (DEFAULT_FORMULA[self.better] if self.better else None)

    @property
    def has_target(self) -> bool:
        """Whether anything was promised; an indicator without is supporting data."""
        return bool(self.targets) or self.final_target is not None


class Relation(Record):
    """A relation that the figures of one year must keep."""

    that: Text
    because: Text | None = None
    tolerance: Annotated[Figure, Field(ge=0)] | None = None


class Change(Record):
    """One target before and after an amendment."""

    from_: Target = Field(alias="from")
    to: Target


class Amendment(Record):
    """*Perubahan*: a formal revision of targets, with its legal basis."""

    effective: datetime.date
    basis: Text
    reason: Text | None = None
    targets: dict[IndicatorId, dict[Year, Change]]


class Grade(Record):
    """One step of a rating scale: the predikat from `floor` percent upwards."""

    floor: Figure | None = None
    label: Text


class RatingScale(Record):
    """An own scale of predikat, best first; the last grade has no floor."""

    title: Text
    grades: Annotated[tuple[Grade, ...], Strict(False), Field(min_length=1)]

    @model_validator(mode="after")
    def _descending(self) -> Self:
        floors = [grade.floor for grade in self.grades[:-1]]
        known = [floor for floor in floors if floor is not None]
        descending = all(above > below for above, below in pairwise(known))
        if len(known) < len(floors) or self.grades[-1].floor is not None or not descending:
            raise PydanticCustomError("scale_order", "floors must fall and the last grade has none")
        return self


class CheckSettings(Record):
    """`[check.ignore]`: findings that are silenced, each with the reason."""

    ignore: dict[Text, Text] = Field(default_factory=dict)


class PlanFile(Record):
    """The whole of a `plan.toml`."""

    format: Format
    header: Header = Field(alias="plan")
    report: ReportSettings = Field(default_factory=ReportSettings)
    sources: dict[Slug, Source] = Field(default_factory=dict)
    parts: PartNames = Field(default_factory=dict)
    objectives: dict[Slug, Objective] = Field(default_factory=dict)
    programmes: dict[Slug, Programme] = Field(default_factory=dict)
    indicators: dict[IndicatorId, Indicator] = Field(default_factory=dict)
    rules: Annotated[tuple[Relation, ...], Strict(False)] = ()
    amendments: Annotated[tuple[Amendment, ...], Strict(False)] = ()
    rating_scales: dict[Slug, RatingScale] = Field(default_factory=dict)
    check: CheckSettings = Field(default_factory=CheckSettings)


class Plan(PlanFile):
    """A plan in its workspace: the content of its file, and the folder's name as its id."""

    id: str
