"""What leaves the portal for other programs and for paper: tables, figures, scorecards."""
