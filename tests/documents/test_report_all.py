"""`kumkm report --all`: one file for each plan, a page that leads to them, and a folder that stays its owner's."""

from pathlib import Path

import pytest

from kumkm_targets.spreading import spread
from tests.conftest import PLANS, Run
from tests.documents.dom import Node, read_page

PALEMBANG = "palembang-rpjmd-2013-2018"
REAL = sorted(path.name for path in PLANS.iterdir() if path.is_dir())


def page(path: Path) -> Node:
    return read_page(path.read_text(encoding="utf-8"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_every_plan_has_a_page_that_leads_to_the_index_and_back(run: Run, workspace: Path) -> None:
    done = run("report", "--all", "-o", "laporan")
    assert (done.code, done.out, done.err) == (0, "", f"Written: laporan ({len(REAL)} reports)\n")
    folder = workspace.parent / "laporan"
    assert names(folder) == sorted(["index.html", *(f"{plan}.html" for plan in REAL)])
    links = [link.attributes["href"] for table in page(folder / "index.html").all("table") for link in table.all("a")]
    assert sorted(links, key=str) == [f"{plan}.html" for plan in REAL]
    for plan in REAL:
        [nav] = page(folder / f"{plan}.html").all("nav")
        assert [link.attributes["href"] for link in nav.all("a")] == ["index.html"]


def test_a_page_among_all_says_what_it_says_alone(run: Run, workspace: Path) -> None:
    run("report", "--all", "-o", "laporan", "--form", "lkjip", lang="id")
    alone = run("report", PALEMBANG, "--form", "lkjip", "-f", "html", lang="id").out
    among = (workspace.parent / "laporan" / f"{PALEMBANG}.html").read_text(encoding="utf-8")
    begin, end = among.index("<nav"), among.index("</nav>") + len("</nav>")
    assert among[:begin] + among[end:] == alone


def test_the_index_says_how_each_plan_stands(run: Run, workspace: Path) -> None:
    run("report", "--all", "-o", "laporan")
    [table] = page(workspace.parent / "laporan" / "index.html").all("table")
    bands = [line.text for line in table.all("tr", class_="band")]
    assert bands == [
        "Sumatera Selatan (1 plan)",
        "Jawa Timur (1 plan)",
        "Kalimantan Tengah (3 plans)",
        "Kalimantan Selatan (1 plan)",
        "Kalimantan Timur (1 plan)",
        "Maluku Utara (1 plan)",
    ]
    rows = {line.nodes[0].text: [cell.text for cell in line.nodes[1:]] for line in table.all("tr") if line.all("a")}
    title = "RPJMD Kota Palembang 2013–2018: koperasi, usaha kecil dan menengah"
    assert rows[title] == [
        "Kota Palembang (16.71)",
        "2016",
        "–",
        "89,36",
        "Tinggi",
        "3 of 3",
        "1",
        "✓\N{NO-BREAK SPACE}1 ●\N{NO-BREAK SPACE}1 ▼\N{NO-BREAK SPACE}1",
    ]
    jombang = rows["Penetapan target kinerja koperasi Kabupaten Jombang 2022"]
    assert jombang[2:4] == ["100,00", "100,43"]


def test_the_averages_are_those_of_the_status_command(run: Run, workspace: Path) -> None:
    import json

    run("report", "--all", "-o", "laporan")
    [table] = page(workspace.parent / "laporan" / "index.html").all("table")
    found = {}
    for line in table.all("tr"):
        for link in line.all("a"):
            found[(link.attributes["href"] or "").removesuffix(".html")] = line.nodes[4].attributes.get("data-value")
    known = {
        one["plan"]: one["summary"]["average"] for one in json.loads(run("status", "--format", "json").out)["plans"]
    }
    assert found == known


def test_plans_that_are_not_valid_are_named_and_the_others_written(run: Run, workspace: Path) -> None:
    (workspace / PALEMBANG / "plan.toml").write_text("[plan", encoding="utf-8")
    done = run("report", "--all", "-o", "laporan")
    assert done.code == 3
    assert f"not valid: {PALEMBANG}" in done.err
    folder = workspace.parent / "laporan"
    assert len(names(folder)) == len(REAL)
    [section] = page(folder / "index.html").all("section", class_="statements")
    assert [line.text for line in section.all("li")] == [PALEMBANG, "`kumkm check` shows what is wrong."]


@pytest.mark.parametrize("kind", ["md", "csv", "json", "xlsx"])
def test_another_format_gives_a_file_for_each_plan_and_no_index(run: Run, workspace: Path, kind: str) -> None:
    assert run("report", "--all", "-f", kind, "-o", "laporan").code == 0
    folder = workspace.parent / "laporan"
    assert names(folder) == [f"{plan}.{kind}" for plan in REAL]
    if kind != "xlsx":
        alone = run("report", PALEMBANG, "-f", kind).out
        assert (folder / f"{PALEMBANG}.{kind}").read_text(encoding="utf-8") == alone


def test_a_plan_that_a_form_cannot_be_made_of_is_left_out_with_the_reason(run: Run, workspace: Path) -> None:
    done = run("report", "--all", "--form", "rakortek", "-o", "laporan")
    assert done.code == 0
    assert "\nthe plan kalteng-rpjmd-2016-2021 has no target for any year\n" in done.err
    folder = workspace.parent / "laporan"
    assert "kalsel-koperasi-2018.html" not in names(folder)
    assert "the plan kalsel-koperasi-2018 has no target for any year" in page(folder / "index.html").text


def test_a_second_run_takes_away_the_page_of_a_plan_that_is_no_more(run: Run, workspace: Path) -> None:
    run("report", "--all", "-o", "laporan")
    folder = workspace.parent / "laporan"
    (folder / "catatan.txt").write_text("milik saya", encoding="utf-8")
    (workspace / PALEMBANG).rename(workspace.parent / "lain")
    assert run("report", "--all", "-o", "laporan").code == 0
    assert f"{PALEMBANG}.html" not in names(folder)
    assert (folder / "catatan.txt").read_text(encoding="utf-8") == "milik saya"


def test_what_somebody_else_wrote_is_not_replaced(run: Run, workspace: Path) -> None:
    folder = workspace.parent / "laporan"
    folder.mkdir()
    (folder / "index.html").write_text("milik saya", encoding="utf-8")
    done = run("report", "--all", "-o", "laporan")
    assert (done.code, done.out) == (4, "")
    assert "laporan holds files that kumkm did not write there: index.html" in done.err
    assert names(folder) == ["index.html"]
    assert (folder / "index.html").read_text(encoding="utf-8") == "milik saya"


def test_a_list_that_was_tampered_with_leads_nowhere_else(run: Run, workspace: Path) -> None:
    folder, other = workspace.parent / "laporan", workspace.parent / "milik.txt"
    folder.mkdir()
    other.write_text("milik saya", encoding="utf-8")
    (folder / ".kumkm-report").write_text("../milik.txt\n..\n\n" + str(other) + "\n", encoding="utf-8")
    assert run("report", "--all", "-o", "laporan").code == 0
    assert other.read_text(encoding="utf-8") == "milik saya"


def test_a_plan_called_index_does_not_take_the_place_of_the_index(run: Run, workspace: Path) -> None:
    (workspace / PALEMBANG).rename(workspace / "index")
    assert run("report", "--all", "-o", "laporan").code == 0
    folder = workspace.parent / "laporan"
    assert "index_.html" in names(folder)
    assert "index_.html" in [link.attributes["href"] for link in page(folder / "index.html").all("a")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--all",), "--output is missing"),
        ((PALEMBANG, "--all", "-o", "laporan"), "--all and PLAN exclude one another"),
        (("--all", "--with", PALEMBANG, "-o", "laporan"), "--all and --with exclude one another"),
        (("--all", "-o", "laporan.html"), "--all writes a file for each plan"),
        (("-o", "laporan.html"), "PLAN is missing"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    run: Run, workspace: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run("report", *arguments)
    assert done.code == 2
    assert words in done.err
    assert names(workspace.parent) == ["plans"]


def test_a_file_in_the_place_of_the_folder_is_an_error_of_writing(run: Run, workspace: Path) -> None:
    (workspace.parent / "laporan").write_text("x", encoding="utf-8")
    done = run("report", "--all", "-o", "laporan")
    assert done.code == 5
    assert "could not write laporan" in done.err


def test_many_plans_are_the_same_over_several_processes(run: Run, workspace: Path) -> None:
    import shutil

    for number in range(20):
        shutil.copytree(workspace / PALEMBANG, workspace / f"salinan-{number:02}")
    assert run("report", "--all", "-o", "laporan", "-f", "md", "--year", "2016", lang="id").code == 0
    folder = workspace.parent / "laporan"
    alone = run("report", "salinan-19", "-f", "md", "--year", "2016", lang="id").out
    assert (folder / "salinan-19.md").read_text(encoding="utf-8") == alone
    assert len(names(folder)) == len(REAL) + 20


def double(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("batch", [1, 7, 100])
def test_what_is_spread_comes_back_in_its_order(processes: int, batch: int) -> None:
    assert list(spread(range(50), double, processes, batch)) == [2 * number for number in range(50)]
