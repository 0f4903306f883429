"""Cards: finding, reading, marking and editing them; and the deck's commands."""
