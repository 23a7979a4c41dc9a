"""What leading a workshop comes down to, whichever face it is led from."""
