"""One statement on its way into a plan: understood, doubted, shown before → after, confirmed, written."""

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar

from kumkm_targets.cli.prompts import ask_until, confirm, is_interactive, say
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.errors import RefusedError, UsageError
from kumkm_targets.figures.dates import read_year
from kumkm_targets.messages import _
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.notes import Remarks
from kumkm_targets.model.realised import Entry, Expense, RealisedYear
from kumkm_targets.model.recording import refuse_closed
from kumkm_targets.storage.plan_files import realised_path
from kumkm_targets.storage.recording import update_realised

S = TypeVar("S", Entry, Expense, Remarks)
_NOT_SAID_YET: Final = "…"
"""Stands for the reason in what is shown before it is asked for; never written."""


@dataclass(frozen=True)
class Manner:
    """How a statement is to be recorded: without questions, in spite of doubts, or not at all.

    reopening: it corrects a closed year.
    """

    assume_yes: bool = False
    force: bool = False
    dry_run: bool = False
    reopening: bool = False


class Proposal(Protocol):
    """A statement that is about to be recorded in a year of a plan, whatever it is about."""

    @property
    def opened(self) -> OpenPlan:
        """The plan as it was read."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def subject(self) -> str:
        """What the statement is about, with the year, safe to print."""

    def is_in(self, content: RealisedYear) -> bool:
        """Whether the year says just this already."""

    def replaces(self, content: RealisedYear) -> bool:
        """Whether a figure gives way to another, or to none."""

    def agree(self, one: RealisedYear, other: RealisedYear) -> bool:
        """Whether two contents of the year say the same about the subject."""

    def applied(self, content: RealisedYear, reason: str | None, *, reopening: bool) -> RealisedYear:
        """The year with the statement. Raises RefusedError."""

    def preview(self, after: RealisedYear) -> Iterable[str]:
        """What it changes, line by line."""

    def doubts(self, after: RealisedYear) -> Sequence[str]:
        """What a careful colleague would ask about."""


def asked_year(session: Session, opened: OpenPlan, year: int | None) -> int:
    """The year asked for; asks where it is missing and somebody is there. Raises UsageError."""
    if year is not None:
        return year
    if not is_interactive():
        raise UsageError(_("{name} is missing").format(name="--year"), _("Name the year of the figure."))
    usual = max(opened.plan.header.period.start, session.today.year - 1)
    return ask_until(_("Year"), read_year, str(usual))


def content_of(opened: OpenPlan, year: int) -> RealisedYear:
    """What the year holds as it was read."""
    return opened.reading.realised.get(year, RealisedYear(format=FORMAT, year=year))


def checked(kind: type[S], stated: dict[str, Any]) -> S:
    """The statement that arguments and answers make. Raises UsageError for texts that cannot be kept."""
    from pydantic import ValidationError

    try:
        return kind.model_validate(stated)
    except ValidationError as error:
        names = ", ".join(f"--{detail['loc'][0]}".replace("_", "-") for detail in error.errors())
        raise UsageError(_("{name}: this text is empty, too long or not text").format(name=names)) from error


def stamped(statement: S) -> S:
    """`statement` with the moment and the user's name."""
    return statement.model_copy(update={"recorded_at": moment(), "recorded_by": user_name()})


def moment() -> datetime:
    """Now, to the second, in the zone of this computer."""
    return datetime.now().astimezone().replace(microsecond=0)


def why_reopened(content: RealisedYear, reason: str | None, reopen_because: str | None) -> str | None:
    """The reason for a correction of a closed year; None where none is meant.

    Asked before anything else, so that nobody types figures in vain. Raises RefusedError for a closed year that is not
    to be corrected, UsageError for options that do not fit the year.
    """
    if reopen_because is None:
        refuse_closed(content)
        return None
    if content.closed is None:
        raise UsageError(
            _("the year {year} is not closed").format(year=content.year),
            _('Leave out --reopen-because; --reason "…" says why a figure replaces another.'),
        )
    if reason is not None:
        raise UsageError(
            _("--reason and --reopen-because say the same"), _("Give the reason with --reopen-because alone.")
        )
    if not reopen_because.strip():
        raise UsageError(_("--reopen-because is empty"), _("Say why the figure is corrected, and on what basis."))
    return reopen_because.strip()


