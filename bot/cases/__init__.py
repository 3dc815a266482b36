"""Cases: what people in distress and families told, kept for them, and sent to those they agreed to."""
