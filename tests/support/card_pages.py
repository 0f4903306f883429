"""What tests of the card pages read from them and send to them."""

from __future__ import annotations

import re
from html import unescape

from tests.support.client import CheckingClient, hidden_fields

HTMX = {"HX-Request": "true"}


def text_of(client: CheckingClient, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return unescape(response.get_data(as_text=True))


def titles(text: str) -> list[str]:
    return re.findall(r'id="card-\d+" href="/cards/([a-z0-9-]+)"', text)


def marks_form(client: CheckingClient, url: str = "/cards") -> dict[str, str]:
    return hidden_fields(client.get(url).get_data(as_text=True), "/cards/marks")


def send_marks(
    client: CheckingClient, url: str = "/cards", **values: object
) -> tuple[dict[str, object], str]:
    """Send the list's form and follow it; the values that were sent, and the page after it."""
    form: dict[str, object] = {"scope": "ticked", "days": "0", **marks_form(client, url), **values}
    response = client.post("/cards/marks", data=form, follow_redirects=True)
    assert response.status_code == 200
    return form, unescape(response.get_data(as_text=True))


def edit_form(client: CheckingClient, card_id: str, query: str = "") -> dict[str, str]:
    text = client.get(f"/cards/{card_id}/edit{query}").get_data(as_text=True)
    [block] = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.DOTALL)
    return {**hidden_fields(text, f"/cards/{card_id}"), "block": unescape(block)}
