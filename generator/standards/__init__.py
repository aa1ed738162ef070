"""Plans in the formats that the field exchanges, and back: IATI 2.03, StratML Part 2."""
