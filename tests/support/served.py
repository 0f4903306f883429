"""`quizapp run` as people run it: a process of its own, with a data folder and a deck."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

QUIZAPP = str(Path(sys.executable).with_name("quizapp"))
#: How long a start may take before the test gives up; a slow machine is no fault.
LONGEST_START = 60.0

_ESTABLISHED = "01"
_pause = threading.Event()


class Served:
    """A server process.  Its output goes to `server.log` in the data folder's parent."""

    def __init__(self, data: Path, cards: Path, **environment: str) -> None:
        self.port = free_port()
        self.log = data.parent / "server.log"
        self.environment = environment_for(data, cards, QUIZAPP_PORT=str(self.port)) | environment
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server was not started"
        return self._process

    @property
    def worker(self) -> int | None:
        """The process that answers; its parent only watches it."""
        with suppress(OSError):
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
            for pid in children.read_text().split():
                return int(pid)
        return None

    def start(self) -> float:
        """Start the server; returns the seconds until it answered."""
        begun = time.perf_counter()
        with self.log.open("ab") as output:
            self._process = start_process(["run"], self.environment, output)
        self.wait_until_it_answers()
        return time.perf_counter() - begun

    def wait_until_it_answers(self) -> None:
        """Return when a request is answered, by a worker and not only by an open port."""
        limit = time.perf_counter() + LONGEST_START
        while not self.answers():
            ended = self.process.poll()
            assert ended is None, f"it ended with {ended}: {self.log.read_text()[-2000:]}"
            assert time.perf_counter() < limit, "it did not answer in time"
            _pause.wait(0.005)

    def answers(self, within: float = 10) -> bool:
        """Whether a request is answered now."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=within)
        try:
            connection.request("GET", "/static/app.css")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def unread(self) -> int:
        """Bytes that have reached the server's connections and that it has not read yet."""
        found = 0
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            _, local, _, state, queues, *_ = line.split()
            if state == _ESTABLISHED and int(local.partition(":")[2], 16) == self.port:
                found += int(queues.partition(":")[2], 16)
        return found

    def kill_worker(self) -> None:
        """SIGKILL for the worker alone: its parent starts another one."""
        worker = self.worker
        if worker is not None:
            os.kill(worker, signal.SIGKILL)
            _wait_until_gone(worker)

    def kill_all(self) -> None:
        """SIGKILL for parent and worker at once, as when a machine's memory runs out."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def close(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def environment_for(data: Path, cards: Path, **more: str) -> dict[str, str]:
    """The settings of a process, with nothing of ours from the surroundings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")}
    return kept | {"QUIZAPP_DATA": str(data), "QUIZAPP_CARDS": str(cards), **more}


def start_process(
    arguments: list[str], environment: dict[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """A `quizapp` command in a process group of its own."""
    return subprocess.Popen(
        [QUIZAPP, *arguments],
        env=environment,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def run_command(
    arguments: list[str], environment: dict[str, str], seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """A `quizapp` command, run to its end."""
    return subprocess.run(
        [QUIZAPP, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def patience(seconds: float, environment: dict[str, str]) -> float:
    """So many seconds; on a busy machine four times what a command without any work takes now."""
    begun = time.perf_counter()
    assert run_command(["doctor", "--help"], environment).returncode == 0
    return max(seconds, 4 * (time.perf_counter() - begun))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_gone(pid: int) -> None:
    """Its parent has taken notice; until then the dead one would be found as the worker."""
    limit = time.perf_counter() + LONGEST_START
    while Path(f"/proc/{pid}").exists():
        assert time.perf_counter() < limit, f"process {pid} is still there"
        _pause.wait(0.002)
