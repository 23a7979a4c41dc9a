"""Names and ways of writing that leave files whole and private."""
