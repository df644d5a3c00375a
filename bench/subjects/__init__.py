"""What is measured: the product, and what it is compared with."""
