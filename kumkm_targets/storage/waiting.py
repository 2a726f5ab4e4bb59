"""What storage has to say while it works: whom it waits for, and whom its locks do not keep out."""

from collections.abc import Callable


def _to_nobody(_words: str) -> None:
    """Nobody has asked."""


_listener: Callable[[str], None] = _to_nobody


def listen(listener: Callable[[str], None]) -> None:
    """From here on `listener` is told, a sentence at a time."""
    global _listener  # noqa: PLW0603 - one screen for the whole process
    _listener = listener


def tell(words: str) -> None:
    """Tell whoever listens."""
    _listener(words)
