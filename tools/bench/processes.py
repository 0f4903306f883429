"""Server processes of the measurements: started, waited for, weighed, stopped."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quizapp.config import bundled

ROOT = bundled("migrations").parent
_LONGEST_START = 60.0


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that answers."""

    port: int
    pid: int

    @property
    def worker(self) -> int:
        """The process that serves; its parent only watches it."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return int(children[0])


@dataclass(frozen=True, slots=True)
class Weight:
    """Resident memory in megabytes; pages that both processes share count in both of `resident`."""

    worker: float
    both: float
    shared_once: float


@contextmanager
def serving(what: str, folder: Path) -> Iterator[Serving]:
    """The product (`app`) or the floor, on a free port, for as long as the block runs."""
    port = free_port()
    command = [sys.executable, "-m", "tools.bench.serve", what, str(folder), str(port)]
    with running(command, port) as process:
        yield Serving(port, process.pid)


@contextmanager
def running(
    command: Sequence[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server's command, from the moment that its port answers until the block ends."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(process, port)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def weight(server: Serving) -> Weight:
    """What a server takes of the memory now."""
    pids = (server.pid, server.worker)
    resident = [_kilobytes(pid, "status", "VmRSS:") / 1024 for pid in pids]
    shared = sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in pids) / 1024
    return Weight(resident[1], sum(resident), shared)


def _kilobytes(pid: int, file: str, name: str) -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise LookupError(f"{name} is not in /proc/{pid}/{file}")


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    limit = time.perf_counter() + _LONGEST_START
    while time.perf_counter() < limit:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode} instead of serving.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise TimeoutError(f"The server did not answer within {_LONGEST_START:.0f} s.")
