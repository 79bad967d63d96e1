"""Paper and picture: the brief as a PDF of A4 pages, slides and figures as PNG. Set by typst, from the same stills."""

from kkb.exports.paper.brief import write_pdf
from kkb.exports.paper.compiler import PaperError
from kkb.exports.paper.figure_picture import PictureWords, write_figure_png
from kkb.exports.paper.picture import write_pictures, write_png

__all__ = ["PaperError", "PictureWords", "write_figure_png", "write_pdf", "write_pictures", "write_png"]
