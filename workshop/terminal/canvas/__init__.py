"""A virtual drawing surface: blocks, their layout, and their rendering."""
