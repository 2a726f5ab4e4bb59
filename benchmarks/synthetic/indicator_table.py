"""One `[indicators.ID]` table of a made-up plan."""

from collections.abc import Iterator
from random import Random
from typing import Final

from synthetic.draft import Draft
from synthetic.measures import Measure
from synthetic.series import Series
from synthetic.writing import single, written

_OWNERS: Final = ("Bidang Kelembagaan", "Bidang Pemberdayaan Usaha Kecil", "Bidang Pengawasan", "Sekretariat")
_NOTES: Final = (
    "Angka disalin dari tabel dokumen, tanpa pembulatan.",
    "Termasuk unit cabang dan unit pembantu.",
    "Definisi operasional mengikuti petunjuk teknis kementerian.",
    "Data dihimpun dari laporan triwulan kecamatan.",
    "Sumber data berganti sejak tahun dasar; deret telah disesuaikan.",
    "Pembagi memakai proyeksi penduduk pertengahan tahun.",
)


def indicator_table(plan: Draft, measure: Measure, rng: Random, objective: str, programme: str, source: str) -> str:
    """The table with all its keys, in the order of the format's documentation."""
    return "\n".join((
        f"[indicators.{measure.id}]",
        *_what(measure, rng),
        f'objective = "{objective}"',
        *([f'programme = "{programme}"'] if rng.random() < 0.4 else []),
        *([f'owner = "{rng.choice(_OWNERS)}"'] if rng.random() < 0.2 else []),
        *_promised(plan, measure, rng, source),
        'source = "dokumen"',
        *([f'note = "{rng.choice(_NOTES)}"'] if rng.random() < 0.2 else []),
        "",
    ))  # fmt: skip


def _what(measure: Measure, rng: Random) -> Iterator[str]:
    if measure.english:
        yield f'name = {{ id = "{measure.name}", en = "{measure.english}" }}'
    else:
        yield f'name = "{measure.name}"'
    yield f'unit = "{measure.unit}"'
    yield f'better = "{measure.better}"'
    if measure.formula:
        yield f'formula = "{measure.formula}"'
    if measure.over_time != "latest":
        yield f'over_time = "{measure.over_time}"'
    elif measure.decimals and rng.random() < 0.2:
        yield f"decimals = {measure.decimals}"


def _promised(plan: Draft, measure: Measure, rng: Random, source: str) -> Iterator[str]:
    years, values = plan.document.years, plan.series[measure.id]
    if measure.over_time == "latest":
        baseline = written(values[0], single(plan.forms[measure.id]), measure.unit, measure.decimals)
        yield f'baseline = {{ year = {years[0] - 1}, value = {baseline}, source = "{source}" }}'
    yield f"targets = {_by_key(plan, measure, zip(years, values[1:], strict=True))}"
    if plan.by_quarter:
        quarters = _by_key(plan, measure, enumerate(_quarters(measure, values), 1))
        yield f"quarter_targets = {{ {years[-1]} = {quarters} }}"
    if measure.over_time == "sum" and len(years) == years[-1] - years[0] + 1 and rng.random() < 0.7:
        yield f"final_target = {plan.written(measure, sum(values[1:]))}"


def _by_key(plan: Draft, measure: Measure, figures: Iterator[tuple[int, int]]) -> str:
    return f"{{ {', '.join(f'{key} = {plan.written(measure, value)}' for key, value in figures)} }}"


def _quarters(measure: Measure, values: Series) -> list[int]:
    """What the last year should bring by quarter: shares of a sum, else steps up to the target."""
    before, target = values[-2:]
    if measure.over_time == "sum":
        quarter = target // 4
        return [quarter, quarter, quarter, target - 3 * quarter]
    return [before + (target - before) * number // 4 for number in (1, 2, 3, 4)]
