"""The facilitator's acts, declared once for every user interface: one module per subject."""
