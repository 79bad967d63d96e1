"""Paper and picture: the brief as a PDF of A4 pages, slides as PNG. Set by typst, from the same figures."""

from kkb.exports.paper.brief import write_pdf
from kkb.exports.paper.compiler import PaperError
from kkb.exports.paper.picture import write_pictures, write_png

__all__ = ["PaperError", "write_pdf", "write_pictures", "write_png"]
