"""Becomes another program under limits: `limited.py CPU_SECONDS MEMORY FILE_SIZE program …`.

It is a script of its own because a test run has threads, and a process copied from one with
threads may run no Python before it becomes another program.
"""

from __future__ import annotations

import os
import resource
import signal
import sys


def main() -> None:
    """Set the limits, then become the program."""
    cpu_seconds, memory, file_size = map(int, sys.argv[1:4])
    for what, wanted in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_CORE, 0),
    ):
        allowed = resource.getrlimit(what)[1]
        most = wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)
        resource.setrlimit(what, (most, most))
    # Python ignores these two, and what is ignored stays so: `yes | head -1` would complain.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    os.execvp(sys.argv[4], sys.argv[4:])


if __name__ == "__main__":
    main()
