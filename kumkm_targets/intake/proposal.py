"""What a whole table would change: new, changed, unchanged and refused, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kumkm_targets.errors import RefusedError
from kumkm_targets.intake.rows import TableRow
from kumkm_targets.intake.statements import Ignored, Judge, Refusal, Statement
from kumkm_targets.messages import _
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.recording import replaces_value, with_entry


@dataclass(slots=True)
class Proposal:
    """The statements of a table by what they do, in the order of the table; and what is worth saying of its rows."""

    new: list[Statement] = field(default_factory=list)
    changed: list[Statement] = field(default_factory=list)
    unchanged: list[Statement] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    hidden: list[TableRow] = field(default_factory=list)

    @property
    def stated(self) -> list[Statement]:
        """What there is to record."""
        return [*self.new, *self.changed]

    @property
    def doubted(self) -> list[Statement]:
        """What a colleague would ask about."""
        return [statement for statement in self.stated if statement.doubts]

    @property
    def replacing(self) -> list[Statement]:
        """The statements for which a recorded figure gives way, and that need a reason."""
        return [one for one in self.changed if one.before is not None and replaces_value(one.before, one.entry)]


def proposal_of(rows: Iterable[TableRow], judge: Judge) -> Proposal:
    """What `rows` state. An indicator that stands twice is refused, unless both say the same."""
    proposal = Proposal()
    seen: dict[str, Statement] = {}
    for row in rows:
        judged = judge.judge(row)
        if row.is_hidden:
            proposal.hidden.append(row)
        if isinstance(judged, Refusal):
            proposal.refused.append(judged)
        elif isinstance(judged, Ignored):
            proposal.ignored.append(judged)
        elif (twin := seen.get(judged.indicator_id)) is not None:
            if not twin.entry.says_the_same(judged.entry):
                proposal.refused.append(_twice(judged, twin))
        else:
            seen[judged.indicator_id] = judged
            _list_of(proposal, judged).append(judged)
    return proposal


def with_statements(
    content: RealisedYear, statements: Iterable[tuple[Statement, Entry]], reason: str | None
) -> RealisedYear:
    """`content` with all of `statements`, each with its stamped entry; what they replace goes to the history.

    Raises RefusedError for a closed year, without a reason where one is needed, and where something else than was
    shown is recorded now: then nothing is to be written.
    """
    figures = dict(content.figures)
    for statement, entry in statements:
        name = statement.indicator_id
        now, shown = figures.get(name), statement.before
        if (now is None) != (shown is None) or (now and shown and not now.says_the_same(shown)):
            raise RefusedError(
                _("somebody else has recorded {name} {year} meanwhile").format(name=name, year=content.year),
                _("Import again: what is recorded now will be shown. Nothing was written."),
            )
        alone = content.model_copy(update={"figures": {name: now} if now is not None else {}})
        figures[name] = with_entry(alone, name, entry, reason).figures[name]
    return content.model_copy(update={"figures": figures})


def _list_of(proposal: Proposal, statement: Statement) -> list[Statement]:
    if statement.changes_nothing:
        return proposal.unchanged
    before = statement.before
    known = before is not None and (before.value is not None or before.unavailable is not None)
    return proposal.changed if known else proposal.new


def _twice(statement: Statement, twin: Statement) -> Refusal:
    return Refusal(
        statement.row,
        statement.row.spot("realised"),
        _("{name} stands twice in the table, and differently: also at {place}").format(
            name=statement.indicator_id, place=twin.row.place
        ),
        _("Leave one of the two."),
    )
