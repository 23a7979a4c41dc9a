"""Request checks: origins, tokens, joining, strict JSON."""
