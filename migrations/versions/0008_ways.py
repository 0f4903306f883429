"""In how many ways a question of a quiz could be answered by guessing.

Of answers given before, the question as it is now says how many options were to be chosen.
"""

from __future__ import annotations

import json
from math import comb

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ANSWERED = sa.text(
    "SELECT DISTINCT a.prompt_id, a.options, p.face FROM quiz_answers a"
    " JOIN prompts p ON p.id = a.prompt_id WHERE a.options > 1"
)
_FILL = sa.text(
    "UPDATE quiz_answers SET ways = :ways WHERE prompt_id = :prompt AND options = :options"
)


def upgrade() -> None:
    op.add_column(
        "quiz_answers", sa.Column("ways", sa.Integer(), server_default="0", nullable=False)
    )
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE quiz_answers SET ways = options"))
    for prompt, options, face in connection.execute(_ANSWERED).all():
        right = json.loads(face).get("right_count", 1)
        if 1 < right < options:
            values = {"ways": comb(options, right), "prompt": prompt, "options": options}
            connection.execute(_FILL, values)


def downgrade() -> None:
    op.drop_column("quiz_answers", "ways")
