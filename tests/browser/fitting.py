"""Whether a page keeps its words and its width, however small the window or large the text."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.reading import run

#: How many pixels the page is wider than its window.
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Text that its own box cuts off; boxes that scroll and texts for screen readers are no loss.
CUT = """() => [...document.querySelectorAll("main *, nav *")]
  .filter((one) => one.checkVisibility() && !one.closest("svg, .visually-hidden, select, textarea")
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => { const look = getComputedStyle(one);
    return ["hidden", "clip"].some((way) => [look.overflowX, look.overflowY].includes(way))
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1); })
  .map((one) => one.className || one.tagName)"""
#: Larger or wider text, as a person's style sheet would set it (WCAG 1.4.4 and 1.4.12).
ADAPT = """(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet]; }"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"""
DOUBLED = ":root { font-size: 200% !important; }"
#: Name, width and height of a window, and a person's style sheet in it.
SIZES = (
    ("400 % zoom", 320, 256, ""),
    ("wide text", 320, 640, SPACED),
    ("wide text", 1280, 900, SPACED),
    ("200 % text", 640, 900, DOUBLED),
    ("200 % text", 320, 900, DOUBLED),
)
_FIT = f"(rules) => {{ ({ADAPT})(rules); return [({WIDER})(), ({CUT})()]; }}"


def misfits(page: Page) -> list[str]:
    """What is too wide or cut off at any of the sizes; leaves the page as it was."""
    before, wrong = page.viewport_size, []
    for name, width, height, rules in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        more, cut = run(page, _FIT, rules)
        wrong += [f"{name}, {width}: {more} px too wide"] if more > 0 else []
        wrong += [f"{name}, {width}: {what} is cut" for what in cut]
    run(page, ADAPT, "")
    if before:
        page.set_viewport_size(before)
    return wrong
