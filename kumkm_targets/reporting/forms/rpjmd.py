"""The forms `rpjmd` and `renstra`: evaluation of the results of a plan over years."""

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import Document, Paper
from kumkm_targets.reporting.forms.frame import framed, organisation
from kumkm_targets.reporting.forms.level import level_word, region_title, usual_number
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.official import FactorRows
from kumkm_targets.reporting.forms.over_years import Headings, over_years


def rpjmd_form(material: Material) -> Document:
    """Formulir E.17 of a province, E.58 of a kabupaten or kota."""
    level = level_word(material)
    headings = Headings(
        programme=_("Priority programme"),
        target=_("Target of the RPJMD of the {level} in the RKPD of year").format(level=level),
        realised=_("Result of the RPJMD of the {level} through the RKPD of year").format(level=level),
        achieved=_("Achievement of the RPJMD of the {level} by the RKPD of year (%)").format(level=level),
        has_end=True,
    )
    factors: FactorRows = (
        ("driving", _("What drove the success of the results")),
        ("hindering", _("What hindered the performance")),
        ("next_rkpd", _("Follow-up needed in the next RKPD of the {level}").format(level=level)),
        ("next_rpjmd", _("Follow-up needed in the next RPJMD of the {level}").format(level=level)),
    )
    title = (_("Evaluation of the results of the RPJMD"), region_title(material), _period(material))
    blocks = over_years(material, headings, factors)
    number = usual_number("rpjmd", material)
    return framed("rpjmd", title, blocks, material, Paper("F4"), signed=True, usual_number=number)


def renstra_form(material: Material) -> Document:
    """Formulir E.54 of a province's office, E.80 of one of a kabupaten or kota."""
    level = level_word(material)
    headings = Headings(
        programme=_("Programme and activity"),
        target=_("Target of the Renstra of the office in year"),
        realised=_("Realised in year"),
        achieved=_("Achievement ratio in year (%)"),
        has_end=False,
    )
    factors: FactorRows = (
        ("driving", _("What drove the performance")),
        ("hindering", _("What hindered it")),
        ("next_rkpd", _("Proposed follow-up in the next Renja of the office of the {level}").format(level=level)),
        ("next_rpjmd", _("Proposed follow-up in the next Renstra of the office of the {level}").format(level=level)),
    )
    title = (
        _("Evaluation of the results of the Renstra of an office of the {level}").format(level=level),
        organisation(material),
        _period(material),
    )
    blocks = over_years(material, headings, factors)
    number = usual_number("renstra", material)
    return framed("renstra", title, blocks, material, Paper("F4"), signed=True, usual_number=number)


def _period(material: Material) -> str:
    period = material.plan.header.period
    return _("Period of implementation: {start}–{end}").format(start=period.start, end=period.end)
