"""A self-hosted microblogging server with a hexagonal core."""
