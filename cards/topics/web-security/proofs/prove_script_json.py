"""Proof for the card on JSON in a script block."""

import json
from html.parser import HTMLParser

from django.utils.html import json_script

NAME = "</script><script>steal()</script>"


class Scripts(HTMLParser):
    """Collects the content of script elements, as a browser would run them."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script"

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.found.append(data)


def scripts_of(page):
    parser = Scripts()
    parser.feed(page)
    parser.close()
    return parser.found


def test_a_script_ends_at_its_first_end_tag():
    found = scripts_of(f"<script>let name = {json.dumps(NAME)};</script>")
    assert found == ['let name = "', "steal()"]

    (safe,) = scripts_of(json_script(NAME, "name"))
    assert r"\u003Cscript\u003Esteal()" in safe
    assert json.loads(safe) == NAME
