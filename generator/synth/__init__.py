"""Invented institutions with their plans, of any number and size: for demonstrations and proofs."""

from generator.synth.country import Country, Synthesized, synthesize

__all__ = ["Country", "Synthesized", "synthesize"]
