"""A real Chromium on the review page, watched through its DevTools protocol."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tools.bench.machine import chromium

ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PHONE = {"width": 412, "height": 823}

#: Collects what the browser itself measures; runs before any script of the page.
_OBSERVE = """
window.bench = {lcp: 0, shifts: [], events: new Map()};
new PerformanceObserver(list => {
  for (const one of list.getEntries()) bench.lcp = one.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries())
    if (!one.hadRecentInput) bench.shifts.push([one.startTime, one.value]);
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries()) {
    if (!one.interactionId) continue;
    const before = bench.events.get(one.interactionId) || 0;
    bench.events.set(one.interactionId, Math.max(before, one.duration));
  }
}).observe({type: "event", buffered: true, durationThreshold: 16});
"""


@dataclass(slots=True)
class Traffic:
    """Requests of a page and the bytes that came over the line for them, headers included."""

    requests: int = 0
    sent_bytes: float = 0.0

    def reset(self) -> None:
        self.requests, self.sent_bytes = 0, 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """One page with its protocol session and its traffic."""

    page: Page
    session: CDPSession
    traffic: Traffic

    def throttle(self, kilobits: int, latency_ms: int) -> None:
        """Slow the network down to this."""
        bytes_a_second = kilobits * 1000 / 8
        self.session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": latency_ms,
                "downloadThroughput": bytes_a_second,
                "uploadThroughput": bytes_a_second,
            },
        )

    def slow_down(self, times: int) -> None:
        """Make the processor so many times slower."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def measured(self) -> dict[str, Any]:
        """What the page collected so far."""
        self.page.wait_for_timeout(200)
        found: dict[str, Any] = self.page.evaluate(
            "({lcp: bench.lcp, shifts: bench.shifts, events: [...bench.events.values()]})"
        )
        return found


@contextmanager
def chrome() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(browser: Browser) -> Iterator[Window]:
    """A page of a browser that has never been here."""
    context = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    session = context.new_cdp_session(page)
    traffic = Traffic()

    def sent(_event: dict[str, Any]) -> None:
        traffic.requests += 1

    def finished(event: dict[str, Any]) -> None:
        traffic.sent_bytes += float(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    try:
        yield Window(page, session, traffic)
    finally:
        context.close()


def layout_shift(shifts: list[list[float]]) -> float:
    """CLS as defined: the worst window of at most 5 s whose shifts are less than 1 s apart."""
    worst = total = begin = before = 0.0
    for at, value in sorted(shifts):
        if total and at - before < 1000 and at - begin < 5000:
            total += value
        else:
            begin, total = at, value
        before = at
        worst = max(worst, total)
    return worst
