"""One virtual drawing surface: blocks, their layout, and how they are painted."""
