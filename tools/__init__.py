"""What is used on the sources, not by the server."""
