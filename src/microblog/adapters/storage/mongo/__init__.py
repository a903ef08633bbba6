"""Storage in MongoDB, a replica set of one member or more."""
