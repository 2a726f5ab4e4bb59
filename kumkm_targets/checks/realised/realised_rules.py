"""4xx: realised files: whose figures they hold, of which year, and where these come from."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from kumkm_targets.checks.entries import history_key
from kumkm_targets.checks.names import declared, did_you_mean
from kumkm_targets.checks.rule import Finding, Rule, Words
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.replaced import unexplained
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.workspace import REALISED_FOLDER

UNKNOWN_INDICATOR = Rule(
    "KT401",
    "unknown-indicator",
    "error",
    N_("Realised figures and spending belong to indicators and programmes that the plan declares."),
    N_("A figure under a mistyped id is lost: no table shows it."),
    "[figures.rasio_kewirausahan]\nvalue = 3.72",
    "[figures.rasio_kewirausahaan]\nvalue = 3.72",
    N_("Correct the id, or declare the indicator in plan.toml."),
)
WRONG_YEAR = Rule(
    "KT402",
    "wrong-year",
    "error",
    N_("A realised file holds the year that its name says."),
    N_("A copied file with the old year inside counts one year's figures for another."),
    "# realised/2025.toml\nyear = 2024",
    "# realised/2025.toml\nyear = 2025",
    N_("Correct `year`, or rename the file."),
)
NO_SOURCE = Rule(
    "KT403",
    "missing-source",
    "warning",
    N_("Every realised figure says where it comes from."),
    N_("A figure without a source cannot be defended before an auditor."),
    "[figures.rasio_kewirausahaan]\nvalue = 3.72",
    '[figures.rasio_kewirausahaan]\nvalue = 3.72\nsource = "Sakernas Agustus 2025"',
    N_("Add `source`: an id from [sources], or words."),
)
VALUE_AND_UNAVAILABLE = Rule(
    "KT408",
    "value-and-unavailable",
    "error",
    N_("A figure has a value or is unavailable, not both."),
    N_("Nobody could tell which of the two holds."),
    'value = 3.72\nunavailable = "menunggu Sakernas"',
    "value = 3.72",
    N_("Keep one of the two."),
)
NO_VALUE = Rule(
    "KT409",
    "no-value",
    "error",
    N_("A recorded figure has a value, or says why there is none."),
    N_("An empty entry looks recorded and is not."),
    '[figures.rasio]\nsource = "Sakernas"',
    '[figures.rasio]\nunavailable = "menunggu Sakernas Agustus"',
    N_("Add `value`, or `unavailable` with the reason."),
)
MISNAMED_FILE = Rule(
    "KT410",
    "misnamed-file",
    "error",
    N_("Files in `realised/` are named by their year: 2025.toml."),
    N_("A file with another name is never read, and its figures are lost in silence."),
    "realised/2025-final.toml",
    "realised/2025.toml",
    N_("Rename the file, or move it out of the folder."),
)
UNEXPLAINED = Rule(
    "KT436",
    "replaced-without-reason",
    "warning",
    N_("A value in `history` that gave way to another says why."),
    N_("Whoever used the old figure cannot learn what was wrong with it, nor an auditor who decided so."),
    "value = 3.72\nhistory = [{ value = 3.70 }]",
    'value = 3.72\nhistory = [{ value = 3.70, reason = "salah ketik" }]',
    N_('Add `reason = "…"` to the old entry.'),
)


def _both(_facts: object) -> tuple[str, str]:
    return _("there is a value, and it is also called unavailable"), _("Keep one of the two.")


def _neither(_facts: object) -> tuple[str, str]:
    return _("there is neither a value nor a reason why there is none"), _(
        "Add `value`, or `unavailable` with the reason."
    )


def _wrong_year(facts: Mapping[str, str]) -> tuple[str, str]:
    return _("the file is named {name}, but holds the year {year}").format(**facts), _(
        "Correct `year`, or rename the file."
    )


FLAW_RULES: Final[tuple[tuple[Rule, Words], ...]] = (
    (WRONG_YEAR, _wrong_year),
    (VALUE_AND_UNAVAILABLE, _both),
    (NO_VALUE, _neither),
)


def owners(reading: PlanReading, _plan: Plan, _today: date) -> Iterator[Finding]:
    """Figures and spending have an owner in the plan."""
    for year in reading.years:
        if year.content is None:
            continue
        for table, ids, known in (
            ("figures", year.content.figures.keys(), reading.declared),
            ("programmes", year.content.programmes.keys(), declared(reading, "programmes")),
        ):
            if ids <= known:
                continue
            for name in ids:
                if name not in known:
                    yield UNKNOWN_INDICATOR.finding(
                        year.file.path,
                        (table, name),
                        _("“{name}” is not declared in the plan").format(name=name),
                        did_you_mean(name, known) or _("Declare it in plan.toml."),
                        on_key=True,
                    )


def origins(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """Every figure of an indicator can be traced."""
    for year in reading.years:
        for name, figure in (year.content.figures if year.content else {}).items():
            has_figures = figure.value is not None or figure.quarters or figure.parts
            if not figure.source and has_figures and name in plan.indicators:
                yield NO_SOURCE.finding(
                    year.file.path,
                    ("figures", name),
                    _("“{name}” has a value without a source").format(name=name),
                    _("Add `source`: an id from [sources], or words."),
                )


def histories(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """Every value that was replaced says why."""
    for year in reading.years:
        # What a flaw has left out may be the reason.
        if year.content is None or year.flaws or "history" not in year.file.text:
            continue
        for name, figure in year.content.figures.items():
            if not figure.history or name not in plan.indicators:
                continue
            for index, old, new in unexplained(figure):
                key = history_key(year, name, index, "value")
                was, now = (_("absent") if one.value is None else write_number(one.value) for one in (old, new))
                message = _("{old} was replaced by {new}, and the reason is missing").format(old=was, new=now)
                yield UNEXPLAINED.finding(year.file.path, key, message, _(UNEXPLAINED.fix))


def strays(reading: PlanReading, _plan: Plan, _today: date) -> Iterator[Finding]:
    """No file of realised figures is passed over."""
    for path in reading.strays:
        message = _("this file is never read: its name is not a year")
        fix = _("Rename it to YEAR.toml, or move it out of the folder.")
        if path.parent.name != REALISED_FOLDER:
            message, fix = _("this file is never read: it is not in `realised/`"), _("Move it into `realised/`.")
        yield MISNAMED_FILE.finding(path, (), message, fix)
