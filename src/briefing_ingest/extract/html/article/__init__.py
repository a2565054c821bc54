"""Which lines of a page are the article: the vote of other extractors, signs, learned weights."""

from briefing_ingest.extract.html.article.mask import Weights, votes_on
from briefing_ingest.extract.html.article.match import LineWords
from briefing_ingest.extract.html.article.signs import line_signs
from briefing_ingest.extract.html.article.voters import VOTERS, opinion

__all__ = ["VOTERS", "LineWords", "Weights", "line_signs", "opinion", "votes_on"]
