"""`kumkm export` as it is typed: where it writes, what it refuses, and what it says."""

import importlib.util
import json
from pathlib import Path

import pytest

from kumkm_targets.reporting.export.fields import FIGURE_FIELDS
from tests.conftest import Run
from tests.export.held import csv_records, json_records

MALUT = "malut-rpjmd-2025-2029"


def test_without_a_target_the_csv_is_printed(run: Run) -> None:
    done = run("export", MALUT)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == ",".join(field.name for field in FIGURE_FIELDS)
    assert {record["plan"] for record in csv_records(done.out)} == {MALUT}


def test_without_a_plan_the_whole_workspace_is_exported(run: Run, workspace: Path) -> None:
    records = csv_records(run("export").out)
    assert [*dict.fromkeys(record["plan"] for record in records)] == sorted(path.name for path in workspace.glob("*/"))


def test_the_ending_decides_what_is_written(run: Run, workspace: Path) -> None:
    for name in ("a.csv", "a.jsonl"):
        done = run("export", MALUT, "-o", name)
        assert (done.code, done.out, done.err) == (0, "", f"Written: {name} (1 plan)\n")
    records = csv_records((workspace.parent / "a.csv").read_text(encoding="utf-8"))
    other = json_records((workspace.parent / "a.jsonl").read_text(encoding="utf-8"))
    assert [record["id"] for record in records] == [record["id"] for record in other]
    assert [{key: str(cell or "") for key, cell in record.items()} for record in other] == records


def test_the_same_plans_give_the_same_bytes(run: Run) -> None:
    assert run("export").out == run("export", lang="id").out


def test_texts_are_whole_in_json_lines(run: Run, workspace: Path) -> None:
    path = workspace / "jombang-koperasi-2022" / "realised" / "2021.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('note = "', 'note = "=1\\n\\u001b[31m', 1), encoding="utf-8"
    )
    done = run("export", "jombang-koperasi-2022", "--format", "jsonl")
    notes = [json.loads(line)["note"] or "" for line in done.out.splitlines()]
    assert any(note.startswith("=1\n\x1b[31m") for note in notes)
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "a.xlsx"), "an export is not written as .xlsx"),
        (("--format", "parquet"), "parquet is not printed on the screen"),
        (("--format", "datapackage"), "datapackage is not printed on the screen"),
        (("-o", "a.csv", "--licence", "CC0-1.0"), "--licence is for a data package"),
        (("-o", "plan.toml", "--format", "csv"), "plan.toml is named like a plan file"),
        (("-o", "plans", "--format", "csv"), "plans is a folder"),
        (("--format", "xml"), "--format"),
        (("malut",), "there is no plan “malut” in plans"),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, workspace: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {message}")
    assert [path.name for path in workspace.parent.iterdir()] == ["plans"]


def test_a_workspace_without_plans_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    done = run("--plans", "kosong", "export")
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", "error: there is no plan here to export")


def test_a_plan_that_is_not_valid_is_left_out_and_named(run: Run, workspace: Path) -> None:
    path = workspace / MALUT / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind =", "knd ="), encoding="utf-8")
    done = run("export", "-o", "a.csv")
    assert done.code == 3
    assert f"not valid: {MALUT}" in done.err
    text = (workspace.parent / "a.csv").read_text(encoding="utf-8")
    assert MALUT not in {record["plan"] for record in csv_records(text)}
    assert len({record["plan"] for record in csv_records(text)}) == 7


def test_a_named_plan_that_is_not_valid_stops_the_export(run: Run, workspace: Path) -> None:
    (workspace / MALUT / "plan.toml").write_text("format = 1\n", encoding="utf-8")
    done = run("export", "jombang-koperasi-2022", MALUT, "-o", "a.csv")
    assert done.code == 3
    assert not (workspace.parent / "a.csv").exists()


def test_where_nothing_can_be_written_the_old_file_stays(run: Run, workspace: Path) -> None:
    done = run("export", "-o", "tiada/a.csv")
    assert (done.code, done.err) == (5, "error: could not write tiada/a.csv: No such file or directory\n")
    assert run("export", "-o", "tiada/a.zip").code == 5


def test_parquet_says_what_it_needs_or_holds_the_same(run: Run, workspace: Path) -> None:
    done = run("export", "-o", "a.parquet")
    if importlib.util.find_spec("pyarrow") is None:
        assert done.code == 2
        assert "error: Parquet is written by pyarrow, which is not installed" in done.err
        assert [path.name for path in workspace.parent.iterdir()] == ["plans"]
        return
    from pyarrow import parquet

    assert done.code == 0
    lines = parquet.read_table(workspace.parent / "a.parquet").to_pylist()
    assert [{key: str(cell) if cell else cell for key, cell in line.items()} for line in lines] == [
        {key: str(cell) if cell else cell for key, cell in record.items()}
        for record in json_records(run("export", "--format", "jsonl").out)
    ]
