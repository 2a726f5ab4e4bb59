"""The figure of a place, about to be recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumkm_targets.cli.doubts import doubts_about
from kumkm_targets.cli.place import Place
from kumkm_targets.cli.session import OpenPlan
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.recording import replaces_value, with_entry
from kumkm_targets.reporting.recording.preview import figure_lines


@dataclass(frozen=True)
class FigureProposal:
    """What a stamped entry says of a place; see `recording.Proposal`."""

    place: Place
    entry: Entry

    @property
    def opened(self) -> OpenPlan:
        """The plan as it was read."""
        return self.place.opened

    @property
    def year(self) -> int:
        """The year."""
        return self.place.year

    @property
    def subject(self) -> str:
        """Indicator, year and what of the year, safe to print."""
        return self.place.subject

    def is_in(self, content: RealisedYear) -> bool:
        """Whether the year says just this already."""
        now = self.place.statement_in(content)
        return now is not None and self.entry.says_the_same(now)

    def replaces(self, content: RealisedYear) -> bool:
        """Whether a figure gives way to another, or to none."""
        now = self.place.statement_in(content)
        return now is not None and replaces_value(now, self.entry)

    def agree(self, one: RealisedYear, other: RealisedYear) -> bool:
        """Whether two contents of the year say the same about the place."""
        said, also_said = self.place.statement_in(one), self.place.statement_in(other)
        return said is also_said if said is None or also_said is None else said.says_the_same(also_said)

    def applied(self, content: RealisedYear, reason: str | None, *, reopening: bool) -> RealisedYear:
        """The year with the entry. Raises RefusedError."""
        place = self.place
        return with_entry(content, place.indicator_id, self.entry, reason, place.scope, reopening=reopening)

    def preview(self, after: RealisedYear) -> Iterable[str]:
        """What it changes, line by line."""
        place = self.place
        before, then = place.recorded(place.content), place.recorded(after)
        return figure_lines(place.opened.plan, place.indicator, place.year, place.scope, before, then)

    def doubts(self, after: RealisedYear) -> Sequence[str]:
        """What a careful colleague would ask about."""
        return doubts_about(self.place, self.entry, after)
