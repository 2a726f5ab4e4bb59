"""`kumkm note`: what the factor rows of the official forms say of a year."""

from typing import TYPE_CHECKING, Annotated

import typer

from kumkm_targets.cli.options import PlanArgument, YearOption
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kumkm_targets.cli.session import OpenPlan
    from kumkm_targets.model.notes import Topic, YearNotes
    from kumkm_targets.model.realised import RealisedYear


def note(
    context: typer.Context,
    plan: PlanArgument,
    year: YearOption = None,
    driving: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("What drove the success; an empty text takes it away."))
    ] = None,
    hindering: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What stood in the way."))] = None,
    next_quarter: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("What is to be done in the next quarter."))
    ] = None,
    next_rkpd: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("What is to be done in the next RKPD or Renja."))
    ] = None,
    next_rpjmd: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("What is to be done in the next RPJMD or Renstra."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
) -> None:
    """Note what drove and hindered the results of a year, and what is to follow; without options, ask or show."""
    from kumkm_targets.cli.prompts import is_interactive, say
    from kumkm_targets.cli.recording import asked_year, content_of
    from kumkm_targets.model.notes import YearNotes
    from kumkm_targets.reporting.note_lines import note_lines

    session = session_of(context)
    opened = session.open(plan)
    asked = asked_year(session, opened, year)
    given: dict[Topic, str | None] = {
        "driving": driving,
        "hindering": hindering,
        "next_quarter": next_quarter,
        "next_rkpd": next_rkpd,
        "next_rpjmd": next_rpjmd,
    }
    texts = {topic: text for topic, text in given.items() if text is not None}
    notes = content_of(opened, asked).notes or YearNotes()
    if not texts and not is_interactive():
        say(*note_lines(notes))
        return
    _write(opened, asked, texts or _answers(notes), dry_run=dry_run)


def _answers(notes: "YearNotes") -> "dict[Topic, str]":
    """What the person at the terminal says to each topic; an empty answer keeps what stands, a hyphen takes it away."""
    from kumkm_targets.cli.prompts import ask, say
    from kumkm_targets.model.notes import TOPICS
    from kumkm_targets.reporting.note_lines import topic_label

    say(_("Enter keeps what stands; - takes it away."))
    answers: dict[Topic, str] = {}
    for topic in TOPICS:
        standing = notes.on(topic)
        if standing is not None:
            say(f"  {standing}")
        answer = ask(topic_label(topic))
        if answer:
            answers[topic] = "" if answer == "-" else answer
    return answers


def _write(opened: "OpenPlan", year: int, texts: "Mapping[Topic, str]", *, dry_run: bool) -> None:
    from kumkm_targets.cli.prompts import say
    from kumkm_targets.cli.recording import content_of
    from kumkm_targets.model.notes import YearNotes
    from kumkm_targets.reporting.note_lines import changed_note_lines
    from kumkm_targets.storage.plan_files import realised_path
    from kumkm_targets.storage.recording import update_realised

    before = content_of(opened, year)
    after = _noted(before, texts)
    if after == before:
        say(_("Nothing changes: the notes on {year} say this already.").format(year=year))
        return
    if not dry_run:
        update_realised(opened.reading, year, lambda content: _noted(content, texts))
    say(*changed_note_lines(before.notes or YearNotes(), after.notes or YearNotes()))
    path = realised_path(opened.reading.folder, year)
    say(
        _("Dry run: nothing was written.") if dry_run else _("Recorded in {path}").format(path=path.as_posix()),
    )


def _noted(content: "RealisedYear", texts: "Mapping[Topic, str]") -> "RealisedYear":
    """The year with these notes, stamped; an empty text takes one away. Raises UsageError for what is no text."""
    from kumkm_targets.cli.recording import checked, stamped
    from kumkm_targets.model.notes import Remarks, YearNotes, with_texts

    said = stamped(checked(Remarks, {topic: text for topic, text in texts.items() if text.strip()}))
    notes = content.notes or YearNotes()
    changed = with_texts(notes, {topic: said.on(topic) for topic in texts}, said.recorded_at, said.recorded_by)
    return content if changed == notes else content.model_copy(update={"notes": changed})
