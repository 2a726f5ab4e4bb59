"""What changed as Markdown, for a pull request: a short summary, and the tables below."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from kumkm_targets.messages import _
from kumkm_targets.reporting.changes.plan_diff import PlanDiff
from kumkm_targets.reporting.changes.sections import Moments, counts, effect_words, fate_text, headline, titled
from kumkm_targets.reporting.changes.words import change_words, sentence
from kumkm_targets.reporting.ledger.words import NOTHING
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table

_Titles = tuple[tuple[str, Literal["left", "right"]], ...]
_MOST_IN_SUMMARY: Final = 8
"""The changes of targets and figures that the summary tells in sentences; more are only counted there."""


def changes_markdown(moments: Moments, diffs: Sequence[PlanDiff]) -> str:
    """The whole page. Nothing in it is markup but what we wrote."""
    title = _("Changes in plans and figures")
    pieces = [
        f"### {markdown_text(title)}\n\n",
        f"{markdown_text(headline(moments, diffs))}\n",
    ]
    if total := counts(diffs):
        pieces.append(f"\n{markdown_text(total)}\n")
    told = [
        f"{diff.id}: {sentence(change, diff.comparison)}"
        for diff in diffs
        if diff.comparison is not None
        for change in (*diff.comparison.targets, *diff.comparison.figures)
    ]
    if told and len(told) <= _MOST_IN_SUMMARY:
        pieces += ["\n", *(f"- {markdown_text(line)}\n" for line in told)]
    for diff in diffs:
        pieces += _plan(diff)
    return "".join(pieces)


def _plan(diff: PlanDiff) -> Iterator[str]:
    title = f"{diff.plan.header.title} ({diff.id})" if diff.plan is not None else diff.id
    yield f"\n#### {markdown_text(title)}\n"
    if fate := fate_text(diff):
        yield f"\n{markdown_text(fate)}\n"
    if diff.comparison is None:
        return
    titles: _Titles = (
        (_("What"), "left"),
        (_("Before"), "right"),
        (_("After"), "right"),
        (_("Difference"), "right"),
        (_("Reason"), "left"),
    )
    for heading, changes in titled(diff.comparison):
        rows = (change_words(change, diff.comparison) for change in changes)
        cells = (
            (
                one.what[:1].upper() + one.what[1:],
                one.before,
                one.after,
                one.difference or NOTHING,
                one.reason or NOTHING,
            )
            for one in rows
        )
        yield f"\n**{markdown_text(heading)}**\n\n"
        yield markdown_table(titles, cells)
    effects = [(str(one.year), one.name, one.before, one.after) for one in effect_words(diff.comparison)]
    if effects:
        columns: _Titles = (
            (_("Year"), "left"),
            (_("Indicator"), "left"),
            (_("Before"), "right"),
            (_("After"), "right"),
        )
        heading = _("Effect on achievement")
        yield f"\n**{markdown_text(heading)}**\n\n"
        yield markdown_table(columns, effects)
