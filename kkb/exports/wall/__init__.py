"""The wall: a briefing laid out as slides of fixed size, as one HTML document."""

from kkb.exports.wall.page import WallFrame, render_wall, render_wall_notice

__all__ = ["WallFrame", "render_wall", "render_wall_notice"]
