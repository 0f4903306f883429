"""A card in the editor: what is wrong with a text, what it will look like, what it would change."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from quizapp.core.cards import Card, Face, block_hash
from quizapp.core.deck_blocks import blocks_of
from quizapp.core.deck_text import parse_file
from quizapp.core.edits import Change, classify
from quizapp.core.errors import Problem
from quizapp.core.kinds import prompts_of
from quizapp.core.replay import REVISED_WITHIN_DAYS
from quizapp.core.wording import plural
from quizapp.features.cards.listing import part_in_words
from quizapp.storage import deck_sync
from quizapp.storage.card_store import ShownPrompt
from quizapp.web.faces import load_face, load_sources
from quizapp.web.markdown import MarkdownRenderer

#: What a change would mean, before it is saved.
MEANS = {
    "nothing": "The text is the same as the one that is saved.",
    Change.COSMETIC.value: (
        "A cosmetic change: the card reads as before, so nothing changes for your reviews."
    ),
    Change.WORDING.value: (
        "A change of wording: it asks for the same thing, so your reviews stay as they are."
    ),
    Change.MEANING.value: (
        "A change of meaning: the history stays, it is asked within "
        f"{plural(REVISED_WITHIN_DAYS, 'day')}, and the review says that it has changed."
    ),
    "renewed": "A fresh start, as rev was raised: it counts as new, and its history stays.",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One prompt of the text as a review would show it."""

    part: str
    face: Face


@dataclass(frozen=True, slots=True)
class Draft:
    """A text from the editor.  With problems there is nothing else."""

    block: str
    problems: list[Problem] = field(default_factory=list)
    change: str = "nothing"
    kind: str = "basic"
    prompts: list[Drawn] = field(default_factory=list)
    why: str = ""
    sources: list[Markup] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def means(self) -> str:
        return MEANS[self.change]


def draft(saved: list[ShownPrompt], block: str) -> Draft:
    """Read a text that is to become the card whose prompts are given."""
    block = block.replace("\r\n", "\n").strip("\n").rstrip()
    now = saved[0]
    cards, problems = parse_file(block, now.path, topic=now.topic)
    problems = problems or _not_one_card(now, block, cards)
    if problems:
        return Draft(block, problems)
    [card] = cards
    ready = deck_sync.rendered(card, MarkdownRenderer())
    return Draft(
        block=block,
        change=_change(now, block, card),
        kind=card.kind,
        prompts=[
            Drawn(part_in_words(one.part), load_face(ready["faces"][one.id]))
            for one in prompts_of(card)
        ],
        why=Markup(ready["why_html"]),
        sources=load_sources(ready["sources_html"]),
        remarks=_remarks(saved, card),
    )


def _not_one_card(now: ShownPrompt, block: str, cards: tuple[Card, ...]) -> list[Problem]:
    headings = [one for one in blocks_of(block, 1) if one.heading.number]
    if len(headings) != 1 or len(cards) != 1 or not block.startswith("## "):
        line = headings[1].heading.number if len(headings) > 1 else 1
        remedy = "Begin with its heading, `## Question {#its-id}`, and leave out all others."
        return [Problem(now.path, line, "This is not one card.", remedy)]
    if cards[0].id != now.card_id:
        message = f"The id was changed to `{cards[0].id}`: under it the card would be a new one."
        return [Problem(now.path, 1, message, f"Write `{{#{now.card_id}}}` again.")]
    return []


def _change(now: ShownPrompt, block: str, card: Card) -> str:
    if block_hash(block) == now.content_hash:
        return "nothing"
    before, _ = parse_file(now.source, now.path, topic=now.topic)
    if not before:
        return Change.MEANING.value
    if card.rev > before[0].rev:
        return "renewed"
    return classify(before[0], card).value


def _remarks(saved: list[ShownPrompt], card: Card) -> list[str]:
    """What happens to prompts that the text adds or leaves out."""
    before, after = {one.id for one in saved}, {one.id for one in prompts_of(card)}
    remarks = []
    if after - before:
        remarks.append(f"{plural(len(after - before), 'prompt')} will be new.")
    if before - after:
        gone = plural(len(before - after), "prompt")
        remarks.append(f"{gone} will be asked no more; the history is kept in case of a return.")
    return remarks
