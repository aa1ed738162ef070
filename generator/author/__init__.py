"""What editors begin with: files and entries of the content, made from what is there."""
