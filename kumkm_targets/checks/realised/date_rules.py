"""4xx: realised figures against the calendar: the future, the end of the year, the order of revisions."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from kumkm_targets.checks.entries import history_key
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

_GRACE: Final = timedelta(days=1)
"""Today is another day elsewhere: an office in Jayapura is nine hours ahead of a server on UTC."""

FUTURE = Rule(
    "KT405",
    "future-figure",
    "warning",
    N_("Nothing in a realised file lies after today: not its year, nor `as_of`, `closed` or `recorded_at`."),
    N_("What has not happened yet cannot have been measured: a target was typed as a figure, or a date is wrong."),
    "year = 2031\n[figures.rasio]\nvalue = 3.72",
    "year = 2025\n[figures.rasio]\nvalue = 3.72",
    N_("Correct the year or the date. One day is allowed, because today is another day elsewhere."),
)
FINAL_EARLY = Rule(
    "KT411",
    "final-before-year-end",
    "warning",
    N_("No figure is called final before its year is over."),
    N_("A final figure is taken over into reports as it stands, and nobody comes back to complete it."),
    '# realised/2026.toml, in October 2026\nvalue = 612\nstatus = "final"',
    '# realised/2026.toml, in October 2026\nvalue = 612\nstatus = "preliminary"',
    N_("Call it preliminary until the year is over, and record the final figure then."),
)
RETIRED = Rule(
    "KT412",
    "recorded-after-retirement",
    "warning",
    N_("An indicator has no realised figures for years after its `retired` year."),
    N_("They are judged by no target; they belong to the indicator that took its place, or `retired` is wrong."),
    "# plan.toml: retired = 2026\n# realised/2027.toml\n[figures.koperasi_bermasalah]\nvalue = 12.5",
    "# plan.toml: retired = 2026\n# realised/2027.toml\n[figures.koperasi_tidak_aktif]\nvalue = 12.5",
    N_("Record the figure for the successor, or correct `retired`."),
)
CLOSED_EARLY = Rule(
    "KT418",
    "closed-too-early",
    "error",
    N_("A year is closed on its last day at the earliest."),
    N_("A closed year takes no more figures: what came about after that day is missing from it for good."),
    "year = 2025\nclosed = 2025-03-31",
    "year = 2025\nclosed = 2026-03-31",
    N_("Correct the date, or take `closed` out until the year is over."),
)
HISTORY_ORDER = Rule(
    "KT419",
    "history-out-of-order",
    "warning",
    N_("The history of a figure stands oldest first, and no entry is newer than the one that replaced it."),
    N_("Whoever asks what was known on a day reads the wrong figure."),
    "value = 3.72\nrecorded_at = 2026-01-15T09:30:00+07:00\n"
    "history = [{ value = 3.70, recorded_at = 2026-02-10T08:00:00+07:00 }]",
    "value = 3.72\nrecorded_at = 2026-01-15T09:30:00+07:00\n"
    "history = [{ value = 3.70, recorded_at = 2026-01-10T08:00:00+07:00 }]",
    N_("Correct the dates, or put the entries in the order in which they were recorded."),
)


def dates(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    """Everything stands on the right side of its day."""
    latest = today + _GRACE
    retired = {name: indicator.retired for name, indicator in plan.indicators.items() if indicator.retired is not None}
    for year in reading.years:
        content = year.content
        if content is None:
            continue
        if content.year > latest.year and content.figures:
            message = _("{year} has not begun yet").format(year=content.year)
            yield FUTURE.finding(year.file.path, ("year",), message, _("Correct the year."))
        last_day = date(content.year, 12, 31)
        if content.closed is not None:
            yield from _closing(year, content.closed, last_day, latest)
        running = latest <= last_day
        for name, figure in content.figures.items():
            recorded = figure.recorded_at
            if figure.as_of is not None and figure.as_of > latest:
                yield _in_the_future(year, ("figures", name, "as_of"), figure.as_of)
            if recorded is not None and recorded.year >= latest.year and recorded.date() > latest:
                yield _in_the_future(year, ("figures", name, "recorded_at"), recorded.date())
            if figure.status == "final" and (running or (recorded is not None and recorded.year <= content.year)):
                yield from _final(year, name, figure, last_day, latest)
            if figure.history:
                yield from _history(year, name, figure, latest)
            if name in retired and figure.value is not None and content.year > retired[name]:
                yield _after_retirement(reading, plan, year, name)


def _in_the_future(year: RealisedReading, key: KeyPath, day: date) -> Finding:
    return FUTURE.finding(
        year.file.path,
        key,
        _("{day} lies in the future").format(day=day.isoformat()),
        _("Correct `{key}`.").format(key=key[-1]),
    )


def _closing(year: RealisedReading, closed: date, last_day: date, latest: date) -> Iterator[Finding]:
    if closed > latest:
        yield _in_the_future(year, ("closed",), closed)
    elif closed < last_day:
        yield CLOSED_EARLY.finding(
            year.file.path,
            ("closed",),
            _("closed on {day}, before {year} was over").format(day=closed.isoformat(), year=last_day.year),
            _(CLOSED_EARLY.fix),
        )


def _final(year: RealisedReading, name: str, figure: RealisedFigure, last_day: date, latest: date) -> Iterator[Finding]:
    """A year that is running; afterwards only what was recorded too early and names no day of its own."""
    recorded = figure.recorded_at
    if latest.year < last_day.year:
        return  # the year itself is the mistake
    fix = _(FINAL_EARLY.fix)
    if latest <= last_day:
        message = _("“{name}” is called final, but {year} is not over").format(name=name, year=last_day.year)
    elif recorded is not None and recorded.date() < last_day and figure.as_of is None:
        message = _("“{name}” was called final on {day}, before {year} was over").format(
            name=name, day=recorded.date().isoformat(), year=last_day.year
        )
        fix = _("Record the figure of the whole year; or write into `as_of` the day on which this one was measured.")
    else:
        return
    yield FINAL_EARLY.finding(year.file.path, ("figures", name, "status"), message, fix)


def _after_retirement(reading: PlanReading, plan: Plan, year: RealisedReading, name: str) -> Finding:
    indicator = plan.indicators[name]
    return RETIRED.finding(
        year.file.path,
        ("figures", name),
        _("“{name}” has a figure, but was retired with the year {year}").format(name=name, year=indicator.retired),
        _("Record it for `{successor}`, or correct `retired`.").format(successor=indicator.successor)
        if indicator.successor
        else _("Take the figure out, or correct `retired`."),
        on_key=True,
        related=(Related(reading.file.path, ("indicators", name, "retired"), _("its last year")),),
    )


def _history(year: RealisedReading, name: str, figure: RealisedFigure, latest: date) -> Iterator[Finding]:
    """The entries in the order of their replacement, the one in force last."""
    stamps: list[tuple[KeyPath, datetime]] = [
        (history_key(year, name, index, "recorded_at"), entry.recorded_at)
        for index, entry in enumerate(figure.history)
        if entry.recorded_at is not None
    ]
    for key, moment in stamps:
        if moment.date() > latest:
            yield _in_the_future(year, key, moment.date())
    if figure.recorded_at is not None:
        stamps.append((("figures", name, "recorded_at"), figure.recorded_at))
    for (key, before), (newer, after) in pairwise(stamps):
        comparable = (before.tzinfo is None) == (after.tzinfo is None)
        if comparable and before > after:
            yield HISTORY_ORDER.finding(
                year.file.path,
                key,
                _("an entry of {before} was replaced on {after}, before it was recorded").format(
                    before=before.isoformat(" "), after=after.isoformat(" ")
                ),
                _(HISTORY_ORDER.fix),
                related=(Related(year.file.path, newer, _("the entry that replaced it")),),
            )
