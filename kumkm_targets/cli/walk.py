"""The walk through everything that is due in a year: each figure is saved before the next is asked for."""

from dataclasses import dataclass

import typer

from kumkm_targets.cli.figure_proposal import FigureProposal
from kumkm_targets.cli.place import Place
from kumkm_targets.cli.prompts import ask, is_interactive, say
from kumkm_targets.cli.recording import Manner, settle, stamped
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.errors import RefusedError, UsageError
from kumkm_targets.messages import _
from kumkm_targets.model.realised import Entry
from kumkm_targets.reporting.words import figure_with_unit, question_for, target_with_unit


@dataclass(frozen=True)
class _Words:
    """What one types to steer the walk."""

    back: str
    unavailable: str
    stop: str


def walk(session: Session, opened: OpenPlan, year: int, manner: Manner) -> None:
    """Ask for every indicator without a figure in `year`. Raises UsageError where nobody can answer."""
    if not is_interactive():
        raise UsageError(
            _("{name} is missing").format(name="INDICATOR"),
            _("Without an indicator the figures are asked for one by one, which needs a terminal."),
        )
    due = _due(opened, year)
    if not due:
        typer.echo(_("Everything for {year} is recorded.").format(year=year))
        return
    words = _Words(_("b"), _("u"), _("q"))
    typer.echo(
        _(
            "{count} figures are due for {year}. Empty: skip. {back}: back. {unavailable}: not available. {stop}: stop."
        ).format(count=len(due), year=year, back=words.back, unavailable=words.unavailable, stop=words.stop)
    )
    at, source, written = 0, "", 0
    while at < len(due):
        place = Place(session, session.open(opened.plan.id), due[at], year)
        typer.echo(f"\n{at + 1}/{len(due)} {place.name}")
        for line in _context(place):
            say(f"  {line}")
        answer = ask(question_for(place.indicator))
        if answer.casefold() == words.stop:
            break
        if answer.casefold() == words.back:
            at = max(at - 1, 0)
            continue
        if answer:
            try:
                entry, source = _entry(place, answer, words, source)
                written += settle(FigureProposal(place, stamped(entry)), None, manner)
            except RefusedError as refusal:
                say(f"  {refusal.message}", f"  {refusal.advice}")
                continue
        at += 1
    typer.echo("\n" + _("{count} figures recorded. The same command goes on where you stopped.").format(count=written))


def _due(opened: OpenPlan, year: int) -> list[str]:
    """The indicators that have no value in `year`, are not derived and not retired."""
    content = opened.reading.realised.get(year)
    recorded = {name for name, figure in content.figures.items() if figure.value is not None} if content else set()
    return [
        name
        for name, indicator in opened.plan.indicators.items()
        if name not in recorded
        and indicator.formula is None
        and (indicator.retired is None or year <= indicator.retired)
    ]


def _context(place: Place) -> list[str]:
    """What helps to recognise a wrong figure: the target, and what was known last."""
    lines = []
    target = place.target
    if target is not None:
        lines.append(_("Target") + ": " + target_with_unit(target, place.indicator))
    last = place.last_known()
    if last is not None:
        lines.append(_("Last figure") + ": " + figure_with_unit(last, place.indicator))
    return lines


def _entry(place: Place, answer: str, words: _Words, source: str) -> tuple[Entry, str]:
    """The entry that the answers make, and the source to offer for the next one."""
    if answer.casefold() == words.unavailable:
        reason = ask(_("Why is it not available?")) or _("not known yet")
        return Entry(unavailable=reason), source
    figure = place.read(answer)
    source = ask(_("Source"), source)
    digest = place.opened.digest_of_source(source or None)
    entry = Entry(value=figure, status=place.usual_status, source=source or None, source_digest=digest)
    return entry, source
