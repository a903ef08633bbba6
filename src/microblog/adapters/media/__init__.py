"""Pictures: what prepares them and where they lie."""
