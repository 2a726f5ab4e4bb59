"""1xx: the file itself, and every departure from the format that reading it has met."""

from collections.abc import Iterator, Mapping
from typing import Final

from kumkm_targets.checks.files.flaw_words import bounds, unreadable, wrong_type
from kumkm_targets.checks.rule import Finding, Related, Rule, Words
from kumkm_targets.messages import N_, _
from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.places import Span

UNREADABLE_FILE = Rule(
    "KT101",
    "unreadable-file",
    "error",
    N_("A plan or realised file can be opened and is UTF-8 text."),
    N_("What cannot be read is not checked and not counted: a whole year may be missing from the table."),
    "# plan.toml saved as “ANSI” (Windows-1252)",
    "# plan.toml saved as “UTF-8”",
    N_("Save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8), or give yourself the right to read it."),
)
INVALID_TOML = Rule(
    "KT102",
    "invalid-toml",
    "error",
    N_("The file is TOML 1.0."),
    N_("One missing quote keeps the whole file from being read."),
    "targets = { 2025 = 3,75, 2026 = 1.311.000 }\ntitle = “Renstra”",
    'targets = { 2025 = "3,75", 2026 = "1.311.000" }\ntitle = "Renstra"',
    N_(
        "Mend the place that is shown, and check again: what stands behind the first fault of a file is not read. "
        "Text and Indonesian figures stand between straight quotes."
    ),
    "TOML 1.0.0",
)
DUPLICATE_KEY = Rule(
    "KT103",
    "duplicate-key",
    "error",
    N_("No key or table stands twice in one file."),
    N_("Only one of the two figures could count, and nobody would see which."),
    'unit = "%"\nunit = "orang"',
    'unit = "%"',
    N_("Keep one of the two, or rename one; the message shows where the first stands."),
    "TOML 1.0.0",
)
UNKNOWN_KEY = Rule(
    "KT104",
    "unknown-key",
    "error",
    N_("Every key is one that the format knows."),
    N_("A mistyped key would be passed over in silence, and with it what was written there."),
    'targts = { 2025 = "3,75" }',
    'targets = { 2025 = "3,75" }',
    N_("Correct the key, or take it out. Free remarks belong in `note` or in a comment."),
)
MISSING_KEY = Rule(
    "KT105",
    "missing-key",
    "error",
    N_("Every table has the keys it cannot do without."),
    N_("A figure without a unit, or a target without a direction, cannot be judged."),
    '[indicators.rasio]\nname = "Rasio"\nbetter = "higher"',
    '[indicators.rasio]\nname = "Rasio"\nunit = "%"\nbetter = "higher"',
    N_("Add the key."),
)
WRONG_TYPE = Rule(
    "KT106",
    "wrong-type",
    "error",
    N_("Every value is of the type that its key asks for."),
    N_("The tool never guesses what a value of another type may have meant."),
    "title = 2025",
    'title = "2025"',
    N_("Write the value as the type that is asked for; text stands between quotes."),
)
NOT_ONE_OF = Rule(
    "KT107",
    "not-one-of",
    "error",
    N_("A value with a fixed list of choices is one of them."),
    N_("An unknown direction or status changes how a figure is judged."),
    'better = "up"',
    'better = "higher"',
    N_("Choose one of the values that the message lists."),
)
UNREADABLE_FIGURE = Rule(
    "KT108",
    "unreadable-figure",
    "error",
    N_("Every figure has exactly one reading."),
    N_("1.234 can mean 1234 or 1,234: a thousand-fold error that no table shows."),
    'unit = "%"\ntargets = { 2025 = "1.234" }',
    'unit = "%"\ntargets = { 2025 = "1,234" }',
    N_("Write the reading you mean, as the message shows: a dot groups thousands, a comma begins the decimals."),
)
MALFORMED_ID = Rule(
    "KT109",
    "malformed-id",
    "error",
    N_("Ids are lower-case letters, digits and underscores, and begin with a letter."),
    N_("Formulas and commands name indicators by their id."),
    "[indicators.Rasio-Kewirausahaan]",
    "[indicators.rasio_kewirausahaan]",
    N_("Rename the id everywhere it is used."),
)
MALFORMED_YEAR = Rule(
    "KT110",
    "malformed-year",
    "error",
    N_("Years are written with four digits."),
    N_("“25” or “02025” could become another year than the one meant."),
    'targets = { 25 = "3,75" }',
    'targets = { 2025 = "3,75" }',
    N_("Write the year in full."),
)
MALFORMED_QUARTER = Rule(
    "KT111",
    "malformed-quarter",
    "error",
    N_("Quarters are numbered 1 to 4."),
    N_("A fifth quarter would be lost."),
    "quarters = { TW1 = 3.7 }",
    "quarters = { 1 = 3.7 }",
    N_("Use 1, 2, 3 or 4."),
)
OUT_OF_BOUNDS = Rule(
    "KT112",
    "out-of-bounds",
    "error",
    N_("A value is neither empty nor beyond what its key can hold."),
    N_("An empty name or a year 20255 is a slip of the keyboard."),
    'name = ""',
    'name = "Rasio kewirausahaan"',
    N_("Write a value within the bounds that the message gives."),
)


