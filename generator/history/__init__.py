"""How a plan's figures came to be what they are, read from what was recorded and listed."""
