"""What stands above and below a status table: the plan, the average, and how everything was reckoned."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.reporting.circumstances import cited_sources, in_force_text, running_year_line, source_text
from kumkm_targets.reporting.legends import mark_legend, outlook_legend, scale_line
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.relation_words import relation_lines
from kumkm_targets.reporting.status.attention_words import attention_lines
from kumkm_targets.reporting.status.notes import course_notes, figure_notes, weights_line
from kumkm_targets.reporting.status.shown_rows import Shown, spans
from kumkm_targets.reporting.words import BETTER, achievement_text, formula_text, quarter_text, verdict_text


def title_line(appraisal: Appraisal) -> Text:
    """The plan's title, region and year, and whose targets judge it where these are not the usual ones."""
    header = appraisal.plan.header
    return Text.assemble(
        (one_line(header.title), "bold"),
        "\n",
        " · ".join(
            (
                f"{one_line(header.region.name)} ({header.region.code})",
                _figures_of(appraisal),
                _("plan {start}–{end}").format(start=header.period.start, end=header.period.end),
                *in_force_text(appraisal),
            )
        ),
        "\n",
    )


def _figures_of(appraisal: Appraisal) -> str:
    if appraisal.quarter is None:
        return _("realised figures of {year}").format(year=appraisal.year)
    return _("realised figures up to quarter {quarter} of {year}").format(
        quarter=quarter_text(appraisal.quarter), year=appraisal.year
    )


def footer(appraisal: Appraisal, shown: Shown | None = None) -> Text:
    """The lines of the footer, the first of them bold."""
    first, *rest = footer_lines(appraisal, shown)
    return Text.assemble("\n", (first, "bold"), *(f"\n{line}" for line in rest))


def footer_lines(appraisal: Appraisal, shown: Shown | None = None) -> list[str]:
    """Average and predikat first, then how all of it was reckoned, notes, marks and sources.

    shown: without it, all rows as the plan has them.
    """
    rows = appraisal.rows if shown is None else shown.rows
    return [
        _average(appraisal),
        *_selection(appraisal, rows),
        *(_attention(rows) if shown is not None and shown.with_reasons else ()),
        *missing_lines(appraisal),
        *weights_line(appraisal, rows),
        *formula_lines(rows),
        *scale_lines(appraisal, is_used=appraisal.summary.computed > 0),
        *running_year_line(appraisal),
        *outlook_legend(rows),
        *course_notes(appraisal, rows),
        *mark_legend(rows),
        *figure_notes(appraisal, rows),
        *relation_lines(appraisal),
        *source_lines(appraisal, rows),
    ]


def _selection(appraisal: Appraisal, rows: Sequence[Row]) -> Iterator[str]:
    if len(rows) < len(appraisal.rows):
        yield _("{n} of {of} indicators shown; the average is that of all").format(n=len(rows), of=len(appraisal.rows))


def _attention(rows: Sequence[Row]) -> Iterator[str]:
    lines = list(attention_lines(rows))
    yield _("What needs attention first:") if lines else _("Nothing needs attention")
    yield from lines


def _average(appraisal: Appraisal) -> str:
    summary = appraisal.summary
    counted = _("{n} of {of} indicators with targets computed").format(n=summary.computed, of=summary.of)
    if summary.of == 0:
        return _("Average achievement: none, because no indicator has a target")
    if summary.average is None:
        return _("Average achievement: none") + f" · {counted}"
    percent = achievement_text(summary.average, thresholds(appraisal.scale))
    line = _("Average achievement: {percent}").format(percent=f"{percent}%")
    rating = f" · {one_line(summary.rating)}" if summary.rating else ""
    return f"{line}{rating} · {counted}"


def missing_lines(appraisal: Appraisal) -> Iterator[str]:
    """How many achievements are not computed, and why."""
    reasons = Counter(verdict_text(row) for row in appraisal.rows if row.reason and row.is_promised)
    if reasons:
        counts = ", ".join(f"{reason}: {count}" for reason, count in reasons.items())
        yield _("Not computed: {counts}").format(counts=counts)


def formula_lines(rows: Sequence[Row]) -> Iterator[str]:
    """Each formula in force with the numbers of the indicators it is used for."""
    used: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows, 1):
        if row.target is not None and row.indicator.better is not None:
            key = (formula_text(row.indicator), _(BETTER[row.indicator.better]))
            used.setdefault(key, []).append(number)
    for (formula, better), places in used.items():
        where = f": no. {spans(places)}" if len(used) > 1 else ""
        yield _("Achievement = {formula} ({better})").format(formula=formula, better=better) + where


def scale_lines(appraisal: Appraisal, *, is_used: bool) -> Iterator[str]:
    """The rating scale in force, if anything was rated by it, and the cap."""
    if appraisal.scale is not None and is_used:
        yield scale_line(appraisal.scale)
    cap = appraisal.plan.header.average_cap
    if cap is not None:
        yield _("Achievements above {cap} count as {cap} in the average").format(cap=f"{write_number(cap)}%")


def source_lines(appraisal: Appraisal, rows: Sequence[Row]) -> Iterator[str]:
    """Where the figures of the year come from, each source once."""
    stated = (row for row in rows if row.realised is not None or row.partial is not None or row.reason == "unavailable")
    cited = dict.fromkeys(source for row in stated for source in cited_sources(row, appraisal.quarter))
    for name in cited:
        yield _("Source: {source}").format(source=source_text(appraisal, name))
