"""42x: what history forbids: a plan as it was at a revision, compared with what it is now."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kumkm_targets.checks.history.closed_years import CLOSED_YEAR, PERIOD, closed_targets, closed_year
from kumkm_targets.checks.history.figure_history import UNEXPLAINED, revised_figure
from kumkm_targets.checks.history.year_then_and_now import YearThenAndNow
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.workspace import PLAN_FILE, REALISED_FOLDER

REMOVED = Rule(
    "KT422",
    "figure-removed",
    "error",
    N_("What was recorded at the revision of --changed-since is still there: figures, realised files and plans."),
    N_("With a figure go its source and its history, and averages change without a trace."),
    "year = 2025  # [figures.rasio] was taken out",
    'year = 2025\n[figures.rasio]\nunavailable = "ditarik BPS"\nhistory = [{ value = 3.72, reason = "ditarik BPS" }]',
    N_("Put it back. A figure that no longer holds becomes `unavailable`, and stays in `history` with the reason."),
)

RULES: Final = (CLOSED_YEAR, UNEXPLAINED, REMOVED)
"""The rules that need a past to compare with: a check of the files alone cannot find them."""


def check_history(then: PlanReading, now: PlanReading) -> Iterator[Finding]:
    """What was changed since `then` that history forbids, at its place in `now`.

    What could not be read, then or now, is left to the rules that say so.
    """
    files = {year.file.path.stem: year for year in now.years}
    for past in then.years:
        file = files.get(past.file.path.stem)
        if past.content is None:
            continue
        closing: tuple[Related, ...] = ()
        if file is None:
            yield from _file_gone(now, past.file.path.name, past.content)
        elif year := YearThenAndNow.of(then, now, past, file):
            yield from _figures(year)
            closing = (Related(year.path, ("closed",), _("closed here")),) if year.now.closed else ()
        if past.content.closed is not None:
            yield from closed_targets(then, now, past.content.year, closing)


def check_removal(then: PlanReading, folder: Path) -> Iterator[Finding]:
    """The finding on a plan folder that is no more, if figures were recorded in it."""
    years = [str(year) for year, content in sorted(then.realised.items()) if _holds_figures(content)]
    if years:
        message = _("the plan {plan} is gone, and with it what was recorded for {years}").format(
            plan=folder.name, years=", ".join(years)
        )
        yield REMOVED.finding(
            folder / PLAN_FILE, (), message, _("Put the folder back: a plan that ended keeps its files.")
        )


def _figures(year: YearThenAndNow) -> Iterator[Finding]:
    if year.was_closed:
        yield from closed_year(year)
    for name, old in year.then.figures.items():
        new = year.now.figures.get(name)
        if year.is_flawed("figures", name):
            continue
        if new is not None:
            yield from revised_figure(year, name, old, new)
        elif year.was_closed or _holds_a_figure(old):
            rule = CLOSED_YEAR if year.was_closed else REMOVED
            message = _("“{name}” was recorded for {year}, and is gone").format(name=name, year=year.year)
            yield rule.finding(year.path, ("year",), message, _(REMOVED.fix))


def _file_gone(now: PlanReading, name: str, content: RealisedYear) -> Iterator[Finding]:
    if content.closed is not None or _holds_figures(content):
        rule = CLOSED_YEAR if content.closed is not None else REMOVED
        message = _("{file} is gone, and with it what was recorded for {year}").format(
            file=f"{REALISED_FOLDER}/{name}", year=content.year
        )
        yield rule.finding(now.file.path, PERIOD, message, _("Put the file back."))


def _holds_figures(content: RealisedYear) -> bool:
    return bool(content.programmes) or any(map(_holds_a_figure, content.figures.values()))


def _holds_a_figure(figure: RealisedFigure) -> bool:
    """Whether more was said of it than that it is not available."""
    return figure.value is not None or bool(figure.quarters or figure.parts or figure.history)
