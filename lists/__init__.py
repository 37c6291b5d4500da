"""How people like their lists: saved views, and what each of them chose last."""
