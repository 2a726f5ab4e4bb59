"""The status of a plan and year by objective (*sasaran*) or by programme, for a screen, a page and programs.

`realised` is that of all years: the report by programme adds up the money of the plan so far.
"""

import json
from collections.abc import Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.budget import Budgets, budgets_of
from kumkm_targets.evaluation.groups import GroupBy, groups_of
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.groups.achievement import achievement_section
from kumkm_targets.reporting.groups.data import FREE_TEXT, group_document, group_records
from kumkm_targets.reporting.groups.money import money_sections
from kumkm_targets.reporting.groups.sections import Section, section_markdown, section_report
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.footer import title_line

Realised = Mapping[int, RealisedYear]


def group_report(appraisal: Appraisal, realised: Realised, by: GroupBy, screen: Console) -> RenderableType:
    """The tables under the plan's title, each fitted to the screen, and how everything was reckoned."""
    pages: list[RenderableType] = [title_line(appraisal)]
    for section in _sections(appraisal, realised, by):
        pages += [section_report(section, screen.width), Text("")]
    return Group(*pages[:-1])


def group_markdown(appraisal: Appraisal, realised: Realised, by: GroupBy) -> str:
    """The same tables under headings, with what stands below each as a list."""
    title, *about = (markdown_text(line) for line in title_line(appraisal).plain.splitlines() if line)
    sections = map(section_markdown, _sections(appraisal, realised, by))
    return "\n".join([f"### {title}\n", *(f"{line}\n" for line in about), *sections])


def group_json(appraisal: Appraisal, realised: Realised, by: GroupBy) -> str:
    """The groups as a JSON document: see `group_data`."""
    document = group_document(appraisal, groups_of(appraisal, by), by, _budgets(appraisal, realised, by))
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def group_csv(appraisal: Appraisal, realised: Realised, by: GroupBy) -> str:
    """A line per group as CSV: see `group_data`."""
    records, columns = group_records(appraisal, groups_of(appraisal, by), by, _budgets(appraisal, realised, by))
    return csv_table(records, columns, FREE_TEXT)


def _sections(appraisal: Appraisal, realised: Realised, by: GroupBy) -> Iterator[Section]:
    groups, budgets = groups_of(appraisal, by), _budgets(appraisal, realised, by)
    if budgets is not None:
        yield from money_sections(appraisal, groups, budgets)
    yield achievement_section(appraisal, groups, by)


def _budgets(appraisal: Appraisal, realised: Realised, by: GroupBy) -> Budgets | None:
    return budgets_of(appraisal, realised) if by == "programme" else None
