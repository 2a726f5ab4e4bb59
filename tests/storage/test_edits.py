"""Changing stretches of a text: what lies between them stays as it is."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.storage.atomic import locked
from kumkm_targets.storage.edits import Edit, edited, exact_text, is_inside, rewrite, scratch_copy, without_mark
from kumkm_targets.storage.places import Span

TEXT = "satu\r\ndua tiga\n\n\tempat\u00e9𝛼 lima"


@pytest.mark.parametrize(
    ("span", "text", "expected"),
    [
        (Span(1, 1, 1, 5), "1", TEXT.replace("satu", "1")),
        (Span(2, 5, 2, 9), "3", TEXT.replace("tiga", "3")),
        (Span(4, 2, 4, 9), "", TEXT.replace("empat\u00e9𝛼", "")),
        (Span(4, 10, 4, 14), "5\n", TEXT.replace("lima", "5\n")),
        (Span(1, 3, 2, 4), "-", "sa- tiga\n\n\tempat\u00e9𝛼 lima"),
        (Span(3, 1, 3, 1), "x", TEXT.replace("\n\n", "\nx\n")),
        (Span(4, 14, 4, 14), "!", TEXT + "!"),
    ],
)
def test_a_span_is_replaced_whatever_stands_before_it(span: Span, text: str, expected: str) -> None:
    assert edited(TEXT, [Edit(span, text)]) == expected


def test_edits_are_made_in_any_order() -> None:
    edits = [Edit(Span(2, 5, 2, 9), "3"), Edit(Span(1, 1, 1, 5), "1"), Edit(Span(2, 1, 2, 4), "2")]
    assert edited(TEXT, edits) == TEXT.replace("satu", "1").replace("dua", "2").replace("tiga", "3")
    assert edited(TEXT, []) == TEXT


def test_edits_may_touch_one_another() -> None:
    assert edited("abcd", [Edit(Span(1, 1, 1, 3), "x"), Edit(Span(1, 3, 1, 5), "y")]) == "xy"


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    assert edited("abcd", [Edit(Span(1, 2, 1, 4), "y"), Edit(Span(1, 1, 1, 3), "x")]) == "xcd"
    assert edited("abcd", [Edit(Span(1, 1, 1, 4), "x"), Edit(Span(1, 2, 1, 3), "y")]) == "xd"


@given(st.data())
def test_all_beside_the_spans_stays(data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.text("ab\n\r\t é", max_size=6), min_size=1, max_size=9))
    text, at, edits, expected = "".join(parts), 0, [], ""
    for number, part in enumerate(parts):
        end = at + len(part)
        if number % 2 and part:
            edits.append(Edit(Span(*_place(text, at), *_place(text, end)), f"<{number}>"))
        expected += f"<{number}>" if number % 2 and part else part
        at = end
    assert edited(text, data.draw(st.permutations(edits))) == expected


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def test_a_scratch_copy_has_the_name_and_the_files_and_is_gone_afterwards(tmp_path: Path) -> None:
    folder = tmp_path / "contoh"
    (folder / "realised").mkdir(parents=True)
    files = [folder / "plan.toml", folder / "realised" / "2025.toml"]
    for number, path in enumerate(files):
        path.write_bytes(bytes([number]))
    (folder / "lain.pdf").write_bytes(b"x")
    with scratch_copy(folder, files) as copy:
        assert copy.name == "contoh"
        assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == {
            copy / "plan.toml": b"\0",
            copy / "realised" / "2025.toml": b"\1",
        }
        (copy / "plan.toml").write_bytes(b"changed")
    assert not copy.exists()
    assert files[0].read_bytes() == b"\0"


def test_a_scratch_copy_of_the_folder_one_is_in_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "contoh").mkdir()
    monkeypatch.chdir(tmp_path / "contoh")
    Path("plan.toml").write_bytes(b"x")
    with scratch_copy(Path(), [Path("plan.toml")]) as copy:
        assert copy.name == "contoh"
        assert (copy / "plan.toml").read_bytes() == b"x"


def test_a_change_in_a_scratch_copy_follows_no_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "contoh", tmp_path / "luar.toml"
    folder.mkdir()
    outside.write_bytes(b"luar")
    (folder / "plan.toml").symlink_to(outside)
    with scratch_copy(folder, [folder / "plan.toml"]) as copy:
        (copy / "plan.toml").write_bytes(b"changed")
    assert outside.read_bytes() == b"luar"


def test_what_a_link_brings_in_is_not_inside(tmp_path: Path) -> None:
    folder, link = tmp_path / "contoh", tmp_path / "tautan"
    folder.mkdir()
    link.symlink_to(folder)
    (folder / "plan.toml").write_bytes(b"")
    (folder / "luar.toml").symlink_to(tmp_path / "luar.toml")
    (folder / "dalam.toml").symlink_to("plan.toml")
    assert is_inside(folder / "plan.toml", folder)
    assert is_inside(link / "plan.toml", link)
    assert is_inside(link / "plan.toml", folder)
    assert is_inside(folder / "dalam.toml", folder)
    assert not is_inside(folder / "luar.toml", folder)
    assert not is_inside(tmp_path / "contoh-lain" / "plan.toml", folder)


def test_a_byte_order_mark_is_kept_apart() -> None:
    assert without_mark("\ufeffa\ufeff") == ("\ufeff", "a\ufeff")
    assert without_mark("a") == ("", "a")
    assert without_mark("") == ("", "")


def test_line_ends_and_mark_are_part_of_an_exact_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa\r\nb\r")
    assert exact_text(tmp_path / "a") == "\ufeffa\r\nb\r"


def test_files_are_rewritten_with_their_exact_text(tmp_path: Path) -> None:
    one, two = tmp_path / "plan.toml", tmp_path / "2025.toml"
    one.write_bytes("\ufeffa\r\n".encode())
    two.write_bytes(b"b\n")
    rewrite(tmp_path, [(one, "\ufeffa\r\n", "\ufeffA\r\n"), (two, "b\n", "B")])
    assert (one.read_bytes(), two.read_bytes()) == ("\ufeffA\r\n".encode(), b"B")


@pytest.mark.parametrize("now", [b"", b"b\r\n", b"\xff", None])
def test_where_one_file_was_changed_none_is_rewritten(tmp_path: Path, now: bytes | None) -> None:
    one, two = tmp_path / "plan.toml", tmp_path / "2025.toml"
    one.write_bytes(b"a")
    if now is not None:
        two.write_bytes(now)
    with pytest.raises(NotWrittenError, match=r"2025\.toml was changed by somebody else") as refusal:
        rewrite(tmp_path, [(one, "a", "A"), (two, "b\n", "B")])
    assert (refusal.value.exit_code, refusal.value.advice) == (5, "Try again.")
    assert one.read_bytes() == b"a"
    assert (two.read_bytes() if two.exists() else None) == now


def test_nothing_to_rewrite_leaves_no_trace(tmp_path: Path) -> None:
    rewrite(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_rewriting_waits_for_whoever_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"a")
    with locked(tmp_path):
        waiting = threading.Thread(target=rewrite, args=(tmp_path, [(path, "a", "A")]))
        waiting.start()
        waiting.join(0.3)
        assert path.read_bytes() == b"a"
    waiting.join(10)
    assert path.read_bytes() == b"A"
