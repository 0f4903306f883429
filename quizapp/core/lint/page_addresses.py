"""Rule 7: a page leads outside only to whole addresses that sources.toml lists."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core.kinds.block import shortened
from quizapp.core.lint.findings import Collection, Finding
from quizapp.core.outside_addresses import Listing, addresses_in, is_whole

LONGEST_SHOWN = 100

RULES = {
    "E07h": "An outside address on a page has a valid host.",
    "E07i": "An outside address on a page is one of sources.toml, or below one.",
}


def findings(collection: Collection) -> Iterator[Finding]:
    """Addresses on pages that lead nowhere, or to where nobody registered."""
    registry = collection.sources
    homes = () if registry is None else (one.home for one in registry.values())
    listed = Listing([*homes, *collection.links])
    for page in collection.pages:
        # What the app makes of the registry and of cards is mended there.
        if page.is_made:
            continue
        for line, address in dict.fromkeys(addresses_in(page.text)):
            shown = shortened(address, LONGEST_SHOWN)
            if not is_whole(address):
                remedy = "Write it whole, such as `https://docs.python.org/3/`, or as code."
                yield Finding(page.path, line, "E07h", f"`{shown}` has no valid host.", remedy)
            elif registry is not None and not listed.holds(address):
                message = f"`{shown}` is not in sources.toml."
                yield Finding(page.path, line, "E07i", message, _remedy(address, listed))


def _remedy(address: str, listed: Listing) -> str:
    scheme, _, rest = address.partition(":")
    if scheme.casefold() == "http" and listed.holds(f"https:{rest}"):
        return "Write it with https."
    return "List it there as the home of a [[source]] or as a [[link]], or leave it out."
