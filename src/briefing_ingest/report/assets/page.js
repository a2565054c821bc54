"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const lazily = (make) => { let made; return () => (made === undefined ? (made = make()) : made); };
  const pieces = new Map();
  /** A part of the data. Each is read when it is first asked for: a page of many megabytes opens as soon as a small one. */
  function piece(name) {
    if (!pieces.has(name)) { const held = byId(name); pieces.set(name, held && JSON.parse(held.textContent)); }
    return pieces.get(name);
  }
  const data = piece("content");
  // Of each work what the overview tells; `whole` gives its texts.
  const works = new Map(data.works.map((work, number) => [work.id, { ...work, number }]));
  const whole = (work) => piece(`work-${work.number}`);
  const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  const compared = data.differences !== null;
  const changes = () => piece("changes") || [];
  const main = byId("main"), panel = byId("panel"), popover = byId("popover"), contents = byId("contents");

  // --- small tools ---------------------------------------------------------------------------------------------------

  /** An element; text from documents only ever becomes text nodes, never markup. */
  function h(tag, attributes, ...children) {
    const svg = ["svg", "g", "circle", "line", "path", "rect", "text", "title", "svg:a"].includes(tag);
    const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag.replace("svg:", "")) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...nodes(children));
    return element;
  }
  const nodes = (children) => children.flat(9).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  /** Puts children, nested as they may be, in the place of those an element has. */
  const fill = (element, ...children) => element.replaceChildren(...nodes(children));
  const points = new WeakMap();
  /** The code points of a text: offsets of the dataset count these, strings of this language count UTF-16 units. */
  function letters(text) {
    if (!points.has(text)) points.set(text, [...text.text]);
    return points.get(text);
  }
  const textsOf = (work) => { const all = whole(work); return [...all.blocks, ...(all.notes || [])]; };
  /** Details that are filled when they are first opened. */
  function folded(label, make, open = false) {
    const element = h("details", { open, ontoggle: () => filled() }, h("summary", { onclick: () => filled() }, label));
    const filled = lazily(() => { element.append(...nodes([make()])); return true; });
    if (open) filled();
    return element;
  }
  const list = (value) => value || [];
  const words = (name) => name.replaceAll("_", " ");
  const count = (number, one, many) => `${number} ${number === 1 ? one : many || one + "s"}`;
  const quoted = (text) => (text ? `“${text.replaceAll("\n", "⏎").replaceAll("\t", "⇥")}”` : "nothing");
  const path = (...parts) => "#/" + parts.map(encodeURIComponent).join("/");
  const webAddress = (url) => (/^(https?|mailto|tel):/i.test(url) ? url : null);
  function say(message) { byId("status").textContent = message; }
  function remember(name, value) {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch { /* a browser may refuse storage to pages from disk: then nothing is remembered */ }
    return null;
  }

  // --- what is known of each text ------------------------------------------------------------------------------------

  /** What is found under a key: a map of lists. */
  function grouping(pairs) {
    const found = new Map();
    for (const [key, value] of pairs) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(value);
    }
    return found;
  }
  const mentionsOf = lazily(() => grouping((function* () {
    for (const work of works.values())
      for (const text of textsOf(work))
        for (const mention of list(text.mentions)) yield [mention.entity, { work, text, mention }];
  })()));
  const changesAt = lazily(() => grouping(changes().flatMap((change) => [...new Set([change.where, ...list(change.parts)])].map((address) => [address, change]))));
  const originOf = (work, text) => list((piece(`origins-${work.number}`) || {})[text.id]);

  // --- a text with its apparatus -------------------------------------------------------------------------------------

  /** The annotations that can be elements of their own: those that overlap one before, or are empty, become points. */
  function laidOut(text) {
    const length = letters(text).length;
    const runs = [], marks = [];
    for (const ref of list(text.note_refs)) marks.push({ at: ref.at, make: (work) => noteMark(work, ref) });
    const wanted = [
      ...list(text.links).map((link) => ({ start: link.start, end: link.end, link })),
      ...list(text.variants).map((variant, index) => ({ start: variant.start, end: variant.end, variant, index })),
    ];
    const taken = [];
    for (const item of wanted) {
      const whole = item.variant && item.start === 0 && item.end === length && length > 80;
      const meets = taken.some((other) => item.start < other.end && other.start < item.end);
      if (item.start < item.end && !meets && !whole) { taken.push(item); runs.push(item); }
      else if (item.variant) marks.push({ at: item.start, make: (work) => variantElement(text, [item], ["◆"], true) });
    }
    marks.sort((a, b) => a.at - b.at);
    return { runs: joined(runs.sort((a, b) => a.start - b.start)), marks };
  }
  /** Variants of a letter or two side by side are one: alone each would be too small to hit. */
  function joined(runs) {
    const out = [];
    for (const { start, end, link, ...item } of runs) {
      const last = out.at(-1);
      const beside = last && last.items && !link && start - last.end <= 1 && Math.min(end - start, last.end - last.start) <= 3;
      if (beside) { last.end = end; last.items.push(item); }
      else out.push(link ? { start, end, link } : { start, end, items: [item] });
    }
    return out;
  }
  function rendered(work, text, start = 0, end = letters(text).length) {
    const { runs, marks } = laidOut(text);
    const whole = end === letters(text).length;
    const waiting = marks.filter((mark) => mark.at >= start && (mark.at < end || whole));
    const out = [];
    let at = start;
    const upTo = (stop) => {
      // A mark that belongs inside a variant or link comes right after it: no control may hold another.
      while (waiting.length && waiting[0].at <= stop) {
        const mark = waiting.shift();
        out.push(...named(work, text, at, mark.at, true), mark.make(work));
        at = Math.max(at, mark.at);
      }
      out.push(...named(work, text, at, stop, true));
      at = Math.max(at, stop);
    };
    for (const run of runs.filter((item) => item.start >= start && item.end <= end)) {
      upTo(run.start);
      const inside = named(work, text, run.start, run.end, false);
      out.push(run.link ? linkElement(run.link, inside) : variantElement(text, run.items, inside, false));
      at = run.end;
    }
    upTo(end);
    return out;
  }
  /** How sure a mention is, and why; nothing where the dataset does not say. */
  function sureness(mention) {
    if (!mention.confidence) return null;
    return [" ", h("span", { class: `sureness ${mention.confidence}` }, mention.confidence), mention.reason ? h("span", { class: "who" }, ` ${mention.reason}`) : null];
  }
  /** A stretch with its names: links outside variants, plain marks inside them, for no control may hold another. */
  function named(work, text, start, end, plain) {
    const out = [];
    let at = start;
    for (const mention of list(text.mentions)) {
      const from = Math.max(at, mention.start), to = Math.min(end, mention.end);
      if (from >= to) continue;
      out.push(letters(text).slice(at, from).join(""));
      const entity = entities.get(mention.entity) || { type: "organisation", name: mention.entity };
      const sure = mention.confidence ? `, ${mention.confidence}${mention.reason ? `: ${mention.reason}` : ""}` : "";
      const attributes = { class: `mention ${entity.type}${mention.confidence === "doubtful" ? " doubtful" : ""}`, title: `${entity.name} (${words(entity.kind || entity.type)})${sure}` };
      if (plain) attributes.href = path("name", mention.entity);
      out.push(h(plain ? "a" : "span", attributes, letters(text).slice(from, to).join("")));
      at = to;
    }
    out.push(letters(text).slice(at, end).join(""));
    return out;
  }
  const notesById = new WeakMap();
  function notesOf(work) {
    if (!notesById.has(work)) notesById.set(work, new Map(list(whole(work).notes).map((note) => [note.id, note])));
    return notesById.get(work);
  }
  function noteMark(work, ref) {
    const note = notesOf(work).get(ref.note);
    const number = note ? note.number : ref.note;
    return h("sup", {}, h("a", { href: path("work", work.id, ref.note), "aria-label": `Note ${number}`, title: note ? note.text : null }, number));
  }
  function linkElement(link, inside) {
    const title = link.conjectural ? `${link.url} (mended: ${link.evidence || "no evidence recorded"})` : link.url;
    const safe = webAddress(link.url);
    return safe ? h("a", { href: safe, rel: "noreferrer noopener", title, class: link.conjectural ? "conjectural" : null }, inside) : h("span", { title }, inside);
  }
  function variantElement(text, items, inside, point) {
    const variants = items.map((item) => item.variant);
    const gravest = ["revision", "substantive", "orthographic", "layout"].find((type) => variants.some((variant) => variant.type === type));
    const blank = !variants.some((variant) => letters(text).slice(variant.start, variant.end).join("").trim());
    const told = () => variants.map(readings);
    const element = h("span", {
      class: `variant ${gravest || ""}${point ? " point" : ""}`, role: "button", tabindex: "0", "aria-haspopup": "dialog", "aria-expanded": "false",
      "aria-label": point || blank ? `Variant ${items[0].index + 1}` : null,
      onmouseenter: () => opening(element, told(), false),
      onmouseleave: () => closingSoon(),
      onclick: (event) => { event.preventDefault(); opening(element, told(), true); },
      onkeydown: (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); opening(element, told(), true); popover.focus(); }
      },
    }, inside);
    return element;
  }
  function readings(variant) {
    return [
      h("p", {}, h("strong", {}, variant.type === "revision" ? "Revision" : `${words(variant.type)} variant`)),
      h("ul", { class: "readings" }, variant.readings.map((reading, index) => h("li", { class: index ? null : "chosen" },
        quoted(reading.text), index ? " " : " (chosen) ", h("span", { class: "who" }, list(reading.witnesses).join(", ") || "no witness")))),
      h("p", {}, "Rule ", h("code", {}, variant.rule), `: ${variant.reason}.`),
    ];
  }

  // --- the popover ---------------------------------------------------------------------------------------------------

  let owner = null, pinned = false, timer = 0;
  function opening(element, inside, pin) {
    clearTimeout(timer);
    if (owner === element && pinned && !pin) return;
    if (pinned && !pin) return;
    const open = () => {
      closing(false);
      owner = element; pinned = pin;
      element.setAttribute("aria-expanded", "true");
      fill(popover, inside);
      popover.hidden = false;
      const box = element.getClientRects()[0] || element.getBoundingClientRect();
      const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - popover.offsetWidth - 8));
      const below = box.bottom + popover.offsetHeight + 12 < innerHeight || box.top < popover.offsetHeight + 12;
      popover.style.left = `${left + scrollX}px`;
      popover.style.top = `${(below ? box.bottom + 6 : box.top - popover.offsetHeight - 6) + scrollY}px`;
    };
    if (pin) open(); else timer = setTimeout(open, 120);
  }
  function closing(back) {
    clearTimeout(timer);
    popover.hidden = true;
    if (owner) { owner.setAttribute("aria-expanded", "false"); if (back) owner.focus(); }
    owner = null; pinned = false;
  }
  function closingSoon() { clearTimeout(timer); if (!pinned) timer = setTimeout(() => closing(false), 250); }
  popover.addEventListener("mouseenter", () => clearTimeout(timer));
  popover.addEventListener("mouseleave", closingSoon);
  document.addEventListener("click", (event) => {
    if (!popover.hidden && !popover.contains(event.target) && !(owner && owner.contains(event.target))) closing(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!popover.hidden) closing(popover.contains(document.activeElement) || document.activeElement === owner);
    else if (!panel.hidden) closePanel();
  });

  // --- the source of a block -----------------------------------------------------------------------------------------

  let asker = null;
  function openPanel(work, text, button) {
    const again = asker === button && !panel.hidden;
    closePanel(false);
    if (again) return;
    asker = button;
    button.setAttribute("aria-expanded", "true");
    const address = `${work.id}/${text.id}`;
    fill(panel,
      h("button", { type: "button", class: "close", onclick: () => closePanel(), "aria-label": "Close the source view" }, "×"),
      h("h2", {}, text.id),
      h("p", { class: "who" }, [words(text.kind || `note ${text.number}`), text.level ? ` level ${text.level}` : "", ` · ingest explain ${address}`]),
      ...originOf(work, text).map((witness) => witnessed(witness)),
      originOf(work, text).length ? null : h("p", {}, "No source is recorded for this passage."),
      apparatus(work, text),
    );
    panel.hidden = false;
    document.querySelector(".columns").classList.add("with-panel");
    panel.scrollTop = 0;
    // Where the panel lies over the text, it must not hide the passage that it is about.
    if (getComputedStyle(panel).position === "fixed") button.parentElement.scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  }
  function closePanel(back = true) {
    if (panel.hidden) return;
    panel.hidden = true;
    document.querySelector(".columns").classList.remove("with-panel");
    if (asker) { asker.setAttribute("aria-expanded", "false"); if (back) asker.focus({ preventScroll: true }); }
    asker = null;
  }
  function witnessed(witness) {
    const source = sources.get(witness.source) || { path: "?" };
    const where = witness.places.map((place) => `page ${place.page}, ${place.lines[0] === place.lines[1] ? `line ${place.lines[0]}` : `lines ${place.lines[0]}–${place.lines[1]}`}`);
    return [
      h("h3", {}, witness.source),
      h("p", { class: "who" }, `${source.path}${where.length ? ": " + where.join("; ") : ""}`),
      witness.places.map((place) => picture(witness.source, place)),
      witness.places.filter((place) => place.xpath).map((place) => h("p", {}, h("code", {}, place.xpath))),
      h("ol", { class: "raw" }, witness.lines.map((line) => h("li", {}, h("span", { class: "number" }, String(line[0])), marked(line)))),
      witness.repairs.length ? folded(count(witness.repairs.length, "repair"), () => h("ul", {}, witness.repairs.map((repair) => h("li", {}, mended(repair))))) : null,
    ];
  }
  const mended = ([name, line, before, after]) => [h("code", {}, name), ` (line ${line}): ${quoted(before)} → ${quoted(after)}`];
  function marked([, said, marks]) {
    const text = [...said], out = [];
    let at = 0;
    for (const [start, end] of marks) { out.push(text.slice(at, start).join(""), h("mark", {}, text.slice(start, end).join(""))); at = end; }
    return [...out, text.slice(at).join("")];
  }
  function picture(source, place) {
    if (!place.box) return null;
    const image = (piece("pictures") || {})[`${source}/${place.page}`];
    if (!image) return h("p", { class: "who" }, `This file has no picture of page ${place.page}; the command above shows one with --open.`);
    const img = h("img", { src: image, alt: `Page ${place.page} of ${source}` });
    const frame = h("span", { class: "picture" }, img);
    img.addEventListener("load", () => {
      // Pictures are made at 1.25 pixels a point; boxes are hundredths of a point.
      const [x0, top, x1, bottom] = place.box.map((side) => side / 100);
      const svg = h("svg", { viewBox: `0 0 ${img.naturalWidth / 1.25} ${img.naturalHeight / 1.25}`, "aria-hidden": "true" },
        h("rect", { x: x0 - 2, y: top - 2, width: x1 - x0 + 4, height: bottom - top + 4 }));
      frame.append(svg);
    });
    return frame;
  }
  function apparatus(work, text) {
    const section = (title, items) => (items.length ? [h("h3", {}, title), h("ul", { class: "readings" }, items.map((item) => h("li", {}, item)))] : []);
    const said = (start, end) => letters(text).slice(start, end).join("");
    return [
      list(text.variants).length ? h("h3", {}, "Variants") : null,
      list(text.variants).map(readings),
      section("Note references", list(text.note_refs).map((ref) => [
        h("a", { href: path("work", work.id, ref.note) }, ref.note), " printed ",
        list(ref.readings).map((r) => `${r.printed ? quoted(r.printed) : "not at all"} in ${r.witnesses.join(", ")}`).join("; "), `. ${ref.rule}: ${ref.reason}.`])),
      section("Links", list(text.links).map((link) => `${link.url} printed ${quoted(link.printed)}${link.conjectural ? `; mended: ${link.evidence || "no evidence recorded"}` : ""}`)),
      section("Names", list(text.mentions).map((mention) => [
        h("a", { href: path("name", mention.entity) }, said(mention.start, mention.end)), ` is ${mention.entity}`, mention.rule ? [", by ", h("code", {}, mention.rule)] : null, sureness(mention)])),
    ];
  }

  // --- views ---------------------------------------------------------------------------------------------------------

  function overview() {
    return [
      h("h1", {}, "Review of a dataset"),
      h("p", { class: "lead" }, `${count(works.size, "work")} from ${count(sources.size, "source")}; ${count(entities.size, "name")}${compared ? `; ${count(data.differences, "difference")}` : ""}.`),
      data.doubts.length ? h("section", { "aria-labelledby": "doubts" }, h("h2", { id: "doubts" }, "Where to look"), doubts()) : null,
      h("section", { "aria-labelledby": "findings" }, h("h2", { id: "findings" }, "Findings"), findings()),
      h("section", { "aria-labelledby": "works" }, h("h2", { id: "works" }, "Works"), h("ul", { class: "cards" }, [...works.values()].map(card))),
    ];
  }
  function place({ path, page, line }) {
    return [path, page && `page ${page}`, line && `line ${line}`].filter(Boolean).join(", ");
  }

  /** The doubtful places, worst first, each with what settles it: a decision to copy into the manifest. */
  function doubts() {
    const shown = 20;
    const [first, rest] = [data.doubts.slice(0, shown), data.doubts.slice(shown)];
    return [
      h("p", {}, `${count(data.doubts.length, "place")}, those on which most depends first. Copy the decision that is right into sources.toml and build again; it is not asked again.`),
      h("ol", { class: "doubts" }, first.map(doubt)),
      rest.length ? folded(`${rest.length} more`, () => h("ol", { class: "doubts", start: shown + 1 }, rest.map(doubt))) : null,
    ];
  }
  function doubt(one) {
    const [work, text] = one.address.split("#")[0].split("/");
    const where = works.has(work) ? h("a", { href: text ? path("work", work, text) : path("work", work) }, one.where) : one.where;
    return h("li", { class: "finding notice" },
      h("p", {}, h("strong", {}, one.kind), " ", where),
      h("p", {}, one.text.length > 600 ? `${one.text.slice(0, 600)} …` : one.text),
      h("p", { class: "who" }, one.why),
      one.picture ? folded("Picture", () => picture(one.picture.source, one.picture)) : null,
      one.answers.map((answer) => folded(answer.says, () => h("pre", {}, h("code", {}, answer.decision)))));
  }

  function findings() {
    const order = { error: 0, warning: 1, notice: 2 };
    const all = [...data.findings].sort((a, b) => (order[a.severity] ?? 3) - (order[b.severity] ?? 3));
    if (!all.length) return h("p", {}, "None.");
    return all.map((finding) => h("div", { class: `finding ${finding.severity}` },
      h("p", {}, h("strong", {}, `${finding.severity} ${finding.code}`), ` ${place(finding)}`), h("p", {}, finding.cause), h("p", { class: "who" }, finding.fix)));
  }
  function card(work) {
    const { blocks, notes, variants, mentions } = work.counts;
    return h("li", { class: "card" },
      h("h3", {}, h("a", { href: path("work", work.id) }, work.title, apart(work))),
      work.subtitle ? h("p", {}, work.subtitle) : null,
      h("p", { class: "who" }, [list(work.authors).join(", "), work.published, words(work.kind)].filter(Boolean).join(" · ")),
      h("p", { class: "who" }, `${count(work.witnesses.length, "witness", "witnesses")}, ${count(blocks, "block")}, ${count(notes, "note")}, ${count(variants, "variant")}, ${count(mentions, "mention")} · licence: ${work.terms}`));
  }
  const titles = new Map();
  for (const work of works.values()) titles.set(work.title, (titles.get(work.title) || 0) + 1);
  /** What tells a work from others of the same title: the source that it follows. */
  const apart = (work) => (titles.get(work.title) > 1 ? h("span", { class: "who" }, ` ${(work.witnesses.find((witness) => witness.base) || work.witnesses[0]).source}`) : null);
  const titleOf = (id) => `“${(works.get(id) || { title: id }).title}”`;
  const nameOf = (id) => (entities.get(id) || { name: id }).name;
  function reading(work) {
    const facts = [
      ["By", list(work.authors).join(", ")], ["Published by", list(work.publishers).map(nameOf).join(", ")], ["Published", work.published],
      ["Licence", work.terms],
      ["Witnesses", work.witnesses.map((w) => `${w.source}${w.base ? " (base)" : ""}${w.evidence ? `: ${w.evidence}` : ""}`).join("; ")],
      ["Related", data.relations.filter((r) => r.from === work.id || r.to === work.id).map((r) => h("a", { href: path("work", r.from === work.id ? r.to : r.from), title: r.reason || null }, `${titleOf(r.from)} ${words(r.type)} ${titleOf(r.to)} `))],
    ].filter(([, value]) => value && value.length);
    const article = h("article", { class: "reading", lang: work.language, "aria-label": work.title });
    laying.begin(work, article, h("dl", { class: "facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
    return [wholeWork(work), article];
  }
  /** Sets the texts of a work: a screen of them at once, the rest in turns, so that a long work shows and answers meanwhile. */
  const laying = (() => {
    const RUN = 40, TURN = 25;
    let rest = null, shown = null;
    function* laid(work, article, facts) {
      const { blocks, notes } = { notes: [], ...whole(work) };
      if (blocks.length + notes.length > 5 * RUN) article.classList.add("long");
      const first = blocks.findIndex((block) => !["title", "subtitle"].includes(block.kind));
      if (!blocks.some((block) => block.kind === "title")) article.append(h("h1", {}, work.title));
      article.append(...nodes([removedAfter(work, "")]));
      let run = null;
      for (const [index, block] of blocks.entries()) {
        if (index % RUN === 0) article.append((run = h("div", { class: "run" })));
        run.append(...nodes([index === first ? facts : null, blockElement(work, block), removedAfter(work, block.id)]));
        yield;
      }
      if (!notes.length) return;
      const section = h("section", { "aria-labelledby": "notes" }, h("h2", { id: "notes" }, "Notes"));
      article.append(section);
      for (const [index, note] of notes.entries()) {
        if (index % RUN === 0) section.append((run = h("ol", { class: "notes run" })));
        run.append(noteItem(work, note));
        yield;
      }
    }
    /** Goes on until `enough` says so; true if something is left to do. */
    function until(enough) {
      while (rest && !enough()) if (rest.next().done) { rest = null; if (shown) shown.removeAttribute("aria-busy"); }
      return rest !== null;
    }
    function turn(mine) {
      const stop = performance.now() + TURN;
      if (mine === rest && until(() => performance.now() > stop)) setTimeout(turn, 0, mine);
    }
    return {
      begin(work, article, facts) {
        rest = laid(work, article, facts);
        shown = article;
        let left = RUN;
        if (until(() => left-- <= 0)) { article.setAttribute("aria-busy", "true"); setTimeout(turn, 0, rest); }
      },
      /** As much as holds the element of that id. */
      upTo: (id) => until(() => shown && shown.querySelector(`#${CSS.escape(id)}`)),
      all: () => until(() => false),
      leave() { rest = shown = null; },
    };
  })();
  function blockElement(work, block) {
    const told = list(changesAt().get(`${work.id}/${block.id}`));
    const state = told.some((c) => c.kind === "added" && c.what === "block") ? " added" : told.length ? " changed" : "";
    const tag = block.kind === "title" ? "h1" : block.kind === "heading" ? `h${Math.min(5, (block.level || 1) + 1)}` : "p";
    const label = block.label ? h("span", { class: "label" }, [block.label.name, block.label.number].filter(Boolean).join(" ") + ". ") : null;
    const body = block.cells && block.cells.length ? tableElement(work, block) : h(tag, { class: "say" }, label, rendered(work, block));
    return h("div", { class: `block ${block.kind}${block.level ? ` level-${block.level}` : ""}${state}`, id: `b-${block.id}` }, sourceButton(work, block), body, repairsShown() ? repairList(work, block) : null, inPlace(told));
  }
  function noteItem(work, note) {
    const told = list(changesAt().get(`${work.id}/${note.id}`));
    return h("li", { class: `block note${told.length ? " changed" : ""}`, id: `b-${note.id}` }, sourceButton(work, note),
      h("p", { class: "say" }, h("span", { class: "number" }, note.number), note.text ? rendered(work, note) : h("em", {}, "No witness has the text of this note."), " ",
        list(note.called_from).map((call, index) => h("a", { href: path("work", work.id, call.block), "aria-label": `Back to the text of note ${note.number}${index ? `, place ${index + 1}` : ""}` }, "↩"))),
      repairsShown() ? repairList(work, note) : null, inPlace(told));
  }
  function sourceButton(work, text) {
    const button = h("button", { type: "button", class: "source-of", "aria-expanded": "false", "aria-label": `Source of ${text.id}`, onclick: () => openPanel(work, text, button) }, "source");
    return button;
  }
  function tableElement(work, block) {
    const rows = [];
    const covered = new Set();
    const begun = new Set(block.cells.map((cell) => `${cell.row} ${cell.column}`));
    for (const cell of block.cells) {
      const high = cell.rows || 1;
      // A cell ends where another begins, whatever it says of its width: else the rows would drift apart.
      let wide = 1;
      while (wide < (cell.columns || 1) && !begun.has(`${cell.row} ${cell.column + wide}`)) wide += 1;
      for (let row = cell.row; row < cell.row + high; row += 1)
        for (let column = cell.column; column < cell.column + wide; column += 1)
          if (row > cell.row || column > cell.column) covered.add(`${row} ${column}`);
      const spans = { rowspan: high > 1 ? high : null, colspan: wide > 1 ? wide : null };
      (rows[cell.row] ||= [])[cell.column] = h(cell.row ? "td" : "th", { ...spans, ...(cell.row ? {} : { scope: wide > 1 ? "colgroup" : "col" }) }, rendered(work, block, cell.start, cell.end));
    }
    const missing = (row, column) => (covered.has(`${row} ${column}`) ? null : h("td"));
    return h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": `Table ${block.id}` }, h("table", {}, h("tbody", {}, Array.from(rows, (row, number) => h("tr", {}, Array.from(row || [], (cell, column) => cell || missing(number, column)))))));
  }
  const repairsShown = () => document.body.classList.contains("show-repairs");
  function repairList(work, text) {
    const repairs = originOf(work, text).flatMap((witness) => witness.repairs.map((repair) => h("li", {}, witness.source, ": ", mended(repair))));
    return repairs.length ? h("ul", { class: "repairs" }, repairs) : null;
  }
  /** Repairs are many, and few ask for them: the lists are made when they are. */
  function addRepairs() {
    if (!shownWork || main.querySelector(".repairs")) return;
    const elements = new Map([...main.querySelectorAll(".block")].map((element) => [element.id, element]));
    for (const text of textsOf(shownWork)) {
      const element = elements.get(`b-${text.id}`), repairs = element && repairList(shownWork, text);
      if (repairs) element.insertBefore(repairs, element.querySelector(".inplace"));
    }
  }

  function contentsOf(current, view) {
    const link = (href, label, on) => h("li", {}, h("a", { href, "aria-current": on ? "page" : null }, label));
    const headings = current ? whole(current).blocks.filter((block) => block.kind === "heading") : [];
    const narrow = matchMedia("(max-width: 64rem)").matches;
    fill(contents, h("details", { open: !narrow }, h("summary", {}, "Contents"),
      h("ul", {}, link("#/", "Overview", view === ""), link(path("names"), `Names (${entities.size})`, view === "names" || view === "name"), link(path("map"), "Map", view === "map"),
        link(path("sources"), "Sources and what was left out", view === "sources"), compared ? link(path("changes"), `Differences (${data.differences})`, view === "changes") : null),
      h("h2", {}, "Works"),
      h("ul", {}, [...works.values()].map((work) => link(path("work", work.id), [work.title, apart(work)], current === work))),
      current && headings.length ? [h("h2", {}, "Sections"), h("ul", {}, headings.map((block) => h("li", { class: `level-${block.level || 1}` }, h("a", { href: path("work", current.id, block.id) }, block.text))))] : null,
    ));
  }

  const control = (label, input) => h("span", { class: "control" }, h("label", { for: input.id }, label), " ", input);
  function names(target) {
    const select = h("select", { id: "type", onchange: () => refill() }, ["all", "organisation", "place"].map((type) => h("option", { value: type }, type === "all" ? "organisations and places" : type + "s")));
    const classes = ["sure", "likely", "doubtful"].filter((name) => [...mentionsOf().values()].some((all) => all.some(({ mention }) => mention.confidence === name)));
    const sure = h("select", { id: "sureness", onchange: () => refill() }, ["any", ...classes].map((name) => h("option", { value: name }, name === "any" ? "however sure" : name)));
    const asSure = (entity) => sure.value === "any" || list(mentionsOf().get(entity.id)).some(({ mention }) => mention.confidence === sure.value);
    const box = h("input", { type: "search", id: "filter", autocomplete: "off", oninput: () => refill() });
    const out = h("ul", { class: "index" });
    function refill() {
      const wanted = box.value.toLowerCase();
      const shown = [...entities.values()].filter((entity) => (select.value === "all" || entity.type === select.value) && asSure(entity) &&
        [entity.name, ...list(entity.aliases)].some((name) => name.toLowerCase().includes(wanted)));
      fill(out, shown.map(entry));
      say(count(shown.length, "name"));
    }
    function entry(entity) {
      const places = list(mentionsOf().get(entity.id));
      return h("li", { id: `n-${entity.id}` }, h("h2", {}, h("span", { class: `mention ${entity.type}` }, entity.name)),
        h("span", { class: "who" }, ` ${[entity.kind || entity.type, ...list(entity.aliases)].join(" · ")}`),
        list(entity.same_as).length ? h("p", {}, entity.same_as.map((uri, index) => [h("a", { href: webAddress(uri), rel: "noreferrer noopener", title: list(entity.same_as_reasons)[index] }, uri), " "])) : null,
        places.length ? folded(count(places.length, "mention"), () => h("ul", {}, places.map(({ work, text, mention }) => h("li", {}, hit(work, text, mention.start, mention.end), sureness(mention)))), target === entity.id) : null);
    }
    refill();
    return [h("h1", {}, "Names"), h("div", { class: "filters" }, control("Filter", box), control("Show", select), classes.length ? control("Mentions", sure) : null), out];
  }
  /** A link to a passage: the words among those beside them. */
  function hit(work, text, start, end) {
    const all = letters(text), from = Math.max(0, start - 50), to = Math.min(all.length, end + 50);
    return [h("a", { href: path("work", work.id, text.id) }, `${work.title}, ${text.id}`), ": ", from ? "…" : "", all.slice(from, start).join(""), h("mark", {}, all.slice(start, end).join("")), all.slice(end, to).join(""), to < all.length ? "…" : ""];
  }
  const listed = (entity) => h("li", {}, h("a", { href: path("name", entity.id) }, entity.name), " ", h("span", { class: "who" }, [entity.kind, count(list(mentionsOf().get(entity.id)).length, "mention")].filter(Boolean).join(", ")));
  function map() {
    const all = [...entities.values()].filter((entity) => entity.type === "place");
    const placed = all.filter((entity) => entity.coordinates);
    const rest = all.filter((entity) => !entity.coordinates);
    return [h("h1", {}, "Places"),
      placed.length ? drawing(placed) : h("p", {}, "No place has coordinates."),
      placed.length ? h("p", { class: "who" }, "Each red dot is a place that the texts name, and leads to its mentions. Grey dots are large towns, for orientation. Outlines: Natural Earth.") : null,
      placed.length ? [h("h2", {}, "On the map"), h("ul", { class: "places" }, placed.map(listed))] : null,
      rest.length ? [h("h2", {}, "Without coordinates"), h("ul", { class: "places" }, rest.map(listed))] : null];
  }
  function drawing(placed) {
    const [west, south, east, north] = data.atlas.box.map((side) => side / 100);
    const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const width = 800, scale = width / ((east - west) * squeeze), height = Math.min(1100, (north - south) * scale);
    const x = (longitude) => (longitude - west) * squeeze * scale, y = (latitude) => ((north - latitude) / (north - south)) * height;
    const coast = data.atlas.outlines.map((line) => h("path", { class: "coast", d: "M" + line.map((side, index) => (index % 2 ? y(side / 100) : x(side / 100)).toFixed(1)).join(" ") }));
    const free = room(width, height);
    const dots = placed.map((entity) => ({ entity, x: x(entity.coordinates.longitude / 1e6), y: y(entity.coordinates.latitude / 1e6) }));
    for (const dot of dots) free.take(dot.x - 7, dot.y - 7, 14, 14);
    // The places named most often are labelled first; what has no room keeps its dot, its tooltip and its line below.
    const often = (entity) => list(mentionsOf().get(entity.id)).length;
    const pins = [...dots].sort((a, b) => often(b.entity) - often(a.entity)).map((dot) => {
      const at = free.label(dot.x, dot.y, dot.entity.name, 7.4);
      // A link inside a drawing must be one of SVG's own.
      return h("svg:a", { href: path("name", dot.entity.id), "aria-label": dot.entity.name }, h("title", {}, `${dot.entity.name}, ${count(often(dot.entity), "mention")}`),
        h("circle", { class: "pin", cx: dot.x, cy: dot.y, r: 6 }), at ? h("text", at, dot.entity.name) : null);
    });
    const named = new Set(placed.map((entity) => entity.name));
    const towns = data.atlas.towns.filter(([, , name]) => !named.has(name)).map(([longitude, latitude, name]) => {
      const dot = [x(longitude / 100) - 14, y(latitude / 100) - 9, 28, 18];
      const at = free.isFree(dot) && free.label(x(longitude / 100), y(latitude / 100), name, 6.6);
      if (at) free.take(...dot);
      return at ? [h("circle", { class: "town", cx: x(longitude / 100), cy: y(latitude / 100), r: 2.2 }), h("text", { ...at, class: "town-name" }, name)] : null;
    });
    const svg = h("svg", { class: "map", viewBox: `0 0 ${width} ${Math.round(height)}`, role: "group", "aria-label": "Map of the places" }, graticule(), coast, towns, pins);
    return h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Map, to be scrolled" }, svg);

    function graticule() {
      const step = [1, 2, 5, 10, 20, 30].find((degrees) => (east - west) / degrees <= 8) || 45;
      const grid = [];
      for (let longitude = Math.ceil(west / step) * step; longitude <= east; longitude += step)
        grid.push(h("line", { class: "grid", x1: x(longitude), x2: x(longitude), y1: 0, y2: height }), h("text", { class: "degree", x: x(longitude) + 3, y: height - 5 }, `${Math.abs(longitude)}°${longitude < 0 ? "W" : longitude ? "E" : ""}`));
      for (let latitude = Math.ceil(south / step) * step; latitude <= north; latitude += step)
        grid.push(h("line", { class: "grid", x1: 0, x2: width, y1: y(latitude), y2: y(latitude) }), h("text", { class: "degree", x: 4, y: y(latitude) - 4 }, `${Math.abs(latitude)}°${latitude < 0 ? "S" : latitude ? "N" : ""}`));
      return grid;
    }
  }
  /** Where on a drawing there is still room for words: a label is put right or left of its dot, above or below it, or nowhere. */
  function room(width, height) {
    const taken = [];
    const meets = (box) => taken.some((other) => box[0] < other[0] + other[2] && other[0] < box[0] + box[2] && box[1] < other[1] + other[3] && other[1] < box[1] + box[3]);
    const inside = (box) => box[0] >= 2 && box[1] >= 2 && box[0] + box[2] <= width - 2 && box[1] + box[3] <= height - 2;
    return {
      take: (...box) => taken.push(box),
      isFree: (box) => !meets(box),
      label(x, y, name, letter) {
        const long = [...name].length * letter;
        const places = [["start", x + 9, y + 4, x + 8], ["end", x - 9, y + 4, x - 8 - long], ["middle", x, y - 10, x - long / 2], ["middle", x, y + 19, x - long / 2]];
        for (const [anchor, tx, ty, left] of places) {
          const box = [left, ty - 12, long, 16];
          if (inside(box) && !meets(box)) { taken.push(box); return { x: tx, y: ty, "text-anchor": anchor }; }
        }
        return null;
      },
    };
  }
  function sourcesView() {
    return [h("h1", {}, "Sources"), [...sources.values()].map((source) => {
      const left = list((piece("furniture") || {})[source.id]);
      return h("section", { class: "card", "aria-label": source.id }, h("h2", {}, source.title || source.id),
        h("p", { class: "who" }, [source.path, source.media_type, source.state, source.licence && source.licence.id].filter(Boolean).join(" · ")),
        source.error ? h("p", {}, `${source.error.code}: ${source.error.cause} ${source.error.fix}`) : null,
        left.length ? folded(`${count(left.length, "passage")} left out`, () => h("ul", {}, left.map((item) => h("li", {}, `line ${item.line}, ${item.reason}: `, h("code", {}, item.text.trim()))))) : h("p", {}, "Nothing was left out."));
    })];
  }
  function searched(query) {
    const wanted = query.toLowerCase(), size = [...wanted].length, hits = [];
    let total = 0;
    for (const work of works.values())
      for (const text of textsOf(work)) {
        if (!text.text.toLowerCase().includes(wanted)) continue;
        // Lower case may have another length than the text itself, so letters are lowered one by one.
        const low = letters(text).map((letter) => letter.toLowerCase()[0]);
        const joined = low.join("");
        for (let at = joined.indexOf(wanted); at >= 0; at = joined.indexOf(wanted, at + 1)) {
          total += 1;
          if (hits.length < 200) { const start = [...joined.slice(0, at)].length; hits.push(h("li", {}, hit(work, text, start, start + size))); }
        }
      }
    say(count(total, "hit"));
    return [h("h1", {}, `“${query}”`), h("p", { class: "lead" }, `${count(total, "hit")}${total > hits.length ? `, the first ${hits.length}` : ""}.`), h("ol", {}, hits)];
  }

  // --- differences ---------------------------------------------------------------------------------------------------

  const memory = `answers:${data.digest}`;
  const answers = new Map(Object.entries(JSON.parse(remember(memory) || "{}")));
  function answer(change, value) {
    answers.set(change.fingerprint, { ...(answers.get(change.fingerprint) || {}), ...value });
    remember(memory, JSON.stringify(Object.fromEntries(answers)));
    const given = [...answers.values()].filter((item) => item.answer).length;
    const total = byId("answered");
    if (total) total.textContent = `${given} of ${changes().length} answered`;
  }
  function difference(change) {
    if (list(change.detail).some((edit) => edit[0] === "equal"))
      return change.detail.map(([tag, old, now]) => (tag === "equal" ? shortened(now) : [old.trim() ? h("del", {}, old) : old, now.trim() ? h("ins", {}, now) : now]));
    // Nobody reads a checksum; that it is another is what there is to say.
    const [old, now] = [change.old, change.new].map((said) => (said && change.field === "sha256" ? `${said.slice(0, 19)}…` : said));
    return [old ? h("del", {}, old) : null, old && now ? " → " : null, now ? h("ins", {}, now) : null];
  }
  /** The ends of a long stretch, cut between words. */
  const shortened = (text) => (text.length > 160 ? `${text.slice(0, 70).replace(/\s+\S*$/, "")} … ${text.slice(-70).replace(/^\S*\s+/, "")}` : text);
  function changeCard(change) {
    const name = `a-${change.fingerprint}-${Math.random().toString(36).slice(2)}`;
    const given = answers.get(change.fingerprint) || {};
    const [work, block] = change.where.split("/");
    const target = works.has(work) && change.kind !== "removed" ? path("work", work, ...(block ? [block] : [])) : null;
    const radio = (value, label) => h("label", {}, h("input", { type: "radio", name, value, checked: given.answer === value, onchange: () => answer(change, { answer: value }) }), ` ${label}`);
    return h("div", { class: "change" },
      h("div", { class: "head" }, h("span", { class: "tag" }, `${words(change.what)} ${change.category}`), target ? h("a", { href: target }, change.where) : h("strong", {}, change.where), h("span", { class: "who" }, `${change.rule} · ${change.fingerprint}`)),
      h("p", {}, change.field && change.field !== "text" ? `${words(change.field)}: ` : "", difference(change)),
      list(change.parts).length ? h("p", { class: "who" }, `Parts: ${change.parts.join(", ")}`) : null,
      h("fieldset", { class: "answers" }, h("legend", {}, "Your answer"), radio("accept", "accept"), radio("question", "question"),
        h("input", { type: "text", placeholder: "remark", "aria-label": `Remark on ${change.where}`, value: given.remark, oninput: (event) => answer(change, { remark: event.target.value }) })));
  }
  function inPlace(told) {
    return told.length ? h("div", { class: "inplace" }, folded(`${count(told.length, "difference")}: ${[...new Set(told.map((c) => `${words(c.what)} ${c.category}`))].join(", ")}`, () => told.map(changeCard))) : null;
  }
  /** Removed passages by the address they stood behind; by that of the work, with a slash, those from its beginning. */
  const removals = lazily(() => grouping(changes().filter((change) => change.kind === "removed" && ["block", "note"].includes(change.what))
    .map((change) => [change.after || `${change.where.split("/")[0]}/`, change])));
  function removedAfter(work, id) {
    const gone = list(removals().get(`${work.id}/${id}`));
    return gone.length ? h("div", { class: "inplace" }, folded(`${count(gone.length, "passage")} removed here`, () => gone.map(changeCard))) : null;
  }
  function wholeWork(work) {
    const told = list(changesAt().get(work.id));
    return told.length ? inPlace(told) : null;
  }
  function changesView() {
    const PAGE = 200;
    const kinds = [...new Set(changes().map((change) => change.category))].sort();
    const out = h("div", {});
    const select = h("select", { id: "category", onchange: () => refill() }, h("option", { value: "" }, "all but typographic"), h("option", { value: "all" }, "all"), kinds.map((kind) => h("option", { value: kind }, kind)));
    function refill() {
      const wanted = changes().filter((change) => (select.value === "all" ? true : select.value ? change.category === select.value : change.category !== "typographic"));
      const hidden = changes().length - wanted.length;
      const rest = h("p", { class: "who" }, hidden ? `${hidden} more are not shown.` : "");
      fill(out, rest);
      more(wanted, rest);
      say(count(wanted.length, "difference"));
    }
    function more(wanted, rest) {
      rest.before(...wanted.slice(0, PAGE).map(changeCard));
      if (wanted.length <= PAGE) return;
      const button = h("button", { type: "button", onclick: () => {
        const next = button.previousElementSibling;
        button.remove();
        more(wanted.slice(PAGE), rest);
        next.nextElementSibling.querySelector("input").focus();
      } }, `Show more (${wanted.length - PAGE} left)`);
      rest.before(button);
    }
    const given = [...answers.values()].filter((item) => item.answer).length;
    refill();
    return [h("h1", {}, "Differences"), changes().length ? [
      h("div", { class: "filters" }, control("Show", select), h("button", { type: "button", id: "download", onclick: download }, "Save the answers"), h("span", { id: "answered" }, `${given} of ${changes().length} answered`)), out] : h("p", {}, "None.")];
  }
  /** The file that `ingest diff --approved` reads. */
  function download() {
    const told = (wanted) => changes().filter((change) => (answers.get(change.fingerprint) || {}).answer === wanted).map((change) => ({
      fingerprint: change.fingerprint, rule: change.rule, where: change.where, ...((answers.get(change.fingerprint) || {}).remark ? { remark: answers.get(change.fingerprint).remark } : {}) }));
    const content = JSON.stringify({ dataset: data.digest, approved: told("accept"), questioned: told("question") }, null, 2) + "\n";
    const link = h("a", { href: URL.createObjectURL(new Blob([content], { type: "application/json" })), download: "approved.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("The answers were saved as approved.json.");
  }

  // --- getting about -------------------------------------------------------------------------------------------------

  let shownWork = null;
  /** Scrolls there; again while what lies before it, of a long work, takes its true height. */
  function bring(target, turns = 4) {
    target.scrollIntoView({ block: "center" });
    if (turns && target.closest(".long")) requestAnimationFrame(() => bring(target, turns - 1));
  }
  function route(first) {
    const [view = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
    closing(false);
    if (view && document.readyState === "loading") {
      // Only the overview needs nothing of what is still on its way.
      document.addEventListener("DOMContentLoaded", () => route(first), { once: true });
      return;
    }
    const work = view === "work" ? works.get(rest[0]) : null;
    const views = { names: () => names(), name: () => names(rest[0]), map, sources: sourcesView, search: () => searched(rest[0] || ""), ...(compared ? { changes: changesView } : {}) };
    if (!(work && work === shownWork)) {
      closePanel(false);
      laying.leave();
      fill(main, work ? reading(work) : (views[view] || overview)());
      shownWork = work;
      document.title = `Review: ${work ? work.title : view || data.title}`;
      contentsOf(work, work ? "work" : view);
      if (view !== "search") scrollTo(0, 0);
      if (!first && view !== "search") main.focus({ preventScroll: true });
    }
    if (work && rest[1]) laying.upTo(`b-${rest[1]}`);
    const target = work && rest[1] ? byId(`b-${rest[1]}`) : view === "name" ? byId(`n-${rest[0]}`) : null;
    for (const element of document.querySelectorAll(".here")) element.classList.remove("here");
    if (target) {
      bring(target);
      target.classList.add("here");
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }
  addEventListener("hashchange", () => route(false));
  addEventListener("beforeprint", () => laying.all());
  let typing = 0;
  byId("query").addEventListener("input", (event) => {
    clearTimeout(typing);
    const query = event.target.value.trim();
    typing = setTimeout(() => { if (query.length > 1) location.hash = path("search", query); }, 200);
  });
  document.querySelector(".search").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-show]")) {
    const name = button.dataset.show;
    if (name === "changes") button.hidden = !compared;
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      document.body.classList.toggle(name === "repairs" ? "show-repairs" : `no-${name}`, name === "repairs" ? on : !on);
      if (name === "repairs" && on) addRepairs();
    });
  }
  const theme = byId("theme"), system = matchMedia("(prefers-color-scheme: dark)");
  function paint(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    theme.setAttribute("aria-pressed", String(dark));
  }
  const chosen = remember("theme");
  paint(chosen ? chosen === "dark" : system.matches);
  system.addEventListener("change", (event) => { if (!remember("theme")) paint(event.matches); });
  theme.addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme !== "dark";
    paint(dark);
    remember("theme", dark ? "dark" : "light");
  });
  route(true);
})();
