"""The review page as a browser lives it: weight, first paint, and how it feels under the thumb."""

from __future__ import annotations

from random import Random
from statistics import median

from playwright.sync_api import Browser, expect

from tools.bench.browser import Window, chrome, layout_shift, window
from tools.bench.figures import Row, percentile
from tools.bench.machine import chromium

PAINTS = 9
ANSWERS = 200
SLOW_KILOBITS, SLOW_LATENCY_MS = 400, 400
_GRADES = ("again", "hard", "good", "easy")
_WEIGHTS = (10, 15, 60, 15)


def page_rows(port: int) -> list[Row]:
    """Every row of the review page; a session must be open."""
    if chromium() is None:
        return [Row("Review page", float("nan"), "", 0, note="there is no Chromium")]
    address = f"http://127.0.0.1:{port}/review"
    with chrome() as browser:
        rows = _weight_rows(browser, address)
        paint, paint_shift = _paint_rows(browser, address)
        felt, felt_shift = _felt_rows(browser, address)
    shift = max(paint_shift, felt_shift)
    note = f"loading {paint_shift:.4f}, {ANSWERS} answers {felt_shift:.4f}"
    return [*rows, *paint, *felt, Row("Review page: CLS", shift, "", 0.02, note=note)]


def _weight_rows(browser: Browser, address: str) -> list[Row]:
    with window(browser) as one:
        one.page.goto(address, wait_until="networkidle")
        first = (one.traffic.requests, one.traffic.sent_bytes / 1000)
        requests, kilobytes = [], []
        for grade in _grades(20):
            one.traffic.reset()
            _reveal(one)
            _grade(one, grade)
            requests.append(one.traffic.requests)
            kilobytes.append(one.traffic.sent_bytes / 1000)
    return [
        Row("Review page: first visit", first[1], "kB", 30, note="over the line, with headers"),
        Row("Review page: requests of the first visit", first[0], "", 6),
        Row("Review page: each card after it", max(kilobytes), "kB", 4, note="most of 20 cards"),
        Row("Review page: requests of each card", max(requests), "", 1, note="most of 20 cards"),
    ]


def _paint_rows(browser: Browser, address: str) -> tuple[list[Row], float]:
    cold: list[float] = []
    warm: list[float] = []
    shifts = [0.0]
    for _ in range(PAINTS):
        with window(browser) as one:
            one.throttle(SLOW_KILOBITS, SLOW_LATENCY_MS)
            for found in (cold, warm):
                one.page.goto(address, wait_until="load")
                measured = one.measured()
                found.append(measured["lcp"] / 1000)
                shifts.append(layout_shift(measured["shifts"]))
                one.page.goto("about:blank")
    line = f"{SLOW_KILOBITS} kbit/s, {SLOW_LATENCY_MS} ms; median of {PAINTS}"
    return [
        Row(
            "Review page: LCP, cold", median(cold), "s", 1.5, note=f"{line}, worst {max(cold):.2f}"
        ),
        Row(
            "Review page: LCP, warm", median(warm), "s", 0.7, note=f"{line}, worst {max(warm):.2f}"
        ),
    ], max(shifts)


def _felt_rows(browser: Browser, address: str) -> tuple[list[Row], float]:
    with window(browser) as one:
        one.page.goto(address, wait_until="networkidle")
        requests = 0
        for grade in _grades(50):
            one.traffic.reset()
            _reveal(one)
            requests = max(requests, one.traffic.requests)
            _grade(one, grade)
        usual = one.measured()["events"]
    with window(browser) as one:
        one.page.goto(address, wait_until="networkidle")
        one.slow_down(4)
        for grade in _grades(ANSWERS):
            _reveal(one)
            _grade(one, grade)
        measured = one.measured()
    # The browser reports no interaction that took less than a frame (16 ms).
    slow = measured["events"] + [16.0] * (2 * ANSWERS - len(measured["events"]))
    quick = usual + [16.0] * (100 - len(usual))
    return [
        Row("Review page: requests of a reveal", requests, "", 0),
        Row(
            "Review page: reveal and grade to the next paint",
            percentile(quick, 0.98),
            "ms",
            50,
            note=f"98 % of 100 interactions; median {median(quick):.0f}",
        ),
        Row(
            "Review page: INP with the processor 4 × slower",
            percentile(slow, 0.98),
            "ms",
            100,
            note=f"98 % of {2 * ANSWERS} interactions; median {median(slow):.0f}",
        ),
    ], layout_shift(measured["shifts"])


def _reveal(one: Window) -> None:
    one.page.locator("[data-reveal]").click()
    expect(one.page.locator("#answer")).to_be_visible()


def _grade(one: Window, grade: str) -> None:
    before = one.page.locator("[name=answer_id]").first.input_value()
    one.page.locator(f"button[name=grade][value={grade}]").click()
    changed = one.page.locator(f"[name=answer_id]:not([value='{before}'])").first
    expect(changed).to_be_attached()


def _grades(number: int) -> list[str]:
    return Random(number).choices(_GRADES, _WEIGHTS, k=number)
