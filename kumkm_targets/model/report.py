"""`[report]`: what the reports of a plan say besides its figures."""

from typing import Annotated

from pydantic import Field, Strict

from kumkm_targets.model.fields import Record, Text


class Signer(Record):
    """Who signs a report. role: the office, and if need be on whose behalf."""

    role: Text
    name: Text | None = None
    nip: Text | None = None


class ReportSettings(Record):
    """How official forms of this plan are headed and signed.

    level: the word that headings have for the region's level, *Provinsi* or *Kabupaten*. forms: the number that a
    form goes by here, under its name: `{ rpjmd = "E.17" }`; regions number the same form differently.
    """

    level: Text | None = None
    place: Text | None = None
    forms: dict[Text, Text] = Field(default_factory=dict)
    signers: Annotated[tuple[Signer, ...], Strict(False)] = ()
