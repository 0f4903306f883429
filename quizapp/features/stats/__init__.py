"""Statistics: what was done, what comes, and how well predictions and memory hold."""