def settle(proposal: Proposal, reason: str | None, manner: Manner, question: str | None = None) -> bool:
    """Show what the proposal changes, ask where there is somebody to ask, and write it.

    question: what to ask, if not whether to record this. Returns whether anything was written. Raises RefusedError and
    NotWrittenError.
    """
    interactive = is_interactive() and not manner.assume_yes
    content = content_of(proposal.opened, proposal.year)
    if proposal.is_in(content):
        say(_("Nothing changes: {subject} is recorded like this already.").format(subject=proposal.subject))
        return False
    asks_why = proposal.replaces(content) and not reason and interactive
    after = _applied(proposal, content, _NOT_SAID_YET if asks_why else reason, manner)
    preview = list(proposal.preview(after))
    if interactive:
        say(*preview)
    _clear_doubts(proposal.doubts(after), manner, interactive=interactive)
    if asks_why:
        # Only now that the person sees which figure gives way to which.
        reason = ask_until(_("Reason for replacing the figure"), _needed)
    if interactive and not manner.dry_run and not confirm(question or _("Record this?")):
        say(_("Nothing was written."))
        return False
    outcome = _("Dry run: nothing was written.")
    if not manner.dry_run:
        # In a script the figure is safe before anything is printed: the reader of a pipe may have gone.
        update_realised(proposal.opened.reading, proposal.year, _change(proposal, content, reason, manner))
        path = realised_path(proposal.opened.reading.folder, proposal.year)
        outcome = _("Recorded in {path}").format(path=path.as_posix())
    say(*([] if interactive else preview), *_correction(after, manner), outcome)
    return not manner.dry_run


def _applied(proposal: Proposal, content: RealisedYear, reason: str | None, manner: Manner) -> RealisedYear:
    """The year with the statement; a closed one that is corrected with a new seal, if the old one fits."""
    if not manner.reopening:
        return proposal.applied(content, reason, reopening=False)
    from kumkm_targets.evaluation.closing import refuse_broken_seal
    from kumkm_targets.evaluation.seal import sealed

    refuse_broken_seal(proposal.opened.plan, content)
    return sealed(proposal.opened.plan, proposal.applied(content, reason, reopening=True))


def _correction(after: RealisedYear, manner: Manner) -> Iterator[str]:
    """That a closed year was corrected."""
    if manner.reopening and after.closed is not None and after.seal is not None:
        from kumkm_targets.evaluation.seal import short_digest

        yield _("A correction of {year}, which stays closed since {day}; its new seal: {seal}").format(
            year=after.year, day=after.closed.isoformat(), seal=short_digest(after.seal)
        )


def _change(
    proposal: Proposal, shown: RealisedYear, reason: str | None, manner: Manner
) -> Callable[[RealisedYear], RealisedYear]:
    """The change to make on what is on disk, if that is still what was shown."""

    def change(content: RealisedYear) -> RealisedYear:
        if not proposal.agree(shown, content):
            raise RefusedError(
                _("somebody else has recorded {subject} meanwhile").format(subject=proposal.subject),
                _("Look at `kumkm history`, then record again."),
            )
        return _applied(proposal, content, reason, manner)

    return change


def _clear_doubts(found: Sequence[str], manner: Manner, *, interactive: bool) -> None:
    """Ask about what is unlikely; in a script refuse it, unless forced."""
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


def _needed(answer: str) -> str:
    if not answer:
        raise RefusedError(_("a reason is needed; the old figure is kept with it in the history"))
    return answer


def user_name() -> str | None:
    """The name that the person works under on this machine, where there is one."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None
    return name.encode("utf-8", "replace").decode("utf-8").strip()[:100] or None
