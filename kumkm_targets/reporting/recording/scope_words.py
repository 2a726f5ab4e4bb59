"""What of a year a figure is about, in words: a quarter, or a kabupaten/kota."""

from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.recording import Scope
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import quarter_text


def scope_text(scope: Scope, plan: Plan) -> str:
    """`quarter II`, or `62.71 Kota Palangka Raya`; empty for the whole year."""
    if scope.quarter is not None:
        return _("quarter {quarter}").format(quarter=quarter_text(scope.quarter))
    return part_text(scope.part, plan) if scope.part is not None else ""


def part_text(code: str, plan: Plan) -> str:
    """A region code, with the name where the plan gives it one."""
    return f"{code} {one_line(plan.parts[code])}" if code in plan.parts else code
