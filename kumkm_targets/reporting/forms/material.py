"""What a form is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.report import ReportSettings


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """A plan that the form speaks of too: the RPJMD of an RKPD, what is measured against an agreement."""

    plan: Plan
    realised: Mapping[int, RealisedYear]


@dataclass(frozen=True, slots=True)
class Material:
    """A year of a plan, judged, and what stands around it.

    appraisal: made of `realised`. settings: those of the plan, with what the command line says instead. signed_on: the
    day above the signatures; None leaves room for it. paper: the sheet; None leaves the choice to the form. others: in
    the order they were named.
    """

    appraisal: Appraisal
    realised: Mapping[int, RealisedYear]
    today: date
    settings: ReportSettings
    signed_on: date | None = None
    paper: Literal["A4", "F4"] | None = None
    others: tuple[OtherPlan, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.appraisal.plan

    @property
    def year(self) -> int:
        """The year that is reported."""
        return self.appraisal.year
