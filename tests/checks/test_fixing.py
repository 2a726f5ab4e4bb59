"""Mending: exactly what has one right answer, and not a byte beside it."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.checks import fixing
from kumkm_targets.checks.fixing import Mended, mended, write
from kumkm_targets.checks.many import Task, findings_on
from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.rule import Finding
from kumkm_targets.errors import NotWrittenError
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.checks.cases import CORPUS, FIGURE, HEAD, PLAN, codes, write_plan, year_text
from tests.conftest import TODAY

ALL = frozenset(rule.code for rule in RULES)
TASK = Task(TODAY, ALL)
YEAR = year_text(2025)


def changes(folder: Path, task: Task = TASK) -> list[Mended]:
    """What would be mended; nothing is touched by asking."""
    before = contents(folder)
    found = mended(folder, task)
    assert contents(folder) == before
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def fixed(folder: Path, task: Task = TASK) -> dict[str, bytes]:
    """The files after mending, which mends all there is to mend."""
    write(changes(folder, task), folder)
    assert changes(folder, task) == []
    return contents(folder)


def fixed_plan(folder: Path, plan: str | bytes) -> bytes:
    """What becomes of a plan.toml."""
    return fixed(write_plan(folder / "contoh", plan))["plan.toml"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('targts = { 2025 = "3,75" }', 'targets = { 2025 = "3,75" }'),
        ('"targts" = { 2025 = "3,75" }', 'targets = { 2025 = "3,75" }'),
        ('targets.2025 = "3,75"\nnots = "x"', 'targets.2025 = "3,75"\nnote = "x"'),
        ('Targets = { 2025 = "3,75" }', 'targets = { 2025 = "3,75" }'),
        ('targets = { 2025 = "3,75", 2026 = "3.81" }', 'targets = { 2025 = "3,75", 2026 = "3,81" }'),
        ("targets = { 2025 = '3,75', 2026 = '3.81' }", "targets = { 2025 = '3,75', 2026 = \"3,81\" }"),
        ('owner = "Dinas\u00a0Koperasi"', 'owner = "Dinas Koperasi"'),
        ('owner = "\u200bDinas\tKoperasi "', 'owner = "Dinas Koperasi"'),
        ("owner = “Dinas Koperasi”", 'owner = "Dinas Koperasi"'),
        ("targets = { 2025 = 3,75 }", 'targets = { 2025 = "3,75" }'),
        ('owner: "Dinas"', 'owner = "Dinas"'),
    ],
)
def test_what_has_one_right_answer_is_mended(tmp_path: Path, wrong: str, right: str) -> None:
    plan = HEAD + '\n[indicators.rasio]\nname = "Rasio"\nunit = "%"\nbetter = "higher"\n'
    after = fixed_plan(tmp_path, f"{plan}{wrong}\n").decode()
    assert after.removeprefix(plan) == f"{right}\n"


@pytest.mark.parametrize(
    "doubtful",
    [
        'target = { 2027 = "4" }',  # there are targets already
        "tag = 1",  # like `targets`, but no slip of the hand
        "mi = 1",
        'source_url = "https://example.org"',
        'targets2 = { 2027 = "4" }',
        "decimals = 1.5",
        'achievement = "rato"',
        'baseline = { year = 2024, value = "1.234" }',
    ],
)
def test_what_has_more_than_one_answer_is_left_alone(tmp_path: Path, doubtful: str) -> None:
    folder = write_plan(tmp_path / "contoh", f"{PLAN}{doubtful}\n")
    assert findings_on(read_plan(folder), TASK) != []
    assert changes(folder) == []


def test_a_key_between_two_is_left_alone(tmp_path: Path) -> None:
    plan = PLAN.replace('2026 = "3,81"', "2026 = { mix = 4, max = 5 }")
    assert changes(write_plan(tmp_path / "contoh", plan)) == []
    plan = PLAN.replace('2026 = "3,81"', "2026 = { mn = 4, max = 5 }")
    [change] = changes(write_plan(tmp_path / "contoh", plan))
    assert "{ min = 4, max = 5 }" in change.after


def test_many_slips_of_many_kinds_are_mended_at_once(tmp_path: Path) -> None:
    plan = PLAN.replace("targets", "targts").replace("unit =", "unti =").replace('"3,81"', '"3.81"')
    plan = plan.replace('"Renstra 2025–2030"', "“Renstra 2025–2030”").replace("kewirausahaan", "kewirausahaan\u200b")
    folder = write_plan(tmp_path / "contoh", plan)
    [change] = changes(folder)
    assert (change.path, change.before, change.findings) == (folder / "plan.toml", plan, 5)
    assert change.after == PLAN


def test_syntax_errors_are_mended_one_behind_the_other(tmp_path: Path) -> None:
    plan = re.sub(r'= "([^"]*)"', r"= “\1”", PLAN)
    assert plan.count("“") == 9
    folder = write_plan(tmp_path / "contoh", plan)
    assert [change.findings for change in changes(folder)] == [9]
    assert fixed(folder)["plan.toml"].decode() == PLAN


def test_a_syntax_error_that_is_not_asked_about_stays(tmp_path: Path) -> None:
    year = YEAR.replace('"Sakernas Agustus 2025"', "“Sakernas Agustus 2025”")
    folder = write_plan(tmp_path / "contoh", PLAN.replace("targets", "targts"), {"2025": year})
    assert [change.path.name for change in changes(folder, Task(TODAY, ALL - {"KT102"}))] == ["plan.toml"]
    assert [change.path.name for change in changes(folder)] == ["plan.toml", "2025.toml"]


def test_a_syntax_error_without_one_answer_keeps_those_before_it_mended(tmp_path: Path) -> None:
    plan = PLAN.replace('"Renstra 2025–2030"', "“Renstra 2025–2030”").replace('better = "higher"', "better higher")
    after = fixed_plan(tmp_path, plan).decode()
    assert 'title = "Renstra 2025–2030"' in after
    assert "better higher" in after


@pytest.mark.parametrize("count", [1, 1200])
def test_what_a_syntax_error_hid_is_no_reason_to_leave_it(tmp_path: Path, count: int) -> None:
    hidden = "".join(f"lain_{number} = 1\n" for number in range(count))
    plan = PLAN.replace('"Renstra 2025–2030"', "“Renstra 2025–2030”") + hidden
    assert fixed_plan(tmp_path, plan).decode() == PLAN + hidden


def test_a_mistyped_table_is_mended_though_it_hid_other_flaws(tmp_path: Path) -> None:
    plan = PLAN.replace("[indicators.rasio]", "[indicatrs.rasio]").replace('"higher"', '"naik"')
    found = fixed_plan(tmp_path, plan + "bobot = 1\n").decode()
    assert found == plan.replace("indicatrs", "indicators") + "bobot = 1\n"


def test_a_key_that_would_stand_twice_is_taken_back(tmp_path: Path) -> None:
    # The flawed baseline is left out of the model, so that its name looks free.
    plan = PLAN + 'baseline = { year = 2024, value = "x" }\nbasline = { year = 2024, value = 3 }\n'
    assert changes(write_plan(tmp_path / "contoh", plan)) == []
    assert "targets = { 2025" in fixed_plan(tmp_path, plan.replace("targets", "targts")).decode()


def test_one_that_cannot_be_mended_keeps_no_other_from_it(tmp_path: Path) -> None:
    doubtful = 'baseline = { year = 2024, value = "x" }\nbasline = { year = 2024, value = 3 }\n'
    plan = PLAN.replace("unit", "unti").replace("better", "bettr") + doubtful
    [change] = changes(write_plan(tmp_path / "contoh", plan))
    assert (change.after, change.findings) == (PLAN + doubtful, 2)


def test_one_that_cannot_be_mended_displaces_no_other_of_its_line(tmp_path: Path) -> None:
    doubtful = 'baseline = { year = 2024, value = "x" }\nbasline = { year = 2024, value = 3 }\n'
    plan = PLAN.replace("{ code", "{ cod").replace('name = "Kal', 'nam = "Kal') + doubtful
    after = fixed_plan(tmp_path, plan).decode()
    assert after == PLAN + doubtful


def test_a_replacement_that_mends_nothing_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def useless(reading: PlanReading, task: Task) -> list[Finding]:
        return [
            replace(finding, replacement='"3.82"') if finding.rule.code == "KT311" else finding
            for finding in findings_on(reading, task)
        ]

    monkeypatch.setattr(fixing, "findings_on", useless)
    plan = PLAN.replace('"3,81"', '"3.81"')
    folder = write_plan(tmp_path / "contoh", plan.replace("Rasio k", "Rasio\u00a0k").replace('"%"', '"%\u00a0"'))
    [change] = changes(folder)
    assert (change.after, change.findings) == (plan, 2)


def test_realised_files_get_their_canonical_form(tmp_path: Path) -> None:
    years: dict[str, str | bytes] = {
        "2025": "\ufeff" + YEAR.replace("\n", "\r\n"),
        "2026": "year=2026\nformat  = 1\n\n\n[figures]\nrasio = { source = 'Sakernas', value = '3,80' }",
    }
    after = fixed(write_plan(tmp_path / "contoh", PLAN, years))
    assert after["realised/2025.toml"].decode() == YEAR
    assert after["realised/2026.toml"].decode() == (
        'format = 1\nyear = 2026\n\n[figures.rasio]\nvalue = 3.80\nsource = "Sakernas"\n'
    )
    assert after["plan.toml"].decode() == PLAN


def test_a_realised_file_with_a_comment_keeps_its_form_but_for_what_is_mended(tmp_path: Path) -> None:
    year = "# dari ODS\r\n" + YEAR.replace("\n", "\r\n").replace("source", "\tsorce  ")
    after = fixed(write_plan(tmp_path / "contoh", PLAN, {"2025": year}))
    assert after["realised/2025.toml"].decode() == year.replace("sorce", "source")


@pytest.mark.parametrize("flawed", ["plan", "year"])
def test_no_form_is_given_while_there_is_a_flaw(tmp_path: Path, flawed: str) -> None:
    plan = PLAN + ("lain = 1\n" if flawed == "plan" else "")
    year = YEAR.replace("=", "  =") + ("lain = 1\n" if flawed == "year" else "")
    assert changes(write_plan(tmp_path / "contoh", plan, {"2025": year})) == []


def test_only_what_is_asked_for_is_mended(tmp_path: Path) -> None:
    plan = PLAN.replace('"3,81"', '"3.81"').replace("Rasio k", "Rasio\u00a0k")
    folder = write_plan(tmp_path / "contoh", plan, {"2025": YEAR.replace(" =", "  =")})
    [change] = changes(folder, Task(TODAY, frozenset({"KT311"})))
    assert change.after == plan.replace('"3.81"', '"3,81"')
    assert changes(folder, Task(TODAY, frozenset({"KT302"}))) == []
    assert [one.path.name for one in changes(folder)] == ["plan.toml", "2025.toml"]


def test_what_the_plan_silences_is_left_alone(tmp_path: Path) -> None:
    silence = '\n[check.ignore]\nKT311 = "tercetak demikian"\n'
    plan = PLAN.replace('"3,81"', '"3.81"')
    assert changes(write_plan(tmp_path / "contoh", plan + silence)) == []
    assert len(changes(write_plan(tmp_path / "contoh", plan))) == 1


def test_the_bad_corpus_is_mended_where_it_can_be_and_stays_so(tmp_path: Path) -> None:
    for case in sorted((CORPUS / "bad").glob("*/plans/*")):
        files = {path.relative_to(case): path.read_bytes() for path in case.rglob("*.toml") if path.is_file()}
        folder = tmp_path / case.parent.parent.name / case.name
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        before = findings_on(read_plan(folder), TASK)
        fixed(folder)
        left = findings_on(read_plan(folder), TASK)
        can_be = [finding for finding in before if finding.replacement is not None]
        assert len(left) <= len(before) - len(can_be) or "KT102" in codes(before), case


def test_the_good_plans_are_left_as_they_are() -> None:
    for folder in (CORPUS / "good").iterdir():
        assert [change.path for change in changes(folder) if change.path.name == "plan.toml"] == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path, line_end: str, mark: str) -> None:
    wrong = PLAN.replace("targets", "targts").replace('"3,81"', '"3.81"').replace('"%"', "“%”").rstrip("\n")
    after = fixed_plan(tmp_path, (mark + wrong.replace("\n", line_end)).encode())
    assert after.decode() == mark + PLAN.rstrip("\n").replace("\n", line_end)


BLANKS = st.text(" \t", max_size=3)
COMMENTS = st.builds("{}#{}".format, BLANKS, st.text("aé–“”\"'=[]{}#\\ \t𝛼", max_size=8))
LINES = PLAN.splitlines()
SLIPS = {"targets": "targts", "unit": "unti", "better": "beter", "“3,81”": "3,81", '"3,81"': '"3.81"'}


@given(st.data())
def test_nothing_beside_what_is_mended_changes(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    slips = data.draw(st.lists(st.sampled_from(["targets", "unit", "better", '"3,81"']), unique=True, min_size=1))
    line_end = data.draw(st.sampled_from(["\n", "\r\n"]))
    parts: list[tuple[str, str]] = []  # as it is and as it should be
    for line in LINES:
        wrong = line
        for slip in slips:
            wrong = wrong.replace(slip, SLIPS[slip])
        spacing = data.draw(st.sampled_from([" = ", "=", "\t= ", "  =\t"])) if line.count(" = ") == 1 else " = "
        before = data.draw(st.lists(BLANKS | COMMENTS, max_size=2))
        behind = data.draw(BLANKS | COMMENTS)
        parts += [(text, text) for text in before]
        parts.append((wrong.replace(" = ", spacing) + behind, line.replace(" = ", spacing) + behind))
    wrong, right = (line_end.join(part[side] for part in parts) + line_end for side in (0, 1))
    tomllib.loads(right)
    folder = write_plan(tmp_path_factory.getbasetemp() / "beside" / "contoh", wrong.encode())
    assert fixed(folder)["plan.toml"].decode() == right


def test_a_file_that_a_link_brings_in_is_left_alone(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN.replace("targets", "targts"))
    outside = tmp_path / "luar.toml"
    outside.write_text(YEAR.replace("source", "sorce"), encoding="utf-8")
    (folder / "realised" / "2025.toml").symlink_to(outside)
    before = outside.read_bytes()
    [change] = mended(folder, TASK)
    assert change.path == folder / "plan.toml"
    write([change], folder)
    assert outside.read_bytes() == before
    assert (folder / "realised" / "2025.toml").is_symlink()


def test_a_link_within_the_folder_is_followed_and_kept(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN)
    (folder / "data.toml").write_text(YEAR.replace("source", "sorce"), encoding="utf-8")
    link = folder / "realised" / "2025.toml"
    link.symlink_to(Path("..") / "data.toml")
    write(mended(folder, TASK), folder)
    assert link.is_symlink()
    assert (folder / "data.toml").read_text(encoding="utf-8") == YEAR


def test_a_folder_that_is_a_link_itself_is_mended(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN.replace("targets", "targts"))
    link = tmp_path / "tautan"
    link.symlink_to(folder)
    write(mended(link, TASK), link)
    assert (folder / "plan.toml").read_text(encoding="utf-8") == PLAN


def test_no_other_file_of_the_folder_is_read_or_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN.replace("targets", "targts"), {"2025": YEAR, "lama": YEAR})
    for name in ("bukti/1.pdf", "bukti/plan.toml", ".draf.toml", "realised/.2024.toml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"targts")
    (folder / "bukti" / "tautan").symlink_to("/")
    copied: list[Path] = []
    mend = fixing._mend

    def look(copy: Path, task: Task) -> object:
        copied.extend(path.relative_to(copy) for path in copy.rglob("*") if path.is_file())
        return mend(copy, task)

    monkeypatch.setattr(fixing, "_mend", look)
    assert [change.path.name for change in changes(folder)] == ["plan.toml"]
    assert sorted(map(str, copied)) == ["plan.toml", "realised/2025.toml"]


@pytest.mark.parametrize("kind", ["folder", "bytes", "missing"])
def test_a_file_that_cannot_be_read_keeps_no_other_from_being_mended(tmp_path: Path, kind: str) -> None:
    folder = write_plan(tmp_path / "contoh", PLAN.replace("targets", "targts"))
    year = folder / "realised" / "2025.toml"
    if kind == "folder":
        year.mkdir()
    elif kind == "bytes":
        year.write_bytes(b"\xff")
    else:
        year.symlink_to("nowhere")
    assert [change.after for change in mended(folder, TASK)] == [PLAN]


def test_where_the_plan_cannot_be_read_its_figures_are_mended_still(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "contoh", b"\xff", {"2025": "# x\n" + YEAR.replace("source", "sorce")})
    assert [change.path.name for change in changes(folder)] == ["2025.toml"]


def test_nothing_is_written_where_a_file_was_changed_meanwhile(tmp_path: Path) -> None:
    year = YEAR.replace("source", "sorce")
    folder = write_plan(tmp_path / "contoh", PLAN.replace("targets", "targts"), {"2025": year})
    found = mended(folder, TASK)
    assert len(found) == 2
    path = folder / "realised" / "2025.toml"
    path.write_text(FIGURE, encoding="utf-8")
    before = contents(folder)
    with pytest.raises(NotWrittenError, match="changed by somebody else"):
        write(found, folder)
    assert {**contents(folder), ".kumkm.lock": b""} == {**before, ".kumkm.lock": b""}
