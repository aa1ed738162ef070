"""The scorecard of a plan at one period: the facts, and two ways to lay them out."""
