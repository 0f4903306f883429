"""Roadmap: topics in learning order beside mastery, milestones, and the receipts of each figure."""
