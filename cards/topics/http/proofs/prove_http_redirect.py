"""Proof of what a client does with a POST after each redirect status."""

from werkzeug.test import Client
from werkzeug.wrappers import Request, Response


def second_request(status):
    """POST to an address that redirects; return what arrives at the other one."""
    arrived = []

    @Request.application
    def moved(request):
        if request.path == "/old":
            return Response(status=status, headers={"Location": "/new"})
        arrived.append((request.method, request.get_data()))
        return Response("ok")

    Client(moved).post("/old", data=b"order", follow_redirects=True)
    return arrived


def test_a_client_repeats_the_post_after_308_alone_of_the_permanent_codes():
    assert second_request(308) == [("POST", b"order")]
    assert second_request(301) == [("GET", b"")]

    # From the guide: the temporary pair, and 303, which asks for a GET.
    assert second_request(307) == [("POST", b"order")]
    assert second_request(302) == [("GET", b"")]
    assert second_request(303) == [("GET", b"")]
