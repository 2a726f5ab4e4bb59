"""Whatever tables come in, one after the other: every figure that was ever recorded is in force or in the history."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.intake.layout import Layout
from kumkm_targets.intake.naming import Names
from kumkm_targets.intake.proposal import proposal_of, with_statements
from kumkm_targets.intake.rows import stating_rows
from kumkm_targets.intake.statements import Judge
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.plan_files import read_plan, read_realised
from kumkm_targets.storage.tables.table import Sheet
from tests.conftest import PLANS, TODAY
from tests.intake.filled import PLAN

LAYOUT = Layout(0, {"id": 0, "realised": 1, "source": 2, "unavailable": 3, "note": 4})
READING = read_plan(PLANS / PLAN)
IDS = ("rasio_kewirausahaan", "proporsi_ukm", "wirausaha_baru", "volume_usaha_koperasi_produksi", "salah")


def _plan() -> Plan:
    assert READING.plan is not None
    return READING.plan


CELLS = st.tuples(
    st.sampled_from(IDS),
    st.sampled_from(["", "3,72", "1.311", "1.234", "Rp5 miliar", "n/a"]) | st.integers(0, 9999).map(float),
    st.sampled_from(["", "ODS", "Sakernas"]),
    st.sampled_from(["", "", "", "menunggu"]),
    st.sampled_from(["", "=1+1", "catatan"]),
)


def _said(content: RealisedYear) -> list[tuple[str, Any, Any]]:
    return [
        (name, entry.value, entry.unavailable)
        for name, figure in content.figures.items()
        for entry in (figure, *figure.history)
    ]


@given(st.lists(st.lists(CELLS, max_size=6), max_size=5))
def test_everything_ever_recorded_is_still_there(tables: list[list[tuple[Any, ...]]]) -> None:
    content = RealisedYear(format=1, year=2025)
    for rows in tables:
        before = content
        judge = Judge(_plan(), 2025, {2025: content}, Names(_plan(), {}), TODAY)
        proposal = proposal_of(stating_rows(Sheet("Data", [list(row) for row in rows]), LAYOUT), judge)
        judged = (proposal.stated, proposal.unchanged, proposal.refused, proposal.ignored)
        assert sum(map(len, judged)) <= len(rows)
        content = with_statements(content, [(one, one.entry) for one in proposal.stated], "audit")
        for said in _said(before):
            assert said in _said(content)
        for one in proposal.stated:
            assert one.entry.says_the_same(content.figures[one.indicator_id])


@given(rows=st.lists(CELLS, max_size=6))
def test_what_is_imported_is_read_back_the_same(
    rows: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    judge = Judge(_plan(), 2025, {}, Names(_plan(), {}), TODAY)
    proposal = proposal_of(stating_rows(Sheet("Data", [list(row) for row in rows]), LAYOUT), judge)
    stated = [(one, one.entry) for one in proposal.stated]
    content = with_statements(RealisedYear(format=1, year=2025), stated, None)
    path = tmp_path_factory.mktemp("year") / "2025.toml"
    path.write_text(canonical_text(content), encoding="utf-8")
    assert read_realised(path, READING.measures).content == content


def test_the_order_of_tables_and_its_writing_stay_fast_for_many_figures() -> None:
    figures = {f"indikator_{number}": Entry(value=Decimal(number)) for number in range(20_000)}
    content = RealisedYear.model_validate(
        {"format": 1, "year": 2025, "figures": {name: entry.model_dump() for name, entry in figures.items()}}
    )
    text = canonical_text(content, reversed(figures))
    assert text.index("indikator_19999]") < text.index("indikator_0]")