def _invalid(facts: Mapping[str, str]) -> tuple[str, str]:
    from kumkm_targets.checks.files.syntax_words import syntax_words

    return syntax_words(facts)


def _duplicate(facts: Mapping[str, str]) -> tuple[str, str]:
    if "problem" in facts:
        return _invalid(facts)
    return _("this key or table stands in the file twice"), _("Keep one of the two.")


def _unknown_key(facts: Mapping[str, str]) -> tuple[str, str]:
    fix = (
        _("Did you mean `{nearest}`?").format(nearest=facts["nearest"])
        if facts["nearest"]
        else _("Keys that can stand here: {keys}.").format(keys=facts["allowed"])
    )
    return _("“{key}” is not a key that can stand here").format(key=facts["key"]), fix


def _missing_key(facts: Mapping[str, str]) -> tuple[str, str]:
    if facts["key"] == "better":
        return _("there are targets, but `better` is missing"), _(
            'Write better = "higher", "lower" or "within"; it is never guessed.'
        )
    return _("the key `{key}` is missing here").format(key=facts["key"]), _("Add {key} = ….").format(key=facts["key"])


def _not_one_of(facts: Mapping[str, str]) -> tuple[str, str]:
    return _("this value is not one of the choices"), _("Choose one of: {options}.").format(options=facts["options"])


def _figure(facts: Mapping[str, str]) -> tuple[str, str]:
    return facts["message"], facts["fix"]


def _id(_facts: Mapping[str, str]) -> tuple[str, str]:
    return _("this is not a usable id"), _("Use lower-case letters, digits and “_”, beginning with a letter.")


def _year(_facts: Mapping[str, str]) -> tuple[str, str]:
    return _("this is not a year"), _("Write the year with four digits, such as 2025.")


def _quarter(_facts: Mapping[str, str]) -> tuple[str, str]:
    return _("this is not a quarter"), _("Use 1, 2, 3 or 4.")


FLAW_RULES: Final[tuple[tuple[Rule, Words], ...]] = (
    (UNREADABLE_FILE, unreadable),
    (INVALID_TOML, _invalid),
    (DUPLICATE_KEY, _duplicate),
    (UNKNOWN_KEY, _unknown_key),
    (MISSING_KEY, _missing_key),
    (WRONG_TYPE, wrong_type),
    (NOT_ONE_OF, _not_one_of),
    (UNREADABLE_FIGURE, _figure),
    (MALFORMED_ID, _id),
    (MALFORMED_YEAR, _year),
    (MALFORMED_QUARTER, _quarter),
    (OUT_OF_BOUNDS, bounds),
)


def findings_of(flaws: tuple[Flaw, ...], rules: Mapping[str, tuple[Rule, Words]]) -> Iterator[Finding]:
    """Each flaw as the finding of the rule that its kind names."""
    for flaw in flaws:
        rule, words = rules[flaw.kind]
        message, fix = words(flaw.facts)
        line, column = flaw.position or (0, 0)
        span = Span(line, column, *(flaw.end or (line, column + 1))) if flaw.position else None
        first = (Related(flaw.file, flaw.key, _("the first one"), Span(*flaw.first)),) if flaw.first else ()
        replacement = flaw.facts.get("replacement")
        yield Finding(rule, flaw.file, flaw.key, flaw.on_key, message, fix, first, replacement, span)
