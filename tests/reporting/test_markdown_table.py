"""Tables in Markdown whose cells hold anything."""

from kumkm_targets.reporting.markdown_table import markdown_table


def test_no_title_or_cell_breaks_the_table() -> None:
    titles = [("a|b", "left"), ("c", "right")]
    assert markdown_table(titles, [("x | y\nz", "*1*")]) == "| a\\|b | c |\n| --- | --: |\n| x \\| y z | \\*1\\* |\n"
