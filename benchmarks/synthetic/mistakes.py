"""Known mistakes, seeded one to a plan: what officers mistype, copy wrongly or leave out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

PLAN: Final = "plan.toml"
REALISED: Final = "realised/*.toml"

# Lines of one table, none of them a header; a value; the value of a figure without quarters or parts; and
# the beginning of an indicator whose unit counts whole things.
_LINES: Final = r"(?:[^\[\n].*\n)*?"
_VALUE: Final = r'"[^"\-]*"|[0-9][0-9._]*'
_LONE_VALUE: Final = r'^value = .*\n(?=status = "final"\n(?:[^\[\n].*\n)*\n(?!\[figures\.\w+\.))'
_COUNTED: Final = rf'^unit = "(?:orang|unit|izin|berkas)"\n{_LINES}'


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake: where `pattern` matches in a file of this kind, `replacement` is put.

    code: of the rule that is there to find it.
    """

    kind: str
    code: str
    file: str
    pattern: str
    replacement: str | Callable[[re.Match[str]], str]

    def made(self, text: str, rng: Random) -> str | None:
        """`text` with one such mistake, None where there is no occasion for it."""
        occasions = [*re.finditer(self.pattern, text, re.MULTILINE)]
        if not occasions:
            return None
        match = rng.choice(occasions)
        put = self.replacement(match) if callable(self.replacement) else match.expand(self.replacement)
        return text[: match.start()] + put + text[match.end() :]


def _earlier(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) - 10}"


def _later(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 10}"


def _other_digit(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) % 9 + 1}"


def _more_than_twice(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) * 23 // 10}"


