"""Requests that no browser of an honest person sends are refused in the same voice (S12)."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.addresses import changing
from tests.support.clean import check_clean
from tests.support.client import CheckingClient
from tests.support.header_score import BEST_WITHOUT_SCRIPTS, score
from tests.support.journey import Page


@pytest.mark.parametrize("raw", ["%ff", "%c3%28", "%ed%a0%80", "%f8%88%80%80%80", "%00", "%C0%AE"])
def test_it_copes_with_bytes_that_are_no_text(
    raw: str, app: Flask, guarded: Flask, guarded_client: CheckingClient
) -> None:
    for path in (f"/{raw}", f"/hub/{raw}", f"/static/{raw}", f"/review/{raw}", f"/cards/{raw}"):
        response = guarded_client.get(path)
        assert response.status_code == 404, path
        check_clean(response)
    for path in ("/", "/hub", "/settings", "/review/answer", "/hub/alpha"):
        status = guarded_client.get(f"{path}?prompt_id={raw}&{raw}={raw}&saved={raw}").status_code
        assert status in (200, 404, 422), path
    token = Page(guarded_client.get("/settings")).form("/settings")["csrf_token"]
    for address in changing(guarded):
        body = f"csrf_token={token}&prompt_id={raw}&given={raw}&zone={raw}&{raw}={raw}"
        response = guarded_client.open(
            address.path,
            method=address.method,
            data=body,
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (303, 404, 422), address


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/review/answers"])
def test_it_copes_with_headers_of_8_kib(path: str, guarded_client: CheckingClient) -> None:
    long = "a" * 8192
    plain = guarded_client.get(path)
    for name in ("X-Long", "Cookie", "User-Agent", "Accept-Language", "Referer", "HX-Current-URL"):
        response = guarded_client.get(path, headers={name: long})
        assert response.status_code == plain.status_code
        assert long not in response.get_data(as_text=True)
        assert score(response.headers) == BEST_WITHOUT_SCRIPTS


BIG_PART = (
    b'--a\r\nContent-Disposition: form-data; name="given"\r\n\r\n'
    + b"a" * 600_000
    + b"\r\n--a--\r\n"
)


def _parts(count: int) -> dict[str, str]:
    return {f"field{number}": "1" for number in range(count)}


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (413, {"data": _parts(1001), "content_type": "multipart/form-data"}),
        (413, {"data": {"given": "a" * 1_100_000}}),
        (413, {"data": BIG_PART, "content_type": "multipart/form-data; boundary=a"}),
        (413, {"data": b"a" * 1_100_000, "content_type": "multipart/form-data; boundary=a"}),
        (415, {"data": b"{}", "content_type": "application/json"}),
        (415, {"data": b"a=b", "content_type": "text/plain"}),
        (415, {"data": b"a=b", "content_type": "no type at all"}),
        (415, {"data": b"a=b"}),
        (400, {"data": b"no parts", "content_type": "multipart/form-data"}),
        (400, {"data": b"no parts", "content_type": "multipart/form-data; boundary=a"}),
        (400, {"data": _parts(1001)}),
    ],
)
def test_it_refuses_a_body_that_no_form_of_ours_sends(
    status: int, sent: dict[str, object], guarded: Flask, guarded_client: CheckingClient
) -> None:
    for address in changing(guarded):
        response = guarded_client.open(address.path, method=address.method, **sent)
        assert response.status_code == status, address
        check_clean(response)
