"""`kumkm report --all`: a report of every plan in one folder, and a page that leads to all of them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import typer

from kumkm_targets.cli.report_order import Order
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.messages import _, ngettext

if TYPE_CHECKING:
    from kumkm_targets.reporting.documents.writers import Format
    from kumkm_targets.reporting.forms.overview import LeftOut, PlanLine

INDEX: Final = "index.html"
_SERIAL_UP_TO: Final = 16
_BATCH: Final = 6


def report_all(session: Session, order: Order, folder: Path, kind: "Format") -> None:
    """Write a file for each plan of the workspace; pages get an index. Raises what one report does.

    Raises UnreadableError in the end where a plan is not valid; the others are written.
    """
    from kumkm_targets.cli.cores import cores
    from kumkm_targets.cli.progress import with_progress
    from kumkm_targets.errors import UnreadableError, UsageError
    from kumkm_targets.reporting.forms.overview import LeftOut, PlanLine
    from kumkm_targets.reporting.plain import one_line
    from kumkm_targets.spreading import spread
    from kumkm_targets.storage.report_file import write_bytes
    from kumkm_targets.storage.report_folder import finish_folder, prepare_folder
    from kumkm_targets.storage.workspace import plan_folders

    plans = plan_folders(session.workspace)
    if not plans:
        raise UsageError(_("there is no plan here to report on"), _("A plan is a folder with a plan.toml."))
    prepare_folder(folder, [*(INDEX,) * (kind == "html"), *(_file_name(plan.name, kind) for plan in plans)])
    work = partial(_reports, order=order, folder=folder, kind=kind)
    made = spread(plans, work, cores() if len(plans) > _SERIAL_UP_TO else 1, _BATCH)
    lines: list[PlanLine] = []
    left_out: list[LeftOut] = []
    for one in with_progress(made, len(plans), prints=lambda _one: False):
        if isinstance(one, PlanLine):
            lines.append(one)
        else:
            left_out.append(one)
    names = [_file_name(line.plan, kind) for line in lines]
    if kind == "html":
        write_bytes(folder / INDEX, _index(lines, left_out).encode("utf-8", "backslashreplace"))
        names.append(INDEX)
    finish_folder(folder, names)
    for one in left_out:
        if one.reason:
            typer.echo(one.words, err=True)
    count = ngettext("{n} report", "{n} reports", len(lines)).format(n=len(lines))
    typer.echo(_("Written: {path}").format(path=f"{folder.as_posix()} ({count})"), err=True)
    broken = [one_line(one.plan) for one in left_out if not one.reason]
    if broken:
        raise UnreadableError(
            _("not valid: {plans}").format(plans=", ".join(broken)), _("`kumkm check` shows what is wrong.")
        )


def _reports(plans: Sequence[Path], order: Order, folder: Path, kind: "Format") -> "list[PlanLine | LeftOut]":
    return [_report(plan, order, folder, kind) for plan in plans]


def _report(plan: Path, order: Order, folder: Path, kind: "Format") -> "PlanLine | LeftOut":
    """Write the report of one plan; what the index says of it."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.evaluation.appraisal import appraise, latest_year
    from kumkm_targets.reporting.documents.page.page import document_page
    from kumkm_targets.reporting.documents.writers import written
    from kumkm_targets.reporting.forms.overview import LeftOut, plan_line
    from kumkm_targets.storage.plan_files import read_plan
    from kumkm_targets.storage.report_file import write_bytes

    reading = read_plan(plan)
    if reading.plan is None or reading.all_flaws:
        return LeftOut(reading.id)
    opened, realised, how = OpenPlan(reading, reading.plan), reading.realised, order.manner
    year = latest_year(opened.plan, realised, order.today) if order.year is None else order.year
    judged = partial(
        appraise, opened.plan, realised, today=order.today, in_force_on=how.in_force_on, quarter=how.quarter
    )
    appraisal = judged(year=year)
    try:
        document = order.document(opened, appraisal)
    except UsageError as error:
        return LeftOut(reading.id, error.message)
    if kind == "html":
        content = document_page(document, back=INDEX).encode("utf-8", "backslashreplace")
    else:
        content = written(document, kind)
    write_bytes(folder / _file_name(reading.id, kind), content)
    before = realised.get(year - 1)
    return plan_line(appraisal, judged(year=year - 1) if before is not None and before.figures else None)


def _index(lines: "Sequence[PlanLine]", left_out: "Sequence[LeftOut]") -> str:
    from kumkm_targets.reporting.documents.page.page import document_page
    from kumkm_targets.reporting.forms.overview import overview

    links = {line.plan: quote(_file_name(line.plan, "html")) for line in lines}
    return document_page(overview(lines, left_out), links=links, across=True)


def _file_name(plan: str, kind: "Format") -> str:
    """The plan's id with the ending of the format; no id has an underscore, so that none is called as the index is."""
    name = f"{plan}.{kind}"
    return name if name != INDEX else f"{plan}_.{kind}"
