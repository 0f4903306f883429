"""Pages of the hub with their sections and a full-text index, and what cards were proved on.

They take the place of the table of guides.  All of it is made from the deck's files, so nothing is
carried over: the sync at the next start fills it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cards", sa.Column("proved_on", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "pages",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("intro_html", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_pages")),
    )
    op.create_table(
        "page_sections",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("cards", sa.Text(), nullable=False),
        sa.Column("sources_html", sa.Text(), nullable=False),
        sa.Column("lists", sa.Text(), nullable=False),
        sa.Column("programs", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("search_title", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["path"], ["pages.path"], name=op.f("fk_page_sections_path_pages")),
        sa.PrimaryKeyConstraint("path", "position", name=op.f("pk_page_sections")),
        sa.UniqueConstraint("number", name=op.f("uq_page_sections_number")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE_SEARCH:
            op.execute(statement)
    else:
        op.execute(
            "CREATE INDEX page_search ON page_sections USING gin ("
            "(setweight(to_tsvector('simple', search_title), 'A')"
            " || setweight(to_tsvector('simple', search_text), 'D')))"
        )
    op.drop_table("guides")


def downgrade() -> None:
    op.create_table(
        "guides",
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_guides")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE page_search")
    else:
        op.execute("DROP INDEX page_search")
    op.drop_table("page_sections")
    op.drop_table("pages")
    # Not by Alembic's batch: it would make the table of cards anew, without its triggers.
    op.execute("ALTER TABLE cards DROP COLUMN proved_on")


_SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE page_search USING fts5(
        search_title, search_text, content='page_sections', content_rowid='number', tokenize='unicode61')""",
    """CREATE TRIGGER page_search_added AFTER INSERT ON page_sections BEGIN
        INSERT INTO page_search(rowid, search_title, search_text)
            VALUES (new.number, new.search_title, new.search_text);
    END""",
    """CREATE TRIGGER page_search_removed AFTER DELETE ON page_sections BEGIN
        INSERT INTO page_search(page_search, rowid, search_title, search_text)
            VALUES ('delete', old.number, old.search_title, old.search_text);
    END""",
)
