"""The nearest of several words, to ask about; and the one that only a slip of the hand tells apart, to mend."""

import time

import pytest

from kumkm_targets.model.plan import PlanFile
from kumkm_targets.storage.nearest import nearest, only_near
from kumkm_targets.storage.validation import keys_of

KEYS = keys_of(PlanFile, ("indicators", "rasio"))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("targts", "targets"),
        ("targetss", "targets"),
        ("target", "targets"),
        ("tatgets", "targets"),
        ("tragets", "targets"),
        ("argets", "targets"),
        ("uint", "unit"),
        ("Unit", "unit"),
        ("quarter-targets", "quarter_targets"),
        ("finaltarget", "final_target"),
        ("nama", "name"),
        ("notes", "note"),
    ],
)
def test_one_slip_of_the_hand_is_recognised(word: str, meant: str) -> None:
    assert only_near(word, KEYS) == nearest(word, KEYS) == meant


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("tag", "targets"),
        ("source_url", "source"),
        ("unit_id", "unit"),
        ("tagrest", "targets"),
        ("targts_", "targets"),
        ("tergats", "targets"),
        ("teragts", "targets"),
        ("owner_name", "owner"),
        ("tegrats", ""),
        ("bobot", ""),
        ("", ""),
    ],
)
def test_more_than_a_slip_is_asked_about_at_the_most(word: str, like: str) -> None:
    assert (only_near(word, KEYS), nearest(word, KEYS)) == ("", like)


def test_a_word_between_two_is_neither() -> None:
    assert only_near("mix", ("min", "max")) == ""
    assert only_near("mn", ("min", "max")) == "min"


def test_short_words_are_too_near_to_one_another() -> None:
    assert only_near("no", ("from", "to")) == ""
    assert only_near("ot", ("from", "to")) == ""
    assert only_near("To", ("from", "to")) == "to"


def test_nothing_is_near_where_there_is_nothing() -> None:
    assert (nearest("targts", ()), only_near("targts", ())) == ("", "")


def test_a_word_of_a_million_letters_takes_no_time() -> None:
    begun = time.perf_counter()
    assert only_near("x" * 10**6, KEYS) == nearest("x" * 10**6, KEYS) == ""
    assert time.perf_counter() - begun < 1
