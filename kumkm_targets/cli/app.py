"""The Typer application: global options and the list of commands."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kumkm_targets import __version__
from kumkm_targets.cli import (
    align,
    chart,
    check,
    compare,
    due,
    explain,
    form,
    history,
    importing,
    new,
    note,
    record,
    record_budget,
    report,
    rule,
    schema,
    show,
    status,
)
from kumkm_targets.cli.help import Command, CommandGroup
from kumkm_targets.cli.session import Session
from kumkm_targets.messages import _

app = typer.Typer(
    cls=CommandGroup,
    help=_("Know at any moment how far your cooperatives-and-MSME targets are from what really happened."),
    no_args_is_help=True,
    suggest_commands=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(value: bool | None) -> None:
    if value:
        typer.echo(f"kumkm {__version__}")
        raise typer.Exit


@app.callback()
def global_options(
    context: typer.Context,
    plans: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help=_("The folder of plan folders (or KUMKM_PLANS; else the nearest `plans/`).")),
    ] = None,
    lang: Annotated[
        Literal["id", "en"] | None, typer.Option(help=_("Language of the words (or KUMKM_LANG; else id)."))
    ] = None,
    color: Annotated[
        bool | None,
        typer.Option(
            "--color/--no-color", help=_("Colour, whatever the terminal (NO_COLOR is heeded)."), show_default=False
        ),
    ] = None,
    version: Annotated[
        bool | None,
        typer.Option("--version", help=_("Print the version and stop."), is_eager=True, callback=_print_version),
    ] = None,
) -> None:
    """Set what holds for every command."""
    del lang, version  # the language is in force since before this module was imported
    context.obj = Session(plans=plans, color=color)


for _name, _function, _help in (
    ("status", status.status, _("Print the table of targets and realised figures.")),
    ("record", record.record, _("Record a realised figure; without INDICATOR, walk through all that are due.")),
    ("record-budget", record_budget.record_budget, _("Record what a programme has spent of its budget.")),
    ("note", note.note, _("Note what drove and hindered a year, and what is to follow, for the official forms.")),
    ("due", due.due, due.HELP),
    ("form", form.form, _("Make a workbook in which others fill in the figures of a year.")),
    ("import", importing.import_, _("Take over figures from a form, a workbook or a CSV file.")),
    ("check", check.check, _("Check plan and realised files, with line, column and fix.")),
    ("explain", explain.explain, _("Show the working of one figure: sources, formula, predikat, pace.")),
    ("show", show.show, _("Show one indicator over all years: table, chart, pace, sources, history.")),
    ("chart", chart.chart, _("Draw an indicator, or a whole plan, over the years: SVG or PNG.")),
    ("history", history.history, _("Show every entry and revision.")),
    ("compare", compare.compare, _("Rank the plans by one indicator, each in its latest year with a figure.")),
    ("align", align.align, _("Lay the targets of several plans side by side: Rakortek, RKPD, RPJMD.")),
    ("report", report.report, _("Write a report of one year: status table or official form.")),
    ("new", new.new, _("Write a new plan.toml, with comments.")),
    ("rule", rule.rule, _("Explain a check; without CODE, list them all.")),
    ("schema", schema.schema, _("Print the JSON Schema with which editors complete and check plan files.")),
):
    app.command(_name, cls=Command, help=_help)(_function)
