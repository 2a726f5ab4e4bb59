"""What amendments may do, and what is found in them."""

from pathlib import Path

import pytest

from tests.checks.cases import HEAD, checked, codes, under, write_plan

INDICATORS = """
[indicators.a]
name = "A"
unit = "%"
better = "higher"
targets = { 2025 = "3", 2026 = "4", 2027 = "5-6" }

[indicators.b]
name = "B"
unit = "%"
better = "higher"
targets = { 2026 = "4" }
"""


def amendment(day: str, *changes: str) -> str:
    lines = "".join(f"targets.{change}\n" for change in changes)
    return f'[[amendments]]\neffective = {day}\nbasis = "Berita acara"\n{lines}'


def change(year: int, old: str, new: str, name: str = "a") -> str:
    return f'{name}.{year} = {{ from = "{old}", to = "{new}" }}'


AMENDMENTS = {
    "one after the other": (
        amendment("2025-06-30", change(2026, "4", "4,5")) + amendment("2025-12-01", change(2026, "4,5", "4,2")),
        [],
    ),
    "the later one first in the file": (
        amendment("2025-12-01", change(2026, "4,5", "4,2")) + amendment("2025-06-30", change(2026, "4", "4,5")),
        [],
    ),
    "from what was in force before": (
        amendment("2025-06-30", change(2026, "4", "4,5")) + amendment("2025-12-01", change(2026, "4", "4,2")),
        ["KT602"],
    ),
    "another target on the same day": (
        amendment("2025-06-30", change(2026, "4", "4,5"))
        + amendment("2025-06-30", change(2025, "3", "3,1"), change(2026, "4", "4,5", "b")),
        [],
    ),
    "the same target on the same day": (
        amendment("2025-06-30", change(2026, "4", "4,5")) + amendment("2025-06-30", change(2026, "4", "4,2")),
        ["KT604"],
    ),
    "the same target on the same day, one after the other": (
        amendment("2025-06-30", change(2026, "4", "4,5")) + amendment("2025-06-30", change(2026, "4,5", "4,2")),
        ["KT604"],
    ),
    "after two on the same day, from the first": (
        amendment("2025-06-30", change(2026, "4", "4,5"))
        + amendment("2025-06-30", change(2026, "4", "4,2"))
        + amendment("2025-07-30", change(2026, "4,5", "4,8")),
        ["KT604"],
    ),
    "a range by its bounds": (amendment("2025-06-30", change(2027, "5-6", "5")), []),
    "a range by one of its bounds": (amendment("2025-06-30", change(2027, "5", "5,5")), ["KT602"]),
    "to what it was": (amendment("2025-06-30", change(2027, "5-6", "5,0-6")), ["KT605"]),
    "back to what it was": (
        amendment("2025-06-30", change(2026, "4", "4,5")) + amendment("2025-12-01", change(2026, "4,5", "4")),
        [],
    ),
    "a year that has no target": (amendment("2025-06-30", change(2028, "5", "6")), ["KT602"]),
    "the last day of the year": (amendment("2025-12-31", change(2025, "3", "2,9")), []),
    "the day after": (amendment("2026-01-01", change(2025, "3", "2,9")), ["KT606"]),
    "the year before the period": (amendment("2024-01-01", change(2025, "3", "2,9")), []),
    "two years before": (amendment("2023-12-31", change(2025, "3", "2,9")), ["KT603"]),
    "a year outside the period": (amendment("2025-06-30", change(2031, "5", "6")), ["KT301"]),
}


@pytest.mark.parametrize(("amendments", "found"), AMENDMENTS.values(), ids=AMENDMENTS)
def test_amendments_follow_on_what_is_in_force(tmp_path: Path, amendments: str, found: list[str]) -> None:
    assert codes(checked(write_plan(tmp_path / "contoh", HEAD + INDICATORS + amendments))[1]) == found


def test_a_range_in_force_is_written_out_and_shown_where_it_was_set(tmp_path: Path) -> None:
    amendments = amendment("2025-06-30", change(2026, "4", "4,5-4,8")) + amendment(
        "2025-12-01", change(2026, "4,5", "4,2")
    )
    reading, [finding] = checked(write_plan(tmp_path / "contoh", HEAD + INDICATORS + amendments))
    assert finding.message == "the target in force for 2026 is 4,5%–4,8%"
    [related] = finding.related
    assert under(reading, related.file, related.span) == '"4,5-4,8"'


def test_an_amendment_is_found_in_its_place_though_one_before_it_is_malformed(tmp_path: Path) -> None:
    malformed = "[[amendments]]\neffective = 2025-01-01\n[amendments.targets]\n"
    amendments = malformed + amendment("2025-06-30", change(2026, "4,1", "4,5"))
    reading, findings = checked(write_plan(tmp_path / "contoh", HEAD + INDICATORS + amendments))
    assert codes(findings) == ["KT105", "KT602"]
    assert under(reading, findings[1].file, findings[1].place) == '"4,1"'
