"""Running `kumkm` without waiting for Python and its libraries to start each time.

A server process has imported the libraries and every layer below the command line. For each run it
forks a child, which takes folder, environment and streams of its own and calls the entry point, as
`python -m kumkm_targets` does. What the start itself does (encodings, closed streams, signals) is
tested with real processes.
"""

import io
import json
import os
import pkgutil
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS = 60
_OF_PYTHON_ITSELF = ("PYTHON", "LC_", "LANG", "TERM")


def suits(environment: Mapping[str, str]) -> bool:
    """Whether a run with these changes to the environment needs no Python of its own."""
    return hasattr(os, "fork") and not any(name.startswith(_OF_PYTHON_ITSELF) for name in environment)


@dataclass
class WarmProcess:
    """The server, as the tests see it."""

    process: subprocess.Popen[bytes]
    connection: socket.socket

    @classmethod
    def started(cls, folder: Path, environment: Mapping[str, str]) -> "WarmProcess":
        """A server that has imported what `folder` holds."""
        ours, theirs = socket.socketpair()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm_process", str(theirs.fileno())],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        ours.settimeout(SECONDS)
        return cls(process, ours)

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], text: str
    ) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of one run. Raises TimeoutError."""
        with TemporaryDirectory() as place:
            streams = [Path(place) / name for name in ("in", "out", "err")]
            streams[0].write_text(text, encoding="utf-8", newline="")
            order = {
                "arguments": [*arguments],
                "folder": str(folder),
                "environment": dict(environment),
                "streams": [*map(str, streams)],
            }
            self.connection.sendall(json.dumps(order).encode() + b"\n")
            answer = self.connection.recv(16)
            out, err = (path.read_bytes().decode("utf-8").replace("\r\n", "\n") for path in streams[1:])
            return int(answer), out, err

    def stop(self) -> None:
        """End the server."""
        self.connection.close()
        self.process.wait(SECONDS)


def _serve(connection: socket.socket) -> None:
    for line in connection.makefile("rb"):
        child = os.fork()
        if not child:
            connection.close()
            os._exit(_run(json.loads(line)))
        _child, status = os.waitpid(child, 0)
        connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _run(order: dict[str, Any]) -> int:
    """What the child does: become the process that was asked for."""
    for number, path in enumerate(order["streams"]):
        file = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(number, "wb", closefd=False)), encoding="utf-8", line_buffering=flush
        )
        for number, flush in ((1, False), (2, True))
    )
    sys.argv = ["kumkm", *order["arguments"]]
    try:
        from kumkm_targets.cli.main import main

        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as leaving:
        sys.stdout.flush()
        sys.stderr.flush()
        return leaving.code if isinstance(leaving.code, int) else leaving.code is not None
    except BaseException:  # noqa: BLE001 - as the interpreter does before it ends
        traceback.print_exc()
        sys.stderr.flush()
        return 1
    return code


def _warm_up() -> None:
    """Import the libraries and everything of ours whose words are chosen when they are shown."""
    for library in ("typer", "rich.table", "filelock", "tomli_w", "pydantic"):
        import_module(library)
    for layer in ("figures", "model", "storage", "evaluation", "checks", "reporting"):
        package = import_module(f"kumkm_targets.{layer}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            with suppress(ImportError):  # whatever is broken fails the runs that need it
                import_module(found.name)
    from kumkm_targets.storage.plan_files import read_plan

    for folder in sorted(Path("plans").glob("*/")):
        read_plan(folder)  # builds the models


if __name__ == "__main__":
    _warm_up()
    _serve(socket.socket(fileno=int(sys.argv[1])))
