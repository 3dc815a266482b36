"""How it runs: LINE in, a durable turn, LINE out. Knows neither wording nor Thai."""
