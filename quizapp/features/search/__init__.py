"""One search over the hub's pages and the cards."""
