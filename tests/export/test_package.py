"""The data package: valid by its profile, whole, and the same bytes for the same plans."""

import csv
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kumkm_targets.reporting.export.kinds import KINDS
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import write_plan
from tests.cli.divided_plan import PLAN, TEXT
from tests.conftest import PLANS, Run
from tests.export.held import exported, held

PROFILE = json.loads((Path(__file__).parent / "tabular-data-package.schema.json").read_text(encoding="utf-8"))
"""The profile of https://specs.frictionlessdata.io, without its words."""
TABLES = "figures spending averages indicators programmes plans sources history kinds".split()
HOSTILE = """\
format = 1

[plan]
title = "=HYPERLINK(1)"
kind = "other"
region = { code = "62", name = "@x" }
organisation = "+62 811"
period = { start = 2025, end = 2025 }

[indicators.a]
name = "-1+1|cmd"
unit = "orang"
better = "higher"
targets = { 2025 = -5 }
note = "baris\\nkedua\\u001b[31m"
"""


@pytest.fixture
def package(run: Run, workspace: Path) -> Path:
    """A package of the real plans, of one with parts and money, and of a hostile one."""
    stray = "format = 1\nyear = 2025\n[figures.tak_dikenal]\nvalue = 7\n[programmes.lain]\nspent = 1\n"
    write_plan(workspace / PLAN, TEXT, {"2025": stray})
    write_plan(workspace / "jahat", HOSTILE)
    done = run("export", "-o", "paket", "--licence", "CC-BY-4.0")
    assert (done.code, done.out, done.err) == (0, "", "Written: paket (10 plans)\n")
    return workspace.parent / "paket"


def _descriptor(package: Path) -> dict[str, Any]:
    return json.loads((package / "datapackage.json").read_text(encoding="utf-8"))


