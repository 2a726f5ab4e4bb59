"""Asking which indicator a row means, where its name is only like one of the plan's."""

from collections.abc import Iterable
from typing import Final

from kumkm_targets.cli.prompts import ask_until, say
from kumkm_targets.errors import RefusedError
from kumkm_targets.intake.naming import NOT_OURS
from kumkm_targets.intake.statements import Refusal
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.plain import one_line

_NONE: Final = "0"
_LEFT_OUT: Final = "-"


def answered_names(plan: Plan, refused: Iterable[Refusal]) -> dict[str, str]:
    """The ids that the officer gives to names in the table; NOT_OURS for what is none of the plan's."""
    answers: dict[str, str] = {}
    for refusal in refused:
        if refusal.name and refusal.candidates and refusal.name not in answers:
            answer = _asked(plan, refusal)
            if answer is not None:
                answers[refusal.name] = answer
    return answers


def _asked(plan: Plan, refusal: Refusal) -> str | None:
    """The id, NOT_OURS, or None where the row is to be refused."""
    say(_("{place}: “{name}” is not a name of the plan. Is it one of these?").format(
        place=refusal.place, name=refusal.name[:200]
    ))  # fmt: skip
    for number, name in enumerate(refusal.candidates, start=1):
        shown = one_line(plan.indicators[name].name.in_language(current_language()))
        say(f"  {number}  {shown} ({name})")
    say(f"  {_NONE}  " + _("none of these"), f"  {_LEFT_OUT}  " + _("leave this row out"))

    def read(answer: str) -> str | None:
        if answer == _LEFT_OUT:
            return NOT_OURS
        if answer == _NONE:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(refusal.candidates):
            return refusal.candidates[int(answer) - 1]
        raise RefusedError(_("Answer with one of the signs in front."))

    return ask_until(_("Which one"), read)
