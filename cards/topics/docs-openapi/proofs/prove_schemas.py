"""Proof for the card about null: JSON Schema decides what an OpenAPI 3.1 type accepts."""

import yaml
from jsonschema import Draft202012Validator


PROPERTIES = """
# region: nickname
nickname:
  type: [string, "null"]
# endregion
"""


def accepts(schema, value):
    return Draft202012Validator(schema).is_valid(value)


def test_a_list_of_types_accepts_null(card):
    shown = yaml.safe_load(PROPERTIES)["nickname"]
    for schema in (shown, *({"type": yaml.safe_load(form)} for form in card.body.forms)):
        assert accepts(schema, None) and accepts(schema, "Ada")
        assert not accepts(schema, 1)
    # The keyword of 3.0 has no effect, and a bare null in YAML is no name of a type.
    assert not accepts({"type": "string", "nullable": True}, None)
    assert yaml.safe_load("[string, null]") == ["string", None]
