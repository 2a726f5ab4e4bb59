"""All forms by the name that the command line has for them."""

from collections.abc import Callable
from typing import Final

from kumkm_targets.reporting.documents.document import Document
from kumkm_targets.reporting.forms.lkjip import lkjip_form
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.rakortek import rakortek_form
from kumkm_targets.reporting.forms.ringkasan import ringkasan_form
from kumkm_targets.reporting.forms.rkpd import renja_form, rkpd_form
from kumkm_targets.reporting.forms.rpjmd import renstra_form, rpjmd_form
from kumkm_targets.reporting.forms.status import status_form

FORMS: Final[dict[str, Callable[[Material], Document]]] = {
    "status": status_form,
    "ringkasan": ringkasan_form,
    "lkjip": lkjip_form,
    "rpjmd": rpjmd_form,
    "rkpd": rkpd_form,
    "renstra": renstra_form,
    "renja": renja_form,
    "rakortek": rakortek_form,
}
