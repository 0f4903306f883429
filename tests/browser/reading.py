"""Reads of a page, each made only once the page has arrived.

`expect` waits for what a test names; a read takes what is there at that moment.  A click returns
when the next page begins, long before its last line is read, and htmx puts in what it asked for
later still: a bare read there finds an empty list on a slow machine.  (After a key or a tap, which
wait for nothing at all, `expect` something that only the new page has.)
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect

#: How htmx marks what waits for the server, and what it has just put in and not yet set going.
UNDER_WAY = ".htmx-request, .htmx-swapping, .htmx-settling"


def arrived(page: Page) -> Page:
    """The page, once it is read to its end, its scripts have run and htmx is at rest."""
    page.wait_for_load_state("domcontentloaded")
    expect(page.locator(UNDER_WAY)).to_have_count(0)
    return page


def there(place: Locator) -> bool:
    """Whether the page has it."""
    arrived(place.page)
    return place.count() > 0


def each(place: Locator) -> list[Locator]:
    """All that there are, one by one."""
    arrived(place.page)
    return place.all()


def texts(place: Locator) -> list[str]:
    """The texts of all that there are."""
    arrived(place.page)
    return [" ".join(one.split()) for one in place.all_text_contents()]


def text(place: Locator) -> str:
    """The text of the one that there is."""
    arrived(place.page)
    return " ".join((place.text_content() or "").split())


def attribute(place: Locator, name: str) -> str:
    """One of its attributes; empty where it has none."""
    arrived(place.page)
    return place.get_attribute(name) or ""


def box(place: Locator) -> FloatRect:
    """Where it stands, and how large it is."""
    arrived(place.page)
    found = place.bounding_box()
    assert found, f"{place} is not shown"
    return found


def outline(place: Locator) -> str:
    """What assistive technology is told of it."""
    arrived(place.page)
    return place.aria_snapshot()


def run(place: Page | Locator, script: str, argument: object = None) -> Any:
    """What a script finds on the page, or finds for one element."""
    arrived(place if isinstance(place, Page) else place.page)
    return place.evaluate(script, argument)


def moving(page: Page) -> int:
    """How many animations are running."""
    return int(run(page, "() => document.getAnimations().length"))
