"""HTTP: authentication, sockets, TLS, access from the local network."""
