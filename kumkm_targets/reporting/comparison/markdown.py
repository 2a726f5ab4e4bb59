"""The comparison of an indicator as Markdown: the tables of the screen, for a page or a CI job's summary."""

from kumkm_targets.evaluation.comparison import Comparison
from kumkm_targets.reporting.comparison.table import wide_columns
from kumkm_targets.reporting.comparison.words import (
    closing_notes,
    measure_line,
    place_cells,
    ranking_note,
    title_lines,
)
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table


def comparison_markdown(comparison: Comparison) -> str:
    """What is compared as a heading, every ranking as a table with its note, then all other notes as a list."""
    title, about = map(markdown_text, title_lines(comparison))
    pieces = [f"### {title}\n\n{about}\n"]
    for ranking in comparison.rankings:
        columns = wide_columns(ranking)
        rows = ([read(cells) for _title, _side, read in columns] for cells in place_cells(ranking))
        pieces.append(f"\n{markdown_text(measure_line(ranking))}\n\n")
        pieces.append(markdown_table([(name, side) for name, side, _read in columns], rows))
        pieces.append(f"\n{markdown_text(ranking_note(ranking))}\n")
    notes = "".join(f"- {markdown_text(line)}\n" for line in closing_notes(comparison))
    return "".join([*pieces, f"\n{notes}" if notes else ""])
