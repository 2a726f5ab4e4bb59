"""2xx: the region of a plan: its Kemendagri code and its name are of the same place."""

import re
from collections.abc import Iterator
from typing import Final

from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.provinces import PROVINCES
from kumkm_targets.storage.plan_files import PlanReading

UNKNOWN_PROVINCE = Rule(
    "KT210",
    "unknown-province",
    "warning",
    N_("A region code begins with the two digits of one of the 38 provinces; the whole country is 00."),
    N_("Plans of one region are found and compared by their code; a region that does not exist is in no list."),
    'region = { code = "26", name = "Kalimantan Tengah" }',
    'region = { code = "62", name = "Kalimantan Tengah" }',
    N_("Write the Kemendagri code. BPS has other codes for the provinces of Papua."),
    "Kepmendagri 100.1.1-6117/2022",
)
REGION_MISMATCH = Rule(
    "KT211",
    "region-mismatch",
    "warning",
    N_(
        "A region's name and code are of one place: a province has two digits, a kabupaten ends in 01 to 69 and a kota "
        "in 71 to 99."
    ),
    N_("One of the two is another region's, and the plan would be compared with the wrong ones."),
    'region = { code = "62", name = "Kota Palangka Raya" }',
    'region = { code = "62.71", name = "Kota Palangka Raya" }',
    N_("Correct the code or the name."),
    "Permendagri 137/2017, pasal 4",
)

_NATION: Final = "00"
_REGIONAL: Final = frozenset({"rpjpd", "rpjmd", "rpd", "rkpd"})
"""Kinds of plan whose D is for *daerah*: a ministry has Renstra and Renja, and meets for Rakortek."""
_OTHER_NAMES: Final = {
    "nanggroe aceh darussalam": "11",
    "bangka belitung": "19",
    "jakarta": "31",
    "daerah khusus jakarta": "31",
    "daerah khusus ibukota jakarta": "31",
    "yogyakarta": "34",
    "daerah istimewa yogyakarta": "34",
    "ntb": "52",
    "ntt": "53",
}
_CODES: Final = {name.casefold(): code for code, name in PROVINCES.items()} | _OTHER_NAMES
# The name of a province that is the name of a kota or kabupaten too.
_SHARED: Final = frozenset({"15", "17", "31", "34", "75"})
_FIRST_KOTA: Final = 71
# "Kota Baru" and "Kota Waringin" are kabupaten; "kabupaten/kota" and "kabupaten se-…" are many.
_LEVEL: Final = re.compile(r"(provinsi|prov\.?|kabupaten|kab\.?|kota)\s+(?!dan\b|se\b|baru\b|waringin)", re.IGNORECASE)


def region(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The code is one that there is, and the name is of the same place."""
    code, name = plan.header.region.code, plan.header.region.name
    if PROVINCES.get(code) == name:
        return
    if code == _NATION:
        if plan.header.kind in _REGIONAL:
            yield REGION_MISMATCH.finding(
                reading.file.path,
                ("plan", "region", "code"),
                _("{code} is the whole country, but a plan of kind “{kind}” is that of a region").format(
                    code=code, kind=plan.header.kind
                ),
                _("Write the code of the province (62) or of the kabupaten/kota (62.71), or another kind."),
                related=(Related(reading.file.path, ("plan", "kind"), _("the kind")),),
            )
        return
    meant = _province(name)
    if code[:2] not in PROVINCES:
        yield UNKNOWN_PROVINCE.finding(
            reading.file.path,
            ("plan", "region", "code"),
            _("no province has the code {code}").format(code=code[:2]),
            _("{name} has the code {code}.").format(name=PROVINCES[meant], code=meant)
            if meant
            else _("Look the code up in the list of the Kemendagri; it begins with the two digits of the province."),
            related=(Related(reading.file.path, ("plan", "region", "name"), _("the name")),) if meant else (),
            replacement=f'"{meant}"' if meant and len(code) == len(meant) else None,
        )
        return
    found = _disagreement(code, name, meant)
    if found:
        yield REGION_MISMATCH.finding(
            reading.file.path,
            ("plan", "region", "code"),
            found[0],
            found[1],
            related=(Related(reading.file.path, ("plan", "region", "name"), _("the name")),),
        )


def _province(name: str) -> str | None:
    """The code of the province that `name` names, written with or without “Provinsi”."""
    words = re.sub(r"[\s.]+", " ", name.casefold()).strip().removeprefix("provinsi ").removeprefix("prov ")
    return _CODES.get(words.replace("sumatra", "sumatera").replace("d i ", "di "))


def _disagreement(code: str, name: str, meant: str | None) -> tuple[str, str] | None:
    """Why the code cannot be that of the region so named, and what to write; None where it can."""
    found = _LEVEL.match(name)
    level = found[1].casefold().rstrip(".") if found else None
    is_province, province = "." not in code, PROVINCES[code[:2]]
    words = {"name": name, "code": code, "province": province}
    if is_province and level in ("kabupaten", "kab", "kota"):
        return (
            _("{code} is the code of a province, {province}, but the name is “{name}”").format(**words),
            _("Write the four digits of the kota, such as {code}.71.").format(**words)
            if level == "kota"
            else _("Write the four digits of the kabupaten, such as {code}.01.").format(**words),
        )
    if not is_province and (level in ("provinsi", "prov") or (meant and meant not in _SHARED)):
        return (
            _("{code} is the code of a kabupaten or kota in {province}, but the name is “{name}”").format(**words),
            _("Write the two digits of the province, or the name of the kabupaten or kota."),
        )
    if is_province and meant and meant != code:
        return (
            _("{code} is the code of {province}, but the name is “{name}”").format(**words),
            _("{name} has the code {code}.").format(name=PROVINCES[meant], code=meant),
        )
    is_kota = not is_province and int(code[3:]) >= _FIRST_KOTA
    if not is_province and level in ("kabupaten", "kab", "kota") and is_kota != (level == "kota"):
        return (
            _("{code} is the code of a kota, but the name is “{name}”").format(**words)
            if is_kota
            else _("{code} is the code of a kabupaten, but the name is “{name}”").format(**words),
            _("The code of a kabupaten ends in 01 to 69, that of a kota in 71 to 99."),
        )
    return None
