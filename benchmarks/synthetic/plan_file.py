"""The text of a made-up `plan.toml`, as a planning officer would have typed it."""

from collections.abc import Iterator
from random import Random
from typing import Final

from synthetic.documents import NOW
from synthetic.draft import OBJECTIVES, PROGRAMMES, SOURCES, Draft
from synthetic.indicator_table import indicator_table
from synthetic.writing import Form, written

_MISSIONS: Final = (
    "Mewujudkan koperasi yang sehat, mandiri dan berdaya saing",
    "Menumbuhkan wirausaha baru di setiap kecamatan",
    "Memperluas akses pembiayaan dan pasar bagi usaha mikro",
    "Mempercepat perizinan berusaha",
    "Meningkatkan kualitas sumber daya manusia pelaku usaha",
    "Memperkuat data tunggal usaha mikro dan kecil",
)
_GRADES: Final = '[{ floor = 85, label = "Sangat Baik" }, { floor = 70, label = "Baik" }, { label = "Kurang" }]'
_AMENDED: Final = 3


def plan_text(plan: Draft, rng: Random) -> str:
    """The whole file."""
    indicators = (
        indicator_table(
            plan,
            measure,
            rng,
            objective=[*OBJECTIVES][place % len(OBJECTIVES)],
            programme=[*PROGRAMMES][place % len(PROGRAMMES)],
            source=[*SOURCES][place % len(SOURCES)],
        )
        for place, measure in enumerate(plan.measures)
    )
    own_scale = rng.random() < 0.1
    return "\n".join((
        *_head(plan, rng, own_scale),
        *_sources(plan, rng),
        *(f'[objectives.{id_}]\nname = "{name}"\n' for id_, name in OBJECTIVES.items()),
        *_programmes(plan, rng),
        *indicators,
        *_rules(plan),
        *_amendments(plan, rng),
        *([f'[rating_scales.lkjip]\ntitle = "Skala LKjIP"\ngrades = {_GRADES}\n'] if own_scale else []),
    ))  # fmt: skip


def _head(plan: Draft, rng: Random, own_scale: bool) -> Iterator[str]:
    document, government = plan.document, plan.document.government
    yield f"format = 1\n\n# Angka disalin dari dokumen, halaman {rng.randint(40, 180)} dan seterusnya.\n\n[plan]"
    yield f'title = "{document.title}"\nkind = "{document.kind}"'
    yield f'region = {{ code = "{government.code}", name = "{government.name}" }}'
    yield f'organisation = "{document.organisation}"'
    yield f"period = {{ start = {document.years[0]}, end = {document.years[-1]} }}"
    yield f'basis = "Peraturan Daerah Nomor {rng.randint(1, 19)} Tahun {document.years[0]}"'
    if own_scale:
        yield 'rating_scale = "lkjip"'
    if rng.random() < 0.2:
        yield "average_cap = 100"
    if document.kind in ("rpjmd", "rpjpd"):
        missions = rng.sample(_MISSIONS, rng.randint(3, len(_MISSIONS)))
        yield "missions = [\n" + "".join(f'    "{mission}",\n' for mission in missions) + "]"
    yield ""


def _sources(plan: Draft, rng: Random) -> Iterator[str]:
    document = plan.document
    yield f'[sources.dokumen]\ntitle = "{document.title}"\npublisher = "{document.organisation}"'
    yield f"date = {document.years[0] - 1}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}\n"
    for id_, (title, publisher) in SOURCES.items():
        yield f'[sources.{id_}]\ntitle = "{title.format(name=document.government.name)}"\npublisher = "{publisher}"\n'


def _programmes(plan: Draft, rng: Random) -> Iterator[str]:
    for (id_, (code, name)), objective in zip(PROGRAMMES.items(), OBJECTIVES, strict=True):
        form: Form = rng.choice(("scaled", "rupiah", "number"))
        years = ", ".join(
            f"{year} = {written(amount, form, 'Rp', 0)}"
            for year, amount in zip(plan.document.years, plan.budgets[id_], strict=True)
        )
        yield f'[programmes.{id_}]\nname = "{name}"\ncode = "{code}"'
        yield f'objective = "{objective}"\nbudget = {{ {years} }}\n'


def _rules(plan: Draft) -> Iterator[str]:
    for measure in plan.measures:
        if measure.part_of:
            yield f'[[rules]]\nthat = "{measure.id} <= {measure.part_of}"'
            yield 'because = "bagian tidak lebih besar dari keseluruhan"\n'


def _amendments(plan: Draft, rng: Random) -> Iterator[str]:
    """A change of the third year's targets, made in the second year, a third of the way to the fourth's."""
    years = plan.document.years
    free = [m for m in plan.measures if m.decimals and m.over_time == "latest" and not m.formula]
    if len(years) < 4 or years[1] > NOW or not free or rng.random() < 0.5:
        return
    yield f"[[amendments]]\neffective = {years[1]}-09-{rng.randint(1, 28):02}"
    yield f'basis = "Peraturan Daerah Nomor {rng.randint(1, 19)} Tahun {years[1]} tentang Perubahan"'
    yield 'reason = "penyesuaian dengan target nasional"\n\n[amendments.targets]'
    for measure in rng.sample(free, min(_AMENDED, len(free))):
        old, following = plan.series[measure.id][3:5]
        new = old + ((following - old) // 3 or 1)
        change = f"from = {plan.written(measure, old)}, to = {plan.written(measure, new)}"
        yield f"{measure.id} = {{ {years[2]} = {{ {change} }} }}"
    yield ""
