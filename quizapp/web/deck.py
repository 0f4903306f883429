"""The deck's files → the database, and keeping them in step while the app runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from quizapp.core.cards import Card
from quizapp.core.deck_text import parse_file
from quizapp.core.edits import Change, classify
from quizapp.core.errors import Problem
from quizapp.core.proof_results import proved_cards
from quizapp.storage import deck_sync, milestone_store, page_sync, rebuild, review_log, tallies
from quizapp.storage.database import Connection, reading, transaction
from quizapp.storage.deck_folder import DeckReading, read_deck, stamp
from quizapp.storage.deck_sync import Known, Revision, SyncReport
from quizapp.storage.learners import LOCAL_LEARNER, locked_learner
from quizapp.storage.page_sync import ReadyPage
from quizapp.web.current import moment_of
from quizapp.web.markdown import MarkdownRenderer
from quizapp.web.page_html import PageHtml

#: How often the running app looks whether a file has changed.
LOOK_SECONDS = 1.0

Progress = Callable[[int, int], None]
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did, and the problems it found in the files."""

    report: SyncReport
    problems: list[Problem] = field(default_factory=list)


def sync_deck(app: Flask, progress: Progress | None = None) -> Synced:
    """Bring the database to what the deck's folder says; nothing happens when it is there."""
    folder = Path(app.config["DECK"])
    with app.app_context(), _one_at_a_time:
        with reading() as connection:
            known = deck_sync.known_cards(connection)
            hashes = page_sync.known_pages(connection)
        homes = {card_id: one.path for card_id, one in known.items() if not one.retired}
        found = read_deck(folder, homes)
        renderer, page_renderer = MarkdownRenderer(), PageHtml()
        stale = [card for card in found.deck.cards if _is_stale(card, known.get(card.id))]
        stale_pages = []
        for page in found.pages:
            around = page_sync.around(page, found.files, found.proved)
            if hashes.get(page.path) != page_sync.hash_of_page(page, around, page_renderer):
                stale_pages.append((page, around))
        # Rendering is slow and needs no lock, so it comes before the transaction.
        ready = {}
        all_stale = len(stale) + len(stale_pages)
        for number, card in enumerate(stale, start=1):
            ready[card.id] = deck_sync.rendered(card, renderer)
            if progress:
                progress(number, all_stale)
        ready_pages = []
        for number, (page, around) in enumerate(stale_pages, start=len(stale) + 1):
            ready_pages.append(page_sync.rendered(page, around, page_renderer))
            if progress:
                progress(number, all_stale)
        revisions = [one for card in stale if (one := _revision(card, known.get(card.id)))]
        with transaction() as connection:
            report = _write(connection, found, ready, ready_pages, revisions)
    app.extensions["deck_problems"] = found.problems
    return Synced(report, list(found.problems))


def keep_in_step(app: Flask) -> None:
    """Watch the folder for as long as the process lives; a failure is logged and tried again."""
    folder = Path(app.config["DECK"])
    seen = stamp(folder)
    while True:
        time.sleep(LOOK_SECONDS)
        try:
            now = stamp(folder)
            if now != seen:
                sync_deck(app)
                seen = now
        except Exception:
            app.logger.exception("The deck could not be brought up to date; trying again.")


def _is_stale(card: Card, known: Known | None) -> bool:
    if known is None or known.rendered_by != MarkdownRenderer.version:
        return True
    return known.content_hash != card.content_hash


def _revision(card: Card, known: Known | None) -> Revision | None:
    if known is None or known.content_hash == card.content_hash:
        return None
    before, _ = parse_file(known.source, card.place.path, topic=card.topic)
    change = classify(before[0], card) if before else Change.MEANING
    renewed = card.rev > known.rev
    return Revision(card.id, change, renewed, known.source, card.content_hash)


def _write(
    connection: Connection,
    found: DeckReading,
    ready: dict[str, dict[str, object]],
    ready_pages: list[ReadyPage],
    revisions: list[Revision],
) -> SyncReport:
    learner = locked_learner(connection, LOCAL_LEARNER)
    now = moment_of(learner)
    deck_sync.write_topics(connection, found.deck.topics)
    milestone_store.write(connection, found.deck.milestones)
    # What a broken file held yesterday is served on until the file can be read again.
    broken = {problem.path for problem in found.problems}
    keep = deck_sync.cards_in_files(connection, broken)
    keep_pages = broken
    if not found.deck.cards:
        # An empty folder is a disk that was not mounted rather than a deck given up.
        keep = frozenset(deck_sync.known_cards(connection))
        keep_pages = set(page_sync.known_pages(connection))
    report = deck_sync.write_cards(connection, found.deck, ready, keep, now.at)
    page_sync.write_pages(connection, ready_pages, found.pages, found.deck.topics, keep_pages)
    proved = proved_cards(found.proved, found.deck, found.files)
    page_sync.write_proved(connection, proved)
    deck_sync.record_revisions(connection, revisions, now.at)
    review_log.note_revisions(connection, learner, revisions, now)
    rebuild.fill_statistics(connection)
    if report.touched:
        tallies.recount(connection, learner.id, now.day)
    return report
