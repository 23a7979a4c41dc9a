"""The core of a workshop: model, commands, rules, events, the room and its store."""
