"""What a person may ask of Dateline; every face goes through here."""
