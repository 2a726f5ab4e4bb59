"""What is due: figures that are missing, not final, or come from nowhere."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.due import Due, by_owner, due, is_of, owners
from kumkm_targets.model.fields import Status
from kumkm_targets.model.realised import RealisedFigure, RealisedYear, Spending, Superseded
from kumkm_targets.model.target import Target
from tests.evaluation.builders import indicator, plan, years

TODAY = date(2026, 11, 22)
PROMISED = indicator(targets={2024: "60", 2025: "65", 2026: "70"})
SUPPORTING = {"name": "Data pendukung", "unit": "unit"}
SHARE = indicator(targets={2024: "60", 2025: "65", 2026: "70"}, formula="100 * part / whole")
Figures = Mapping[int, Mapping[str, str | RealisedFigure]]


def _figure(value: str | None = None, **fields: Any) -> RealisedFigure:
    """A figure with a source."""
    return RealisedFigure(value=None if value is None else Decimal(value), **{"source": "BPS", **fields})


def _found(
    indicators: Mapping[str, Any], figures: Figures, today: date = TODAY, year: int | None = None, **fields: Any
) -> list[Due]:
    """What is due of a plan 2024–2026."""
    return list(due(plan(indicators, **fields), years(figures), today, year))


def _told(dues: list[Due]) -> list[tuple[object, ...]]:
    """Indicator, kind and year of each, with quarters and parts where there are any."""
    return [(one.id, one.kind, one.year, *filter(None, (one.quarters, one.parts))) for one in dues]


def _closed(content: RealisedYear) -> RealisedYear:
    return content.model_copy(update={"closed": date(2025, 3, 1)})


def test_a_year_is_due_once_it_is_over() -> None:
    assert _told(_found({"a": PROMISED}, {}, date(2024, 12, 31))) == []
    assert _told(_found({"a": PROMISED}, {}, date(2025, 1, 1))) == [("a", "not_recorded", 2024)]
    both = [("a", "not_recorded", 2024), ("a", "not_recorded", 2025)]
    assert _told(_found({"a": PROMISED}, {})) == both
    assert _told(_found({"a": PROMISED}, {}, date(2050, 1, 1))) == [*both, ("a", "not_recorded", 2026)]


def test_what_is_recorded_final_and_founded_is_not_due() -> None:
    assert _found({"a": PROMISED}, {2024: {"a": _figure("60")}, 2025: {"a": _figure("61", status="final")}}) == []


def test_one_year_can_be_asked_for() -> None:
    assert _told(_found({"a": PROMISED}, {}, year=2025)) == [("a", "not_recorded", 2025)]
    assert _found({"a": PROMISED}, {}, year=2026) == []
    assert _found({"a": PROMISED}, {}, year=1999) == []


def _years_asked_for(**fields: object) -> list[int]:
    return [one.year for one in _found({"a": indicator(**fields)}, {}, date(2050, 1, 1))]


def test_the_years_that_have_a_target_are_asked_for() -> None:
    assert _years_asked_for(targets={2025: "65"}) == [2025]
    assert _years_asked_for(targets={2023: "1", 2024: "3", 2030: "70"}) == [2024]


def test_a_promise_for_the_end_asks_for_the_last_year_and_a_sum_for_every_year() -> None:
    assert _years_asked_for(targets={2024: "65"}, final_target="70") == [2024, 2026]
    assert _years_asked_for(final_target="70") == [2026]
    assert _years_asked_for(over_time="sum", final_target="70") == [2024, 2025, 2026]
    assert _years_asked_for(over_time="average", final_target="70") == [2024, 2025, 2026]


def test_a_year_that_has_something_recorded_is_looked_at_though_it_has_no_target() -> None:
    once = indicator(targets={2024: "65"})
    waiting = RealisedFigure(unavailable="menunggu BPS")
    found = _found({"a": once}, {2024: {"a": "66"}, 2025: {"a": waiting}}, date(2050, 1, 1))
    assert ("a", "unavailable", 2025) in _told(found)


def test_a_target_that_an_amendment_adds_is_asked_for() -> None:
    change = {
        "effective": date(2025, 6, 1),
        "basis": "Perda 1",
        "targets": {"a": {2025: {"from": Target(Decimal(1), Decimal(1)), "to": Target(Decimal(2), Decimal(2))}}},
    }
    once = indicator(targets={2024: "1"})
    assert [one.year for one in _found({"a": once}, {}, date(2050, 1, 1), amendments=[change])] == [2024, 2025]


def test_supporting_data_and_what_is_retired_or_closed_are_left_alone() -> None:
    assert _found({"a": SUPPORTING}, {2024: {"a": _figure("1", status="preliminary", source=None)}}) == []
    assert [one.year for one in _found({"a": PROMISED | {"retired": 2024}}, {})] == [2024]
    content = years({2024: {"a": _figure("60", source=None)}, 2025: {"a": _figure("61", source=None)}})
    content[2024] = _closed(content[2024])
    assert _told(list(due(plan({"a": PROMISED}), content, TODAY))) == [("a", "no_source", 2025)]


def test_a_figure_that_is_called_unavailable_is_due_with_its_reason() -> None:
    figures: Figures = {2024: {"a": _figure(unavailable="menunggu Sakernas")}, 2025: {"a": _figure("61")}}
    (found,) = _found({"a": PROMISED}, figures)
    assert (found.kind, found.year, found.reason) == ("unavailable", 2024, "menunggu Sakernas")


@pytest.mark.parametrize("status", ["very_preliminary", "preliminary", "estimate"])
def test_a_figure_should_be_final_by_the_end_of_march(status: Status) -> None:
    figures: Figures = {2024: {"a": _figure("60", status=status)}}
    for today, expected in ((date(2025, 3, 31), []), (date(2025, 4, 1), [("a", "preliminary", 2024)])):
        found = _found({"a": PROMISED}, figures, today)
        assert _told(found) == expected
        assert [one.status for one in found] == [status for _one in expected]


def test_a_figure_needs_a_source_whatever_its_year() -> None:
    figures: Figures = {
        2024: {"a": _figure("60", source=None)},
        2025: {"a": _figure("61")},
        2026: {"a": _figure("62", source=None)},
    }
    found = _found({"a": PROMISED}, figures)
    assert _told(found) == [("a", "no_source", 2024), ("a", "no_source", 2026)]
    assert [one.value for one in found] == [Decimal(60), Decimal(62)]


def test_what_is_unavailable_needs_no_source() -> None:
    figures: Figures = {2024: {"a": RealisedFigure(unavailable="belum terbit")}, 2025: {"a": _figure("61")}}
    assert _told(_found({"a": PROMISED}, figures)) == [("a", "unavailable", 2024)]


def test_one_figure_can_be_due_for_two_reasons() -> None:
    figures: Figures = {2024: {"a": _figure("60", status="estimate", source=None)}, 2025: {"a": _figure("61")}}
    assert _told(_found({"a": PROMISED}, figures)) == [("a", "preliminary", 2024), ("a", "no_source", 2024)]


def test_the_components_of_a_derived_promise_are_due_and_not_the_promise() -> None:
    content = {"share": SHARE, "part": SUPPORTING, "whole": SUPPORTING, "other": SUPPORTING}
    figures: Figures = {2024: {"part": _figure("6"), "whole": _figure("9", source=None)}, 2025: {"part": _figure("7")}}
    found = _found(content, figures)
    assert _told(found) == [("whole", "not_recorded", 2025), ("whole", "no_source", 2024)]
    assert {one.needed_for for one in found} == {("share",)}


def test_a_derived_promise_with_a_figure_of_its_own_asks_for_no_components() -> None:
    content = {"share": SHARE, "part": SUPPORTING, "whole": SUPPORTING}
    figures: Figures = {
        2024: {"share": _figure("9.6", status="preliminary")},
        2025: {"share": _figure(unavailable="belum dihitung")},
    }
    assert _told(_found(content, figures)) == [("share", "unavailable", 2025), ("share", "preliminary", 2024)]


def test_components_of_components_are_asked_for_where_the_figures_come_from() -> None:
    content = {
        "share": SHARE,
        "part": SUPPORTING | {"formula": "small + middle"},
        "whole": SUPPORTING,
        "small": SUPPORTING,
        "middle": SUPPORTING,
    }
    told = _told(_found(content, {}, date(2025, 1, 1)))
    assert told == [(name, "not_recorded", 2024) for name in ("whole", "small", "middle")]


def test_a_component_of_the_year_before_is_due_within_the_plan_unless_the_baseline_stands_for_it() -> None:
    grown = indicator(targets={2025: "5", 2026: "5"}, formula="growth(count)")
    content = {"grown": grown, "count": SUPPORTING}
    assert _told(_found(content, {}, date(2025, 6, 1))) == [("count", "not_recorded", 2024)]
    with_baseline = content | {"count": SUPPORTING | {"baseline": {"year": 2024, "value": Decimal(3)}}}
    assert _told(_found(with_baseline, {})) == [("count", "not_recorded", 2025)]
    before = {"before": indicator(targets={2025: "5"}, formula="previous(count)"), "count": SUPPORTING}
    assert _told(_found(before, {})) == [("count", "not_recorded", 2024)]


def test_growth_takes_the_figures_of_both_years() -> None:
    content = {"grown": indicator(targets={2025: "5"}, formula="growth(count)"), "count": SUPPORTING}
    recorded: Figures = {2024: {"grown": _figure("5")}}
    told = [("count", "not_recorded", 2024), ("count", "not_recorded", 2025)]
    assert _told(_found(content, recorded)) == told


def test_a_component_is_named_with_all_that_it_is_needed_for_unless_it_is_promised_itself() -> None:
    content = {"share": SHARE, "other": SHARE | {"formula": "whole / part"}, "part": SUPPORTING, "whole": PROMISED}
    found = {one.id: one.needed_for for one in _found(content, {}, date(2025, 1, 1))}
    assert found == {"part": ("share", "other"), "whole": ()}


def test_formulas_that_lead_back_to_themselves_or_to_nothing_ask_for_nothing() -> None:
    content = {
        "share": SHARE,
        "part": SUPPORTING | {"formula": "share"},
        "whole": SUPPORTING,
    }
    assert {one.id for one in _found(content, {})} == {"whole"}
    assert {one.id for one in _found({"share": SHARE, "part": SUPPORTING}, {})} == {"part"}
    unreadable = PROMISED | {"formula": "100 *"}
    assert {one.id for one in _found({"a": unreadable}, {})} == {"a"}


def test_a_tangle_of_formulas_is_walked_through_once() -> None:
    count = 60
    content: dict[str, Any] = {
        f"f{place}": SUPPORTING | {"formula": f"f{place + 1} + previous(f{place + 1}) + f{place + 1}"}
        for place in range(count)
    }
    content |= {f"f{count}": SUPPORTING, "promise": indicator(targets={2026: "1"}, formula="f0")}
    found = _found(content, {})
    assert {one.id for one in found} == {f"f{count}"}
    assert [one.year for one in found] == [2024, 2025]


QUARTERLY = indicator(
    over_time="sum",
    targets={2025: "100", 2026: "100"},
    quarter_targets={year: {q: Target(Decimal(25), Decimal(25)) for q in (1, 2, 3, 4)} for year in (2025, 2026)},
)


@pytest.mark.parametrize(
    ("today", "quarters"),
    [
        (date(2026, 1, 1), ()),
        (date(2026, 3, 31), ()),
        (date(2026, 4, 1), (1,)),
        (date(2026, 6, 30), (1,)),
        (date(2026, 7, 1), (1, 2)),
        (date(2026, 10, 1), (1, 2, 3)),
        (date(2026, 12, 31), (1, 2, 3)),
    ],
)
def test_a_quarter_with_a_target_is_due_once_it_is_over(today: date, quarters: tuple[int, ...]) -> None:
    found = _found({"a": QUARTERLY}, {}, today, 2026)
    assert _told(found) == ([("a", "not_recorded", 2026, quarters)] if quarters else [])


def test_quarters_that_are_recorded_or_have_no_target_are_not_due() -> None:
    recorded: Figures = {2026: {"a": _figure(quarters={1: Decimal(20), 3: Decimal(20)})}}
    assert _told(_found({"a": QUARTERLY}, recorded, year=2026)) == [("a", "not_recorded", 2026, (2,))]
    assert _found({"a": QUARTERLY}, {2026: {"a": _figure("60")}}, year=2026) == []
    assert _found({"a": PROMISED}, {}, year=2026) == []
    third_only = QUARTERLY | {"quarter_targets": {2026: {3: Target(Decimal(75), Decimal(75))}}}
    assert _told(_found({"a": third_only}, {}, year=2026)) == [("a", "not_recorded", 2026, (3,))]


def test_of_a_year_that_is_over_only_the_quarters_that_make_it_whole_are_due() -> None:
    recorded: Figures = {2025: {"a": _figure(quarters={1: Decimal(20), 2: Decimal(20)})}}
    assert _told(_found({"a": QUARTERLY}, recorded, year=2025)) == [("a", "not_recorded", 2025, (3, 4))]
    last = QUARTERLY | {"over_time": "latest"}
    assert _told(_found({"a": last}, recorded, year=2025)) == [("a", "not_recorded", 2025, (4,))]
    assert _told(_found({"a": QUARTERLY}, {}, year=2025)) == [("a", "not_recorded", 2025)]
    waiting: Figures = {2025: {"a": _figure(quarters={1: Decimal(20)}, unavailable="menunggu laporan")}}
    assert _told(_found({"a": QUARTERLY}, waiting, year=2025)) == [("a", "unavailable", 2025)]


def test_the_quarters_of_a_derived_promise_are_those_of_its_components() -> None:
    quarterly = SHARE | {"quarter_targets": QUARTERLY["quarter_targets"]}
    content = {"share": quarterly, "part": SUPPORTING, "whole": SUPPORTING}
    figures: Figures = {2026: {"part": _figure(quarters={1: Decimal(3), 2: Decimal(4), 3: Decimal(5)})}}
    assert _told(_found(content, figures, year=2026)) == [("whole", "not_recorded", 2026, (1, 2, 3))]
    own: Figures = {2026: {"share": _figure(quarters={1: Decimal(3)})}}
    assert _told(_found(content, own, year=2026)) == [("share", "not_recorded", 2026, (2, 3))]


def test_statements_about_quarters_count_where_there_is_none_about_the_year() -> None:
    history = (Superseded(value=Decimal(20), quarter=1, status="final", source="BPS"),)
    quarters = {quarter: Decimal(20) for quarter in (1, 2, 3, 4)}
    of_quarters = RealisedFigure(quarters=quarters, status="preliminary", history=history)
    found = _found({"a": QUARTERLY}, {2025: {"a": of_quarters}}, year=2025)
    assert _told(found) == [("a", "preliminary", 2025, (2, 3, 4)), ("a", "no_source", 2025, (2, 3, 4))]
    of_year = RealisedFigure(value=Decimal(80), quarters=quarters, status="final", source="BPS")
    assert _found({"a": QUARTERLY}, {2025: {"a": of_year}}, year=2025) == []


PARTS = {"62.01": "Kotawaringin Barat", "62.02": "Kotawaringin Timur", "62.71": "Kota Palangka Raya"}
COUNTED = PROMISED | {"unit": "unit"}


def test_missing_kabupaten_and_kota_are_due_by_name() -> None:
    some: Figures = {2024: {"a": _figure(parts={"62.02": Decimal(3)})}, 2025: {"a": _figure("5")}}
    assert _told(_found({"a": COUNTED}, some, parts=PARTS)) == [("a", "incomplete", 2024, ("62.01", "62.71"))]
    beside: Figures = {2024: {"a": _figure("9", parts={"62.02": Decimal(3)})}, 2025: {"a": _figure("5")}}
    assert _told(_found({"a": COUNTED}, beside, parts=PARTS)) == [("a", "incomplete", 2024, ("62.01", "62.71"))]
    all_of_them: Figures = {2024: {"a": _figure(parts=dict.fromkeys(PARTS, Decimal(3)))}, 2025: {"a": _figure("5")}}
    assert _found({"a": COUNTED}, all_of_them, parts=PARTS) == []


def test_parts_of_a_ratio_do_not_make_the_year() -> None:
    some: Figures = {2024: {"a": _figure(parts={"62.02": Decimal(3)})}, 2025: {"a": _figure("5")}}
    told = [("a", "not_recorded", 2024), ("a", "incomplete", 2024, ("62.01", "62.71"))]
    assert _told(_found({"a": PROMISED}, some, parts=PARTS)) == told


def test_a_part_with_a_target_is_asked_for_where_the_year_is_recorded() -> None:
    targets = {2024: {"62.01": Target(Decimal(1), Decimal(1))}}
    whole: Figures = {2024: {"a": _figure("9")}, 2025: {"a": _figure("5")}}
    assert _told(_found({"a": COUNTED | {"part_targets": targets}}, whole)) == [("a", "incomplete", 2024, ("62.01",))]
    assert _told(_found({"a": COUNTED | {"part_targets": targets}}, {}, year=2024)) == [("a", "not_recorded", 2024)]


def _with_programme(spending: Mapping[int, Spending | None], today: date = TODAY, **fields: Any) -> list[Due]:
    programme = {"name": "Pemberdayaan", "budget": {year: Decimal(10) for year in (2023, 2024, 2025, 2026)}}
    declared = plan({"a": SUPPORTING} | fields.pop("indicators", {}), programmes={"p": programme | fields})
    content = {
        year: RealisedYear(format=1, year=year, programmes={} if spent is None else {"p": spent})
        for year, spent in spending.items()
    }
    return list(due(declared, content, today))


def test_spending_is_due_for_the_years_of_the_plan_with_a_budget() -> None:
    assert _told(_with_programme({})) == [("p", "not_spent", 2024), ("p", "not_spent", 2025)]
    assert all(one.is_programme for one in _with_programme({}))
    spent = {2024: Spending(spent=Decimal(9)), 2025: Spending(spent=Decimal(9), source="SP2D")}
    (found,) = _with_programme(spent)
    assert (found.kind, found.year, found.value) == ("no_source", 2024, Decimal(9))
    assert _with_programme({}, budget={2024: Decimal(0)}) == []
    content = {2024: _closed(RealisedYear(format=1, year=2024))}
    declared = plan({}, programmes={"p": {"name": "P", "budget": {2024: Decimal(10)}}})
    assert list(due(declared, content, TODAY)) == []


def test_a_programme_belongs_to_the_one_owner_of_its_indicators() -> None:
    def owner(*owners: str) -> str | None:
        indicators = {f"i{n}": SUPPORTING | {"programme": "p", "owner": name} for n, name in enumerate(owners)}
        return _with_programme({}, indicators=indicators)[0].owner

    assert owner("Bidang A") == "Bidang A"
    assert owner("Bidang A", "Bidang A") == "Bidang A"
    assert owner("Bidang A", "Bidang B") is None
    assert owner() is None


def test_a_component_without_an_owner_is_owed_by_the_owner_of_the_promise() -> None:
    content = {
        "share": SHARE | {"owner": "Bidang A"},
        "part": SUPPORTING,
        "whole": SUPPORTING | {"owner": "Bidang B"},
    }
    assert {one.id: one.owner for one in _found(content, {})} == {"part": "Bidang A", "whole": "Bidang B"}


def test_the_dues_go_by_indicator_then_kind_then_year() -> None:
    content = {"b": PROMISED, "a": PROMISED}
    figures: Figures = {2024: {"a": _figure("1", source=None), "b": _figure("1")}}
    assert _told(_found(content, figures)) == [
        ("b", "not_recorded", 2025),
        ("a", "not_recorded", 2025),
        ("a", "no_source", 2024),
    ]


def test_owners_stand_in_the_order_of_the_alphabet_and_nobody_last() -> None:
    content = {
        "a": PROMISED,
        "b": PROMISED | {"owner": "Bidang Koperasi"},
        "c": PROMISED | {"owner": "bidang  koperasi"},
        "d": PROMISED | {"owner": "Balai Latihan"},
    }
    grouped = by_owner(_found(content, {}, date(2025, 1, 1)))
    assert {name: [one.id for one in dues] for name, dues in grouped.items()} == {
        "Balai Latihan": ["d"],
        "Bidang Koperasi": ["b", "c"],
        None: ["a"],
    }
    assert list(grouped) == ["Balai Latihan", "Bidang Koperasi", None]
    assert owners([plan(content), plan({"a": PROMISED | {"owner": "Asisten"}})]) == (
        "Asisten",
        "Balai Latihan",
        "Bidang Koperasi",
    )


def test_an_owner_is_found_by_a_part_of_its_name() -> None:
    assert is_of("Bidang Koperasi", "koperasi")
    assert is_of("Bidang  Koperasi", "BIDANG KOPERASI")
    assert not is_of("Bidang Koperasi", "UMKM")
    assert not is_of(None, "")
