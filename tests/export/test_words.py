"""The documentation of both languages lists every column, kind and table."""

import pytest

from kumkm_targets.messages import translated
from kumkm_targets.reporting.export.fields import FIGURE_FIELDS, TABLES
from kumkm_targets.reporting.export.kinds import KINDS
from tests.conftest import ROOT

PAGES = {"en": "docs/en/file-formats.md", "id": "docs/id/format-berkas.md"}


@pytest.mark.parametrize(("lang", "page"), PAGES.items())
def test_the_page_says_what_the_package_says(lang: str, page: str) -> None:
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    for name, words in (*((field.name, field.words) for field in FIGURE_FIELDS), *KINDS.items()):
        assert f"| `{name}` | {translated(words, lang)} |" in lines
    for table in TABLES:
        keys = ", ".join(f"`{column}`" for column in table.key)
        assert f"| `{table.name}` | {translated(table.words, lang)} | {keys} |" in lines
