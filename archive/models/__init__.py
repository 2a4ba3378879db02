from archive.models.article import Article, ArticleApproval, Block, FieldProvenance
from archive.models.authority import Authority, AuthorityName
from archive.models.capture import Capture
from archive.models.citation import Citation
from archive.models.disagreement import Disagreement, DisagreementApproval, DisagreementStatement
from archive.models.external_source import ExternalSource
from archive.models.mention import Mention
from archive.models.picture import Picture
from archive.models.proposal import Proposal
from archive.models.publication import Publication
from archive.models.report import Edition, Report
from archive.models.search import SearchDocument, SearchPassage
from archive.models.topic import Topic, TopicApproval

__all__ = [
    "Article",
    "ArticleApproval",
    "Authority",
    "AuthorityName",
    "Block",
    "Capture",
    "Citation",
    "Disagreement",
    "DisagreementApproval",
    "DisagreementStatement",
    "Edition",
    "ExternalSource",
    "FieldProvenance",
    "Mention",
    "Picture",
    "Proposal",
    "Publication",
    "Report",
    "SearchDocument",
    "SearchPassage",
    "Topic",
    "TopicApproval",
]
