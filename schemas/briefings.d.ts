// Made from the models by `ingest schema`; do not edit it.
// Offsets count code points: slice [...text], not text, whose units are those of UTF-16.

/** All briefings of a folder of sources, with who and what they name. */
export interface Dataset {
  /** Version of this contract: `1.N`. */
  schema_version?: string;
  /** The files, by id. */
  sources?: Source[];
  /** The briefings, by id. */
  works?: Work[];
  /** Organisations and places, by id. */
  entities?: Entity[];
  /** Relations between works. */
  relations?: Relation[];
}

/** A unit of the text: a paragraph, heading, case study and so on. */
export interface Block {
  /** Unique in its work and stable: from the text itself, never from its position. */
  id: string;
  /** What it is. */
  kind: "title" | "subtitle" | "heading" | "paragraph" | "list_item" | "quote" | "labelled" | "table" | "caption" | "note" | "byline" | "acknowledgements" | "contact" | "imprint" | "licence";
  /** Depth of a heading or list item, from 1. */
  level?: number;
  /** Name and number of a labelled block. */
  label?: Label;
  /** Id of the heading it stands under. */
  section?: string;
  /** The text, without note markers, bullets and labels. */
  text: string;
  /** Notes called from here, in text order. */
  note_refs?: NoteRef[];
  /** Addresses, in text order. */
  links?: Link[];
  /** Words set apart, in text order, in each other or apart. Only web pages tell them (from 1.1). */
  emphasis?: Emphasis[];
  /** The apparatus, in text order. A variant of the whole block may hold others. */
  variants?: Variant[];
  /** Organisations and places named, in text order. */
  mentions?: Mention[];
  /** Cells of a table, row by row. A tab stands between two of a row, a newline between rows, neither in a cell. */
  cells?: Cell[];
  /** Ids of the blocks that are the caption of a table, its line of sources and its notes, in text order (from 1.2). */
  captions?: string[];
}

/** A place a note is called from. */
export interface CalledFrom {
  /** Id of the block. */
  block: string;
  /** Offset in its text. */
  at: number;
}

/** A cell of a table. */
export interface Cell {
  /** 0-based row. */
  row: number;
  /** 0-based column. */
  column: number;
  /** Start of the cell in the text. */
  start: number;
  /** End of the cell. */
  end: number;
  /** How many rows it takes up, where more than one. The cells that it covers are left out. */
  rows?: number;
  /** How many columns it takes up, where more than one. */
  columns?: number;
  /** True for a cell that heads its row or column, where the source says so (from 1.2). */
  header?: boolean;
  /** Offsets in the text of the spaces at which the author begins a new line in the cell (from 1.2). */
  breaks?: number[];
}

/** A way to reach the authors or publishers. */
export interface Contact {
  /** What it is. */
  kind: "email" | "telephone";
  /** The address or number. */
  value: string;
  /** Where it is printed. */
  block: string;
  /** Id of the organisation in whose imprint it is printed (from 1.2). */
  entity?: string;
}

/** A point on earth (WGS 84). */
export interface Coordinates {
  /** Whole micro-degrees north. */
  latitude: number;
  /** Whole micro-degrees east. */
  longitude: number;
}

/** What differs at one place between two editions, or a draft and what came of it. */
export interface EditionChange {
  /** `changed`: other words in a block that both have. */
  kind: "added" | "removed" | "changed" | "moved";
  /** Id of the block or note in the earlier work; absent for what was added. */
  old?: string;
  /** Id of the block or note in the later work; absent for what was removed. */
  new?: string;
  /** What the earlier work says: the words that changed, or the first and last words of a whole block. */
  before?: string;
  /** What the later work says, likewise. */
  after?: string;
}

/** Words that the author sets apart from those around them. */
export interface Emphasis {
  /** Start in the text. */
  start: number;
  /** End in the text. */
  end: number;
  /** `strong` (bold) or `em` (italic). */
  kind: "strong" | "em";
}

