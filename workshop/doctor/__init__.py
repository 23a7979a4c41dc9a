"""Checks before the workshop: can this computer run it, and can phones reach it?"""
