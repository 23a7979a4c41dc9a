"""What a group can do: method files as data, and the words the program says."""