/** An organisation or place that some work names. */
export interface Entity {
  /** Slug of the name. */
  id: string;
  /** Organisation or place. */
  type: "organisation" | "place";
  /** Narrower: charity, police force, county ... */
  kind?: string;
  /** The fullest name. */
  name: string;
  /** Other names the works use. */
  aliases?: string[];
  /** Postal address an imprint states. */
  address?: string;
  /** Identifiers and pages, as URIs: GeoNames, ISO 3166-2, ONS, charity and company registers, web addresses. */
  same_as?: string[];
  /** Why each of `same_as` is the entity's, in the same order. */
  same_as_reasons?: string[];
  /** Of a place. */
  coordinates?: Coordinates;
}

/** A span that supports a relation. */
export interface Evidence {
  /** Id of the work. */
  work: string;
  /** Id of the block or note. */
  block: string;
  /** Start in its text. */
  start: number;
  /** End in its text. */
  end: number;
}

/** Why a source is not in the dataset. */
export interface Failure {
  /** Error code; `ingest explain CODE` says more. */
  code: string;
  /** What went wrong. */
  cause: string;
  /** What to do about it. */
  fix: string;
}

/** What a labelled block is called. */
export interface Label {
  /** For example `Case study`. */
  name: string;
  /** For example `7`. */
  number?: string;
}

/** The terms a source states. */
export interface Licence {
  /** SPDX licence id, or NOASSERTION where none is stated. */
  id?: string;
  /** Where the licence is stated. */
  known_from?: "document" | "manifest";
}

/** A web or mail address in the text. */
export interface Link {
  /** Start of the address in the text. */
  start: number;
  /** End of the address. */
  end: number;
  /** The address as the source prints it. */
  printed: string;
  /** The address in a form that resolves. */
  url: string;
  /** True if `url` is not the reading of a witness but was mended on evidence. */
  conjectural?: boolean;
  /** The evidence for the mending. */
  evidence?: string;
}

/** A span that names an organisation or a place. */
export interface Mention {
  /** Start of the name. */
  start: number;
  /** End of the name. */
  end: number;
  /** The covered text, for checking. */
  text: string;
  /** Id of the entity it names. */
  entity: string;
  /** What found it. */
  rule?: string;
  /** How sure it is that this names an organisation or a place of that type. */
  confidence?: "sure" | "likely" | "doubtful";
  /** Why it is that sure, in words. */
  reason?: string;
}

/** A footnote or endnote. Its text is empty where the work calls a note that no witness has. */
export interface Note {
  /** `note-` and its number. */
  id: string;
  /** Its number as printed. */
  number: string;
  /** The text, without note markers, bullets and labels. */
  text: string;
  /** Notes called from here, in text order. */
  note_refs?: NoteRef[];
  /** Addresses, in text order. */
  links?: Link[];
  /** Words set apart, in text order, in each other or apart. Only web pages tell them (from 1.1). */
  emphasis?: Emphasis[];
  /** The apparatus, in text order. A variant of the whole block may hold others. */
  variants?: Variant[];
  /** Organisations and places named, in text order. */
  mentions?: Mention[];
  /** Where it is called, in text order. */
  called_from?: CalledFrom[];
}

/** Where a note is called. The text itself holds no marker. */
export interface NoteRef {
  /** Where the marker belongs. */
  at: number;
  /** Id of the note in this work. */
  note: string;
  /** How each witness prints it. */
  readings: PrintedMarker[];
  /** Name of the rule that placed it. */
  rule: string;
  /** Why, in words. */
  reason: string;
}

/** How witnesses print a note marker. */
export interface PrintedMarker {
  /** The marker as printed; empty where it is lost. */
  printed: string;
  /** Ids of the sources that print it so. */
  witnesses: string[];
}

/** What some witnesses say at a variant. */
export interface Reading {
  /** The reading; empty where the witnesses omit the passage. */
  text: string;
  /** Ids of the sources that have this reading. */
  witnesses: string[];
}

/** How two works are related. */
export interface Relation {
  /** Id of the work that is about, cites, sums up ... the other. */
  from: string;
  /** The relation (`summary_of`, `translation_of`, `part_of`, `draft_of` and `accompanies` from 1.2). Of a series without a whole, the parts are `part_of` the first that is there. */
  type: "about" | "cites" | "excerpt_of" | "edition_of" | "summary_of" | "translation_of" | "part_of" | "draft_of" | "accompanies";
  /** Id of the other work. */
  to: string;
  /** Why it holds, in words (from 1.2). */
  reason?: string;
  /** Spans that show it, in either work. */
  evidence?: Evidence[];
  /** Of `edition_of` and `draft_of`, what changed from the earlier work to the later, in the order of the later; absent where they share too little for a list (from 1.2). */
  changes?: EditionChange[];
}

