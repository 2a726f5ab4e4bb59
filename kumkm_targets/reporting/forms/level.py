"""The level of a region in the words of official forms, and the numbers that the forms go by on it.

The numbers are those of Permendagri 86/2017 as regional applications print them: E.17, E.19, E.54 and E.55 for a
province, E.58, E.60, E.80 and E.81 for a kabupaten or kota. Other numbers are in use too, so a plan may say its own.
"""

from typing import Final

from kumkm_targets.messages import _
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.plain import one_line

_NUMBERS: Final[dict[str, tuple[str, str]]] = {
    "rpjmd": ("E.17", "E.58"),
    "rkpd": ("E.19", "E.60"),
    "renstra": ("E.54", "E.80"),
    "renja": ("E.55", "E.81"),
}
_FIRST_KOTA: Final = 71
"""The codes of kota begin here within their province; those of kabupaten end before."""


def usual_number(form: str, material: Material) -> str:
    """What the form is called at the level of the plan's region."""
    of_province, below = _NUMBERS[form]
    return of_province if _is_province(material) else below


def level_word(material: Material) -> str:
    """The word that headings have for the level: what the plan declares, else what the region's code says."""
    if material.settings.level:
        return one_line(material.settings.level)
    if _is_province(material):
        return _("Province")
    is_kota = int(material.plan.header.region.code[-2:]) >= _FIRST_KOTA
    return _("Municipality") if is_kota else _("Regency")


def region_title(material: Material) -> str:
    """Level and name of the region, the level once."""
    name, level = one_line(material.plan.header.region.name), level_word(material)
    if name.casefold().startswith(("provinsi ", "kabupaten ", "kota ", f"{level.casefold()} ")):
        return name
    return _("{level} of {region}").format(level=level, region=name)


def _is_province(material: Material) -> bool:
    return len(material.plan.header.region.code) == 2
