"""What must hold of the parts of any figure: nothing is lost, whoever adds them and in whatever order."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.part_totals import nearest
from kumkm_targets.model.target import Target
from tests.evaluation.parted import ACTIVE, by_code, divided, target

CODES = [f"62.{number:02}" for number in range(1, 14)]
GROUPS = {code: f"62.{71 + place % 3}" for place, code in enumerate(CODES)}
"""Larger regions that the parts could be put together to."""

counts = st.integers(0, 10**6).map(str)
codes = st.lists(st.sampled_from(CODES), min_size=1, unique=True)
quotients = st.dictionaries(st.sampled_from(CODES), st.tuples(counts, counts), min_size=1)
directions = st.sampled_from(["higher", "lower", "within"])
decimals = st.decimals(-1000, 1000, places=3)
targets = st.tuples(decimals, decimals).map(lambda ends: Target(min(ends), max(ends)))


def _ratio(quotients: Mapping[str, tuple[str, str]], promised: Target, better: str = "higher") -> Any:
    indicators = {**ACTIVE, "persen": {**ACTIVE["persen"], "targets": {2025: promised}, "better": better}}
    tops, bottoms = ({code: pair[side] for code, pair in quotients.items()} for side in (0, 1))
    return divided(indicators, {2025: {"aktif": tops, "semua": bottoms}})["persen"]


@given(quotients, targets, directions)
def test_the_contributions_to_a_ratio_are_together_its_gap(
    quotients: dict[str, tuple[str, str]], promised: Target, better: str
) -> None:
    found = _ratio(quotients, promised, better)
    if not sum(int(bottom) for _top, bottom in quotients.values()):
        assert (found.total, found.gap) == (None, None)
        return
    assert found.gap == found.total - nearest(promised, found.total)
    assert sum(part.contribution for part in found.parts) == found.gap
    assert sum(part.share for part in found.parts) == 100


@given(quotients, targets)
def test_a_contribution_is_share_times_distance(quotients: dict[str, tuple[str, str]], promised: Target) -> None:
    found = _ratio(quotients, promised)
    for part in found.parts:
        if part.contribution is not None and int(quotients[part.code][1]):
            top, bottom = map(Fraction, quotients[part.code])
            mark = nearest(promised, found.total)
            assert part.contribution == part.share / 100 * (top / bottom * 100 - mark)


@given(quotients, targets)
def test_adding_parts_in_groups_gives_the_same_total_and_the_same_contributions(
    quotients: dict[str, tuple[str, str]], promised: Target
) -> None:
    grouped: dict[str, tuple[str, str]] = {}
    for code, (top, bottom) in quotients.items():
        before = grouped.get(GROUPS[code], ("0", "0"))
        grouped[GROUPS[code]] = (str(int(before[0]) + int(top)), str(int(before[1]) + int(bottom)))
    single, together = _ratio(quotients, promised), _ratio(grouped, promised)
    assert (single.total, single.gap) == (together.total, together.gap)
    if single.gap is not None:
        for group, part in by_code(together).items():
            members = [one.contribution for one in single.parts if GROUPS[one.code] == group]
            assert sum(members) == part.contribution


@given(quotients, targets, directions, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(
    quotients: dict[str, tuple[str, str]], promised: Target, better: str, random: Random
) -> None:
    shuffled = list(quotients.items())
    random.shuffle(shuffled)
    assert _ratio(dict(shuffled), promised, better).parts == _ratio(quotients, promised, better).parts


@given(quotients, targets)
def test_turning_the_direction_turns_the_order(quotients: dict[str, tuple[str, str]], promised: Target) -> None:
    up, down = (_ratio(quotients, promised, better) for better in ("higher", "lower"))
    amounts = [[part.contribution for part in found.parts] for found in (up, down)]
    assert amounts[0] == amounts[1][::-1]


@given(st.dictionaries(st.sampled_from(CODES), st.tuples(counts, counts), min_size=1))
def test_counts_held_to_targets_of_their_own_share_out_the_whole_gap(pairs: dict[str, tuple[str, str]]) -> None:
    own = {code: target(promised) for code, (_figure, promised) in pairs.items()}
    indicators = {"orang": {"unit": "orang", "part_targets": {2025: own}}}
    found = divided(indicators, {2025: {"orang": {code: figure for code, (figure, _own) in pairs.items()}}})["orang"]
    assert found.gap == sum(part.contribution or 0 for part in found.parts)
    assert found.target is not None
    assert found.gap == found.total - Fraction(found.target.min) if found.total is not None else True
    assert found.total == sum(int(figure) for figure, _promised in pairs.values())


@given(quotients, codes, targets)
def test_growth_is_shared_out_among_those_that_have_both_years(
    quotients: dict[str, tuple[str, str]], late: list[str], promised: Target
) -> None:
    indicators = {
        "tumbuh": {"formula": "growth(volume)", "targets": {2025: promised}},
        "volume": {"unit": "Rp juta", "better": None},
    }
    now = {code: pair[1] for code, pair in quotients.items()}
    before = {code: pair[0] for code, pair in quotients.items() if code not in late}
    figures = {2025: {"volume": now}, **({2024: {"volume": before}} if before else {})}
    found = divided(indicators, figures)["tumbuh"]
    assert sorted(part.code for part in found.parts) == sorted(before)
    assert [part.lacks for part in found.missing] == [("previous(volume)",)] * (len(now) - len(before))
    last, this = (sum(int(of[code]) for code in before) for of in (before, now))
    if not last:
        assert (found.total, found.gap) == (None, None)
        return
    assert found.total == Fraction(this - last, last) * 100
    assert sum(part.contribution or 0 for part in found.parts) == found.gap