/** One file the dataset was made from. */
export interface Source {
  /** Stable id, from the manifest. */
  id: string;
  /** Path relative to the manifest's folder's parent, with forward slashes. */
  path: string;
  /** Checksum of the bytes; absent where the file is missing. */
  sha256?: string;
  /** Media type as found in the bytes. */
  media_type?: string;
  /** Title the manifest or the source itself states. */
  title?: string;
  /** Publisher the manifest or the source itself states. */
  publisher?: string;
  /** Where it was published. */
  url?: string;
  /** Date of publication, ISO 8601. */
  published?: string;
  /** Terms of this source. */
  licence?: Licence;
  /** `failed`: its text is not in the dataset; `stale`: the last good text is. */
  state?: "ok" | "failed" | "stale";
  /** Why it failed. */
  error?: Failure;
  /** How well it was read; absent where its text is not in the dataset (from 1.2). */
  reading?: SourceReading;
}

/** How well a source was read. */
export interface SourceReading {
  /** `good`: nothing speaks against it; `check`: compare it with the source where it matters; `poor`: do not rely on it. */
  verdict: "good" | "check" | "poor";
  /** Why it is not better, in words, the gravest reason first. */
  reasons?: string[];
}

/** The span that states something. */
export interface StatedIn {
  /** Id of the block. */
  block: string;
  /** Start in its text. */
  start: number;
  /** End in its text. */
  end: number;
}

/** A point where the witnesses differ. The lemma is `text[start:end]` of the block. */
export interface Variant {
  /** Start of the lemma. */
  start: number;
  /** End of the lemma; equal to start for an addition that was not taken. */
  end: number;
  /** `substantive` changes words or sense, `orthographic` spelling, punctuation or typography, `layout` only breaks, markup, marks of lists or the order of the rows of a table; `revision` is a change of words or sense that an author made from one edition to the next (from 1.2). */
  type: "substantive" | "revision" | "orthographic" | "layout";
  /** Every reading, the lemma's first. */
  readings: Reading[];
  /** Name of the rule that chose. */
  rule: string;
  /** Why, in words. */
  reason: string;
}

/** A source that is a version of the work. */
export interface WitnessRef {
  /** Id of the source. */
  source: string;
  /** True for the witness whose order and structure the work follows. */
  base?: boolean;
  /** Why it is taken for a version of this work. */
  evidence?: string;
  /** Date of its edition, ISO 8601, where the witnesses are not all of one edition (from 1.2). */
  edition?: string;
  /** Ids of the witnesses whose editions it supersedes (from 1.2). */
  supersedes?: string[];
  /** What tells that it is later, the surest first: the `manifest`, a `statement` in the text, a `date` alone, the `name` of the source, the date of its `file` (from 1.2). */
  edition_known_from?: "manifest" | "statement" | "date" | "name" | "file";
  /** The same in words (from 1.2). */
  edition_reason?: string;
}

/** A briefing or post: the best text of all its witnesses. */
export interface Work {
  /** Slug of the title. */
  id: string;
  /** Ids that it had in earlier datasets, as the manifest says (from 1.2). */
  formerly?: string[];
  /** What sort of text it is. */
  kind: "briefing" | "blog_post" | "document";
  /** Its title. */
  title: string;
  /** Its subtitle or standfirst. */
  subtitle?: string;
  /** Names, in the order printed. */
  authors?: string[];
  /** Ids of entities. */
  publishers?: string[];
  /** Date of publication, ISO 8601. */
  published?: string;
  /** BCP 47 tag. */
  language: string;
  /** Its terms. */
  licence?: WorkLicence;
  /** Its versions, the base first. */
  witnesses: WitnessRef[];
  /** The text in reading order. */
  blocks: Block[];
  /** Its notes by number. */
  notes?: Note[];
  /** E-mail addresses and telephone numbers. */
  contacts?: Contact[];
}

