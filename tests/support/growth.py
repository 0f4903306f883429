"""How the time of some work grows with its input, told apart from a machine that is busy.

The short and the long input are measured in turns, and the quickest run of each counts: a phase in
which the machine is slow falls on both.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

#: How many times longer the long input is: proportion (4) and its square (16) are far apart.
TIMES = 4
MOST_TIMES_LONGER = 8
#: Below this a clock of 1 ms and the collector of the runner decide, not the work.
SHORTEST_SECONDS = 0.01
#: A quadratic one fails in each of them.
ROUNDS = 8

#: A text of about a size.
Shape = Callable[[int], str]


def check_growth(work: Callable[[str], object], shape: Shape, size: int, most: float) -> None:
    """Fail unless an input four times as long takes less than eight times as long.

    `most` is the longest that the long input may take at all, in seconds of the processor.
    """
    short_text, long_text = shape(size), shape(TIMES * size)
    short = long = allowed = float("inf")
    for _ in range(ROUNDS):
        short = min(short, _seconds(work, short_text))
        long = min(long, _seconds(work, long_text))
        allowed = min(most, MOST_TIMES_LONGER * max(short, SHORTEST_SECONDS))
        if long <= allowed:
            return
    raise AssertionError(f"{TIMES} × the size took {long:.3f} s, and {short:.3f} s before that")


def _seconds(work: Callable[[str], object], text: str) -> float:
    # The garbage of other tests must not be collected on this one's time.
    gc.collect()
    gc.disable()
    try:
        started = process_time()
        work(text)
        return process_time() - started
    finally:
        gc.enable()
