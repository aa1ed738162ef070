"""What is written for editors: the files of a new portal, and what they begin with later."""
