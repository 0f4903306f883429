"""Which fields of queries and forms an app reads, found by watching it read them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict


class _Watched(ImmutableMultiDict[str, str]):
    """Fields that note which of them are asked for."""

    names: set[str] = set()  # noqa: RUF012  # one for all requests, on purpose

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.names.add(key)
        return super().get(key, *args, **kwargs)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.names.add(key)
        return super().getlist(key, *args, **kwargs)

    def __getitem__(self, key: str) -> str:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)


class _WatchedRequest(Request):
    parameter_storage_class = _Watched


@contextmanager
def names_read(app: Flask) -> Iterator[set[str]]:
    """The names of the fields that the app asks for while the block runs.

    One that goes through all that were sent, whatever their names, does not ask for any.
    """
    before, app.request_class = app.request_class, _WatchedRequest
    names: set[str] = set()
    _Watched.names = names
    try:
        yield names
    finally:
        app.request_class = before
