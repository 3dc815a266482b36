"""LINE's side of the house: what it accepts (`limits`), how we speak to it (`api`) and how replies look (`render`)."""
