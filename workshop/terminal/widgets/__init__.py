"""What the panels are drawn with: virtual, from frozen data, never from markup."""
