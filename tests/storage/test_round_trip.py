"""Writing a realised file and reading it again gives the same content, and then the same bytes."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.model.realised import RealisedFigure, RealisedYear, Spending, Superseded
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.plan_files import read_plan, read_realised
from tests.conftest import PLANS

PLAN_DATA = {"indicators": {name: {"unit": "%"} for name in ("a", "b", "c")}}

figures = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15) | (
    st.integers(-(10**20), 10**20).map(Decimal)
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: bool(text.strip())
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=7)))
)
statements = {
    "status": st.none() | st.sampled_from(["very_preliminary", "preliminary", "estimate", "final"]),
    "source": st.none() | texts,
    "as_of": st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    "recorded_at": st.none() | moments,
    "recorded_by": st.none() | texts,
    "note": st.none() | texts,
}
entries = st.fixed_dictionaries({"value": figures, **statements}) | st.fixed_dictionaries(
    {"unavailable": texts, **statements}
)
realised_figures = st.builds(
    lambda fields, quarters, parts, history: RealisedFigure(**fields, quarters=quarters, parts=parts, history=history),
    entries,
    st.dictionaries(st.integers(1, 4), figures, max_size=4),
    st.dictionaries(st.sampled_from(["62.01", "62.71"]), figures, max_size=2),
    st.lists(st.builds(lambda fields, reason: Superseded(**fields, reason=reason), entries, texts), max_size=3).map(
        tuple
    ),
)
years = st.builds(
    RealisedYear,
    format=st.just(1),
    year=st.just(2025),
    closed=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    figures=st.dictionaries(st.sampled_from("abc"), realised_figures, max_size=3),
    programmes=st.dictionaries(st.just("p-1"), st.builds(Spending, spent=figures), max_size=1),
)


@given(years)
def test_reading_what_was_written_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, content: RealisedYear
) -> None:
    path = tmp_path_factory.mktemp("year") / "2025.toml"
    text = canonical_text(content, "abc")
    path.write_text(text, encoding="utf-8", newline="")
    reading = read_realised(path, PLAN_DATA)
    assert reading.flaws == ()
    assert reading.content == content
    assert canonical_text(reading.content, "abc") == text


@pytest.mark.parametrize("path", sorted(PLANS.glob("*/realised/*.toml")), ids=lambda path: "-".join(path.parts[-3:]))
def test_the_real_files_are_in_canonical_form(path: Path) -> None:
    reading = read_plan(path.parent.parent)
    content = reading.realised[int(path.stem)]
    assert reading.plan is not None
    assert path.read_bytes().decode("utf-8") == canonical_text(content, reading.plan.indicators)


def test_figures_are_written_in_the_order_of_the_plan() -> None:
    content = RealisedYear(
        format=1, year=2025, figures={name: RealisedFigure(value=Decimal(1)) for name in ("c", "a", "b")}
    )
    text = canonical_text(content, ("a", "b", "c"))
    assert [line for line in text.splitlines() if line.startswith("[")] == ["[figures.a]", "[figures.b]", "[figures.c]"]


def test_figures_keep_the_digits_they_came_with() -> None:
    content = RealisedYear(
        format=1,
        year=2025,
        figures={
            "a": RealisedFigure(value=Decimal("6.0")),
            "b": RealisedFigure(value=Decimal(222000000000)),
            "c": RealisedFigure(value=Decimal("3.70")),
        },
    )
    values = [line for line in canonical_text(content).splitlines() if line.startswith("value")]
    assert values == ["value = 6.0", "value = 222000000000", "value = 3.70"]


def test_a_moment_is_written_as_the_format_shows_it() -> None:
    moment = datetime(2026, 1, 15, 9, 30, tzinfo=timezone(timedelta(hours=7)))
    figure = RealisedFigure(value=Decimal(1), recorded_at=moment)
    text = canonical_text(RealisedYear(format=1, year=2025, figures={"a": figure}))
    assert "recorded_at = 2026-01-15T09:30:00+07:00" in text
