"""Three versions of a realised file become one, or one with conflicts that a person can solve."""

import os
import re
from pathlib import Path

import pytest

from kumkm_targets.errors import UnreadableError
from kumkm_targets.model.merging import merged_year
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.merged_text import merged_text
from kumkm_targets.storage.plan_files import realised_in
from kumkm_targets.storage.realised_merge import MergeOutcome, merge_realised
from kumkm_targets.storage.toml_file import parse_toml
from tests.model.branches import INDICATORS, PROGRAMMES, pair_of

MERGES = int(os.environ.get("KUMKM_MERGES", "1000")) // 4
ORDER = (*INDICATORS, *PROGRAMMES)
CONFLICT = re.compile(r"<<<<<<< ours\n(.*?)=======\n(.*?)>>>>>>> theirs\n", re.DOTALL)

PLAN = """
[indicators.usaha]
unit = "usaha mikro"
[indicators.volume]
unit = "Rp"
"""


def read(text: str) -> RealisedYear:
    """The content of a realised file, which must be without a flaw."""
    reading = realised_in(parse_toml(Path("2025.toml"), text), {})
    assert reading.flaws == (), text
    assert reading.content is not None
    return reading.content


def one_side(text: str, side: int) -> str:
    """What is left of a text with conflicts when a person keeps that side of each."""
    return CONFLICT.sub(lambda found: found[side], text)


def test_every_merged_file_is_canonical_and_every_conflict_solved_by_taking_a_side() -> None:
    for seed in range(MERGES):
        pair = pair_of(seed)
        merged = merged_year(pair.base, pair.ours.content, pair.theirs.content)
        text = merged_text(merged, ORDER)
        assert len(CONFLICT.findall(text)) == len(merged.conflicts)
        for side, branch in ((1, pair.ours), (2, pair.theirs)):
            solved = read(one_side(text, side))
            figures = {**merged.content.figures}
            programmes = {**merged.content.programmes}
            for conflict in merged.conflicts:
                table = figures if conflict.table == "figures" else programmes
                own = getattr(branch.content, conflict.table).get(conflict.name)
                table |= {conflict.name: own} if own is not None else {}
            whole = merged.content.model_copy(update={"figures": figures, "programmes": programmes})
            assert canonical_text(solved, ORDER) == canonical_text(whole, ORDER), seed


