"""The daily review: one prompt after the other, each answer durable when acknowledged."""
