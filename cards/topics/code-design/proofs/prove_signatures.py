"""Proof for the card about flag arguments: what the mended signature refuses."""

import pytest


def test_a_bare_flag_is_refused(card):
    mended = {}
    exec(card.body.fixed, mended)
    assert mended["order"] == {"refunded": True}
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        mended["cancel"]({}, True)
    # Before, the same call set the other flag, and nothing was heard of it.
    broken = {}
    with pytest.raises(AssertionError, match="no money back"):
        exec(card.body.broken, broken)
    assert broken["order"] == {"refunded": False}
