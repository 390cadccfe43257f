"""Document + standard → the same document measured: what both writers must agree on is decided here, once."""
