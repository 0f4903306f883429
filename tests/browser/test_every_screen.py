"""What every screen and every state of the review must be, on one walk through all of them."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations_in_any_look
from tests.browser.conftest import Complaints
from tests.browser.fitting import misfits
from tests.browser.learner import Learner
from tests.browser.reading import moving
from tests.browser.screens import ONE_OF_EACH, OWN_STATUS, every_screen
from tests.support.live import Live

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("live", [ONE_OF_EACH], indirect=True)
def test_axe_finds_nothing_nothing_moves_and_all_fits(
    learner: Learner, live: Live, complaints: Complaints
) -> None:
    """Axe in both themes at both widths; less motion; zoom, larger and wider text."""
    complaints.expect(*OWN_STATUS)
    page, wrong = learner.page, []
    page.emulate_media(reduced_motion="reduce")
    for screen in every_screen(learner, live):
        if moves := moving(page):
            wrong.append(f"{screen}: {moves} animations")
        wrong += [f"{screen}, {one}" for one in misfits(page) + violations_in_any_look(page)]
    assert not wrong, "\n".join(wrong)
