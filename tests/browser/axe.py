"""What axe has against a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.reading import run

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL: dict[str, Any] = {"type": "tag", "values": TAGS}
#: The one rule that looks at the theme and at what only one width shows.
CONTRAST: dict[str, Any] = {"type": "rule", "values": ["color-contrast"]}
#: Each width and each theme once with all rules, the other pairs with the one they can break.
LOOKS = (
    (320, "light", ALL),
    (320, "dark", CONTRAST),
    (1280, "dark", ALL),
    (1280, "light", CONTRAST),
)
HEIGHT = 800


def violations_in_any_look(page: Page) -> list[str]:
    """What axe finds on the page on a phone and on a desktop, in both themes."""
    found = []
    page.mouse.move(0, 0)
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{width}, {scheme}: {one}" for one in violations(page, rules)]
    return found


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe has against the page, or cannot decide: rule and places.

    Undecided contrast is left out: axe gives up on text beside a drawing or one sign long, whose
    colours are those of the text around it.
    """
    if not run(page, "() => 'axe' in window"):
        run(page, Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations", "incomplete"], "preload": False}
    found = run(page, "options => axe.run(document, options)", options)
    unsure = [one for one in found["incomplete"] if one["id"] != "color-contrast"]
    return [
        f"{one['id']}: {', '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
        for one in found["violations"] + unsure
    ]
