"""The plan.toml that a new plan starts with: valid as it stands, its comments show what to fill in.

The file is for Indonesian officers whatever language the tool speaks, so its words are Indonesian.
Nothing in it is invented: the indicators of the sector have no targets until somebody declares them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tomli_w

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _
from kumkm_targets.storage.atomic import locked, not_written, replace_file
from kumkm_targets.storage.workspace import PLAN_FILE


@dataclass(frozen=True)
class NewPlan:
    """What is known of a plan before its indicators are declared."""

    id: str
    kind: str
    title: str
    region_code: str
    region_name: str
    organisation: str
    start: int
    end: int


_TEMPLATE: Final = """\
# Rencana ini dibaca oleh kumkm. Baris yang diawali # adalah keterangan dan boleh diubah atau dihapus.
# Angka ditulis seperti biasa, di antara tanda kutip: "1.311", "3,84", "Rp222 miliar".
format = 1

[plan]
title = {title}
kind = {kind}
region = {{ code = {region_code}, name = {region_name} }}
organisation = {organisation}
period = {{ start = {start}, end = {end} }}
# basis = "Peraturan atau berita acara yang menetapkan target"
# average_cap = 100    # bila capaian di atas 100% dihitung 100% dalam rata-rata

# Sumber yang dikutip berulang kali, dengan nama pendek:
# [sources.lkjip-{start}]
# title = "LKjIP {start}"
# publisher = {organisation}

# Indikator. Yang belum bertarget tampil sebagai "tanpa target".
#   better    = "higher" (makin tinggi makin baik), "lower" atau "within" (di dalam rentang)
#   over_time = "latest" (nilai terakhir), "sum" (tahun-tahun dijumlahkan) atau "average"
{indicators}"""

_INDICATORS: Final = {
    "rakortek": (
        ("rasio_kewirausahaan", "Rasio kewirausahaan", "%", "latest", "3,75"),
        ("proporsi_ukm", "Proporsi jumlah usaha kecil dan menengah", "%", "latest", "3,84"),
        ("volume_usaha_koperasi", "Volume usaha koperasi", "Rp", "latest", "Rp222 miliar"),
        ("wirausaha_baru", "Wirausaha baru", "orang", "sum", "1.250"),
    ),
    "rpjmd": (
        ("rasio_kewirausahaan", "Rasio kewirausahaan", "%", "latest", "3,10"),
        ("rasio_volume_usaha_koperasi_pdrb", "Rasio volume usaha koperasi terhadap PDRB", "%", "latest", "0,65"),
        ("koperasi_aktif", "Persentase koperasi aktif", "%", "latest", "75,37"),
        ("usaha_mikro_naik_kelas", "Usaha mikro yang naik kelas", "usaha mikro", "sum", "800"),
    ),
}
_INDICATOR: Final = """
[indicators.{id}]
name = "{name}"
unit = "{unit}"
better = "higher"
over_time = "{over_time}"
# baseline = {{ year = {before}, value = "{example}" }}
# targets = {{ {start} = "{example}" }}
"""


def plan_text(plan: NewPlan) -> str:
    """The text of the new plan.toml."""
    blocks = [
        _INDICATOR.format(
            id=indicator_id,
            name=name,
            unit=unit,
            over_time=over_time,
            example=example,
            start=plan.start,
            before=plan.start - 1,
        )
        for indicator_id, name, unit, over_time, example in _INDICATORS[plan.kind]
    ]
    return _TEMPLATE.format(
        title=_quoted(plan.title),
        kind=_quoted(plan.kind),
        region_code=_quoted(plan.region_code),
        region_name=_quoted(plan.region_name),
        organisation=_quoted(plan.organisation),
        start=plan.start,
        end=plan.end,
        indicators="".join(blocks),
    )


def write_plan(workspace: Path, plan: NewPlan) -> Path:
    """Write the plan into a new folder of `workspace`. Raises RefusedError where there is one already."""
    folder = workspace / plan.id
    path = folder / PLAN_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    with locked(folder):
        if path.exists():
            raise RefusedError(
                _("there is a plan {plan} already: {path}").format(plan=plan.id, path=path),
                _("Choose another name, or edit that file."),
            )
        replace_file(path, plan_text(plan))
    return path


def _quoted(text: str) -> str:
    """`text` as a TOML string, on one line and without what could end it."""
    return tomli_w.dumps({"": text}).partition(" = ")[2].strip()
