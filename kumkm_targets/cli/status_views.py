"""What `kumkm status` prints: one plan, its parts, its groups, or all plans, each in every format."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from kumkm_targets.cli.session import Session

if TYPE_CHECKING:
    from kumkm_targets.evaluation.appraisal import Appraisal
    from kumkm_targets.evaluation.groups import GroupBy
    from kumkm_targets.model.realised import RealisedYear
    from kumkm_targets.reporting.status.shown_rows import Shown

Format = Literal["text", "json", "csv", "markdown"]


def show_plan(session: Session, appraisal: "Appraisal", shown: "Shown | None", format: Format) -> None:  # noqa: A002
    """The table of one plan and year. shown: without it, all rows as the plan has them."""
    if format == "text":
        from kumkm_targets.reporting.status.table import status_report

        screen = session.screen()
        screen.print(status_report(appraisal, screen, shown))
    elif format == "markdown":
        from kumkm_targets.reporting.status.markdown import status_markdown

        sys.stdout.write(status_markdown(appraisal, shown))
    else:
        from kumkm_targets.reporting.status.data import status_csv, status_json

        sys.stdout.write(status_json(appraisal, shown) if format == "json" else status_csv(appraisal, shown))


def show_parts(
    session: Session,
    appraisal: "Appraisal",
    realised: "Mapping[int, RealisedYear]",
    format: Format,  # noqa: A002
) -> None:
    """The kabupaten and kota by what they add to the gap."""
    from kumkm_targets.reporting.parts import report as status_by_part

    if format == "text":
        screen = session.screen()
        screen.print(status_by_part.part_report(appraisal, realised, screen))
    elif format == "markdown":
        sys.stdout.write(status_by_part.part_markdown(appraisal, realised))
    elif format == "json":
        sys.stdout.write(status_by_part.part_json(appraisal, realised))
    else:
        sys.stdout.write(status_by_part.part_csv(appraisal, realised))


def show_groups(
    session: Session,
    appraisal: "Appraisal",
    realised: "Mapping[int, RealisedYear]",
    by: "GroupBy",
    format: Format,  # noqa: A002
) -> None:
    """The indicators under their objectives or programmes, each group with its average."""
    from kumkm_targets.reporting.groups import report as status_by_group

    if format == "text":
        screen = session.screen()
        screen.print(status_by_group.group_report(appraisal, realised, by, screen))
    elif format == "markdown":
        sys.stdout.write(status_by_group.group_markdown(appraisal, realised, by))
    elif format == "json":
        sys.stdout.write(status_by_group.group_json(appraisal, realised, by))
    else:
        sys.stdout.write(status_by_group.group_csv(appraisal, realised, by))


def show_overview(
    session: Session,
    appraisals: "list[Appraisal]",
    broken: list[str],
    format: Format,  # noqa: A002
) -> None:
    """One line per plan; plans that cannot be read say so."""
    if format == "text":
        from kumkm_targets.reporting.status.table import overview_report

        screen = session.screen()
        screen.print(overview_report(appraisals, broken, screen))
    elif format == "markdown":
        from kumkm_targets.reporting.status.markdown import overview_markdown

        sys.stdout.write(overview_markdown(appraisals, broken))
    else:
        from kumkm_targets.reporting.status.data import overview_csv, overview_json

        sys.stdout.write(overview_json(appraisals) if format == "json" else overview_csv(appraisals))
