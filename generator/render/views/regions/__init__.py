"""What the plans say region by region."""
