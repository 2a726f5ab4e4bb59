"""Random pairs of branches that have parted from one year, with what a merge of them should be."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random

from kumkm_targets.model.realised import Entry, Expense, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, is_same_expense, statement_of, with_entry, with_expense

INDICATORS = ("koperasi_produsen", "rasio_kewirausahaan", "wirausaha_baru", "proporsi_ukm")
PROGRAMMES = ("pemberdayaan", "pengawasan")
SCOPES = (WHOLE, *(Scope(quarter=quarter) for quarter in (1, 2, 3, 4)), Scope(part="62.01"), Scope(part="62.71"))
OFFICERS = ("Ani", "Budi")
BEGINNING = datetime(2026, 1, 5, 8, tzinfo=timezone(timedelta(hours=7)))

Place = tuple[str, str, Scope]
"""A table, an id in it, and what of it a statement is about."""


@dataclass
class Branch:
    """One side: its content, and what it has said (None: taken out) that the base does not say."""

    content: RealisedYear
    said: dict[Place, Entry | Expense | None] = field(default_factory=dict)

    def record(self, chance: Random, officer: str, minutes: int) -> None:
        """One more statement, as an officer would record it."""
        stamps = {"recorded_at": BEGINNING + timedelta(minutes=minutes), "recorded_by": officer}
        value = Decimal(chance.choice(["3.7", "3.70", "4", "12", "0.05"]))
        note = chance.choice([None, None, "diolah"])
        if chance.random() < 0.15:
            name = chance.choice(PROGRAMMES)
            expense = Expense(spent=value, source="LRA", note=note, **stamps)
            if self._is_gone("programmes", name):
                return
            self._take("programmes", name, WHOLE, expense, with_expense(self.content, name, expense, "koreksi"))
            return
        name, scope = chance.choice(INDICATORS), chance.choice(SCOPES)
        if self._is_gone("figures", name):
            return
        source = chance.choice(["LKjIP", "Pendataan"])
        said = {"status": chance.choice(["preliminary", "final"]), "source": source, "note": note, **stamps}
        unavailable = scope == WHOLE and chance.random() < 0.2
        entry = Entry(unavailable="menunggu BPS", **said) if unavailable else Entry(value=value, **said)
        reason = chance.choice(["salah ketik", "hasil audit"])
        self._take("figures", name, scope, entry, with_entry(self.content, name, entry, reason, scope))

    def take_out(self, name: str, base: RealisedYear) -> None:
        """Remove a figure that `base` has, as only a person does, with an editor."""
        if name in base.figures:
            figures = {key: figure for key, figure in self.content.figures.items() if key != name}
            self.content = self.content.model_copy(update={"figures": figures})
            self.said = {place: said for place, said in self.said.items() if place[:2] != ("figures", name)}
            self.said["figures", name, WHOLE] = None

    def says(self, place: Place) -> Entry | Expense | None:
        """What this side says in the end."""
        table, name, scope = place
        if table == "programmes":
            return self.content.programmes.get(name)
        figure = self.content.figures.get(name)
        return statement_of(figure, scope) if figure is not None else None

    def _take(self, table: str, name: str, scope: Scope, said: Entry | Expense, content: RealisedYear) -> None:
        if content is not self.content:
            self.said[table, name, scope] = said
            self.content = content

    def _is_gone(self, table: str, name: str) -> bool:
        return self.said.get((table, name, WHOLE), self) is None


@dataclass(frozen=True)
class Pair:
    """Two branches and the year from which they parted; None where both have made the file."""

    base: RealisedYear | None
    ours: Branch
    theirs: Branch

    @property
    def clashes(self) -> set[tuple[str, str]]:
        """Table and id of what both sides have changed differently."""
        found: set[tuple[str, str]] = set()
        for place in {*self.ours.said} & {*self.theirs.said}:
            if not _agree(self.ours.says(place), self.theirs.says(place)):
                found.add(place[:2])
        for one, other in ((self.ours, self.theirs), (self.theirs, self.ours)):
            gone = {place[:2] for place, said in one.said.items() if said is None}
            still_there = {place[:2] for place, said in other.said.items() if said is not None}
            found |= gone & still_there
        return found


def pair_of(seed: int) -> Pair:
    """The pair with that number: the same each time."""
    chance = Random(seed)
    base = Branch(RealisedYear(format=1, year=2025))
    has_base = chance.random() < 0.9
    for minutes in range(chance.randrange(12) if has_base else 0):
        base.record(chance, chance.choice(OFFICERS), minutes)
    sides = []
    for officer in OFFICERS:
        side = Branch(base.content)
        for _n in range(chance.randrange(7)):
            side.record(chance, officer, 100 + chance.randrange(600))
        if chance.random() < 0.15:
            side.take_out(chance.choice(INDICATORS), base.content)
        sides.append(side)
    if chance.random() < 0.1:  # both take over the same list
        shared = Random(seed)
        for _n in range(4):
            minutes = 800 + shared.randrange(10)
            state = shared.getstate()
            for side in sides:
                shared.setstate(state)
                side.record(shared, "Citra", minutes)
    return Pair(base.content if has_base else None, *sides)


def closed(content: RealisedYear, day: int = 31) -> RealisedYear:
    """`content`, closed in March of the following year."""
    return content.model_copy(update={"closed": date(2026, 3, day)})


def _agree(our: Entry | Expense | None, their: Entry | Expense | None) -> bool:
    if isinstance(our, Entry) and isinstance(their, Entry):
        return our.says_the_same(their)
    if isinstance(our, Expense) and isinstance(their, Expense):
        return is_same_expense(our, their)
    return our is their
