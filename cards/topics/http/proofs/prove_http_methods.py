"""Proofs for the http cards on idempotent methods, with an application of users."""

import copy

from flask import Flask, request


def application():
    """An application that follows RFC 9110, and the state that it keeps."""
    app = Flask("users")
    state = {"users": {"7": {"name": "Amal", "log": []}}}

    def label():
        return f'"{hash(str(state["users"]["7"]))}"'

    @app.get("/users/<user>")
    def show(user):
        return state["users"][user], {"ETag": label()}

    @app.put("/users/<user>")
    def replace(user):
        state["users"][user] = {"name": "Bea", "log": []}
        return "", 204

    @app.patch("/users/<user>")
    def append(user):
        if request.if_match and not request.if_match.contains(label().strip('"')):
            return "", 412
        state["users"][user]["log"].append("entry")
        return "", 204

    @app.delete("/users/<user>")
    def remove(user):
        found = state["users"].pop(user, None)
        return "", 204 if found else 404

    @app.post("/users/<user>/log")
    def log(user):
        state["users"][user]["log"].append("entry")
        return "", 204

    return app.test_client(), state


def test_each_option_for_an_idempotent_change(options):
    for option, right in options:
        method, path = option.split()
        client, state = application()
        states = [copy.deepcopy(state)]
        answers = []
        for _ in range(2):
            answers.append(client.open(path, method=method).status_code)
            states.append(copy.deepcopy(state))
        before, once, twice = states
        assert answers[0] in (200, 204)
        changes, idempotent = before != once, once == twice
        assert (changes and idempotent) is right, option
        # Each wrong option lacks one of the two, as its note says.
        if not right:
            assert (changes, idempotent) == {
                "GET": (False, True),
                "POST": (True, False),
            }[method]
        # The why: the second answer may differ although the state does not.
        if method == "DELETE":
            assert answers == [204, 404]


def test_a_patch_adds_up_and_if_match_makes_it_fit_for_a_retry(options):
    client, state = application()
    for _ in range(2):
        client.patch("/users/7")
    assert state["users"]["7"]["log"] == ["entry", "entry"]

    resendable = set()
    for method in ("PUT", "PATCH"):
        client, state = application()
        client.open("/users/7", method=method)
        once = copy.deepcopy(state)
        client.open("/users/7", method=method)
        if state == once:
            resendable.add(method)
    named = {
        "The PUT": {"PUT"},
        "The PATCH": {"PATCH"},
        "Both of them": {"PUT", "PATCH"},
        "Neither of them": set(),
    }
    for text, right in options:
        assert (named[text.partition(",")[0]] == resendable) is right, text

    client, state = application()
    label = client.get("/users/7").headers["ETag"]
    answers = [client.patch("/users/7", headers={"If-Match": label}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 412]
    assert state["users"]["7"]["log"] == ["entry"]
