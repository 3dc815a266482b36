"""One event, one turn: hear, understand, act, say. `workflow` makes it durable."""
