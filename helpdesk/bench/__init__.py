"""Measures pages against a floor: the least that a signed-in page of this product can cost."""
