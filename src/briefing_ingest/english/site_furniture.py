"""What menus, share buttons, forms and footers say, kind by kind, and smaller hints that stand
anywhere in a line.

The weights by which lines of dumps (`HINTS`, `CHROME`) and of pages (`SAYINGS`) are judged were
learned on just these
expressions: whoever changes one must learn the weights again.
"""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.english.dates import BEGINS_WITH_DATE

_SITES = "facebook|twitter|x|linkedin|whatsapp|email|reddit|pinterest|telegram|bluesky|mastodon"

_LEGAL = (
    r"privacy( (policy|notice|statement|center|centre|settings))?|cookies?( (policy|notice|settings"
    r"|preferences))?"
    r"|terms( ?(of (use|service|sale)|(and|&) conditions))?|legal( notice)?|site ?map"
    r"|accessibility( statement)?"
    r"|do not sell( or share)? my (personal )?information|(ad|your privacy) choices"
    r"|license agreement|disclaimer"
    r"|impressum|datenschutz(erklärung)?|agb|mentions légales|aviso legal|política de (privacidad"
    r"|cookies)"
    r"|プライバシーポリシー|サイトマップ|免責事項"
)
_FOOTER = (
    rf"{_LEGAL}|about( us)?|contact( us)?|careers?|jobs|advertise( with us)?|press|blog|help|faqs?"
    rf"|team|newsletters?"
)

COPYRIGHT: Final = "copyright line"
"""The one kind that documents have as well as sites."""

CHROME: Final[dict[str, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "share buttons": rf"(share|tweet|pin)( (this|on|via|with|it|the)\b.{{0,40}})?|share:?"
        rf"|(?!x$)({_SITES})( ({_SITES}))*"
        r"|print( this)?( (page|article|post))?|copy link",
        "related posts": r"(related|recommended|more|latest|recent|popular)"
        r" (posts?|articles?|stories|content|news|reading)\b.{0,30}"
        r"|you (may|might) also (like|enjoy|be interested).{0,20}|(previous|next|older|newer) "
        r"(post|article|story|entry).{0,80}|read more.{0,40}",
        "reply form": r"leave a (reply|comment|response).{0,30}|(cancel|post) (reply|comment)"
        r"|\d* ?(comments?|responses?)( \(\d+\))?|your e-?mail address will not be published.*"
        r"|required fields are marked.*"
        r"|save my name.{0,80}|notify me of .{0,40}|you must be logged in.{0,40}"
        r"|(join|add to) the (discussion|conversation)",
        "sponsor": r".{0,60}\b(is|are) sponsored by\b.{0,60}|sponsored( (content|post|by .{0,40}))?"
        r"|advertise(ment|ments)?( continues below)?",
        "newsletter": r"(get|receive) (every|all|the latest|our|new|more) .{0,60}\b(e-?mail|inbox"
        r"|newsletter)\b.{0,30}"
        r"|subscribe\b.{0,60}|sign[ -]?up\b.{0,60}|keep up[ -]to[ -]date with .{0,50}"
        r"|join our (mailing list|newsletter).{0,40}|follow us\b.{0,40}|enter your e-?mail.{0,40}",
        "form": r"(first|last|your|full|company) name ?\*?|work e-?mail ?\*?|e-?mail address ?\*?"
        r"|submit( form)?"
        r"|thank you! your submission.*|(oops!? )?something went wrong while.*"
        r"|by submitting,? .{0,300}",
        "call to act": r"(book|request|schedule|get|watch) (a|your|my) (free )?(demo|quote|call"
        r"|consultation)\b.{0,30}"
        r"|(learn|see|view|load|show) (more|all)|get started|get in touch|join now|apply now"
        r"|book now|buy now|shop now"
        r"|add to (cart|basket|bag)|try (it )?(for )?free.{0,20}|start (your )?free trial.{0,20}"
        r"|donate( now)?",
        "cookie notice": r"(allow|deny|accept|reject|decline|manage)( all)? cookies"
        r"|cookies? consent"
        r"|.{0,120}\b(we|site|website) uses? (necessary |essential )?cookies\b.{0,300}"
        r"|.{0,60}\b(uses?|accept|manage|necessary) (all )?cookies\b.{0,200}"
        r"|cookie (policy|settings|preferences)",
        "navigation": r"(skip|jump) to (main )?(content|navigation).{0,20}|home|menu|search|log ?in"
        r"|sign in|register"
        r"|((open|close|toggle|show|hide) (menu|navigation|search)[ |]*)+|zurück zur übersicht"
        r"|startseite"
        r"|aller au contenu|accueil|inicio|перейти к (содержимому|контенту)|главная"
        r"|ホーム|お問い合わせ"
        r"|toggle navigation|back to top|main menu|breadcrumbs?",
        COPYRIGHT: (
            r"(©|\(c\)|copyright)\s*(©|\(c\))?\s*\d{4}.{0,100}"
            r"|all rights reserved\.?.{0,60}"
        ),
        "site footer": (
            rf"(({_FOOTER})[\s|·•,/&-]*)*({_LEGAL})([\s|·•,/&-]*(and )?({_FOOTER}))*"
            rf"|powered by .{{0,40}}"
        ),
    }.items()
}
"""What lines of each kind of chrome say: whole lines, case aside."""

