"""Quizzes: which questions are drawn, how an answer is checked, and what the answers amount to."""
