"""What is kept, in SQL: encrypted where it is a person's, deleted when it has served."""
