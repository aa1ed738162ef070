"""What the policy on public commitments says of a proposal."""
