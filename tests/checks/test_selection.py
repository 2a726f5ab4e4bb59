"""Which rules a check is asked for, by what a person types."""

import pytest

from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.selection import selected
from kumkm_targets.errors import UsageError

ALL = frozenset(rule.code for rule in RULES)
UNREADABLE = frozenset({"KT101", "KT102", "KT103"})


def family(beginning: str) -> frozenset[str]:
    return frozenset(code for code in ALL if code.startswith(beginning))


def test_nothing_chosen_is_everything() -> None:
    assert selected((), ()) == ALL


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["KT303"], {"KT303"}),
        (["kt303"], {"KT303"}),
        (["KT3"], family("KT3")),
        (["target-jump"], {"KT303"}),
        (["Target-Jump"], {"KT303"}),
        (["target-jump,KT108"], {"KT303", "KT108"}),
        ([" target-jump , KT108 "], {"KT303", "KT108"}),
        (["KT303", "KT4"], {"KT303"} | family("KT4")),
        (["KT"], ALL),
    ],
)
def test_a_rule_is_named_by_its_code_the_beginning_of_codes_or_its_name(words: list[str], codes: set[str]) -> None:
    assert selected(words, ()) == codes | UNREADABLE
    assert selected((), words) == ALL - codes


def test_what_is_ignored_is_taken_out_of_what_is_selected() -> None:
    assert selected(["KT3"], ["target-jump"]) == (family("KT3") | UNREADABLE) - {"KT303"}


def test_a_file_that_cannot_be_read_is_reported_unless_it_is_ignored_by_name() -> None:
    assert selected(["KT303"], ["invalid-toml", "KT101"]) == {"KT303", "KT103"}
    assert selected(["KT303"], ["KT1"]) == {"KT303"}


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("target-jmp", "Did you mean `target-jump`?"),
        ("jump", "`kumkm rule` lists them all."),
        ("", "`kumkm rule` lists them all."),
        ("KT303x", "Did you mean `KT303`?"),
        ("T303", "Did you mean `KT303`?"),
        ("target", "Did you mean `target-jump`?"),
    ],
)
def test_what_names_no_rule_is_refused_with_the_nearest(word: str, advice: str) -> None:
    for choice in (([word], ()), ((), [word])):
        with pytest.raises(UsageError) as refusal:
            selected(*choice)
        assert refusal.value.message == f"no rule has the code or name “{word}”"
        assert refusal.value.advice == advice


@pytest.mark.parametrize("listed", ["KT303,", ",", "KT303,,KT304"])
def test_an_empty_word_in_a_list_names_no_rule(listed: str) -> None:
    with pytest.raises(UsageError, match="“”"):
        selected([listed], ())
