"""Quizzes: questions drawn from the cards, each answer saved at once, feedback with reasons."""
