"""What is closed, before it is: figures, average, what is lacking all the same, and the seal."""

from collections.abc import Iterator, Sequence

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.due import Due
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.evaluation.seal import short_digest
from kumkm_targets.messages import _, ngettext
from kumkm_targets.model.evidence import cited_evidence
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.due.words import due_lines, subject, what_is_due
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import achievement_text


def closing_lines(appraisal: Appraisal, after: RealisedYear, dues: Sequence[Due]) -> Iterator[str]:
    """The year as it will be closed, line by line, safe to print."""
    summary, plan = appraisal.summary, appraisal.plan
    yield f"{one_line(plan.header.title)} · {after.year}"
    count = len(after.figures)
    figures = ngettext("{count} figure recorded", "{count} figures recorded", count).format(count=count)
    computed = _("{n} of {of} indicators with targets computed").format(n=summary.computed, of=summary.of)
    yield f"  {figures} · {computed}"
    if summary.average is None:
        yield "  " + _("Average achievement: none")
    else:
        percent = f"{achievement_text(summary.average, thresholds(appraisal.scale))}%"
        rating = f" · {one_line(summary.rating)}" if summary.rating else ""
        yield "  " + _("Average achievement: {percent}").format(percent=percent) + rating
    if after.programmes:
        count = len(after.programmes)
        words = ngettext("spending of {count} programme", "spending of {count} programmes", count)
        yield "  " + words.format(count=count)
    evidence = {cited.path for cited in cited_evidence(after, plan.sources)}
    if evidence:
        count = len(evidence)
        yield "  " + ngettext("{count} file of evidence", "{count} files of evidence", count).format(count=count)
    if dues:
        yield "  " + _("Closed all the same: {reason}").format(reason=one_line(after.closed_because or ""))
        yield from (f"    {subject(line.first)}: {what_is_due(line)}" for line in due_lines(dues))
    if after.seal is not None:
        yield "  " + _("Seal: {seal}").format(seal=short_digest(after.seal))
