"""Mending what has exactly one right answer: what each file of a plan folder should hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kumkm_targets.checks.files.file_rules import INVALID_TOML, UNREADABLE_FILE
from kumkm_targets.checks.many import Task, findings_on
from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.rule import Finding
from kumkm_targets.checks.selection import UNCHECKED_FILE
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.edits import Edit, edited, exact_text, is_inside, rewrite, scratch_copy, without_mark
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.places import Places, Span
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.toml_file import TomlFile, parse_toml

_MOST_FAULTS: Final = 1000
_ALL_CODES: Final = frozenset(rule.code for rule in RULES)


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with what it holds and what it should hold, and the number of findings that are mended by it."""

    path: Path
    before: str
    after: str
    findings: int


def mended(folder: Path, task: Task) -> list[Mended]:
    """What mending what the task asks for changes in the files of a plan folder, none of which is touched.

    Outside of what is mended, plan.toml stays as it is, byte for byte. A realised file gets its
    canonical form, unless a person's comments stand in it. A file outside of the folder, to which a
    link leads, is left alone.
    """
    reading = read_plan(folder)
    if not _out_of_form(reading, task) and not any(map(_can_be_mended, findings_on(reading, task))):
        return []
    unreadable = {flaw.file for flaw in reading.all_flaws if flaw.kind == UNREADABLE_FILE.name}
    paths = [file.path for file in reading.files if file.path not in unreadable]
    with scratch_copy(folder, paths) as copy:
        copies = {path: copy / path.relative_to(folder) for path in paths}
        before = {path: exact_text(copies[path]) for path in paths}
        counts = _mend(copy, task)
        after = {path: exact_text(copies[path]) for path in paths}
    return [
        Mended(path, before[path], after[path], counts[copies[path]])
        for path in paths
        if after[path] != before[path] and is_inside(path, folder)
    ]


def write(changes: Iterable[Mended], folder: Path) -> None:
    """Write what was mended. Raises NotWrittenError; nothing is written where a file was changed meanwhile."""
    rewrite(folder, [(change.path, change.before, change.after) for change in changes])


def _mend(folder: Path, task: Task) -> Counter[Path]:
    """Mend until nothing is left that can be, for one finding may hide another; the findings mended per file."""
    counts: Counter[Path] = Counter()
    for file in read_plan(folder).files:
        if INVALID_TOML.code in task.codes and (mended := _well_formed(file)):
            counts[file.path], text = mended
            file.path.write_bytes((without_mark(exact_text(file.path))[0] + text).encode())
    tried: set[_Name] = set()
    found = _found(folder, task)
    while wanted := [finding for finding in found if _can_be_mended(finding) and _name(finding) not in tried]:
        tried |= {*map(_name, wanted)}
        counts.update(finding.file for finding in _improved(folder, task, wanted, _unread(found)))
        found = _found(folder, task)
    for path, text in _out_of_form(read_plan(folder), task).items():
        path.write_bytes(text.encode())
    return counts


def _well_formed(file: TomlFile) -> tuple[int, str] | None:
    """A file that does not parse with its first faults mended one after another, as far as that goes."""
    count = 0
    while file.data is None and count < _MOST_FAULTS:
        flaw = file.flaws[0]
        replacement, start, end = flaw.facts.get("replacement"), flaw.position, flaw.end
        if flaw.kind != INVALID_TOML.name or replacement is None or start is None or end is None:
            break
        file = parse_toml(file.path, edited(file.text, [Edit(Span(*start, *end), replacement)]))
        count += 1
    return (count, file.text) if count else None


def _improved(folder: Path, task: Task, wanted: Sequence[Finding], unread: int) -> list[Finding]:
    """Mend the findings, but for those whose mending makes nothing better; those that were mended.

    unread: how many files could not be read before; no more may be after.
    """
    before = _edit(wanted)
    left = _found(folder, task)
    if _unread(left) <= unread and {*map(_name, wanted)}.isdisjoint(map(_name, left)):
        return [*wanted]
    for path, text in before.items():
        path.write_bytes(text.encode())
    if len(wanted) == 1:
        return []
    middle = len(wanted) // 2  # the later ones first, which leave the places of the others as they are
    last = _improved(folder, task, wanted[middle:], unread)
    return [*_improved(folder, task, wanted[:middle], unread), *last]


def _found(folder: Path, task: Task) -> list[Finding]:
    return findings_on(read_plan(folder), task)


_Name = tuple[Path, KeyPath, str]


def _name(finding: Finding) -> _Name:
    """What tells a finding from others, whatever is changed elsewhere."""
    return finding.file, finding.key, finding.rule.code


def _can_be_mended(finding: Finding) -> bool:
    return finding.replacement is not None and finding.span is not None and not finding.ignored


def _unread(found: Iterable[Finding]) -> int:
    return sum(finding.rule.code in UNCHECKED_FILE for finding in found)


def _edit(findings: Sequence[Finding]) -> dict[Path, str]:
    """Put every replacement in its place; what the files held before."""
    edits: dict[Path, list[Edit]] = defaultdict(list)
    for finding in findings:
        edits[finding.file].append(Edit(finding.place, finding.replacement or ""))
    before = {path: exact_text(path) for path in edits}
    for path, of_file in edits.items():
        mark, text = without_mark(before[path])
        path.write_bytes((mark + edited(text, of_file)).encode())
    return before


def _out_of_form(reading: PlanReading, task: Task) -> dict[Path, str]:
    """The canonical texts of valid realised files without comments that have another form.

    None where only some rules are asked for: the form of a file belongs to none of them.
    """
    if reading.plan is None or reading.flaws or not task.codes >= _ALL_CODES:
        return {}
    texts = {
        year.file.path: (canonical_text(year.content, reading.plan.indicators), year.file.text)
        for year in reading.years
        if year.content is not None and not year.flaws
    }
    return {
        path: canonical
        for path, (canonical, text) in texts.items()
        if canonical != exact_text(path) and not Places(text).comments
    }
