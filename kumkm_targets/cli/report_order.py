"""What is asked of a report, whatever plan it is of."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from kumkm_targets.cli.appraising import Manner
from kumkm_targets.cli.session import OpenPlan

if TYPE_CHECKING:
    from kumkm_targets.evaluation.appraisal import Appraisal
    from kumkm_targets.reporting.documents.document import Document

Form = Literal["status", "ringkasan", "lkjip", "rpjmd", "rkpd", "renstra", "renja", "rakortek"]


@dataclass(frozen=True, slots=True)
class Order:
    """The options of one run. signers: as they were given, see `report_settings`."""

    form: Form
    manner: Manner
    today: date
    year: int | None = None
    number: str | None = None
    level: str | None = None
    place: str | None = None
    signers: tuple[str, ...] = ()
    signed_on: date | None = None
    paper: Literal["A4", "F4"] | None = None

    def document(self, opened: OpenPlan, appraisal: "Appraisal", beside: tuple[OpenPlan, ...] = ()) -> "Document":
        """The form, made of a year of the plan. Raises UsageError where it cannot be made of this plan."""
        from kumkm_targets.cli.report_settings import settings
        from kumkm_targets.reporting.forms.material import Material, OtherPlan
        from kumkm_targets.reporting.forms.registry import FORMS

        material = Material(
            appraisal=appraisal,
            realised=opened.reading.realised,
            today=self.today,
            settings=settings(opened.plan.report, self.form, self.number, self.level, self.place, [*self.signers]),
            signed_on=self.signed_on,
            paper=self.paper,
            others=tuple(OtherPlan(one.plan, one.reading.realised) for one in beside),
        )
        return FORMS[self.form](material)
