"""The widgets and blocks that panels use: drawn from frozen data, never from markup."""