_LONGEST: Final = 400
"""Characters of the longest line that can be chrome by its words alone."""


def kind_of(text: str) -> str | None:
    """The kind of chrome that a line with this text is by its words alone; None for all others."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    text = text.strip("|›»«·•*[]() ")
    return (
        next((kind for kind, pattern in CHROME.items() if pattern.fullmatch(text)), None)
        if text
        else None
    )


HINTS: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "calls to act": r"\b(?:click|tap|download|read (?:more|full|next|the)|learn more|see (?:all"
        r"|more)"
        r"|view (?:all|more)"
        r"|find out more|shop|buy now|order|get (?:started|in touch|a quote|access|your|our|the)"
        r"|contact us"
        r"|book (?:a|now)"
        r"|try (?:it )?(?:for )?free|free trial|request|schedule a|join (?:us|our|the|now)|donate"
        r"|apply now|check out"
        r"|visit|call us|load more|show (?:more|all)|next|previous|continue reading)\b",
        "newsletter": r"\b(?:subscrib\w*|newsletters?|sign(?:ed|ing)?[ -]?up|inbox|mailing list"
        r"|e-?mail(?: address)?)\b",
        "account": r"\b(?:log ?in|log ?out|sign ?in|register|password|account|profile|my cart"
        r"|basket|checkout"
        r"|wishlist)\b",
        "share": r"\b(?:share|tweet|follow|facebook|twitter|linkedin|whatsapp|pinterest|instagram"
        r"|youtube"
        r"|reddit|rss|like us)\b",
        "legal": r"©|\b(?:copyright|rights reserved|privacy|terms (?:of|and|&)|cookies?|disclaimer"
        r"|affiliate"
        r"|trademarks?|gdpr"
        r"|licen[sc]ed|advertis\w+|sponsor\w*)\b",
        "comments": (
            r"\b(?:comments?|reply|replies|respond|says:?|wrote|upvote|likes?|permalink"
            r"|report abuse|post a)\b"
        ),
        "a reader says": r"^.{2,40}\b(?:says|said|wrote|commented|replied)(?: on.{0,30})?:?$"
        r"|^(?:reply|like"
        r"|report|edit|quote)$"
        r"|\bat \d{1,2}:\d\d ?(?:am|pm)?$",
        "cookies": r"\bcookies?\b",
        "time ago": r"\b(?:\d+|an?|one) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month"
        r"|year)s? ago\b"
        r"|\b\d+[- ]?min(?:ute)?s?(?: of)? read\b|\bread(?:ing)? time\b",
        "byline": r"^by\b|\b(?:written|posted|published|updated|edited|reviewed|reported"
        r"|medically reviewed)(?: by| on| in| at)?\b"
        r"|\b(?:authors?|editor|reporter|contributor|correspondent|staff writer)\b",
        "about the author": r"\b(?:about the author|he|she) (?:is|was|has|writes|covers|holds"
        r"|lives)\b"
        r"|\babout (?:the )?author\b",
        "picture": r"\b(?:photos?|images?|pictured?|credit|getty|reuters|shutterstock|istock"
        r"|unsplash"
        r"|screenshot|via|courtesy"
        r"|video|watch|listen|gallery|play|audio|podcast)\b",
        "tags": r"^(?:tags?|tagged|filed under|categor\w+|topics?|keywords|in this (?:article|story"
        r"|post|section)"
        r"|(?:table of )?contents|posted in|on this page|sections?|archives?)\b",
        "related": r"\b(?:related|recommended|trending|popular|most read|latest|recent|featured"
        r"|editors?'? picks?|top stories"
        r"|also (?:like|read)|see also|more (?:from|in|on|stories|articles|news)|don't miss|up next"
        r"|what to read)\b",
        "of the site": r"\b(?:home|menu|search|sitemap|contact|about(?: us)?|careers|faqs?|help"
        r"|support|press"
        r"|media kit|blog|news"
        r"|events|shop|store|services|products|locations?|solutions|resources|pricing)\b",
        "we": r"\b(?:we|our|us|ours)\b",
        "you": r"\b(?:you|your)\b",
        "I": r"\b(?:I|I'm|I’m|I've|I’ve|my|me)\b",
        "said": r"\b(?:said|told|according to|says)\b",
        "address": r"@|\bhttps?:|\bwww\.|\.(?:com|org|net|co\.uk)\b|\+?\d[\d\s().-]{8,}\d"
        r"|\b(?:suite|street"
        r"|road|ave(?:nue)?|floor)\b",
        "price": r"[$€£]\s?\d|\bUSD\b|\badd to\b|\bin stock\b|\bsale\b",
        "rating": r"★|☆|\b\d(?:\.\d)?/5\b|\bout of 5\b|\bratings?\b|\breviews?\b",
        "script": r"\bjavascript\b|[{}]|=>|\bfunction\b|\bbrowser\b",
        "notes": r"^\W*(?:references|sources|notes|footnotes|bibliography|further reading|citations"
        r"|works cited"
        r"|endnotes)\W*$",
        "numbered": r"^\W*\d{1,2}[.)]\s",
        "question": r"\?$",
        "shouts": r"!",
    }.items()
}
"""Hints that stand anywhere in a line; none decides by itself."""


def hints(text: str) -> tuple[str, ...]:
    """Names of the hints that stand anywhere in ``text``."""
    return tuple(name for name, pattern in HINTS.items() if pattern.search(text))


SAYINGS: Final[dict[str, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "more": r"(read|see|learn|find out|show|view|click|continue|load) (more|all|also|next|here"
        r"|reading)\b"
        r"|(also )?read:?$|more (from|on|in|stories|about)\b|see also\b|what to read next"
        r"|don.t miss",
        "related": r"(related|recommended|popular|trending|latest|recent|most|further|next|previous"
        r"|similar|you may"
        r"|you might|editor.s)\b",
        "share": (
            r"(share|tweet|pin it|email|print|whatsapp|facebook|twitter|linkedin|reddit|copy link"
            r"|save)\b"
        ),
        "subscribe": r".{0,40}\b(subscribe|newsletter|sign up|signing up|inbox|mailing list"
        r"|follow us|free trial"
        r"|log in|register)\b",
        "comments": r"(\d+ )?(comments?|repl(y|ies)|responses?)\b|leave a|post a comment|join the",
        "advertising": r"advert|sponsored|promoted|affiliate|.{0,80}\b(commission|partner offer)",
        "legal": (
            r"©|\(c\) ?\d|copyright|all rights reserved|terms|privacy|.{0,60}\bcookies\b"
            r"|disclaimer"
        ),
        "credit": r"(photo|image|picture|credit|source|getty|courtesy|video|photograph"
        r"|illustration)s?\b[^.]{0,60}$"
        r"|.{0,160}(getty images|/ap|reuters|afp|shutterstock|istock|unsplash)\)?$",
        "by": (
            r"(written |posted |published |reviewed |edited |words |story "
            r"|story and photos )?by\b.{3,60}$"
        ),
        "date": BEGINS_WITH_DATE,
        "tags": (
            r"(tags?|topics?|categor(y|ies)|filed under|posted in|keywords|in this article"
            r"|in this story)\b"
        ),
        "contact": (
            r"[^ ]+@[^ ]+$|contact\b|follow\b.{0,60}\bon (twitter|facebook|instagram|x)\b"
            r"|e-?mail\b"
        ),
        "bio": (
            r".{0,60}\bis an? .{0,80}\b(writer|reporter|editor|journalist|author|correspondent"
            r"|contributor)\b"
        ),
    }.items()
}
"""What lines of a page that are no running text begin with."""
