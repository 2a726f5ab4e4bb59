"""What a spreadsheet must not take for a formula, and what stays as it is."""

import csv
import io

from kumkm_targets.reporting.csv_table import csv_table


def test_words_of_a_file_are_never_a_formula_and_numbers_keep_their_minus() -> None:
    records = [
        {"name": word, "gap": "-0.03", "rank": 1, "source": None} for word in ("=1+1", " +1", "@x", "-1", "biasa")
    ]
    text = csv_table(records, ("name", "gap", "rank", "source"), ("name", "source"))
    assert list(csv.reader(io.StringIO(text))) == [
        ["name", "gap", "rank", "source"],
        ["'=1+1", "-0.03", "1", ""],
        ["' +1", "-0.03", "1", ""],
        ["'@x", "-0.03", "1", ""],
        ["'-1", "-0.03", "1", ""],
        ["biasa", "-0.03", "1", ""],
    ]


def test_a_cell_stays_one_cell_on_one_line() -> None:
    text = csv_table([{"name": 'a,b\n"c"\x1b'}], ("name",), ("name",))
    assert text == 'name\n"a,b ""c""\\x1b"\n'
