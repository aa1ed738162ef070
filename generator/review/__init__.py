"""What the repository's history says of the content."""
