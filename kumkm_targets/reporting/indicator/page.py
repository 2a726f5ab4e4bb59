"""The page of one indicator: what it is, its years, its chart and pace, and where its figures come from."""

from collections.abc import Iterable, Mapping

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.indicator.course_chart import course_chart
from kumkm_targets.reporting.indicator.facts import Line, amendments, identity, pace, remarks, sources
from kumkm_targets.reporting.indicator.history import history_section
from kumkm_targets.reporting.indicator.years import notes, quarters_table, years_table
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import indicator_name


def indicator_page(course: Course, realised: Mapping[int, RealisedYear], screen: Console) -> RenderableType:
    """The whole page for that screen; realised: all that is recorded for the plan, by year."""
    width = screen.width
    known = {year: content for year, content in realised.items() if year <= course.year}
    sections: list[tuple[str, RenderableType | None]] = [
        ("", _grid(identity(course))),
        ("", years_table(course, width)),
        ("", _text(notes(course))),
        ("", course_chart(course, width, is_typed=screen.options.ascii_only)),
        (_("Pace and outlook"), _grid(pace(course))),
        (_("Quarters"), quarters_table(course, width)),
        (_("Amendments"), _grid(amendments(course))),
        (_("Sources"), _grid(sources(course))),
        (_("Notes"), _grid(remarks(course))),
        (_("History"), history_section(course, known)),
    ]
    parts: list[RenderableType] = [_title(course)]
    for heading, content in sections:
        if content is not None:
            parts += [Text("")]
            parts += [Text(heading, style="bold")] if heading else []
            parts += [content]
    return Group(*parts)


def _title(course: Course) -> Text:
    header = course.plan.header
    return Text.assemble(
        (indicator_name(course.row.indicator), "bold"),
        f"\n{one_line(header.title)}\n",
        f"{one_line(header.region.name)} ({header.region.code}) · ",
        _("plan {start}–{end}").format(start=header.period.start, end=header.period.end),
        " · ",
        _("as of {year}").format(year=course.year),
    )


def _grid(lines: Iterable[Line]) -> Table | None:
    """Labels on the left, what they stand for beside them; None without any."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, words in lines:
        table.add_row(Text(one_line(label)), Text(one_line(words)))
    return table if table.row_count else None


def _text(lines: Iterable[str]) -> Text | None:
    text = "\n".join(map(one_line, lines))
    return Text(text) if text else None
