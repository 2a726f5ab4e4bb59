"""2xx and white space: the last case that is let pass and the first that is found."""

import pickle
from collections.abc import Iterable
from pathlib import Path

import pytest

from kumkm_targets.checks.document.identity_rules import Identity, identity_of, same_identity
from kumkm_targets.checks.rule import Finding
from kumkm_targets.model.provinces import PROVINCES
from tests.checks.cases import FIGURE, HEAD, PLAN, RASIO, checked, codes, under, write_plan, year_text

NBSP, ZWSP, SOFT_HYPHEN = "\u00a0", "\u200b", "\u00ad"


def found(folder: Path, plan: str, realised: dict[str, str] | None = None) -> list[str]:
    return codes(checked(write_plan(folder, plan, dict(realised or {})))[1])


def region(code: str, name: str) -> str:
    return PLAN.replace('{ code = "62", name = "Kalimantan Tengah" }', f'{{ code = "{code}", name = "{name}" }}')


def document(kind: str, start: int, end: int) -> str:
    return HEAD.replace('"renstra"', f'"{kind}"').replace(
        "start = 2025, end = 2030", f"start = {start}, end = {end}"
    ) + ('[indicators.rasio]\nname = "Rasio"\nunit = "%"\n')


@pytest.mark.parametrize(("code", "name"), PROVINCES.items())
def test_every_province_is_known_by_code_and_name(tmp_path: Path, code: str, name: str) -> None:
    for written in (name, f"Provinsi {name}", name.upper()):
        assert found(tmp_path / "contoh", region(code, written)) == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("00", "Indonesia"),
        ("11", "Nanggroe Aceh Darussalam"),
        ("19", "Bangka Belitung"),
        ("12", "Sumatra Utara"),
        ("31", "Daerah Khusus Ibukota Jakarta"),
        ("34", "D.I. Yogyakarta"),
        ("34", "Daerah Istimewa Yogyakarta"),
        ("62", "Kabupaten/kota se-Kalimantan Tengah"),
        ("62", "Kabupaten dan kota di Kalimantan Tengah"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu"),
        ("31.71", "Kota Administrasi Jakarta Pusat"),
        ("15.71", "Jambi"),
        ("15.71", "Kota Jambi"),
        ("15", "Jambi"),
        ("75.01", "Gorontalo"),
        ("13.07", "Kabupaten Lima Puluh Kota"),
        ("63.02", "Kota Baru"),
        ("62.02", "Kota Waringin Timur"),
        ("62.71", "Palangka Raya"),
        ("6271", "Kota Palangka Raya"),
        ("96.71", "Kota Sorong"),
    ],
)
def test_a_region_that_there_is_has_no_finding(tmp_path: Path, code: str, name: str) -> None:
    assert found(tmp_path / "contoh", region(code, name)) == []


@pytest.mark.parametrize(
    ("code", "name", "finding", "fix"),
    [
        ("26", "Kalimantan Tengah", "KT210", "Kalimantan Tengah has the code 62."),
        ("97", "Papua Pegunungan", "KT210", "Papua Pegunungan has the code 95."),
        ("99.01", "Kabupaten Entah", "KT210", "Look the code up"),
        ("94", "Papua", "KT211", "Papua has the code 91."),
        ("63", "Kalimantan Tengah", "KT211", "Kalimantan Tengah has the code 62."),
        ("62", "Kota Palangka Raya", "KT211", "such as 62.71"),
        ("62", "Kab. Kapuas", "KT211", "such as 62.01"),
        ("62.71", "Provinsi Kalimantan Tengah", "KT211", "the two digits of the province"),
        ("62.01", "Kalimantan Tengah", "KT211", "the two digits of the province"),
        ("62.01", "Kota Palangka Raya", "KT211", "that of a kota in 71 to 99"),
        ("62.71", "Kabupaten Kotawaringin Barat", "KT211", "ends in 01 to 69"),
    ],
)
def test_a_region_whose_code_and_name_disagree_is_found(
    tmp_path: Path, code: str, name: str, finding: str, fix: str
) -> None:
    _reading, [only] = checked(write_plan(tmp_path / "contoh", region(code, name)))
    assert only.rule.code == finding
    assert fix in only.fix


