"""The projector screen and the facilitator's keys, built with Textual."""
