"""The forms `rkpd` and `renja`: evaluation of the results of a yearly plan, quarter by quarter."""

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import Document, Paper
from kumkm_targets.reporting.forms.frame import framed, organisation
from kumkm_targets.reporting.forms.level import level_word, region_title, usual_number
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.official import FactorRows
from kumkm_targets.reporting.forms.one_year import Headings, one_year
from kumkm_targets.reporting.forms.plan_year import plan_year
from kumkm_targets.reporting.words import quarter_text


def rkpd_form(material: Material) -> Document:
    """Formulir E.19 of a province, E.60 of a kabupaten or kota. Raises UsageError where several plans were named."""
    level, year = level_word(material), material.year
    headings = Headings(
        programme=_("Field of government, programme and activity"),
        indicator=_("Performance indicator of programme (outcome) and activity (output)"),
        long_target=_("Target of the RPJMD of the {level} at the end of its period").format(level=level),
        before=_("Realised of the RPJMD of the {level} up to the RKPD of {year}").format(level=level, year=year - 1),
        target=_("Target and budget of the RKPD of {year}").format(year=year),
        realised=_("Realised performance and budget of the RKPD of {year}").format(year=year),
        to_date=_("Realised performance and budget of the RPJMD up to {year}").format(year=year),
        achieved=_("Achievement of the RPJMD up to {year} (%)").format(year=year),
        owner=_("Office in charge"),
        has_code=True,
    )
    factors: FactorRows = (
        ("driving", _("What drove the success of the performance")),
        ("hindering", _("What hindered the performance")),
        ("next_quarter", _("Follow-up needed in the next quarter")),
        ("next_rkpd", _("Follow-up needed in the next RKPD")),
    )
    title = (_("Evaluation of the results of the RKPD"), region_title(material), _when(material))
    blocks = one_year(plan_year(material, "rkpd"), headings, factors)
    number = usual_number("rkpd", material)
    return framed("rkpd", title, blocks, material, Paper("F4"), signed=True, usual_number=number)


def renja_form(material: Material) -> Document:
    """Formulir E.55 of a province's office, E.81 of one of a kabupaten or kota.

    Raises UsageError where several plans were named.
    """
    level, year = level_word(material), material.year
    headings = Headings(
        programme=_("Programme and activity"),
        indicator=_("Performance indicator of programme (outcome) and activity (output)"),
        long_target=_("Target of the Renstra of the office at the end of its period"),
        before=_("Realised of the Renstra of the office up to the Renja of {year}").format(year=year - 1),
        target=_("Target and budget of the Renja of {year}").format(year=year),
        realised=_("Realised performance and budget of the Renja of {year}").format(year=year),
        to_date=_("Realised performance and budget of the Renstra up to {year}").format(year=year),
        achieved=_("Achievement of the Renstra up to {year} (%)").format(year=year),
        owner=_("Unit of the office in charge"),
        has_code=False,
    )
    factors: FactorRows = (
        ("driving", _("What drove the success of the performance")),
        ("hindering", _("What hindered the performance")),
        ("next_quarter", _("Follow-up needed in the next quarter")),
        ("next_rkpd", _("Follow-up needed in the next Renja of the office of the {level}").format(level=level)),
    )
    title = (
        _("Evaluation of the results of the Renja of an office of the {level}").format(level=level),
        organisation(material),
        _when(material),
    )
    blocks = one_year(plan_year(material, "renja"), headings, factors)
    number = usual_number("renja", material)
    return framed("renja", title, blocks, material, Paper("F4"), signed=True, usual_number=number)


def _when(material: Material) -> str:
    quarter = material.appraisal.quarter
    if quarter is None:
        return _("Year {year}").format(year=material.year)
    return _("Year {year}, up to quarter {quarter}").format(year=material.year, quarter=quarter_text(quarter))
