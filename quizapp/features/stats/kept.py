"""Statistics are drawn once for each state of the log, and kept in memory until it changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from flask import current_app
from markupsafe import Markup

from quizapp.storage.statistics_reads import State

#: So many pages are kept, those asked for last: some kilobytes each.
MOST = 24
_one_at_a_time = threading.Lock()


def kept(place: tuple[Any, ...], state: State, draw: Callable[[], Markup]) -> Markup:
    """What is drawn for a place (learner, page, scope), anew when the state is another one."""
    pages: OrderedDict[tuple[Any, ...], tuple[State, Markup]]
    pages = current_app.extensions.setdefault("kept_statistics", OrderedDict())
    with _one_at_a_time:
        found = pages.get(place)
        if found is None or found[0] != state:
            found = pages[place] = (state, draw())
        pages.move_to_end(place)
        while len(pages) > MOST:
            pages.popitem(last=False)
        return found[1]
