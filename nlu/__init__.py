"""The Rasa project, and `nlu.signals`: what people mean. Imports nobody else of this house."""
