"""What can go wrong, as records: a code, the place, the cause and the fix.

    IngestError            anything a user can mend; carries one Finding
    ├── UsageError         the command or the manifest is unusable (exit 2)
    └── SourceError        one source cannot be used; the others are built (exit 1)

A `Finding` is also what a build reports without stopping (a notice about a licence, a file nobody
declared). The same record is rendered to a terminal by the command line and to JSON by ``--json``;
nothing else formats errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning", "notice"]

EXIT_OK: Final = 0
EXIT_FINDINGS: Final = 1
EXIT_USAGE: Final = 2
EXIT_BUG: Final = 3
EXIT_INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is wrong: a file and, where known, the page and line (both 1-based)."""

    path: str
    page: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        page = f", page {self.page}" if self.page is not None else ""
        line = f", line {self.line}" if self.line is not None else ""
        return f"{self.path}{page}{line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem or notice: ``code`` is a key of `CODES`, ``cause`` and ``fix`` are whole
    sentences.
    """

    code: str
    cause: str
    fix: str
    where: Location | None = None
    severity: Severity = "error"
    source: str | None = None
    """Id of the source it concerns."""

    def as_json(self) -> dict[str, str | int]:
        """The finding as a JSON object without empty fields."""
        place: dict[str, str | int | None] = {}
        if self.where:
            place = {"path": self.where.path, "page": self.where.page, "line": self.where.line}
        fields = {
            "code": self.code,
            "severity": self.severity,
            "source": self.source,
            **place,
            "cause": self.cause,
            "fix": self.fix,
        }
        return {name: value for name, value in fields.items() if value is not None}


class IngestError(Exception):
    """Something a user can mend. ``finding`` says what, where, why and how."""

    exit_code = EXIT_FINDINGS

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    def __str__(self) -> str:
        return f"{self.finding.code}: {self.finding.cause}"


class UsageError(IngestError):
    """The command line, the manifest or an input as a whole cannot be used."""

    exit_code = EXIT_USAGE


class SourceError(IngestError):
    """One source cannot be used; the others go on."""


@dataclass(frozen=True, slots=True)
class Code:
    """What `ingest explain CODE` says: a short title and a paragraph about cause and remedy."""

    title: str
    about: str


CODES: Final[dict[str, Code]] = {
    "E101": Code(
        "no manifest",
        "The build starts from a manifest, a TOML file that lists the sources (seeds/sources.toml "
        "by default). Name its folder or file, or create it with `ingest sources add FILE`.",
    ),
    "E102": Code(
        "manifest is not TOML",
        "The manifest cannot be parsed. The message names the line and column.",
    ),
    "E103": Code(
        "unknown key in the manifest",
        "An unknown key is usually a misspelling, and ignoring it would silently drop what you "
        "meant. The message lists the known keys and the closest one.",
    ),
    "E104": Code(
        "wrong value in the manifest",
        "A required key is missing, or a value has the wrong form: `id` is a lower-case slug, "
        "`path` is relative to the manifest, `sha256` is 'sha256:' and 64 hexadecimal digits.",
    ),
    "E105": Code(
        "two sources with the same id",
        "The dataset refers to sources by id, so each id can be used only once.",
    ),
    "E106": Code(
        "contradictory statements about works",
        "`work` and `not_work` in the manifest say which sources are versions of one work and "
        "which are not, `supersedes` which is the later edition. They must not contradict each "
        "other, and must name other sources in the same manifest.",
    ),
    "E107": Code(
        "a decision is not understood",
        "A `[[decision]]` of the manifest has keys that together decide nothing, a value of the "
        "wrong form, or the id of a source that is not listed. The README lists the forms; "
        "`ingest review` prints decisions that only need to be copied.",
    ),
    "E201": Code(
        "source is missing",
        "The manifest names a file that is not there. Restore it or remove its entry.",
    ),
    "E202": Code(
        "checksum differs",
        "The file's bytes differ from those recorded in the manifest: it was edited or damaged in "
        "transit. If the change is intended, record the new checksum with `ingest sources add "
        "--update FILE`.",
    ),
    "E203": Code(
        "source is empty", "The file has no content, or only white space. Fetch it again."
    ),
    "E204": Code(
        "content does not match the file name",
        "The first bytes do not match the file's extension: often an error page was saved under "
        "the name of a PDF. Open the file, then fetch it again or give it the right extension.",
    ),
    "E205": Code(
        "damaged PDF",
        "The file begins like a PDF but cannot be read, usually because the download was cut off. "
        "Fetch it again, or repair it with a tool such as qpdf.",
    ),
    "E206": Code(
        "encrypted PDF",
        "The file opens only with a password. Give it with --password, or as `password` in the "
        "manifest; or save an unprotected copy, if you are allowed to, and declare that.",
    ),
    "E207": Code(
        "no text in the document",
        "The pages are images (a scan), or the web page has no text of its own. Run optical "
        "character recognition first, for example `ocrmypdf scan.pdf readable.pdf`, and declare "
        "the result.",
    ),
    "E208": Code(
        "not text",
        "The file is named like a text but its bytes are not text in any known encoding (many "
        "control characters or NUL bytes). Give it the right extension or fetch it again.",
    ),
    "E209": Code(
        "unsupported file type",
        "Sources are .txt, .md, .html, .htm, .xhtml and .pdf files, saved pages (.mht, .mhtml, "
        ".warc of one page), and feeds (.xml, .rss, .atom, .json).",
    ),
    "E210": Code(
        "source cannot be read", "The operating system refused to read the file; see the cause."
    ),
    "E211": Code(
        "unreadable text in a PDF",
        "The file does not say, or says wrongly, which characters its glyphs represent, and this "
        "could not be repaired: the passage is garbled or has gaps (shown as U+FFFD). Compare it "
        "with the page; optical character recognition (`ocrmypdf --force-ocr`) reads what the "
        "page shows.",
    ),
    "E212": Code(
        "damaged page",
        "One page of the PDF cannot be read; the others are in the dataset. Fetch the file again, "
        "or repair it with a tool such as qpdf.",
    ),
    "E213": Code(
        "PDF only partly read",
        "The end of the file is missing, usually because the download was interrupted, or its "
        "page tree is damaged. The intact pages are in the dataset; the message names the lost "
        "ones. Fetch the file again.",
    ),
    "E214": Code(
        "not a regular file",
        "This name belongs to a folder, a named pipe, a socket or a device. Reading it could "
        "block or never end, so only regular files and links to them are read. Replace it with a "
        "file, or remove it.",
    ),
    "E215": Code(
        "link out of the folder",
        "A link, or a linked folder on the path, points outside the manifest's folder or to a "
        "hidden file in it. Following it could publish a file that was never meant to be "
        "published. Links to other files in the folder are followed. Replace the link with a copy "
        "of the file.",
    ),
    "E216": Code(
        "file is too large",
        "A source is held in memory as a whole, so files over 1 GiB are not read. Split the file.",
    ),
    "E217": Code(
        "name is not UTF-8",
        "File names are bytes, usually in UTF-8. A name that is not UTF-8 cannot be written in "
        "the manifest and the dataset, which are UTF-8 text. Rename the file.",
    ),
    "E218": Code(
        "a redaction that does not hold",
        "Black bars are painted over words of a PDF, but the words are still in the file, where "
        "anybody can copy them. They are left out of the dataset; the raw text has a block (█) for "
        "each of their characters. Tell whoever published the file.",
    ),
    "E301": Code(
        "too much computing time",
        "The source used up its CPU time and was stopped so as not to hold up the others. The "
        "limit counts computing time, not waiting time, so it does not depend on the load of the "
        "machine. Raise it with --cpu-seconds.",
    ),
    "E302": Code(
        "too much memory",
        "The source needed more memory than a worker may use. Raise the limit with --memory-mb, or "
        "split the file.",
    ),
    "E303": Code(
        "worker crashed",
        "The process that read this source died, because of a fault in a library for this type of "
        "file. The other sources are unaffected. Please send us the file if you can.",
    ),
    "E401": Code(
        "output cannot be written",
        "The output folder or file cannot be created or replaced. Earlier output is untouched.",
    ),
    "E402": Code(
        "dataset is not valid",
        "The dataset breaks its schema or an invariant; the message names the field.",
    ),
    "E403": Code(
        "not a dataset", "The file is not JSON, is cut off, or is not a dataset of this program."
    ),
    "E404": Code(
        "dataset of a newer major version",
        "Readers of version 1 accept every 1.x; a newer major version needs a newer "
        "briefing_ingest.",
    ),
    "E405": Code(
        "no such revision or file in git", "REV:path must name a commit and a file in it."
    ),
    "E406": Code(
        "no git repository",
        "REV:path and the default comparison need a git repository around the file.",
    ),
    "E407": Code(
        "unknown id",
        "Ids are WORK, WORK/BLOCK, WORK/NOTE, an entity's id or a code such as E204; anything "
        "else is searched for as words.",
    ),
    "E408": Code(
        "the output is out of date",
        "`ingest build --check` found that the sources now give another dataset.",
    ),
    "E409": Code(
        "provenance is missing or belongs to another dataset",
        "Rebuild, so that both files come from the same build.",
    ),
    "E410": Code("schemas differ from the models", "Run `ingest schema` to write them again."),
    "E411": Code(
        "not an approvals file",
        "`ingest diff --approved` reads what the review page saves: a JSON object with the "
        "fingerprints of the accepted changes.",
    ),
    "E412": Code(
        "a package for this format is missing",
        "Some formats need a package that is not installed by default; the message names the "
        "extra that installs it.",
    ),
    "E413": Code(
        "breaking change to the contract",
        "A program that reads files of the older schema would stop working, or older files would "
        "no longer be valid. Within a major version fields are only added, and never required.",
    ),
    "E414": Code(
        "dataset is too large",
        "A dataset is held in memory as a whole, which takes about eight times its size. Nothing "
        "is wrong with the file; build several smaller datasets.",
    ),
    "E501": Code(
        "language model is missing",
        "Tagging needs the spaCy pipeline named in the message. Install it with the `model` extra.",
    ),
    "E502": Code(
        "language model cannot be used",
        "The pipeline has no entity recogniser or is for another version of spaCy.",
    ),
    "E503": Code(
        "gazetteer with wrong columns",
        "The CSV that the manifest names as `gazetteer` has a header row with id, type and name, "
        "and may have other_names, kind, same_as, latitude and longitude. The build ignores the "
        "file until this is fixed.",
    ),
    "E504": Code(
        "duplicate id or name in the gazetteer",
        "Within a type, each id and each name must belong to one thing only, or it would be "
        "ambiguous. The first row counts.",
    ),
    "E505": Code(
        "gazetteer with bad coordinates",
        "Latitude and longitude are decimal degrees (51.4545, -2.5879), both or neither. The row "
        "is left out.",
    ),
    "E506": Code(
        "wrong value in the gazetteer",
        "The file cannot be read as UTF-8 text, or a row has no proper id, type or name. The row "
        "is left out.",
    ),
    "N601": Code(
        "licence restricts reuse",
        "The licence found in the document forbids derivatives or commercial use. The dataset's "
        "text is repaired and merged, which may count as a derivative: do not republish it "
        "without permission.",
    ),
    "N602": Code(
        "file is not declared",
        "The folder contains a file that the manifest does not list; it was built too.",
    ),
    "N603": Code(
        "last good version kept",
        "The source failed; because of --keep-failed, its last good text stays, marked `stale`.",
    ),
    "N604": Code("licence conflict", "The manifest and the document state different licences."),
    "N605": Code("same file twice", "Two sources have the same bytes; they count as one witness."),
    "N606": Code(
        "source no longer in the dataset",
        "The source failed, so its text from an earlier build is no longer in the dataset.",
    ),
    "N607": Code(
        "language not supported",
        "Names are tagged in English text only; other works have no mentions.",
    ),
    "N608": Code(
        "page is not an article",
        "The page is a list of posts, a feed, an error page, a consent form or an empty page that "
        "scripts fill. Its text was still read, but you probably meant to declare another page.",
    ),
    "N609": Code(
        "files skipped",
        "The folder contains files that the manifest does not list and that are of an unsupported "
        "type or, judging by their names (README, LICENCE), describe the folder. To build such a "
        "file, list it in the manifest.",
    ),
    "N610": Code(
        "cache not used",
        "The cache folder cannot be used: it is not accessible, belongs to another user, or is "
        "writable by others, who could then put words into your dataset. The dataset is the same "
        "without a cache; the build only takes longer. Make a folder that only you can write to "
        "(`chmod 700`), and name it with --cache-dir or INGEST_CACHE_DIR.",
    ),
    "N611": Code(
        "package version not proven",
        "The program was proven with the package versions in its lock file. Another version of a "
        "package that reads files, breaks texts into words or runs the network may give another "
        "dataset from the same sources. The dataset is valid; install the proven versions if its "
        "bytes must be the same as those built elsewhere.",
    ),
    "N620": Code(
        "reading is doubtful",
        "The source was read, and something speaks against the reading: pages that are pictures, "
        "characters that no font explains, extractors that disagree on what of a web page is the "
        "article, tables that may be cut in wrong cells. The verdict, `check` or `poor`, and its "
        "reasons are in the dataset (`sources[].reading`), the counts in the provenance. Compare "
        "the text with the source: `ingest show` prints it.",
    ),
    "N621": Code(
        "text left out that may belong to the briefing",
        "A passage was left out as no part of the briefing, and something speaks for it: it reads "
        "as a sentence, or an extractor kept it. The finding says where it stands, its first and "
        "last words, and the reason that decided. To put it back, write its words below the source "
        'in the manifest: `keep = ["The panel met … in March."]`. To confirm that it goes, write '
        'them as `drop = ["..."]`: then it is not asked again.',
    ),
    "N622": Code(
        "a decision matches nothing",
        "The manifest decides of words, names or sources that are not there (any more). The "
        "decision has no effect. Mend it, or remove it.",
    ),
    "N623": Code(
        "the id of a work has changed",
        "Ids of works come from their titles. A work of the last dataset has another title now, or "
        "its versions belong to another work. With the decision that the finding prints, the "
        "dataset says so (`formerly`), and whoever has the old id finds the work.",
    ),
    "N624": Code(
        "a decision holds at several places",
        "The readings that a decision names stand at more than one place, with the same words "
        "before them, and the decision was followed at each. If it is not meant for all, give more "
        "of the words `before` it.",
    ),
    "E901": Code(
        "a bug in this program",
        "This is not your fault. The report file contains what we need to find the bug; please "
        "send it to us.",
    ),
    "E902": Code(
        "a law of the dataset is broken",
        "What the program made of these sources contradicts itself: a table whose cells do not "
        "tile its text, a character without an origin, a reading that its source does not have. "
        "Nothing of it is published. Where a last good text of a source is known, that text stays, "
        "marked `stale`. This is a bug in this program; please send us the report file.",
    ),
}
