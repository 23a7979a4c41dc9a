"""Who may come in: origins, tokens, joining, strict JSON."""