def test_only_the_code_of_a_province_that_the_name_names_can_be_put_in_its_place(tmp_path: Path) -> None:
    _reading, [certain] = checked(write_plan(tmp_path / "satu", region("26", "Kalimantan Tengah")))
    _reading, [doubtful] = checked(write_plan(tmp_path / "dua", region("63", "Kalimantan Tengah")))
    assert (certain.replacement, doubtful.replacement) == ('"62"', None)


@pytest.mark.parametrize(
    ("folder", "kind", "start", "end"),
    [
        ("malut-rpjmd-2025-2029", "rpjmd", 2025, 2030),  # six years in print
        ("malut-rpjmd-2025-2030", "rpjmd", 2026, 2030),  # targets begin a year after the title
        ("malut-rpjmd-2018-2023-perubahan-2021", "rpjmd", 2018, 2023),
        ("malut-rakortek-2025", "rakortek", 2026, 2026),  # agreed the year before
        ("malut-rkpd-2026", "rkpd", 2026, 2027),
        ("malut-rkpd-2026-perubahan-2026", "rkpd", 2026, 2026),
        ("evaluasi-rpjmd-2020", "other", 2020, 2020),
        ("rakortek-rkpd-2026", "rakortek", 2026, 2026),
        ("kab-1901-rpjmd-2025-2029", "rpjmd", 2025, 2029),
        ("dinkop", "renstra", 2025, 2029),
    ],
)
def test_a_folder_that_is_named_like_its_plan_has_no_finding(
    tmp_path: Path, folder: str, kind: str, start: int, end: int
) -> None:
    plan = document(kind, start, end)
    plan = plan.replace('"62", name = "Kalimantan Tengah"', '"19.01", name = "Kabupaten Bangka"')
    assert found(tmp_path / folder, plan) == []


@pytest.mark.parametrize(
    ("folder", "kind", "start", "end", "key"),
    [
        ("kalteng-rkpd-2027", "rkpd", 2026, 2026, "period"),
        ("kalteng-rkpd-2025", "rkpd", 2026, 2026, "period"),
        ("kalteng-rakortek-2024", "rakortek", 2026, 2026, "period"),
        ("kalteng-rpjmd-2016-2021", "rpjmd", 2025, 2029, "period"),
        ("kalteng-rpjmd-2025-2027", "rpjmd", 2025, 2029, "period"),
        ("kalteng-rpjmd-2026-2029", "rpjmd", 2025, 2029, "period"),
        ("kalteng-renja-2026", "rkpd", 2026, 2026, "kind"),
        ("kalteng-rpjpd", "rpjmd", 2025, 2029, "kind"),
    ],
)
def test_a_folder_that_is_named_like_another_plan_is_found(
    tmp_path: Path, folder: str, kind: str, start: int, end: int, key: str
) -> None:
    _reading, [finding] = checked(write_plan(tmp_path / folder, document(kind, start, end)))
    assert (finding.rule.code, finding.key) == ("KT212", ("plan", key))


LENGTHS = {"rpjpd": (10, 25), "rpjmd": (2, 6), "rpd": (2, 5), "renstra": (2, 6), "rkpd": (1, 2), "renja": (1, 2)}


@pytest.mark.parametrize("kind", LENGTHS)
def test_a_period_is_as_long_as_plans_of_its_kind_are(tmp_path: Path, kind: str) -> None:
    fewest, most = LENGTHS[kind]
    for years, expected in ((fewest - 1, ["KT215"]), (fewest, []), (most, []), (most + 1, ["KT215"])):
        if years:
            assert found(tmp_path / "contoh", document(kind, 2025, 2024 + years)) == expected


@pytest.mark.parametrize("kind", ["rakortek", "other"])
def test_an_agreement_may_be_of_any_length(tmp_path: Path, kind: str) -> None:
    assert found(tmp_path / "contoh", document(kind, 2000, 2040)) == []


