"""Today: what is due, how long it takes, what is coming, and how well each topic holds."""
