"""The screens: home, a new workshop, a running workshop."""
