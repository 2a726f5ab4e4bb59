"""The entry point: language and options first, then the command, then one place for every error."""

import errno
import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from kumkm_targets import __version__
from kumkm_targets.cli.streams import abandon_output, open_closed_streams, speak_utf8

_GLOBAL_VALUES: Final = ("--plans", "--lang")
_TEXT_VALUES: Final = frozenset(
    "--note --source --reason --reopen-because --with --unavailable --title --region-name --organisation --as-of "
    "--sheet --driving --hindering --next-quarter --next-rkpd --next-rpjmd --signer --place --number --level".split()
)
_LONGEST_TEXT: Final = 10_000
_GLOBAL_FLAGS: Final = ("--color", "--no-color")
INTERRUPTED: Final = 130
_NEGATIVE: Final = re.compile(r"-(?=\s*(?:rp\.?\s*)?\d)", re.IGNORECASE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `kumkm` with `arguments` (those of the process) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    open_closed_streams()
    code = 0
    try:
        if given == ["--version"]:
            print(f"kumkm {__version__}")
        else:
            code = _in_language(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone (`| head`): what is still to be printed has nowhere to go.
        abandon_output()
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        abandon_output()
        return _complain_of(error)
    return code


def _in_language(given: list[str]) -> int:
    """Set language and encoding, then run the command."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins reads every package
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):  # the libraries stumble over anything but a number
        if not re.fullmatch(r"[1-9][0-9]{0,4}", os.environ.get(name, "1")):
            del os.environ[name]
    for stream in (sys.stdout, sys.stderr):
        speak_utf8(stream)

    from kumkm_targets.errors import UsageError
    from kumkm_targets.messages import LANGUAGES, _, use_language

    ordered = hoisted(given)
    use_language(_language(ordered, os.environ))
    named = os.environ.get("KUMKM_LANG", "")
    if named and named not in LANGUAGES:
        _complain(_bad_value("KUMKM_LANG", f"is not one of {', '.join(LANGUAGES)}"), "")
        return UsageError.exit_code
    if unfit := _unfit_text(ordered):
        _complain(_("{name}: this text is empty, too long or not text").format(name=unfit), "")
        return UsageError.exit_code
    return _run(ordered)


def _unfit_text(arguments: Sequence[str]) -> str:
    """The first option whose text no file can keep: too long, or with bytes that are not UTF-8; "" where none is."""
    for word, following in pairwise([*arguments, ""]):
        name, given, value = word.partition("=")
        text = value if given else following
        if name in _TEXT_VALUES and (len(text) > _LONGEST_TEXT or re.search("[\ud800-\udfff]", text)):
            return name
    return ""


def hoisted(arguments: Sequence[str]) -> list[str]:
    """`arguments` with the global options in front, wherever they were written.

    A figure below zero is given its Unicode minus, so that it is not taken for an option.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word in _TEXT_VALUES:  # whatever is behind these is text, not an option or a figure
            rest += [word, *waiting[:1]]
            del waiting[:1]
        elif word in _GLOBAL_VALUES:
            front += [word, *waiting[:1]]
            del waiting[:1]
        elif word in _GLOBAL_FLAGS or word.startswith(tuple(f"{name}=" for name in _GLOBAL_VALUES)):
            front.append(word)
        else:
            rest.append(_NEGATIVE.sub("\u2212", word, count=1) if _NEGATIVE.match(word) else word)
    return front + rest


def _language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for; an unknown one is reported by the option itself, in Indonesian."""
    from kumkm_targets.messages import DEFAULT_LANGUAGE, LANGUAGES

    asked = environment.get("KUMKM_LANG", "")
    for word, following in pairwise([*arguments, ""]):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _run(arguments: list[str]) -> int:
    import typer

    from kumkm_targets.cli.app import app
    from kumkm_targets.errors import KumkmError

    command = typer.main.get_command(app)
    try:
        result = command.main(arguments, prog_name="kumkm", standalone_mode=False)
    except typer.Abort:
        return _interrupted()
    except typer.TyperException as error:
        message, advice = _usage_words(error)
        if message:  # without any words on the command line, the help has been shown instead
            _complain(message, advice)
        return error.exit_code
    except KumkmError as error:
        _complain(error.message, error.advice)
        return error.exit_code
    except SystemExit as leaving:
        # Both libraries end the process with 1 when the reader of a pipe has gone.
        if isinstance(leaving.__context__, BrokenPipeError):
            raise BrokenPipeError from leaving
        raise
    if result == INTERRUPTED:
        return _interrupted()
    return result if isinstance(result, int) else 0


def _interrupted() -> int:
    """Say that the command was stopped, on a line of its own."""
    from kumkm_targets.messages import _

    print("\n" + _("Stopped; what was recorded before stays recorded."), file=sys.stderr)
    return INTERRUPTED


def _usage_words(error: Exception) -> tuple[str, str]:
    """The command-line library's complaint, and advice, in the language in force.

    Its exceptions are not public names, so they are told apart by what they carry.
    """
    from kumkm_targets.messages import _
    from kumkm_targets.storage.nearest import nearest

    help_advice = _("`kumkm --help` shows the commands, `kumkm COMMAND --help` its options.")
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    parameter = getattr(error, "param", None)
    label = parameter.get_error_hint().replace("'", "") if parameter is not None else ""
    near = next(iter(getattr(error, "possibilities", None) or ()), "")
    commands = getattr(getattr(getattr(error, "ctx", None), "command", None), "commands", {})
    if kind == "NoSuchOption":
        message = _("there is no option {name}").format(name=getattr(error, "option_name", ""))
    elif kind == "MissingParameter":
        message = _("{name} is missing").format(name=label)
    elif kind == "BadParameter" and label:
        message = _bad_value(label, message)
    elif extra := re.search(r"unexpected extra argument\S* \((.*)\)", message):
        message = _("there is too much on the command line: {words}").format(words=extra[1])
    elif kind == "BadOptionUsage":
        message = _("{name} needs a value").format(name=getattr(error, "option_name", ""))
    elif commands and (quoted := re.search(r"'([^']*)'", message)):
        near = nearest(quoted[1], commands)
    return message, _("Did you mean `{nearest}`?").format(nearest=near) if near else help_advice


def _bad_value(name: str, problem: str) -> str:
    """A value that an option does not take, in our words as far as the library's tell what it takes."""
    from kumkm_targets.messages import _

    _before, named, choices = problem.partition("is not one of")
    if named:
        return _("{name} is one of: {choices}").format(name=name, choices=choices.replace("'", "").strip(" ."))
    if least := re.search(r"greater than or equal to (\S+)", problem):
        return _("{name} is {number} at least").format(name=name, number=least[1])
    if most := re.search(r"less than or equal to (\S+)", problem):
        return _("{name} is {number} at the most").format(name=name, number=most[1])
    if "integer" in problem:
        return _("{name} is a whole number").format(name=name)
    return _("{name}: {problem}").format(name=name, problem=problem)


def _complain(message: str, advice: str) -> None:
    from kumkm_targets.messages import _
    from kumkm_targets.reporting.plain import one_line

    print(_("error") + ":", one_line(message), file=sys.stderr)
    if advice:
        print(f"  {one_line(advice)}", file=sys.stderr)


def _complain_of(error: OSError) -> int:
    """Say what the system refused; the exit code tells reading from writing."""
    from kumkm_targets.errors import NotWrittenError, UnreadableError
    from kumkm_targets.messages import _

    place = f"{error.filename}: " if error.filename else ""
    _complain(_("cannot read or write: {reason}").format(reason=f"{place}{error.strerror}"), "")
    writing = error.errno in {errno.ENOSPC, errno.EROFS, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", None)}
    return NotWrittenError.exit_code if writing else UnreadableError.exit_code
