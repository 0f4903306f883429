"""Prices and bookings of a travel app: the rule in the core, the effects around it."""

from decimal import Decimal

WEEK = 7
WEEKLY_RATE = Decimal("0.9")


def price_of_stay(booking):
    nights = (booking["to"] - booking["from"]).days
    full_price = booking["price"] * nights
    return full_price * WEEKLY_RATE if nights >= WEEK else full_price


def send_confirmation(guest, price, mailbox):
    mailbox.append(f"{guest}: booked for {price:.2f}")


def listing_page(booking, mailbox):
    return f"Total {price_of_stay(booking):.2f}"


def confirm_page(booking, mailbox):
    price = price_of_stay(booking)
    send_confirmation(booking["guest"], price, mailbox)
    return f"Booked for {price:.2f}"