MISTAKES: Final = (
    Mistake("not-utf-8", "KT101", PLAN, r'^note = "', 'note = "\udce9'),
    Mistake("unclosed-quote", "KT102", PLAN, r'^(name = "[^"\n]*)"$', r"\1"),
    Mistake("decimal-without-quotes", "KT102", PLAN, r'= "(\d+,\d+)"', r"= \1"),
    Mistake("thousands-without-quotes", "KT102", PLAN, r'= "(\d+\.\d{3}\.\d{3})"', r"= \1"),
    Mistake("curly-quotes", "KT102", PLAN, r'^unit = "(.*)"$', r"unit = “\1”"),
    Mistake("duplicate-key", "KT103", PLAN, r"^(unit = .*\n)", r"\1\1"),
    Mistake("unknown-key", "KT104", PLAN, r"^objective = ", "objectve = "),
    Mistake("missing-key", "KT105", PLAN, r"^unit = .*\n", ""),
    Mistake("number-for-text", "KT106", PLAN, r'^name = "[^"]*"', "name = 7"),
    Mistake("date-as-text", "KT106", PLAN, r"^date = (\S+)$", r'date = "\1"'),
    Mistake("not-one-of", "KT107", PLAN, '^better = "higher"', 'better = "naik"'),
    Mistake("ambiguous-dot", "KT108", PLAN, r'= "([1-9]\d{0,2}),(\d\d)"', r'= "\1.\g<2>5"'),
    Mistake("english-thousands", "KT108", PLAN, rf'({_COUNTED}targets = .*"\d+)\.(\d{{3}})"', r'\1,\2"'),
    Mistake("thousands-as-decimals", "KT108", PLAN, r"= (\d{1,3})_(\d{3})\b", r"= \1.\2"),
    Mistake("not-a-figure", "KT108", PLAN, rf"^(targets = {{ \d{{4}} = )(?:{_VALUE})", r'\1"n/a"'),
    Mistake("malformed-id", "KT109", PLAN, r"^\[indicators\.(\w+)\]", r"[indicators.Target-\1]"),
    Mistake("malformed-year", "KT110", PLAN, r"^(targets = {.* )20(\d\d) = ", r"\1\2 = "),
    Mistake("malformed-quarter", "KT111", PLAN, r"^(quarter_targets = .* )2 = ", r"\1TW2 = "),
    Mistake("empty-text", "KT112", PLAN, r'^name = "[^"]*"', 'name = ""'),
    Mistake("no-break-space", "KT113", PLAN, r'^unit = "(.*)"$', 'unit = "\\1\u00a0"'),
    Mistake("period-reversed", "KT201", PLAN, r"^period = .*$", "period = { start = 2029, end = 2025 }"),
    Mistake("malformed-region", "KT202", PLAN, r'code = "(\d)\d(\.\d\d)?", name', r'code = "\1", name'),
    Mistake("unknown-reference", "KT204", PLAN, r'^objective = "layanan"', 'objective = "pelayanan"'),
    Mistake("unknown-source", "KT205", PLAN, r'^(baseline = .*)"sidt-umkm"', r'\1"sidt-umk"'),
    Mistake(
        "unknown-scale",
        "KT206",
        PLAN,
        r"^(kind = .*\n)(?!(?:.*\n)*rating_scale)",
        r'\1rating_scale = "permendagri-86"\n',
    ),
    Mistake("scale-out-of-order", "KT207", PLAN, r"floor = 85", "floor = 65"),
    Mistake("no-such-silence", "KT209", PLAN, r"\Z", '\n[check.ignore]\nKT999 = "tercetak demikian"\n'),
    Mistake("no-such-province", "KT210", PLAN, r'code = "\d\d(\.\d\d)?", name', r'code = "26\1", name'),
    Mistake("region-of-other-level", "KT211", PLAN, r'code = "(\d\d)\.\d\d", name', r'code = "\1", name'),
    Mistake("kind-against-folder", "KT212", PLAN, '^kind = "rpjmd"', 'kind = "rpd"'),
    Mistake("unusual-period", "KT215", PLAN, r"^(period = { start = (\d{4}), end = )(20[23]\d)", r"\g<1>2099"),
    Mistake("no-more-silence-needed", "KT214", PLAN, r"\Z", '\n[check.ignore]\nKT303 = "tercetak demikian"\n'),
    Mistake(
        "own-successor",
        "KT216",
        PLAN,
        rf"^\[indicators\.(\w+)\]\n({_LINES}better)",
        r'[indicators.\1]\nsuccessor = "\1"\n\2',
    ),
    Mistake("outside-period", "KT301", PLAN, r"^(targets = { )(\d{4})", _earlier),
    Mistake(
        "against-direction",
        "KT302",
        PLAN,
        rf"^(baseline = .*\ntargets = {{ \d{{4}} = )({_VALUE})(, \d{{4}} = )({_VALUE})",
        r"\1\4\3\2",
    ),
    Mistake("lost-digit", "KT303", PLAN, r'^(targets = {(?:.*,){3}.* "?)[3-9]([1-9][,.]\d\d?"? })$', r"\1\2"),
    Mistake("no-baseline", "KT304", PLAN, '^(over_time = "sum")$', r'\1\nachievement = "from_baseline"'),
    Mistake("half-a-person", "KT305", PLAN, rf'({_COUNTED}targets = .*"[\d.]+)"', r'\1,5"'),
    Mistake(
        "range-reversed",
        "KT306",
        PLAN,
        r'^(targets = { \d{4} = )("[1-9]\d+,\d+")',
        r'\1{ min = \2, max = "0,01" }',
    ),
    Mistake(
        "already-passed",
        "KT307",
        PLAN,
        rf'^(unit = "%"\nbetter = "higher"\n{_LINES}baseline = .* value = )"[^"]*"',
        r'\1"99,95"',
    ),
    Mistake("formula-of-other-direction", "KT308", PLAN, r'^(better = "higher")$', r'\1\nachievement = "linear"'),
    Mistake(
        "formula-with-range",
        "KT309",
        PLAN,
        rf'^(better = "higher"\n)({_LINES}targets = .*"[\d.,]+-[\d.,]+")',
        r'\1achievement = "from_baseline"\n\2',
    ),
    Mistake("sum-differs", "KT310", PLAN, r'^(final_target = "?)(\d)', _other_digit),
    Mistake("decimal-point-in-text", "KT311", PLAN, r'= "(\d+),(\d\d)"', r'= "\1.\2"'),
    Mistake(
        "percent-over-hundred",
        "KT312",
        PLAN,
        rf'^(name = .*Persentase.*\n{_LINES}baseline = .* value = "[2-9]\d),(\d)(\d)',
        r"\1\2,\3",
    ),
    Mistake("million-for-billion", "KT313", PLAN, r'^(targets = {.*, \d{4} = "Rp[\d,]+ )miliar', r"\1juta"),
    Mistake("baseline-of-later-year", "KT314", PLAN, r"^(baseline = { year = )(\d+)", _later),
    Mistake("quarters-miss-target", "KT315", PLAN, r'^(quarter_targets = .* 4 = "?)(\d)', _other_digit),
    Mistake(
        "other-final-target",
        "KT316",
        PLAN,
        rf"^(baseline = .*\ntargets = {{ \d{{4}} = ({_VALUE}),.*}})$",
        r"\1\nfinal_target = \2",
    ),
    Mistake("unreadable-formula", "KT501", PLAN, r'^formula = "100 \* (\w+) / ', r'formula = "100 x \1 : '),
    Mistake("unknown-in-formula", "KT502", PLAN, r'^(formula = .*)\w"$', r'\1"'),
    Mistake(
        "circular-formula",
        "KT503",
        PLAN,
        rf'^\[indicators\.(\w+)\]\n({_LINES}formula = ".* / )\w+"',
        r'[indicators.\1]\n\2\1"',
    ),
    Mistake("amended-unknown", "KT601", PLAN, r"^(\w+)( = { \d{4} = { from = )", r"\1_baru\2"),
    Mistake("amended-from-other", "KT602", PLAN, r'({ from = "?)(\d)', _other_digit),
    Mistake("amended-long-before", "KT603", PLAN, r"^(effective = )(\d{4})", _earlier),
    Mistake("amended-too-late", "KT606", PLAN, r"^(effective = )(\d{4})", _later),
    Mistake("amended-twice", "KT604", PLAN, r"^(\[\[amendments\]\]\n(?:[^\[]|\[amendments\.)*)", r"\1\n\1"),
    Mistake("amended-to-the-same", "KT605", PLAN, rf"{{ from = ({_VALUE}), to = (?:{_VALUE})", r"{ from = \1, to = \1"),
    Mistake("unknown-indicator", "KT401", REALISED, r"^\[figures\.(\w+)\w\]", r"[figures.\1]"),
    Mistake("year-of-other-file", "KT402", REALISED, r"^(year = )(\d+)", _earlier),
    Mistake("no-source", "KT403", REALISED, r"^(\[figures.*\nvalue = .*\nstatus = .*\n)source = .*\n", r"\1"),
    Mistake("three-zeros-too-many", "KT404", "realised/2026.toml", r"^(\[figures.*\nvalue = \d{4,})$", r"\g<1>000"),
    Mistake("dated-in-the-future", "KT405", REALISED, r"^(as_of = )(\d+)", _later),
    Mistake(
        "derived-recorded-otherwise",
        "KT406",
        REALISED,
        r"^(?=\[figures\.koperasi_aktif\])",
        '[figures.persentase_koperasi_aktif]\nvalue = 97.5\nstatus = "preliminary"\nsource = "ods-koperasi"\n\n',
    ),
    Mistake("value-and-unavailable", "KT408", REALISED, r"^(value = .*)$", r'\1\nunavailable = "menunggu"'),
    Mistake("no-value", "KT409", REALISED, _LONE_VALUE, ""),
    Mistake("final-too-early", "KT411", "realised/2026.toml", '^status = "preliminary"$', 'status = "final"'),
    Mistake("region-counted-tenfold", "KT413", REALISED, r'^("\d\d\.\d\d" = [1-9]\d*)$', r"\g<1>0"),
    Mistake("quarters-miss-year", "KT414", "realised/2025.toml", r"^(4 = )([1-9])", _other_digit),
    Mistake("region-of-elsewhere", "KT415", REALISED, r'^"\d\d(\.\d\d" = )', r'"26\1'),
    Mistake("digit-lost-in-a-figure", "KT416", REALISED, r"^(\[figures.*\nvalue = )[3-9]([1-9]\.\d+)$", r"\1\2"),
    Mistake("spent-more-than-there-was", "KT417", REALISED, r"^spent = (\d+)$", r"spent = \g<1>0"),
    Mistake("closed-in-its-own-year", "KT418", REALISED, r"^year = (\d+)\nclosed = \d+", r"year = \1\nclosed = \1"),
    Mistake("region-left-out", "KT423", REALISED, r'^"\d\d\.\d\d" = [1-9]\d*\n', ""),
    Mistake(
        "part-larger-than-whole",
        "KT504",
        "realised/2025.toml",
        r"^(\[figures\.koperasi_aktif\]\nvalue = )(\d+)",
        _more_than_twice,
    ),
)
"""Each kind with the code of the rule that should find it."""


def seed_mistakes(workspace: Path, number: int, rng: Random) -> Iterator[dict[str, str]]:
    """Put `number` mistakes into the files below `workspace`, one to a plan, every kind as often.

    Yields kind, code and file (relative to the workspace) of each. Kinds for which there is no
    occasion are passed over, and there are never more mistakes than plans.
    """
    folders = sorted(path for path in workspace.iterdir() if path.is_dir())
    rng.shuffle(folders)
    kinds = list(MISTAKES)
    made = 0
    while made < number and kinds and folders:
        mistake = kinds.pop(0)
        file = next((file for folder in folders for file in _seeded(folder, mistake, rng)), None)
        if file is not None:
            made += 1
            kinds.append(mistake)
            plan = file.parent.parent if file.name != PLAN else file.parent
            folders.remove(plan)
            yield {"kind": mistake.kind, "code": mistake.code, "file": str(file.relative_to(workspace))}


def _seeded(folder: Path, mistake: Mistake, rng: Random) -> Iterator[Path]:
    """The file of this plan into which the mistake was put, if one was."""
    for file in sorted(folder.glob(mistake.file)):
        text = mistake.made(file.read_text(encoding="utf-8"), rng)
        if text is not None:
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
            yield file
            return
