"""Where the desk keeps what it knows: SQLite for one machine, PostgreSQL for a team."""
