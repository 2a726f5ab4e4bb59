"""Both languages are complete: every message of the source has its Indonesian, with the same blanks."""

import gettext
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kumkm_targets import messages
from tests.conftest import ROOT

FOLDER = messages.LOCALE_FOLDER / "id" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def _catalogue() -> Catalog:
    with (FOLDER / "kumkm.po").open("rb") as file:
        return read_po(file, locale="id")


def _source() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(ROOT / "kumkm_targets", keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found}


def _entries() -> list[Message]:
    return [message for message in _catalogue() if message.id]


def _blanks(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_every_message_of_the_source_is_in_the_catalogue_and_no_other() -> None:
    assert {message.id for message in _entries()} == _source()


@pytest.mark.parametrize("message", _entries(), ids=lambda message: str(message.id)[:40])
def test_every_message_is_translated_with_the_same_blanks(message: Message) -> None:
    source = message.id if isinstance(message.id, str) else message.id[0]
    translation = message.string if isinstance(message.string, str) else message.string[0]
    assert translation
    assert not message.fuzzy
    if "{" in source and not re.search(r"[\[{] ", source):
        assert _blanks(translation) == _blanks(source)
    assert (source[0].isspace(), source[-1].isspace()) == (translation[0].isspace(), translation[-1].isspace())


def test_the_compiled_catalogue_is_the_one_of_the_source() -> None:
    with (FOLDER / "kumkm.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in _entries():
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            assert compiled.ngettext(*message.id, 2) == message.string[0]


def test_no_message_hides_in_the_braces_of_an_f_string() -> None:
    for path in sorted((ROOT / "kumkm_targets").rglob("*.py")):
        assert not re.search(r"f\"[^\"\n]*\{_\('|f'[^'\n]*\{_\(\"", path.read_text(encoding="utf-8")), path


def test_an_unknown_language_is_not_a_language() -> None:
    assert messages.LANGUAGES == ("id", "en")


def test_the_catalogue_lies_in_the_package() -> None:
    assert Path(messages.__file__).parent in FOLDER.parents
