"""What is shown while files have errors: the last sound content, as little of it as will do."""
