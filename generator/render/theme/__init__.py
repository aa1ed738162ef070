"""The theme ``avance`` of MkDocs: Material with what a portal needs."""
