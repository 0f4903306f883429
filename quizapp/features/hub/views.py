"""What the hub's pages show: sections with their cards, the learner's recall, and tiles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from quizapp.core.cards import Face
from quizapp.core.kinds import KINDS
from quizapp.core.mastery import Estimate
from quizapp.core.page_links import address_of, guide_path, section_address, section_id
from quizapp.core.pages import CHECK_YOURSELF, CORE_RULES, TYPES
from quizapp.core.recall_error import UNMEASURED, RecallError
from quizapp.storage import card_store, page_store, section_recalls, tallies
from quizapp.storage.database import Connection
from quizapp.storage.page_store import CitingCard, Page, PageLine, StoredSection
from quizapp.storage.section_recalls import Recalls
from quizapp.storage.tallies import TopicRecall
from quizapp.web.faces import load_face, load_sources

_FIGURE = re.compile(r"\{([a-z-]+)\}")


@dataclass(frozen=True, slots=True)
class Tile:
    """A page in a list of pages; without an address it is still to be written."""

    title: str
    url: str = ""
    about: str = ""
    questions: int = 0
    recall: Estimate | None = None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """Something planned, and whether as much of it is there."""

    text: Markup
    is_done: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A section of a topic's page, as the list of core rules names it."""

    url: str
    title: str
    cards: int
    recall: Estimate


@dataclass(frozen=True, slots=True)
class Question:
    """A card to check oneself with: as it is asked, and its closed answer."""

    card_id: str
    kind: str
    asked: Face
    answered: Face
    why: Markup
    sources: list[Markup]
    section_url: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as it is shown; `receipts` is the address of the rows behind its figures."""

    id: str
    title: str
    html: Markup
    sources: tuple[Markup, ...] = ()
    cards: tuple[CitingCard, ...] = ()
    recall: Estimate | None = None
    receipts: str = ""
    rules: tuple[Rule, ...] = ()
    questions: tuple[Question, ...] = ()
    tiles: tuple[Tile, ...] = ()
    goals: tuple[GoalLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """What is known of each topic: its title, how many prompts it has, and their recall.

    `error` is the learner's own, with which recall is corrected.
    """

    lines: Mapping[str, card_store.TopicLine]
    recalls: Mapping[str, TopicRecall]
    error: RecallError = UNMEASURED

    def recall(self, names: Iterable[str]) -> Estimate:
        """The recall of all prompts of some topics."""
        known = [name for name in names if name in self.lines]
        sums = [self.recalls.get(name, tallies.TopicRecall()) for name in known]
        return tallies.estimate_of(sums, self.questions(known), self.error)

    def questions(self, names: Iterable[str]) -> int:
        return sum(self.lines[name].prompts for name in names if name in self.lines)


def title_of(line: PageLine, figures: TopicFigures) -> str:
    """A page's name in lists; a topic has that of the roadmap."""
    known = figures.lines.get(line.topics[0]) if line.folder == "topics" else None
    return known.topic.title if known is not None else line.title or line.path


def tile_of(line: PageLine, figures: TopicFigures, title: str = "", about: str = "") -> Tile:
    """The tile of a page."""
    return Tile(
        title=title or title_of(line, figures),
        url=address_of(line.path) or "/hub",
        about=Markup(about),
        questions=figures.questions(line.topics),
        recall=figures.recall(line.topics) if line.topics else None,
    )


def home_sections(
    page: Page, lines: Sequence[PageLine], figures: TopicFigures, counted: Mapping[str, int]
) -> list[SectionView]:
    """The sections of one of the hub's own pages, its lists filled with what is there."""
    by_path = {line.path: line for line in lines}
    return [
        SectionView(
            id=section_id(section.anchor),
            title=section.title,
            html=with_figures(section.html, counted),
            sources=tuple(map(Markup, section.sources)),
            tiles=tuple(
                tile_of(by_path[one["path"]], figures, one["title"], one["about"])
                if one["path"] in by_path
                else Tile(one["title"], about=Markup(one["about"]))
                for one in section.entries
            ),
            goals=tuple(_goal(one, counted) for one in section.goals),
        )
        for section in page.sections
    ]


def sections_of(
    connection: Connection, page: Page, learner_id: int, today: int, error: RecallError
) -> list[SectionView]:
    """The sections of a page with the learner's recall of the cards of each."""
    topics = page.line.topics
    is_guide = page.line.folder == "topics"
    rules = () if is_guide else tuple(page_store.sections_of_topics(connection, topics))
    named = () if is_guide else page.sections
    ids = {card.id for section in named for card in section.cards}
    recalls = section_recalls.recalls_of(connection, learner_id, today, ids, topics)
    return [
        SectionView(
            id=section_id(section.anchor),
            title=section.title,
            html=Markup(section.html),
            sources=tuple(map(Markup, section.sources)),
            cards=section.cards,
            recall=section_recalls.estimate_of((card.id for card in section.cards), recalls, error),
            receipts=f"/roadmap/topics/{topics[0]}/questions?section={section.anchor}"
            if is_guide and topics
            else "",
            rules=tuple(_rule(one, recalls, error) for one in rules)
            if section.anchor == CORE_RULES
            else (),
            questions=tuple(_question(connection, card) for card in section.cards)
            if section.anchor == CHECK_YOURSELF and not is_guide
            else (),
        )
        for section in page.sections
    ]


def used_by(topic: PageLine, lines: Sequence[PageLine]) -> list[tuple[str, str]]:
    """The pages that a topic's page belongs to, each with its address."""
    if topic.folder != "topics":
        return []
    others = [line for line in lines if line.folder != "topics"]
    return [
        (f"{TYPES[line.folder].title}: {line.title}", address_of(line.path) or "/hub")
        for line in others
        if set(topic.topics) & set(line.topics)
    ]


def with_figures(html: str, counted: Mapping[str, int]) -> Markup:
    """Rendered text with the counted figures in it; other braces stay."""
    # The text went through the sanitiser when it was stored, and numbers add nothing to it.
    return Markup(_FIGURE.sub(lambda found: str(counted.get(found[1], found[0])), html))


def groups_of(lines: Sequence[PageLine], shown: Iterable[str]) -> list[tuple[str, list[PageLine]]]:
    """The pages that are not shown yet, by what they are called together."""
    left = [line for line in lines if line.path not in set(shown)]
    folders = dict.fromkeys(line.folder for line in left)
    return [(TYPES[one].title, [line for line in left if line.folder == one]) for one in folders]


def _goal(one: Mapping[str, Any], counted: Mapping[str, int]) -> GoalLine:
    done = counted.get(one["figure"], 0) >= one["planned"]
    return GoalLine(with_figures(one["text"], counted), done)


def _rule(section: StoredSection, recalls: Recalls, error: RecallError) -> Rule:
    url = section_address(section.path, section.anchor)
    ids = [card.id for card in section.cards]
    return Rule(url, section.title, len(ids), section_recalls.estimate_of(ids, recalls, error))


def _question(connection: Connection, card: CitingCard) -> Question:
    shown = card_store.shown_prompts_of(connection, card.id)[0]
    face = load_face(shown.face)
    kind = KINDS[shown.kind]
    return Question(
        card_id=card.id,
        kind=shown.kind,
        # The order differs from that in the file, whose first option is often the right one.
        asked=kind.arrange(face, card.id, {}),
        answered=face,
        why=Markup(shown.why_html),
        sources=load_sources(shown.sources_html),
        section_url=section_address(guide_path(card.topic), card.anchor),
    )
