"""How a record of any released version comes to be one of this version: numbered, forward only, never changed."""
