"""`make bench`: how fast, how much memory, and is anything lost? A measurement, not a test."""
