"""What stands around the tables of every form: title, facts, signatures, provenance."""

from dataclasses import replace

from kumkm_targets.figures.dates import MONTHS
from kumkm_targets.messages import _, current_language
from kumkm_targets.reporting.circumstances import in_force_text
from kumkm_targets.reporting.documents.document import Block, Document, Paper, Signature
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.plain import one_line


def framed(
    form: str,
    title: tuple[str, ...],
    blocks: tuple[Block, ...],
    material: Material,
    paper: Paper,
    *,
    signed: bool,
    usual_number: str = "",
) -> Document:
    """The document of a form.

    signed: whether places for signatures stand at its end though nobody is named. usual_number: what the form is
    called where neither the plan nor the command line says otherwise.
    """
    settings = material.settings
    signers = [
        Signature(one_line(signer.role), one_line(signer.name or ""), one_line(signer.nip or ""))
        for signer in settings.signers
    ]
    if signed and not signers:
        office = material.plan.header.organisation
        head = _("Head of {organisation}").format(organisation=one_line(office)) if office else _("Head of the office")
        signers = [Signature(head)]
    number = settings.forms.get(form) or usual_number
    return Document(
        form=form,
        title=title,
        blocks=blocks,
        number=_("Form {number}").format(number=one_line(number)) if number else "",
        facts=facts(material),
        place_date=place_date(material) if signers else "",
        signatures=tuple(signers),
        paper=replace(paper, size=material.paper) if material.paper else paper,
        provenance=provenance(material),
        language=current_language(),
        author=organisation(material),
    )


def organisation(material: Material) -> str:
    """The office whose plan it is, else the region."""
    header = material.plan.header
    return one_line(header.organisation or header.region.name)


def facts(material: Material) -> tuple[tuple[str, str], ...]:
    """Office, region, period and year, as they stand above the tables."""
    header = material.plan.header
    period = f"{header.period.start}–{header.period.end}"
    found = [
        (_("Office"), organisation(material)),
        (_("Region"), f"{one_line(header.region.name)} ({header.region.code})"),
        (_("Period of the plan"), period),
        (_("Year"), str(material.year)),
    ]
    found += [(_("Targets"), text) for text in in_force_text(material.appraisal)]
    if header.basis:
        found.append((_("Basis"), one_line(header.basis)))
    return tuple(found)


def place_date(material: Material) -> str:
    """Place and day above the signatures, with dots to write on where one of them is not known."""
    place = one_line(material.settings.place or "………………")
    day = material.signed_on
    return f"{place}, " + (f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}" if day else "………………")


def provenance(material: Material) -> tuple[tuple[str, str], ...]:
    """What it takes to make the same report again."""
    return (
        (_("Plan"), material.plan.id),
        (_("Year"), str(material.year)),
        (_("Targets in force on"), material.appraisal.in_force_on.isoformat()),
    )
