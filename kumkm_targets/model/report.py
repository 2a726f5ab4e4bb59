"""`[report]`: what the reports of a plan say besides its figures."""

from typing import Annotated

from pydantic import Field, Strict

from kumkm_targets.model.fields import Record, Text


class Signer(Record):
    """Who signs a report. role: the office, and if need be on whose behalf."""

    role: Text
    name: Text | None = None
    nip: Text | None = None


class FormNumbers(Record):
    """The number that each form goes by here; one that is not named keeps its usual number, if it has one."""

    status: Text | None = None
    ringkasan: Text | None = None
    lkjip: Text | None = None
    rpjmd: Text | None = None
    rkpd: Text | None = None
    renstra: Text | None = None
    renja: Text | None = None
    rakortek: Text | None = None

    def get(self, form: str) -> str | None:
        """The number of the form of that name."""
        number: str | None = getattr(self, form)
        return number


class ReportSettings(Record):
    """How official forms of this plan are headed and signed.

    level: the word that headings have for the region's level, *Provinsi* or *Kabupaten*. forms: the number that a
    form goes by here, under its name: `{ rpjmd = "E.17" }`; regions number the same form differently.
    """

    level: Text | None = None
    place: Text | None = None
    forms: FormNumbers = Field(default_factory=FormNumbers)
    signers: Annotated[tuple[Signer, ...], Strict(False)] = ()
