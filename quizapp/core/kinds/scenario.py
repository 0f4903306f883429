"""A situation that takes more than a heading to tell, answered in a sentence or two."""

from __future__ import annotations

from quizapp.core.kinds import basic

program_graded = False
parse = basic.parse
write = basic.write
meaning = basic.meaning
prompts = basic.prompts
face = basic.face
arrange = basic.arrange
check = basic.check
