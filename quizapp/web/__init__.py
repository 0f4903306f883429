"""What routes share: the clock, forms, fragments, errors, security, the current learner."""
