"""Words: what is said, in the reader's language and as the portal's country writes it."""
