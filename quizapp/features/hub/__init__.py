"""The hub: the documentation pages that the cards come from."""