def _table(package: Path, name: str) -> list[dict[str, str]]:
    with (package / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_descriptor_keeps_to_the_profile(package: Path) -> None:
    descriptor = _descriptor(package)
    jsonschema.Draft4Validator(PROFILE).validate(descriptor)
    assert [resource["name"] for resource in descriptor["resources"]] == TABLES
    assert descriptor["licenses"] == [{"name": "CC-BY-4.0"}]
    assert {"title": "Pemerintah Provinsi Maluku Utara"} in descriptor["contributors"]


def test_the_profile_refuses_what_is_none(package: Path) -> None:
    descriptor = _descriptor(package)
    del descriptor["resources"][0]["schema"]
    assert list(jsonschema.Draft4Validator(PROFILE).iter_errors(descriptor))


def test_every_column_is_described_in_both_languages(package: Path) -> None:
    for resource in _descriptor(package)["resources"]:
        fields = resource["schema"]["fields"]
        with (package / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in fields]
        for field in fields:
            assert field["description"]
            assert field["description"] != field["description_en"], field


def test_every_file_is_the_one_that_is_described(package: Path) -> None:
    for resource in _descriptor(package)["resources"]:
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_keys_are_unique_and_lead_somewhere(package: Path) -> None:
    lines = {name: _table(package, name) for name in TABLES}
    for resource in _descriptor(package)["resources"]:
        schema, here = resource["schema"], lines[resource["name"]]
        keys = [tuple(line[field] for field in schema["primaryKey"]) for line in here]
        assert len(keys) == len(set(keys))
        assert all(all(key) for key in keys)
        for foreign in schema.get("foreignKeys", ()):
            there = foreign["reference"]
            known = {tuple(line[field] for field in there["fields"]) for line in lines[there["resource"]]}
            used = {tuple(line[field] for field in foreign["fields"]) for line in here}
            assert {key for key in used if any(key)} <= known, (resource["name"], foreign)


def test_cells_keep_to_what_their_columns_declare(package: Path) -> None:
    for resource in _descriptor(package)["resources"]:
        for field in resource["schema"]["fields"]:
            cells = [line[field["name"]] for line in _table(package, resource["name"])]
            limits = field.get("constraints", {})
            assert not (limits.get("required") and "" in cells), field["name"]
            assert not ("enum" in limits and set(cells) - {"", *limits["enum"]}), field["name"]
            if field["type"] == "boolean":
                assert set(cells) <= {"true", "false"}


def test_its_figures_are_those_of_the_plans(package: Path) -> None:
    lines = [{"programme": None, **line} for line in _table(package, "figures")]
    lines += [{"indicator": None, **line} for line in _table(package, "spending")]
    for folder in sorted(PLANS.glob("*/")):
        reading = read_plan(folder)
        assert reading.plan is not None
        assert exported(line for line in lines if line["plan"] == folder.name) == held(reading.plan, reading.realised)


def test_what_a_plan_does_not_declare_is_kept_and_said_to_be_undeclared(package: Path) -> None:
    [stray] = [line for line in _table(package, "indicators") if line["declared"] == "false"]
    assert (stray["plan"], stray["indicator"], stray["name"]) == (PLAN, "tak_dikenal", "")
    [figure] = [line for line in _table(package, "figures") if line["indicator"] == "tak_dikenal"]
    assert (figure["kind"], figure["value"]) == ("recorded", "7")
    assert [line["programme"] for line in _table(package, "programmes") if line["declared"] == "false"] == ["lain"]


def test_texts_are_no_formulas_and_figures_stay_numbers(package: Path) -> None:
    [plan] = [line for line in _table(package, "plans") if line["plan"] == "jahat"]
    assert (plan["title"], plan["region_name"], plan["organisation"]) == ("'=HYPERLINK(1)", "'@x", "'+62 811")
    [target] = [line for line in _table(package, "figures") if line["id"] == "jahat/a/2025/original_target"]
    assert (target["name"], target["value"]) == ("'-1+1|cmd", "-5")
    [indicator] = [line for line in _table(package, "indicators") if line["plan"] == "jahat"]
    assert indicator["note"] == "baris kedua\\x1b[31m"


def test_the_kinds_are_explained(package: Path) -> None:
    assert [line["kind"] for line in _table(package, "kinds")] == [*KINDS]


def test_an_archive_has_the_same_files_and_the_same_bytes_every_time(run: Run, workspace: Path) -> None:
    for name in ("a.zip", "b.zip", "paket"):
        run("export", "-o", name)
    first, second, folder = (workspace.parent / name for name in ("a.zip", "b.zip", "paket"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in folder.iterdir()
        }


def test_the_language_in_force_changes_no_byte(run: Run, workspace: Path) -> None:
    for lang in ("en", "id"):
        run("export", "-o", f"{lang}.zip", lang=lang)
    assert (workspace.parent / "en.zip").read_bytes() == (workspace.parent / "id.zip").read_bytes()


def test_a_package_of_one_plan_has_its_name_and_title(run: Run, workspace: Path) -> None:
    run("export", "malut-rpjmd-2025-2029", "-o", "paket")
    descriptor = _descriptor(workspace.parent / "paket")
    assert descriptor["name"] == "malut-rpjmd-2025-2029"
    assert descriptor["title"] == "RPJMD Provinsi Maluku Utara 2025–2029: koperasi dan UKM"
    assert "licenses" not in descriptor


def test_a_package_is_written_anew_but_not_over_other_files(run: Run, workspace: Path) -> None:
    target = workspace.parent / "paket"
    assert run("export", "-o", "paket").code == 0
    assert run("export", "jombang-koperasi-2022", "-o", "paket").code == 0
    assert {line["plan"] for line in _table(target, "plans")} == {"jombang-koperasi-2022"}
    refused = run("export", "-o", "plans")
    assert (refused.code, refused.err) == (
        4,
        "error: the folder plans holds other files\n  Name a folder that is new, empty or a data package.\n",
    )
    assert sorted(path.name for path in workspace.parent.iterdir()) == ["paket", "plans"]
