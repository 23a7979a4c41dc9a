"""Sockets and HTTP heads: deadlines, limits, framing."""
