"""User-visible text in the language in force.

The source text of a message is English; Indonesian comes from the gettext catalogue in `locale/`.
Text that is defined before the language is chosen is marked with `N_` and translated when shown.
"""

import gettext
import os
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("id", "en")
DEFAULT_LANGUAGE: Final = "id"
DOMAIN: Final = "kumkm"
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak `language` ("id" or "en") from here on, in this whole process.

    The command-line library asks the global gettext domain for its own words ("Usage", "Options"),
    so that is pointed at our catalogue too.
    """
    global _translations, _language  # noqa: PLW0603 - one language for the whole process
    _translations = gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)
    _language = language
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE_FOLDER)
    gettext.textdomain(DOMAIN)


def current_language() -> str:
    """The language in force: "id" or "en"."""
    return _language


def _(message: str) -> str:
    """`message` in the language in force."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """`singular` or `plural`, as `n` asks for, in the language in force."""
    return _translations.ngettext(singular, plural, n)


def translated(message: str, language: str) -> str:
    """`message` in `language`, whichever is in force: for files that speak both."""
    return gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark `message` for the catalogue; it is translated where it is shown."""
    return message
