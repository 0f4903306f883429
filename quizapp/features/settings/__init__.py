"""Settings: what a learner can choose."""
