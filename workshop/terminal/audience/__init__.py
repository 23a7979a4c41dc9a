"""What the group looks at: a face that shows the workshop large, and nothing that is the facilitator's."""
