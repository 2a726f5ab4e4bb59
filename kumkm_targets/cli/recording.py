"""One figure on its way into a plan: understood, doubted, shown before → after, confirmed, written."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kumkm_targets.cli.prompts import ask_until, confirm, is_interactive, say
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.errors import RefusedError
from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.plausibility import doubts
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.fields import FORMAT, Status
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.recording import replaces_value, with_entry
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.record_preview import preview_lines
from kumkm_targets.reporting.words import DOUBTS
from kumkm_targets.storage.plan_files import realised_path
from kumkm_targets.storage.recording import update_realised


@dataclass(frozen=True)
class Manner:
    """How a figure is to be recorded: without questions, in spite of doubts, or not at all."""

    assume_yes: bool = False
    force: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Place:
    """Where a figure goes: the plan as it was opened, the indicator and the year."""

    session: Session
    opened: OpenPlan
    indicator_id: str
    year: int

    @property
    def indicator(self) -> Indicator:
        """The indicator itself."""
        return self.opened.indicator(self.indicator_id)

    @property
    def content(self) -> RealisedYear:
        """What the year holds now."""
        empty = RealisedYear(format=FORMAT, year=self.year)
        return self.opened.reading.realised.get(self.year, empty)

    @property
    def in_force(self) -> Entry | None:
        """The entry that is recorded now."""
        return self.content.figures.get(self.indicator_id)

    @property
    def name(self) -> str:
        """The indicator's name, safe to print."""
        return one_line(self.indicator.name.in_language(current_language()))

    def read(self, text: str) -> Decimal:
        """The figure that `text` means in the indicator's unit. Raises FigureRefusedError."""
        return read_figure(text, self.indicator.measure)

    def last_known(self) -> Decimal | None:
        """The last figure recorded before the year, else the baseline."""
        realised = self.opened.reading.realised
        for year in sorted((year for year in realised if year < self.year), reverse=True):
            figure = realised[year].figures.get(self.indicator_id)
            if figure is not None and figure.value is not None:
                return figure.value
        return self.indicator.baseline.value if self.indicator.baseline else None

    @property
    def usual_status(self) -> Status:
        """What a figure is when nobody says otherwise: final once its year has ended."""
        return "final" if self.session.today.year > self.year else "preliminary"

    @property
    def target(self) -> Target | None:
        """What is promised for the year, as amended."""
        return targets_at_end_of(self.opened.plan, self.indicator_id, self.year).get(self.year)

    def comparable(self) -> list[Decimal]:
        """What a new figure can be compared with: the last one, the one in force, the targets."""
        in_force = self.in_force.value if self.in_force else None
        targets = targets_at_end_of(self.opened.plan, self.indicator_id, self.year)
        candidates = (self.last_known(), in_force, *(target.max for target in targets.values()))
        return [value for value in candidates if value is not None]


def stamped(entry: Entry) -> Entry:
    """`entry` with the moment and the user's name."""
    now = datetime.now().astimezone().replace(microsecond=0)
    return entry.model_copy(update={"recorded_at": now, "recorded_by": _user()})


def settle(place: Place, entry: Entry, reason: str | None, manner: Manner) -> bool:
    """Show what `entry` changes, ask where there is somebody to ask, and write it.

    Returns whether anything was written. Raises RefusedError and NotWrittenError.
    """
    interactive = is_interactive() and not manner.assume_yes
    if place.in_force is not None and entry.says_the_same(place.in_force):
        say(_("Nothing changes: {name} {year} is recorded like this already.").format(name=place.name, year=place.year))
        return False
    if place.in_force is not None and replaces_value(place.in_force, entry) and not reason and interactive:
        reason = ask_until(_("Reason for replacing the figure"), _needed)
    entry = stamped(entry)
    after = with_entry(place.content, place.indicator_id, entry, reason)
    preview = list(preview_lines(_row(place, place.content), _row(place, after), place.content, after))
    if interactive:
        say(*preview)
    _clear_doubts(place, entry, manner, interactive=interactive)
    if interactive and not manner.dry_run and not confirm(_("Record this?")):
        say(_("Nothing was written."))
        return False
    outcome = _("Dry run: nothing was written.")
    if not manner.dry_run:
        # In a script the figure is safe before anything is printed: the reader of a pipe may have gone.
        update_realised(place.opened.reading, place.year, _change(place, entry, reason))
        path = realised_path(place.opened.reading.folder, place.year)
        outcome = _("Recorded in {path}").format(path=path.as_posix())
    say(*([] if interactive else preview), outcome)
    return not manner.dry_run


def _change(place: Place, entry: Entry, reason: str | None) -> Callable[[RealisedYear], RealisedYear]:
    """The change to make on what is on disk, if that is still what was shown."""

    def change(content: RealisedYear) -> RealisedYear:
        now = content.figures.get(place.indicator_id)
        shown = place.in_force
        if (now is None) != (shown is None) or (now and shown and not now.says_the_same(shown)):
            raise RefusedError(
                _("somebody else has recorded {name} {year} meanwhile").format(name=place.name, year=place.year),
                _("Look at `kumkm history`, then record again."),
            )
        return with_entry(content, place.indicator_id, entry, reason)

    return change


def _clear_doubts(place: Place, entry: Entry, manner: Manner, *, interactive: bool) -> None:
    """Ask about what is unlikely; in a script refuse it, unless forced."""
    found: list[str] = []
    if entry.value is not None:
        found = [_(DOUBTS[doubt]) for doubt in doubts(place.indicator, entry.value, place.comparable())]
    if place.year > place.session.today.year:
        found.append(_("the year {year} has not begun yet").format(year=place.year))
    if entry.as_of is not None and entry.as_of > place.session.today:
        found.append(_("{day} lies in the future").format(day=entry.as_of.isoformat()))
    if place.indicator.formula:
        found.append(_("this indicator is derived from others: {formula}").format(formula=place.indicator.formula))
    if not found or manner.force:
        return
    if not interactive:
        raise RefusedError(
            _("this figure is unlikely: {doubts}").format(doubts="; ".join(found)),
            _("Correct it, or record it as it is with --force."),
        )
    say(*(f"  ! {doubt}" for doubt in found))
    if not confirm(_("Is it right all the same?"), default=False):
        raise RefusedError(_("the figure was not confirmed"), _("Nothing was written."))


def _row(place: Place, content: RealisedYear) -> Row:
    realised = {**place.opened.reading.realised, place.year: content}
    appraisal = appraise(place.opened.plan, realised, place.year, place.session.today)
    return next(row for row in appraisal.rows if row.id == place.indicator_id)


def _needed(answer: str) -> str:
    if not answer:
        raise RefusedError(_("a reason is needed; the old figure is kept with it in the history"))
    return answer


def _user() -> str | None:
    """The name that the person works under on this machine, where there is one."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None
    return name.encode("utf-8", "replace").decode("utf-8").strip()[:100] or None
