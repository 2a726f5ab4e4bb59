"""A Frictionless Data Package: the files of its tables, and the descriptor that says what stands in them.

It follows version 1 of the specification (profile tabular-data-package, https://specs.frictionlessdata.io), which the
tools for version 2 read too. Descriptions are in Indonesian, in English under `description_en`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from kumkm_targets.messages import N_, translated
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.export.fields import FIGURE_FIELDS, TABLES, Field, Line, Table
from kumkm_targets.reporting.export.figure import Figure
from kumkm_targets.reporting.export.figures import figures_of
from kumkm_targets.reporting.export.kinds import KINDS
from kumkm_targets.reporting.export.lines import csv_head, csv_lines
from kumkm_targets.reporting.export.plan_lists import (
    history_lines,
    indicator_lines,
    plan_line,
    programme_lines,
    source_lines,
)
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.storage.workspace import PLAN_ID

FILES: Final = tuple(f"{table.name}.csv" for table in TABLES)
_TABLES: Final = {table.name: table for table in TABLES}
_POSITIONS: Final = {
    name: [[one.name for one in FIGURE_FIELDS].index(column.name) for column in _TABLES[name].fields]
    for name in ("figures", "spending", "averages")
}
_NAME: Final = "kumkm-targets"
_TITLE: Final = N_("Targets and realised figures of cooperatives and MSMEs")
_ABOUT: Final = N_(
    "Targets, realised figures, gaps and achievement of development plans, exact as they were declared and recorded. "
    "The table of kinds explains the kinds of figure. Texts that a spreadsheet would reckon begin with an apostrophe."
)


class _Facts(Protocol):
    """Size in bytes and SHA-256 digest of a file."""

    @property
    def size(self) -> int: ...

    @property
    def digest(self) -> str: ...


@dataclass
class Package:
    """What the descriptor says of the plans in it, gathered while they pass."""

    today: date
    licence: str | None = None
    plans: int = 0
    name: str = _NAME
    title: str = ""
    organisations: dict[str, None] = field(default_factory=dict)
    sources: dict[tuple[str, str | None], None] = field(default_factory=dict)

    def pieces(self, plans: Iterable[tuple[Plan, Mapping[int, RealisedYear]]]) -> Iterator[tuple[str, str]]:
        """The files in pieces: name and text, one plan after another."""
        for table in TABLES:
            yield f"{table.name}.csv", csv_head(table.fields)
        yield "kinds.csv", csv_lines(_kinds(), _TABLES["kinds"].fields)
        for plan, realised in plans:
            self._add(plan)
            for name, lines in _lines(plan, realised, self.today).items():
                yield f"{name}.csv", csv_lines(lines, _TABLES[name].fields)

    def descriptor(self, files: Mapping[str, _Facts]) -> str:
        """The content of datapackage.json, when all plans have passed."""
        one = self.plans == 1
        document: dict[str, Any] = {
            "profile": "tabular-data-package",
            "name": self.name if one and PLAN_ID.fullmatch(self.name) else _NAME,
            "title": self.title if one else translated(_TITLE, "id"),
            **({} if one else {"title_en": _TITLE}),
            **_described(_ABOUT),
        }
        if self.licence:
            document["licenses"] = [{"name": self.licence}]
        if self.organisations:
            document["contributors"] = [{"title": name} for name in self.organisations]
        if self.sources:
            document["sources"] = [
                {"title": title, **({"path": url} if url and url.startswith(("http://", "https://")) else {})}
                for title, url in self.sources
            ]
        document["resources"] = [_resource(table, files[f"{table.name}.csv"]) for table in TABLES]
        return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"

    def _add(self, plan: Plan) -> None:
        self.plans += 1
        self.name, self.title = plan.id, plan.header.title
        if plan.header.organisation:
            self.organisations.setdefault(plan.header.organisation)
        for source in plan.sources.values():
            self.sources.setdefault((source.title, source.url))


def _lines(plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> dict[str, list[Line]]:
    """The plan's lines in each table."""
    split: dict[str, list[Line]] = {name: [] for name in _POSITIONS}
    for figure in figures_of(plan, realised, today):
        name = _table_of(figure)
        split[name].append(tuple(figure[position] for position in _POSITIONS[name]))
    return {
        **split,
        "indicators": [*indicator_lines(plan, realised)],
        "programmes": [*programme_lines(plan, realised)],
        "plans": [plan_line(plan)],
        "sources": [*source_lines(plan)],
        "history": [*history_lines(plan, realised)],
    }


def _table_of(figure: Figure) -> str:
    if figure.indicator is not None:
        return "figures"
    return "averages" if figure.programme is None else "spending"


def _kinds() -> list[Line]:
    return [(kind, translated(words, "id"), words) for kind, words in KINDS.items()]


def _resource(table: Table, file: _Facts) -> dict[str, Any]:
    keys = [
        {"fields": [*columns], "reference": {"resource": other, "fields": [*there]}}
        for columns, other, there in table.refers
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        **_described(table.words),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "schema": {
            "fields": [_field(one) for one in table.fields],
            "missingValues": [""],
            "primaryKey": [*table.key],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(one: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if one.required else {}
    if one.one_of:
        constraints["enum"] = [*one.one_of]
    form = {"format": "any"} if one.type == "datetime" else {}
    return {
        "name": one.name,
        "type": one.type,
        **form,
        **_described(one.words),
        **({"constraints": constraints} if constraints else {}),
    }


def _described(words: str) -> dict[str, str]:
    return {"description": translated(words, "id"), "description_en": words}
