"""The description of the API, held against what the API answers."""

from pathlib import Path

import pytest
import yaml
from django.test import Client
from jsonschema import validate

DESCRIPTION = yaml.safe_load(Path(__file__).with_name("example.yaml").read_text(encoding="utf-8"))
ANSWERS = DESCRIPTION["paths"]["/listings/{id}"]["get"]["responses"]
SHOWN = ANSWERS["200"]["content"]["application/json"]


@pytest.fixture
def client(django_project):
    django_project(ROOT_URLCONF="listings")
    return Client()


# region: agreement
def test_the_answer_is_as_described(client):
    validate(client.get("/listings/7").json(), SHOWN["schema"])


def test_the_example_is_what_the_api_answers(client):
    assert SHOWN["example"] == client.get("/listings/7").json()


def test_an_unknown_listing_is_described(client):
    assert str(client.get("/listings/8").status_code) in ANSWERS


# endregion