/** The terms of a work, as its text states them. */
export interface WorkLicence {
  /** SPDX licence id, or NOASSERTION where no witness states one. */
  id?: string;
  /** Where it is stated. */
  stated_in?: StatedIn;
  /** False: a normalised text like this one may not be republished. Absent: not known. */
  permits_derivatives?: boolean;
  /** Absent: not known. */
  permits_commercial_use?: boolean;
}

/** What one dataset says otherwise than another. */
export interface Differences {
  /** Version of this contract: `1.N`. */
  schema_version?: string;
  /** The changes: sources, works in order, entities, relations. */
  changes?: ChangeRecord[];
}

/** One difference of two datasets. */
export interface ChangeRecord {
  /** What an approval names; the same as long as the change says the same. */
  fingerprint: string;
  /** Name of the rule that found it, for example `block.reworded`. */
  rule: string;
  /** What happened. */
  kind: "added" | "removed" | "changed" | "moved" | "split" | "merged";
  /** The same in a reader's words: a changed text is `reworded` or `typographic`, a changed mention `retagged`. */
  category: "added" | "removed" | "moved" | "split" | "merged" | "reworded" | "typographic" | "retagged" | "relinked" | "changed";
  /** True if a work says something else or other terms hold. */
  substantive: boolean;
  /** What changed. */
  what: "metadata" | "source" | "work" | "licence" | "block" | "note" | "variant" | "note_ref" | "link" | "mention" | "entity" | "relation";
  /** Its address: in the old dataset for what was removed, else in the new one. */
  where: string;
  /** What of it changed; absent for the whole. */
  field?: string;
  /** What the old dataset says, in words. */
  old?: string;
  /** What the new dataset says, in words. */
  new?: string;
  /** The word diff of a changed text: tag, old words, new words. */
  detail?: (["equal" | "replace" | "delete" | "insert", string, string])[];
  /** Addresses of all blocks it was split into, merged from, or moved with. */
  parts?: string[];
  /** Of something removed, the new address of what it stood behind. */
  after?: string;
}

/** Origin of every block of a dataset. */
export interface Provenance {
  /** Version of this contract: `1.N`. */
  schema_version?: string;
  /** Checksum of the dataset file it belongs to. */
  dataset: string;
  /** By `work/block`. */
  blocks?: Record<string, BlockProvenance>;
  /** By source id. */
  witnesses?: WitnessProvenance[];
  /** Where title, subtitle, authors, date and licence of each work were found (from 1.2). */
  facts?: FactOrigin[];
  /** Close calls: pairs of sources that may as well be one work as two (from 1.2). */
  calls?: VersionCall[];
  /** Pairs of sources that the manifest declares as different works (from 1.2). */
  apart?: [string, string][];
}

/** What became of the raw text of a source, and what was counted while it was read. */
export interface Account {
  /** Characters behind the text of the work. */
  in_text: number;
  /** Characters behind readings that were not chosen, and behind nothing else. */
  in_readings: number;
  /** Characters left out as no part of the briefing. */
  left_out: number;
  /** Characters that carry no words: white space between blocks, markup. */
  layout: number;
  /** Words of the text of this source, notes included. */
  words: number;
  /** Words left out, by reason, the most first. */
  words_left_out?: LeftOut[];
  /** Pages; 1 for what has none. */
  pages: number;
  /** Pages, 1-based, that are mostly pictures and have little or no text. */
  bare_pages?: number[];
  /** Characters of the text that no font or encoding explains. */
  unmapped?: number;
  /** Of a web page, the percentage of its article that is expected to be right (F1). */
  promise?: number;
  /** Tables. */
  tables?: number;
  /** Tables whose cells may be cut in wrong places. */
  doubtful_tables?: number;
}

/** Where one block or note comes from. */
export interface BlockProvenance {
  /** Origin of the text, for every witness that shares it. */
  segments?: Segment[];
  /** Origin of the rival readings. */
  readings?: RivalReading[];
  /** What was mended here. */
  repairs?: Repair[];
  /** Pages, lines and boxes. */
  places?: SourcePlace[];
}