class Versions:
    """The three files that Git hands over, and the plan beside the file that is merged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "contoh" / "realised" / "2025.toml"
        self.path.parent.mkdir(parents=True)
        (folder / "contoh" / "plan.toml").write_text(PLAN, encoding="utf-8")

    def merge(self, base: str, ours: str, theirs: str) -> tuple[MergeOutcome, str]:
        """What became of the merge, and the text it left; the bodies come without `format` and `year`."""
        files = []
        for name, body in (("O", base), ("A", ours), ("B", theirs)):
            file = self.folder / f".merge_file_{name}"
            file.write_text(f"format = 1\nyear = 2025\n\n{body}" if body else "", encoding="utf-8", newline="")
            files.append(file)
        outcome = merge_realised(*files, self.path)
        return outcome, files[1].read_text(encoding="utf-8")


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path)


def figure(name: str, value: str) -> str:
    return f'[figures.{name}]\nvalue = {value}\nsource = "LKjIP"\n'


def test_figures_of_both_sides_stand_in_the_order_of_the_plan(versions: Versions) -> None:
    outcome, text = versions.merge("", figure("volume", "5.50"), figure("usaha", "7"))
    assert outcome == MergeOutcome()
    assert text == f"format = 1\nyear = 2025\n\n{figure('usaha', '7')}\n{figure('volume', '5.50')}"


def test_figures_written_as_text_are_read_in_the_unit_of_the_plan(versions: Versions) -> None:
    outcome, text = versions.merge("", figure("volume", '"Rp1,2 miliar"'), figure("usaha", '"1.311"'))
    assert outcome == MergeOutcome()
    assert [line for line in text.splitlines() if "value" in line] == ["value = 1311", "value = 1200000000"]


@pytest.mark.parametrize("plan", [None, "format = ", '[indicators.usaha]\nname = "tanpa satuan"\n'])
def test_a_text_whose_unit_is_not_known_is_left_to_git_with_all_it_says(versions: Versions, plan: str | None) -> None:
    file = versions.folder / "contoh" / "plan.toml"
    file.unlink()
    if plan is not None:
        file.write_text(plan, encoding="utf-8")
    base = figure("lain", "1") + "\n" * 3
    outcome, text = versions.merge(base, base + figure("usaha", '"1.311"'), base.replace("= 1", "= 2"))
    assert outcome == MergeOutcome(unfit="ours", is_clean=True)
    assert 'value = "1.311"' in text
    assert "value = 2" in text


def test_numbers_need_no_plan(versions: Versions) -> None:
    (versions.folder / "contoh" / "plan.toml").unlink()
    outcome, text = versions.merge("", figure("volume", "5.50"), figure("usaha", "7"))
    assert outcome == MergeOutcome()
    assert "value = 5.50" in text
    assert "value = 7" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "unfit"),
    [
        (figure("usaha", "3") + "# catatan\n", figure("usaha", "4"), "ours"),
        (figure("usaha", "3"), figure("usaha", "4,5"), "theirs"),
        (figure("usaha", "3"), figure("usaha", "4") + "nilai = 5\n", "theirs"),
    ],
    ids=["a comment", "no TOML", "an unknown key"],
)
def test_a_side_that_does_not_fit_leaves_the_lines_to_git(
    versions: Versions, ours: str, theirs: str, unfit: str
) -> None:
    outcome, text = versions.merge(figure("usaha", "1"), ours, theirs)
    assert (outcome.unfit, outcome.is_clean, outcome.conflicts) == (unfit, False, ())
    assert "<<<<<<< ours\n" in text
    assert {*ours.splitlines(), *theirs.splitlines()} <= {*text.splitlines()}


def test_a_side_that_git_cannot_merge_either_leaves_ours_as_it_is(versions: Versions) -> None:
    ours = figure("usaha", "3")
    theirs = versions.folder / ".merge_file_B"
    versions.merge("", ours, figure("usaha", "3"))
    theirs.write_bytes(b"\x00\xff\x00")
    before = (versions.folder / ".merge_file_A").read_bytes()
    with pytest.raises(UnreadableError, match="Git cannot merge the lines either"):
        merge_realised(versions.folder / ".merge_file_O", versions.folder / ".merge_file_A", theirs, versions.path)
    assert (versions.folder / ".merge_file_A").read_bytes() == before


def test_a_closing_in_conflict_stands_between_markers_above_the_figures(versions: Versions) -> None:
    base, changed = figure("usaha", "1"), figure("usaha", "2") + 'history = [{ value = 1, reason = "audit" }]\n'
    outcome, text = versions.merge(base, f"closed = 2026-03-31\n\n{base}", changed)
    assert [(conflict.table, conflict.name) for conflict in outcome.conflicts] == [("closing", "")]
    assert text.startswith(
        "format = 1\nyear = 2025\n<<<<<<< ours\nclosed = 2026-03-31\n=======\n>>>>>>> theirs\n\n[figures.usaha]\n"
    )
    assert read(one_side(text, 2)).closed is None
    assert read(one_side(text, 1)).closed is not None


def test_crlf_and_a_byte_order_mark_do_no_harm(versions: Versions) -> None:
    ours = f"{figure('usaha', '3')}".replace("\n", "\r\n")
    outcome, text = versions.merge(figure("usaha", "1"), ours, figure("usaha", "1") + figure("volume", "9"))
    assert outcome == MergeOutcome()
    assert text == f"format = 1\nyear = 2025\n\n{figure('usaha', '3')}\n{figure('volume', '9')}"
