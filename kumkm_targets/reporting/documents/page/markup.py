"""HTML put together from parts: what is not markup already is escaped, so that nobody has to remember to."""

from html import escape
from typing import Final, TypeAlias

_VOID: Final = frozenset({"col", "input", "link", "meta"})


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()


Content: TypeAlias = "str | None"
"""A text, markup, or nothing."""


def tag(name: str, /, *contents: Content, **attributes: str | int | bool | None) -> Markup:
    """An element. Attributes: None and False are left out, True stands alone; `data_value` is `data-value`."""
    begin = "".join([f"<{name}", *(_attribute(key, value) for key, value in attributes.items()), ">"])
    return Markup(begin if name in _VOID else f"{begin}{joined(*contents)}</{name}>")


def joined(*contents: Content) -> Markup:
    """One after the other."""
    return Markup("".join(one if isinstance(one, Markup) else escape(one, quote=False) for one in contents if one))


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
