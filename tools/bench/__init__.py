"""`make bench`: the product's speed against a floor that is measured in the same run."""