def twins(identities: Iterable[Identity]) -> list[Finding]:
    """The findings on plans that are the same document as one before them."""
    first: dict[tuple[str, ...], Identity] = {}
    return [finding for identity in identities if (finding := same_identity(identity, first))]


def identities(tmp_path: Path, *plans: str) -> list[Identity]:
    readings = [checked(write_plan(tmp_path / f"rencana-{number}", plan))[0] for number, plan in enumerate(plans)]
    return [identity for reading in readings if (identity := identity_of(reading)) is not None]


OFFICE = 'kind = "renstra"\norganisation = "Dinas {}"'


@pytest.mark.parametrize(
    "other",
    [
        PLAN,
        PLAN.replace("Renstra 2025–2030", "Perubahan Renstra 2025–2030"),
        PLAN.replace("Kalimantan Tengah", "Kalteng"),
    ],
    ids=["the same", "another title", "another name of the region"],
)
def test_a_second_plan_of_the_same_document_is_found(tmp_path: Path, other: str) -> None:
    first, second = identities(tmp_path, PLAN, other)
    [finding] = twins([first, second])
    assert (finding.rule.code, finding.file, finding.key) == ("KT213", second.file, ("plan", "title"))
    assert [related.file for related in finding.related] == [first.file]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PLAN, region("62.71", "Kota Palangka Raya")),
        (PLAN, PLAN.replace("2030", "2029")),
        (PLAN, PLAN.replace('"renstra"', '"rpjmd"')),
        (PLAN, PLAN.replace('kind = "renstra"', OFFICE.format("Koperasi"))),
        (
            PLAN.replace('kind = "renstra"', OFFICE.format("Perdagangan")),
            PLAN.replace('kind = "renstra"', OFFICE.format("Koperasi")),
        ),
        (PLAN.replace('"renstra"', '"other"'), PLAN.replace('"renstra"', '"other"').replace("Renstra", "Desk")),
        (PLAN.replace('"renstra"', '"rakortek"'), PLAN.replace('"renstra"', '"rakortek"').replace("Renstra", "Desk")),
    ],
)
def test_two_documents_are_not_the_same(tmp_path: Path, one: str, other: str) -> None:
    assert twins(identities(tmp_path, one, other)) == []


def test_titles_and_organisations_are_the_same_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    one = PLAN.replace('"renstra"', '"other"')
    other = one.replace("Renstra 2025", f"RENSTRA{NBSP} 2025")
    assert len(twins(identities(tmp_path, one, other))) == 1


def test_a_third_twin_names_the_first_and_keeps_its_silence(tmp_path: Path) -> None:
    silence = PLAN + '[check.ignore]\nKT213 = "menunggu penggabungan"\n'
    first, _second, third = found_identities = identities(tmp_path, PLAN, PLAN, silence)
    findings = twins(found_identities)
    assert [finding.ignored for finding in findings] == [None, "menunggu penggabungan"]
    assert {related.file for finding in findings for related in finding.related} == {first.file}
    assert findings[-1].file == third.file


def test_an_identity_travels_between_processes_and_is_small(tmp_path: Path) -> None:
    [identity] = identities(tmp_path, PLAN)
    assert pickle.loads(pickle.dumps(identity)) == identity
    assert len(pickle.dumps(identity)) < 1000


def test_a_plan_that_cannot_be_read_has_no_identity(tmp_path: Path) -> None:
    assert identities(tmp_path, "[plan\n") == []


def succession(**successors: str) -> str:
    tables = (
        f'[indicators.{name}]\nname = "{name}"\nunit = "%"\n{rest}\n'
        for name, rest in {**dict.fromkeys("abc", ""), **successors}.items()
    )
    return HEAD + "".join(tables)


