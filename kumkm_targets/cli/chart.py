"""`kumkm chart`: pictures of targets and figures over the years, as SVG or PNG."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.appraising import appraised, judged_row
from kumkm_targets.cli.options import OptionalIndicator, PlanArgument
from kumkm_targets.cli.session import OpenPlan, Session, session_of
from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.course import Course


def chart(
    context: typer.Context,
    plan: PlanArgument,
    indicator: OptionalIndicator = None,
    year: Annotated[
        int | None,
        typer.Option(
            *("--year", "-y"),
            min=FIRST_YEAR,
            max=LAST_YEAR,
            metavar="YEAR",
            help=_("How things stood at the end of this year; without it, how they stand now."),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=_("Where to write it; its name ends in .svg or .png.")),
    ] = None,
) -> None:
    """Draw one indicator over the years, or without INDICATOR all of the plan on one sheet."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.report_file import write_bytes

    session = session_of(context)
    opened = session.open(plan)
    if indicator is not None:
        opened.indicator(indicator)
    if output is None:
        raise UsageError(_("{name} is missing").format(name="-o"), _("Name the picture, such as grafik.svg."))
    kind = _kind_of(output)
    named = [indicator] if indicator is not None else list(opened.plan.indicators)
    svg = _drawn(_courses(session, opened, named, year, is_asked=indicator is not None), opened)
    if kind == "png":
        from kumkm_targets.reporting.typesetting import svg_as_png

        write_bytes(output, svg_as_png(svg))
    else:
        write_bytes(output, svg.encode())
    typer.echo(_("Written: {path}").format(path=output.as_posix()), err=True)


def _courses(
    session: Session, opened: OpenPlan, named: list[str], year: int | None, *, is_asked: bool
) -> "list[Course]":
    """The courses as they stood at the end of the year; of a whole plan without what was retired before."""
    from kumkm_targets.evaluation.course import course, standing_year

    realised, appraisals, found = opened.reading.realised, {}, []
    for name in named:
        standing = standing_year(opened.plan, name, realised, session.today) if year is None else year
        retired = opened.plan.indicators[name].retired
        if is_asked or retired is None or standing <= retired:
            if standing not in appraisals:
                appraisals[standing] = appraised(session, opened, standing)
            appraisal = appraisals[standing]
            found.append(course(appraisal, judged_row(appraisal, name), realised, session.today))
    return found


def _drawn(courses: "list[Course]", opened: OpenPlan) -> str:
    """One picture, large, or many on a sheet. Raises UsageError where there is none."""
    from kumkm_targets.errors import UsageError

    if not courses:
        raise UsageError(_("the plan {plan} has no indicators").format(plan=opened.plan.id))
    if len(courses) == 1:
        from kumkm_targets.reporting.charts.indicator_chart import indicator_chart

        return indicator_chart(courses[0])
    from kumkm_targets.reporting.charts.small_multiples import small_multiples

    return small_multiples(courses)


def _kind_of(output: Path) -> Literal["svg", "png"]:
    """What the file's name asks for. Raises UsageError."""
    from kumkm_targets.errors import UsageError

    ending = output.suffix.casefold()
    if ending == ".svg":
        return "svg"
    if ending == ".png":
        return "png"
    raise UsageError(
        _("a picture is not written as {ending}").format(ending=ending or f"“{output.name}”"),
        _("Name it .svg or .png."),
    )
