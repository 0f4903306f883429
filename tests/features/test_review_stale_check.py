"""A card that the program checks must not be counted twice from two windows."""

from __future__ import annotations

from tests.support.client import CheckingClient, hidden_fields


def _shown_choice(client: CheckingClient) -> dict[str, str]:
    """Answer until the choice card is asked; the fields of its form."""
    client.post("/review/sessions", data={"more": "20"})
    for _ in range(20):
        page = client.get("/review").get_data(as_text=True)
        if 'value="pick"' in page:
            return hidden_fields(page, "/review/answer")
        if "/review/answers" in page:
            fields = hidden_fields(page, "/review/answers")
        else:
            fields = hidden_fields(page, "/review/answer")
        client.post("/review/answers", data=fields | {"grade": "good"})
    raise AssertionError("the choice card was never asked")


def test_it_refuses_a_checked_answer_after_the_card_was_answered_elsewhere(
    client: CheckingClient,
) -> None:
    here = _shown_choice(client)
    elsewhere = hidden_fields(client.get("/review").get_data(as_text=True), "/review/answer")
    client.post("/review/answers", data=elsewhere | {"grade": "good"})
    page = client.get("/review/answer", query_string=here | {"move": "none"}).get_data(as_text=True)
    assert hidden_fields(page, "/review/answer")["seen"] == here["seen"]
    late = client.post("/review/answers", data=here | {"grade": "easy"})
    assert late.status_code == 409
