"""The search of tickets: what is looked for, what is kin to it, what is found, and where (decision 0028)."""
