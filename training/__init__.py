"""How the starter model is made; see README.md. Nothing here is imported by lattlast."""
