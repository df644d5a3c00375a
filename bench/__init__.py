"""How fast the product is, beside what else its users could pick: real processes, real fragments, ratios of one run."""
