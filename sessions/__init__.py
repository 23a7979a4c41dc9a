"""What happened in a workshop: model, commands, rules, events, the room and its store."""
