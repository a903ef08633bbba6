"""Storage in an SQL database, through SQLAlchemy Core: one set of tables and statements for all of them."""
