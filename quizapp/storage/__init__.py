"""What remembers: the only code that speaks SQL or opens the deck's files."""
