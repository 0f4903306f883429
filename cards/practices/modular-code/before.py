"""Prices and bookings of a travel app, all in one function."""

from decimal import Decimal


def process(data, mailbox):
    n = (data["to"] - data["from"]).days
    p = data["price"] * n
    if n >= 7:
        p = p * Decimal("0.9")
    data["price"] = p
    mailbox.append(f"{data['guest']}: booked for {p:.2f}")
    return p


def listing_page(booking, mailbox):
    return f"Total {process(booking, mailbox):.2f}"


def confirm_page(booking, mailbox):
    return f"Booked for {process(booking, mailbox):.2f}"
