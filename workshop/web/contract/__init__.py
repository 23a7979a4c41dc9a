"""The contract of the phones' API as data: routes, shapes, limits, errors."""
