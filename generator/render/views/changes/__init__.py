"""How plans came to be what they are."""
