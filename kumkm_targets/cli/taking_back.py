"""The last statement about something, about to be taken back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kumkm_targets.cli.place import Place
from kumkm_targets.cli.recording import content_of, stamped
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.messages import _
from kumkm_targets.model.ledger import Event, events
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.undoing import undone
from kumkm_targets.reporting.ledger import words
from kumkm_targets.reporting.recording.preview import expense_lines, figure_lines, labelled


@dataclass(frozen=True)
class UndoProposal:
    """The statement that is taken back, and the stamps of who does it; see `recording.Proposal`."""

    session: Session
    opened: OpenPlan
    event: Event
    stamps: Entry

    @classmethod
    def of(cls, session: Session, opened: OpenPlan, event: Event) -> "UndoProposal":
        """The proposal of the present user, now."""
        return cls(session, opened, event, stamped(Entry()))

    @property
    def year(self) -> int:
        """The year."""
        return self.event.year

    @property
    def subject(self) -> str:
        """What the statement is about, with the year, safe to print."""
        return words.subject(words.PlanEvent(self.opened.plan, self.event))

    def is_in(self, content: RealisedYear) -> bool:
        """Never: one more entry is always something new."""
        del content
        return False

    def replaces(self, content: RealisedYear) -> bool:
        """Whether a figure gives way; there is always a reason for it."""
        del content
        return True

    def agree(self, one: RealisedYear, other: RealisedYear) -> bool:
        """Whether two contents of the year tell the same about the subject."""
        return self._told(one) == self._told(other)

    def applied(self, content: RealisedYear, reason: str | None, *, reopening: bool) -> RealisedYear:
        """The year with what was said before in force. Raises RefusedError; a closed year is not undone."""
        assert not reopening, "undo has no such option"
        stamps = {"recorded_at": self.stamps.recorded_at, "recorded_by": self.stamps.recorded_by}
        return undone(content, self.event, reason or _("taken back"), stamps)

    def preview(self, after: RealisedYear) -> Iterable[str]:
        """What it changes, line by line, and whose entry it was."""
        yield from self._changed(after)
        told = words.PlanEvent(self.opened.plan, self.event)
        by = " ".join(filter(None, (words.day(told), words.time(told), words.recorded_by(told))))
        yield labelled(_("Taken back"), by or _("an entry without a day of recording"))

    def doubts(self, after: RealisedYear) -> Sequence[str]:
        """None: what held before was accepted once."""
        del after
        return ()

    def _changed(self, after: RealisedYear) -> Iterator[str]:
        plan, before = self.opened.plan, content_of(self.opened, self.year)
        if self.event.kind == "spending":
            was, now = (content.programmes[self.event.id] for content in (before, after))
            yield from expense_lines(self.opened.programme(self.event.id), self.year, was, now)
            return
        place = Place(self.session, self.opened, self.event.id, self.year, self.event.scope)
        sides = place.recorded(before), place.recorded(after)
        yield from figure_lines(plan, place.indicator, self.year, self.event.scope, *sides)

    def _told(self, content: RealisedYear) -> list[Event]:
        return [event for event in events({self.year: content}) if event.subject == self.event.subject]
