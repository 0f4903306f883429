"""The learner's own log under SM-2 and FSRS, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.log_scores import ENOUGH_SCORED, Comparison, Scored, compared, scored
from quizapp.core.moment import Moment
from quizapp.core.wording import plural
from quizapp.features.stats.panels import Panel, lacking
from quizapp.features.stats.recall_panels import calibration_chart, dots_of
from quizapp.features.stats.scope import Scope
from quizapp.features.stats.wording import percent
from quizapp.storage import log_samples
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.log_samples import Sample
from quizapp.web.charts import lowest_tenth

NAMES = {"sm2": "SM-2", "fsrs": "FSRS"}


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What was replayed, and what came of it; `lacks` says why nothing did."""

    counted: str
    verdict: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    panels: tuple[Panel, ...] = ()
    lacks: str = ""


def side_by_side(connection: Connection, learner: Learner, now: Moment, scope: Scope) -> SideBySide:
    """Replay the log of a scope, or a sample of it, and score both predictions."""
    sample = log_samples.sample_of(connection, learner.id, scope.topic)
    first = scope.first_day(now.day)
    answers: list[Scored] = []
    for _, _, entries in log_samples.logs_of(connection, learner.id, sample):
        found = scored(entries, learner.preferences.policy)
        answers += [one for one in found if one.day >= first]
    words = counted_in_words(sample)
    result = compared(answers)
    if result is None:
        lacks = lacking("to score predictions with", len(answers), ENOUGH_SCORED)
        return SideBySide(words, lacks=lacks)
    return SideBySide(words, _verdict(result), _rows(result), _panels(result))


def counted_in_words(sample: Sample) -> str:
    """What a replay has looked at: all, or how much of it; nothing of an empty log."""
    if not sample.prompts:
        return ""
    cards = plural(sample.prompts, "card")
    entries = f"{sample.entries:,} {'entry' if sample.entries == 1 else 'entries'} of your log"
    if sample.is_whole:
        return f"Replayed: {entries}, all of them, about {cards}."
    return (
        f"Replayed: a sample of {cards} with {entries}, out of {sample.all_prompts:,} cards with "
        f"{sample.all_entries:,} entries. It is drawn by the cards’ ids, so it stays the same."
    )


def _verdict(result: Comparison) -> str:
    gap = f"{abs(result.difference):.3f} ± {result.margin:.3f}"
    if not result.closer:
        return (
            f"On these {result.answers:,} answers neither is clearly closer: their log loss "
            f"differs by {gap}, which may be chance."
        )
    better, worse = ("FSRS", "SM-2") if result.closer == "fsrs" else ("SM-2", "FSRS")
    return (
        f"On these {result.answers:,} answers the predictions of {better} were closer than those "
        f"of {worse}: by {gap} in log loss."
    )


def _rows(result: Comparison) -> tuple[tuple[str, ...], ...]:
    share = percent(result.recalled / result.answers)
    rows = [
        (
            NAMES[name],
            f"{score.log_loss:.3f}",
            f"{100 * score.error:.1f}",
            percent(score.predicted),
            share,
        )
        for name, score in (("sm2", result.sm2), ("fsrs", result.fsrs))
    ]
    return (*rows, ("Always your mean", f"{result.guess_loss:.3f}", "–", share, share))


def _panels(result: Comparison) -> tuple[Panel, ...]:
    scores = (("sm2", result.sm2, "second"), ("fsrs", result.fsrs, ""))
    # One scale for both, or the eye compares what lies apart.
    least = lowest_tenth([dot for _, score, _ in scores for dot in dots_of(score.bands)])
    return tuple(
        Panel(
            f"calibration-{name}",
            NAMES[name],
            calibration_chart(score.bands, NAMES[name], tone, least),
        )
        for name, score, tone in scores
    )
