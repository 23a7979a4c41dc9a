"""What the phones' API promises, as data: routes, shapes, limits, errors."""