/** A passage that may have been kept, or left out, by mistake, or that the maintainer has decided. */
export interface DoubtfulItem {
  /** Start in the raw text. */
  start: number;
  /** End in the raw text; markup and other passages may lie between. */
  end: number;
  /** The place, for people. */
  place: string;
  /** The page of a PDF. */
  page?: number;
  /** Its rectangle there, in hundredths of a point from the top left: x0, top, x1, bottom. */
  box?: [number, number, number, number];
  /** What it says. */
  text: string;
  /** Of a table it is doubtful whether its cells are cut in the right places. */
  kind?: "text" | "table";
  /** Whether it is part of the text of the source. */
  kept: boolean;
  /** Why it was left out or kept. */
  reason?: string;
  /** What speaks against that; none where the maintainer has decided. */
  doubt?: string;
}

/** Where a fact about a work was found. */
export interface FactOrigin {
  /** Id of the work. */
  work: string;
  /** Which fact it is. */
  name: "title" | "subtitle" | "author" | "published" | "licence";
  /** What it says. */
  value: string;
  /** Id of the source that states it, or of which the manifest states it. */
  source: string;
  /** The place, for people: page and lines, an element, a field of the metadata, the manifest. */
  where: string;
}

/** Raw text that was left out. */
export interface FurnitureItem {
  /** Start in the raw text. */
  start: number;
  /** End in the raw text. */
  end: number;
  /** What it says. */
  text: string;
  /** Why it was left out. */
  reason: string;
}

export type LayoutItem = [number, number, string];

/** How much was left out for one reason. */
export interface LeftOut {
  /** The reason, as `furniture` gives it. */
  reason: string;
  /** How many passages. */
  passages: number;
  /** How many words. */
  words: number;
}

/** What a repair changed: ``raw[raw_start:raw_end]`` read ``before`` and became ``after``. */
export interface Repair {
  /** Name of the repair; several are joined by +. */
  name: string;
  /** Id of the source. */
  source: string;
  /** Start in the raw text. */
  raw_start: number;
  /** End in the raw text. */
  raw_end: number;
  /** The raw text. */
  before: string;
  /** What stands in its place; empty if it was cut. */
  after: string;
}

/** Where a reading that was not chosen stands in its source. */
export interface RivalReading {
  /** 0-based number of the variant in the block. */
  variant: number;
  /** 0-based number of the reading in the variant. */
  reading: number;
  /** Id of the source. */
  source: string;
  /** Like a block's, with offsets into the reading. */
  segments?: Segment[];
}

export type Segment = [number, number, string, number, number, "copy" | "substitute" | "insert"];

/** Where a block stands in a source. */
export interface SourcePlace {
  /** Id of the source. */
  source: string;
  /** Page, 1-based; 1 for what has no pages. */
  page: number;
  /** First and last line on that page, 1-based, inclusive. */
  lines: [number, number];
  /** [x0, top, x1, bottom] in hundredths of a point. */
  box?: [number, number, number, number];
  /** Element of an HTML page. */
  xpath?: string;
}

/** Two sources that were taken for one work or for two, where little would have turned it. */
export interface VersionCall {
  /** Id of a source. */
  first: string;
  /** Id of another. */
  second: string;
  /** Whether they are taken for versions of one work. */
  one_work: boolean;
  /** What was weighed, in words. */
  reasons?: string[];
}

/** The rest of a source: what is in no block. */
export interface WitnessProvenance {
  /** Id of the source. */
  source: string;
  /** Length of the raw text. */
  length: number;
  /** Of a source that is a part of its file, such as an entry of a feed: where the raw text begins in the text of the file. Offsets into the raw text count from there (from 1.2). */
  start?: number;
  /** Of such a source, the line of the file in which the raw text begins (from 1.2). */
  line?: number;
  /** What was left out as no part of the briefing. */
  furniture?: FurnitureItem[];
  /** What lies between blocks. */
  layout?: LayoutItem[];
  /** Passages that may have been kept, or left out, by mistake (from 1.2). */
  doubtful?: DoubtfulItem[];
  /** What became of the raw text (from 1.2). */
  account?: Account;
}
