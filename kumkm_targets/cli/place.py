"""Where a figure goes, and what is known there: of a year, of one of its quarters, or of a kabupaten/kota."""

from dataclasses import dataclass
from decimal import Decimal

from kumkm_targets.cli.recording import content_of
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.messages import current_language
from kumkm_targets.model.fields import Status
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, statement_of
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.preview import Recorded
from kumkm_targets.reporting.recording.scope_words import scope_text


@dataclass(frozen=True)
class Place:
    """Where a figure goes: the plan as it was opened, the indicator, the year, and what of the year."""

    session: Session
    opened: OpenPlan
    indicator_id: str
    year: int
    scope: Scope = WHOLE

    @property
    def indicator(self) -> Indicator:
        """The indicator itself."""
        return self.opened.indicator(self.indicator_id)

    @property
    def content(self) -> RealisedYear:
        """What the year holds now."""
        return content_of(self.opened, self.year)

    @property
    def figure(self) -> RealisedFigure | None:
        """All that is recorded of the indicator in the year."""
        return self.content.figures.get(self.indicator_id)

    @property
    def in_force(self) -> Entry | None:
        """The statement that is recorded now."""
        return self.statement_in(self.content)

    def statement_in(self, content: RealisedYear) -> Entry | None:
        """The statement that is recorded in `content`."""
        figure = content.figures.get(self.indicator_id)
        return statement_of(figure, self.scope) if figure is not None else None

    def shared(self) -> Entry:
        """What holds for another figure here while nothing else is said of it.

        Quarters and parts share what is said of the year. Before there is a year they share source and status; a
        day or a note is that of one figure.
        """
        figure = self.figure
        if figure is None or self.scope == WHOLE:
            return Entry()
        whole = statement_of(figure, WHOLE)
        told = ("status", "source") if whole is None else ("status", "source", "as_of", "note")
        return Entry(**{name: getattr(figure, name) for name in told})

    @property
    def name(self) -> str:
        """The indicator's name, safe to print."""
        return one_line(self.indicator.name.in_language(current_language()))

    @property
    def subject(self) -> str:
        """Indicator, year and what of the year, safe to print."""
        division = scope_text(self.scope, self.opened.plan)
        return f"{self.name} {self.year}" + (f", {division}" if division else "")

    def read(self, text: str) -> Decimal:
        """The figure that `text` means in the indicator's unit. Raises FigureRefusedError."""
        return read_figure(text, self.indicator.measure)

    def last_known(self) -> Decimal | None:
        """The last figure of the same kind recorded before the year; for the whole year, else the baseline."""
        realised = self.opened.reading.realised
        for year in sorted((year for year in realised if year < self.year), reverse=True):
            figure = realised[year].figures.get(self.indicator_id)
            value = self.scope.value_in(figure) if figure is not None else None
            if value is not None:
                return value
        return self.indicator.baseline.value if self.indicator.baseline and self.scope == WHOLE else None

    @property
    def usual_status(self) -> Status:
        """What a figure is when nobody says otherwise: final once its year has ended."""
        return "final" if self.session.today.year > self.year else "preliminary"

    @property
    def target(self) -> Target | None:
        """What is promised for the year, as amended."""
        return targets_at_end_of(self.opened.plan, self.indicator_id, self.year).get(self.year)

    def recorded(self, content: RealisedYear) -> Recorded:
        """The figure in `content`, and how it is judged with the other years as they were read."""
        figure = content.figures.get(self.indicator_id)
        quarter = self.scope.quarter
        has_targets = quarter is not None and self.year in self.indicator.quarter_targets
        return Recorded(figure, self._row(content, None), self._row(content, quarter) if has_targets else None)

    def _row(self, content: RealisedYear, quarter: int | None) -> Row | None:
        """None for a year after the indicator was retired."""
        realised = {**self.opened.reading.realised, self.year: content}
        appraisal = appraise(self.opened.plan, realised, self.year, self.session.today, quarter=quarter)
        return next((row for row in appraisal.rows if row.id == self.indicator_id), None)
