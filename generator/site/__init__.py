"""What is done on the site that MkDocs builds: addresses, policy, search, preview."""
