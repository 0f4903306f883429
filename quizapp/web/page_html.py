"""The parts of a page → safe HTML: prose, code with where it was tested, and diagrams."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import nh3

from quizapp.core.diagram_svg import draw
from quizapp.core.kinds.fences import written_fence
from quizapp.core.page_links import with_addresses
from quizapp.core.page_parts import Drawing, Part, Program, Prose
from quizapp.storage.page_sync import Around
from quizapp.web.markdown import MarkdownRenderer

#: Names what this module makes of a page; raise it when that changes.
VERSION = "3"

#: The same tick as `icon("check")` of the templates.
_CHECK = (
    '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" '
    'aria-hidden="true"><path d="m3 8.5 3.2 3.2L13 5"/></svg>'
)
_BLOCK_ENDS = re.compile(r"</(?:p|li|h\d|pre|td|th|tr|div|figcaption|summary)>|<br>")


class PageHtml(MarkdownRenderer):
    """Renders pages; the same page with the same code always gives the same HTML."""

    version = f"{MarkdownRenderer.version}-{VERSION}"

    def page(self, parts: Iterable[Part], around: Around) -> str:
        """The parts in order; links to files lead to pages of the app."""
        return "\n".join(self._part(part, around) for part in parts)

    def words(self, rendered: str) -> str:
        """The text of rendered HTML, a line for each block."""
        broken = _BLOCK_ENDS.sub("\n", rendered)
        text = html.unescape(nh3.clean(broken, tags=set(), clean_content_tags={"svg"}))
        return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())

    def _part(self, part: Part, around: Around) -> str:
        if isinstance(part, Prose):
            return self.html(with_addresses(part.text, around.path))
        if isinstance(part, Drawing):
            return _figure(part)
        ran_on = around.ran_on.get(part.line, "")
        if isinstance(part, Program):
            code = self.html(written_fence(part.language, part.code))
            output = self.html(written_fence("text", part.output))
            printed = f'<p class="code__label">It prints</p>{output}'
            return _code(f"{code}{printed}", "", ran_on)
        found = around.codes.get(part.target)
        if found is None:
            return f"<p>{html.escape(part.target)} is missing.</p>"
        return _code(self.html(written_fence(part.language, found)), part.path, ran_on)


def _code(inside: str, file: str, ran_on: str) -> str:
    """Code with the file that it is taken from, and what it has run on."""
    note = f"<code>{html.escape(file)}</code>" if file else ""
    if ran_on:
        mark = f'<span class="verified">{_CHECK}Checked by running it</span>'
        note += f"<span>{mark} {html.escape(ran_on)}</span>"
    caption = f'<figcaption class="code__note">{note}</figcaption>' if note else ""
    return f'<figure class="code">{inside}{caption}</figure>'


def _figure(part: Drawing) -> str:
    title = html.escape(part.diagram.title)
    lines = "".join(f"<li>{html.escape(one)}</li>" for one in part.diagram.sentences)
    return (
        f'<figure class="diagram"><figcaption class="diagram__title">{title}</figcaption>'
        f'<div class="diagram__scroll" tabindex="0" role="group" aria-label="Diagram">'
        f"{draw(part.diagram)}</div>"
        f'<details class="diagram__words"><summary>In words</summary><ol>{lines}</ol></details>'
        f"</figure>"
    )
