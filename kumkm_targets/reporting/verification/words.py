"""What was verified, in a line per plan and a last sentence."""

from collections.abc import Iterator

from kumkm_targets.checks.verifying import Extent, VerifiedPlan
from kumkm_targets.messages import _, ngettext
from kumkm_targets.reporting.plain import one_line


def plan_line(plan: VerifiedPlan) -> str:
    """The plan, whether it is whole, and how much was verified; safe to print."""
    name, extent = one_line(plan.reading.id), extent_text(plan.extent)
    if not plan.is_readable:
        return _("{plan}: not readable ({extent})").format(plan=name, extent=extent)
    if plan.is_whole:
        return _("{plan}: whole ({extent})").format(plan=name, extent=extent)
    return _("{plan}: not whole ({extent})").format(plan=name, extent=extent)


def last_lines(plans: int, unwhole: int, extent: Extent) -> Iterator[str]:
    """What was proved, or how many plans are not whole; and how much was verified in all."""
    if unwhole:
        text = ngettext("{n} of {of} plans is not whole", "{n} of {of} plans are not whole", unwhole)
        yield text.format(n=unwhole, of=plans)
    else:
        yield _("Every file parses, every seal fits, every history is whole, all evidence is there")
    counted = ", ".join((ngettext("{n} plan", "{n} plans", plans).format(n=plans), extent_text(extent, with_none=True)))
    yield _("Verified: {extent}").format(extent=counted)


def extent_text(extent: Extent, *, with_none: bool = False) -> str:
    """`3 files, 7 figures, 9 entries, 1 seal`. with_none: seals and evidence also where there are none."""
    counted = [
        ngettext("{n} file", "{n} files", extent.files).format(n=extent.files),
        ngettext("{n} figure", "{n} figures", extent.figures).format(n=extent.figures),
        ngettext("{n} entry", "{n} entries", extent.entries).format(n=extent.entries),
    ]
    if extent.seals or with_none:
        counted.append(ngettext("{n} seal", "{n} seals", extent.seals).format(n=extent.seals))
    if extent.evidence or with_none:
        words = ngettext("{n} file of evidence", "{n} files of evidence", extent.evidence)
        counted.append(words.format(n=extent.evidence))
    return ", ".join((*counted, *_no_fault(extent)))


def _no_fault(extent: Extent) -> Iterator[str]:
    """What may be, and is worth knowing."""
    if count := extent.unsealed:
        yield ngettext("{n} closed year without a seal", "{n} closed years without a seal", count).format(n=count)
    if count := extent.by_hand:
        yield ngettext("{n} file edited by hand", "{n} files edited by hand", count).format(n=count)
