"""The pictures in the documentation. `python -m tests.doc_pictures` draws them anew."""

import json
from datetime import date
from pathlib import Path
from typing import Final

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.messages import current_language, use_language
from kumkm_targets.reporting.documents.document import Document
from kumkm_targets.reporting.documents.typeset.content import content
from kumkm_targets.reporting.documents.typeset.pdf import TEMPLATE
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.registry import FORMS
from kumkm_targets.reporting.typesetting import typeset
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import ROOT, run_in

FOLDER: Final = ROOT / "docs" / "images"
CHARTS: Final = {
    "grafik-palembang.svg": ("palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah", "--year", "2016"),
    "grafik-maluku-utara.svg": ("malut-rpjmd-2025-2029", "--year", "2026"),
}
"""The files, and what `kumkm chart` is asked for."""
SHEETS: Final = {
    "lembar-ringkasan.png": ("ringkasan", "palembang-rpjmd-2013-2018", 2016),
    "lembar-status.png": ("status", "palembang-rpjmd-2013-2018", 2016),
    "lembar-rpjmd.png": ("rpjmd", "malut-rpjmd-2025-2029", 2024),
}
"""The files, and the form, plan and year that each shows as the page that `kumkm report` sets."""
PICTURES: Final = (*CHARTS, *SHEETS)
_TODAY: Final = date(2026, 11, 22)
_PIXELS_AN_INCH: Final = 100


def draw(name: str, path: Path) -> None:
    """Draw the picture as the commands do now, in Indonesian."""
    if name in SHEETS:
        path.write_bytes(_sheet(*SHEETS[name]))
        return
    done = run_in(ROOT, "chart", *CHARTS[name], "-o", str(path), lang="id")
    assert done.code == 0, done.err


def document_of(form: str, plan: str, year: int) -> Document:
    """The document that `kumkm report PLAN --year YEAR --form FORM` writes."""
    reading = read_plan(ROOT / "plans" / plan)
    assert reading.plan is not None
    appraisal = appraise(reading.plan, reading.realised, year, _TODAY)
    return FORMS[form](Material(appraisal, reading.realised, _TODAY, reading.plan.report))


def _sheet(form: str, plan: str, year: int) -> bytes:
    """The one page of the form, by the template of the PDF files."""
    before = current_language()
    use_language("id")
    try:
        data = content(document_of(form, plan, year))
    finally:
        use_language(before)
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    return typeset(TEMPLATE.read_text("utf-8"), "png", inputs, ppi=_PIXELS_AN_INCH)


if __name__ == "__main__":
    for each in PICTURES:
        draw(each, FOLDER / each)
