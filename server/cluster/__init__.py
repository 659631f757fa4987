"""A cluster's own processes: the gateway, behind TLS and a token, and Ray behind it."""
