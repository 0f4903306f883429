"""Rule 8: what is true of some versions only says of which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.lint.findings import Collection, Finding, about

RULES = {"E08": "Words such as “new” and “now” stand only in cards with since= or until=."}

# What is used least recently, and what happens now and then, has nothing to do with versions.
_HARMLESS = re.compile(r"\b(?:least|most) recently\b|\bnow and then\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:new|now|recently|latest|currently)\b", re.IGNORECASE)


def findings(collection: Collection) -> Iterator[Finding]:
    """Words whose truth passes, in cards that name no version."""
    for view in collection.views:
        if view.card.since or view.card.until:
            continue
        found = _DATED.search(_HARMLESS.sub("", view.all_words))
        if found is not None:
            remedy = "Name the version by since= or until=, or write what holds without the word."
            yield about(view, "E08", f"“{found[0]}” will not stay true.", remedy)
