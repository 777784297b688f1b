"""Reading by the million: many processes or machines read, one program writes, and what is done stays done."""
