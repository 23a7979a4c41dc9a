"""Complete workshops played by simulated phones."""
