"""Dialogs: questions to the facilitator."""