@pytest.mark.parametrize(
    ("plan", "keys"),
    [
        (succession(a='retired = 2026\nsuccessor = "b"'), []),
        (succession(a='retired = 2026\nsuccessor = "b"', b='retired = 2028\nsuccessor = "c"'), []),
        (succession(a="retired = 2026"), []),
        (succession(a='successor = "b"'), ["a"]),
        (succession(a='retired = 2026\nsuccessor = "a"'), ["a"]),
        (succession(a='retired = 2026\nsuccessor = "b"', b='retired = 2028\nsuccessor = "a"'), ["a"]),
        (
            succession(
                a='retired = 2026\nsuccessor = "b"',
                b='retired = 2027\nsuccessor = "c"',
                c='retired = 2028\nsuccessor = "b"',
            ),
            ["b"],
        ),
    ],
)
def test_a_succession_goes_on_and_ends(tmp_path: Path, plan: str, keys: list[str]) -> None:
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan))
    assert [(finding.rule.code, finding.key[1]) for finding in findings] == [("KT216", key) for key in keys]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (f"Rasio{NBSP}kewirausahaan", "Rasio kewirausahaan"),
        (f"Rasio kewira{ZWSP}usahaan", "Rasio kewirausahaan"),
        (f"Rasio kewira{SOFT_HYPHEN}usahaan", "Rasio kewirausahaan"),
        ("Rasio kewirausahaan ", "Rasio kewirausahaan"),
        (" Rasio kewirausahaan", "Rasio kewirausahaan"),
        ("Rasio\tkewirausahaan", "Rasio kewirausahaan"),
        ("\ufeffRasio kewirausahaan", "Rasio kewirausahaan"),
    ],
)
def test_white_space_that_nobody_sees_is_found_and_can_be_mended(tmp_path: Path, written: str, mended: str) -> None:
    plan = PLAN.replace("Rasio kewirausahaan", written)
    reading, [finding] = checked(write_plan(tmp_path / "contoh", plan))
    assert (finding.rule.code, finding.replacement) == ("KT113", f'"{mended}"')
    assert under(reading, finding.file, finding.place) == f'"{written}"'


@pytest.mark.parametrize(
    "plan",
    [
        PLAN + f'note = "Rp{NBSP}222 miliar, Pasal{NBSP}4 "\n',
        PLAN.replace('title = "Renstra', f'vision = "sehat{NBSP}kuat"\ntitle = "Renstra'),
        PLAN.replace('"3,75"', f'"3,75{NBSP}%"'),
        PLAN.replace('kind = "renstra"', 'kind = "renstra"\norganisation = """\nDinas Koperasi\ndan UKM\n"""'),
        PLAN.replace("\n", "\n\t").removesuffix("\t"),
        "# tajuk\u00a0\u200b\n" + PLAN,
        PLAN.replace('"Rasio kewirausahaan"', '{ id = "Rasio kewirausahaan", en = "Entrepreneurship ratio" }'),
        PLAN.replace("Rasio kewirausahaan", "Rasio  kewirausahaan – “baru”"),
    ],
    ids=["prose", "a vision", "a figure", "lines", "indentation", "a comment", "two languages", "what can be seen"],
)
def test_white_space_that_does_no_harm_is_left_alone(tmp_path: Path, plan: str) -> None:
    assert found(tmp_path / "contoh", plan) == []


def test_white_space_is_found_in_both_languages_of_a_name_and_in_every_file(tmp_path: Path) -> None:
    plan = PLAN.replace('"Rasio kewirausahaan"', f'{{ id = "Rasio", en = "Ratio{NBSP}" }}')
    realised = {"2025": year_text(2025, FIGURE.replace("Agustus ", f"Agustus{NBSP}"))}
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan, dict(realised)))
    assert [(finding.file.name, finding.key[-1]) for finding in findings] == [
        ("plan.toml", "en"),
        ("2025.toml", "source"),
    ]


def test_a_text_of_many_lines_is_mended_on_one_line(tmp_path: Path) -> None:
    plan = PLAN.replace('kind = "renstra"', f'kind = "renstra"\norganisation = """Dinas "KUKM"\\\\1{NBSP}\nKota"""')
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", plan))
    assert finding.replacement == '"Dinas \\"KUKM\\"\\\\1 \\nKota"'


def test_a_folder_that_is_no_id_is_told_a_name_that_is_one(tmp_path: Path) -> None:
    _reading, [finding] = checked(write_plan(tmp_path / "Renstra  Kalteng 2025", HEAD + RASIO))
    assert finding.rule.code == "KT203"
    assert "renstra-kalteng-2025:" in finding.fix
