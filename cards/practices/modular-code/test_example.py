"""What a guest sees before and after they book."""

from datetime import date
from decimal import Decimal

import example
import pytest


@pytest.fixture
def booking():
    stay = {"from": date(2026, 3, 2), "to": date(2026, 3, 12)}
    return stay | {"guest": "amal@example.com", "price": Decimal("70.00")}


def test_looking_at_a_price_sends_no_mail(booking):
    mailbox = []
    assert example.listing_page(booking, mailbox) == "Total 630.00"
    assert mailbox == []


def test_the_price_is_the_same_when_it_is_confirmed(booking):
    mailbox = []
    example.listing_page(booking, mailbox)
    assert example.confirm_page(booking, mailbox) == "Booked for 630.00"
    assert mailbox[-1] == "amal@example.com: booked for 630.00"
