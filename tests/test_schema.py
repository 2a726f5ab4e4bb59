"""The JSON Schemas: made from the model, kept under docs/schema, and right about every file of ours."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kumkm_targets.messages import use_language
from kumkm_targets.model.fields import Better
from kumkm_targets.reporting.schema import key_words
from kumkm_targets.reporting.schema.json_schema import DRAFT, plan_schema, realised_schema
from tests.conftest import PLANS, ROOT, Run

KEPT = ROOT / "docs" / "schema"
CORPUS = ROOT / "tests" / "corpus"
SCHEMAS = {"plan": plan_schema, "realised": realised_schema}
SOUND = sorted([*PLANS.rglob("*.toml"), *(CORPUS / "good").rglob("*.toml")])

# What is wrong with the shape of a file. Units, references, other files and arithmetic are beyond a schema.
SEEN = "KT104 KT105 KT106 KT107 KT108 KT109 KT110 KT111 KT112 KT202 KT209 KT408 KT409".split()


def _schema(file: Path) -> dict[str, Any]:
    made = plan_schema() if file.name == "plan.toml" else realised_schema()
    schema: dict[str, Any] = json.loads(made)
    return schema


def _as_json(value: Any) -> Any:
    """A parsed file as the TOML tools of editors hand it to a schema: dates are text."""
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _complaints(file: Path) -> list[str]:
    data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    validator = Draft7Validator(_schema(file), format_checker=Draft7Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(_as_json(data))]


def _tables(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that is a schema itself."""
    if isinstance(schema, dict):
        yield schema
        parts = [*schema.get("properties", {}).values(), *schema.get("patternProperties", {}).values()]
        for part in (*parts, schema.get("items"), schema.get("additionalProperties")):
            yield from _tables(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_kept_schema_is_the_one_that_is_made(name: str, request: pytest.FixtureRequest) -> None:
    use_language("id")
    path = KEPT / f"{name}.schema.json"
    if request.config.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(SCHEMAS[name](), encoding="utf-8", newline="\n")
    assert SCHEMAS[name]() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_the_schema_in_the_language_in_force(run: Run, name: str) -> None:
    for language in ("id", "en"):
        use_language(language)
        done = run("schema", name, lang=language)
        assert (done.code, done.out, done.err) == (0, SCHEMAS[name](), "")


def test_only_the_two_files_have_a_schema(run: Run) -> None:
    done = run("schema", "rencana")
    assert (done.code, done.out) == (2, "")
    assert "plan, realised" in done.err


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_valid_draft_07(name: str) -> None:
    schema = json.loads(SCHEMAS[name]())
    assert schema["$schema"] == DRAFT == Draft7Validator.META_SCHEMA["$schema"]
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_sound_file_fits_its_schema(file: Path) -> None:
    assert _complaints(file) == []


@pytest.mark.parametrize("code", SEEN)
def test_what_is_wrong_with_the_shape_of_a_file_is_seen_by_the_schema(code: str) -> None:
    [case] = (CORPUS / "bad").glob(f"{code}-*")
    assert [complaint for file in sorted(case.rglob("*.toml")) for complaint in _complaints(file)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained_and_every_example_is_right(name: str) -> None:
    for table in _tables(json.loads(SCHEMAS[name]())):
        for key, schema in table.get("properties", {}).items():
            assert schema["description"], key
            for example in schema.get("examples", []):
                Draft7Validator(schema).validate(example)


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_table_takes_a_key_that_is_not_in_the_format(name: str) -> None:
    for table in _tables(json.loads(SCHEMAS[name]())):
        if "object" in table.get("type", ""):
            assert table["additionalProperties"] is False


def test_every_explanation_is_of_a_key_that_exists() -> None:
    for record, words in (*key_words.KEYS.items(), *key_words.EXAMPLES.items()):
        assert words.keys() <= {field.alias or name for name, field in record.model_fields.items()}, record


def test_every_explanation_and_example_is_used() -> None:
    printed = plan_schema() + realised_schema()
    texts = [*key_words.RECORDS.values(), *(text for words in key_words.KEYS.values() for text in words.values())]
    assert [text for text in texts if json.dumps(text, ensure_ascii=False)[1:-1] not in printed] == []


def test_every_value_that_is_one_of_few_is_explained() -> None:
    explained = [table for name in SCHEMAS for table in _tables(json.loads(SCHEMAS[name]())) if "enum" in table]
    assert explained
    for table in explained:
        words = table["x-taplo"]["docs"]["enumValues"]
        assert len(words) == len(set(words)) == len(table["enum"])


def test_an_indicator_is_completed_with_its_direction_in_words() -> None:
    indicators = json.loads(plan_schema())["properties"]["indicators"]
    [indicator] = indicators["patternProperties"].values()
    better = indicator["properties"]["better"]
    assert dict(zip(better["enum"], better["x-taplo"]["docs"]["enumValues"], strict=True)) == key_words.VALUES[Better]


def test_silencing_offers_the_checks_that_can_be_silenced() -> None:
    ignore = json.loads(plan_schema())["properties"]["check"]["properties"]["ignore"]
    assert "KT303" in ignore["properties"]
    assert "KT102" not in ignore["properties"]
    valid = Draft7Validator(ignore)
    assert valid.is_valid({"target-jump": "dicetak demikian", "KT303": "dicetak demikian"})
    assert not valid.is_valid({"target-jmp": "salah ketik"})
    assert not valid.is_valid({"KT303": ""})


@pytest.mark.parametrize(
    ("target", "fits"),
    [
        (3.75, True),
        ("3,75", True),
        ("≥ 800", True),
        ({"min": 7, "max": "8"}, True),
        ({"min": 7}, False),
        ({}, False),
        ({"min": 7, "max": 8, "unit": "hari"}, False),
        ("n/a", False),
        (True, False),
        ([7, 8], False),
    ],
)
def test_a_target_is_a_figure_or_a_range(target: Any, fits: bool) -> None:
    [file] = (CORPUS / "bad" / "KT303-target-jump").rglob("plan.toml")
    plan = tomllib.loads(file.read_text(encoding="utf-8"))
    indicator = next(iter(plan["indicators"].values()))
    indicator["targets"] = {"2025": target}
    assert Draft7Validator(json.loads(plan_schema())).is_valid(_as_json(plan)) is fits
