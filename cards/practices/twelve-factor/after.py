"""Settings of a messaging app: what differs between deploys comes from the environment."""

import os

SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def switch(name, default):
    word = os.environ.get(name, default).strip().lower()
    if word not in SWITCH:
        raise ValueError(f"{name} must be one of {', '.join(SWITCH)}, not {word!r}")
    return SWITCH[word]


SECRET_KEY = os.environ["SECRET_KEY"]
DATABASE_URL = os.environ["DATABASE_URL"]
DEBUG = switch("DEBUG", default="false")
