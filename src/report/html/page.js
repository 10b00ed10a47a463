"use strict";
// Comfort only: filters, a walk through the statements, decisions that can be saved. All text is in the page already.
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== null) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const sections = all("section.piece").map((element) => ({
    element,
    cards: all(".card", element),
    claims: all(".claim", element),
    stretches: new Map(),
  }));
  for (const section of sections) {
    for (const box of all(".document", section.element)) {
      section.stretches.set(box.dataset.document, all("[data-k]", box));
    }
    section.parts = new Map(section.cards.map((card) => [card.dataset.c, []]));
    for (const claim of section.claims) section.parts.get(claim.dataset.c)?.push(claim);
  }
  const cards = sections.flatMap((section) => section.cards.map((card) => ({ section, card })));
  if (cards.length === 0) return;

  // Decisions stay in the browser until they are saved; where it keeps nothing, they last as long as the page.
  const store = "claimdiff:" + document.body.dataset.key;
  const decisions = new Map();
  let who = "";
  try {
    const kept = JSON.parse(localStorage.getItem(store) || "{}");
    for (const [key, value] of Object.entries(kept.decisions || {})) decisions.set(key, value);
    who = typeof kept.who === "string" ? kept.who : "";
  } catch { /* nothing is kept */ }
  const keep = () => {
    try {
      localStorage.setItem(store, JSON.stringify({ who, decisions: Object.fromEntries(decisions) }));
    } catch { /* nothing can be kept */ }
  };
  const findingsOf = (card) => all(".finding", card).filter((finding) => !finding.querySelector(".waived:not(.own)"));
  const keyOf = (finding) => finding.dataset.piece + "\u0000" + finding.dataset.fingerprint;
  const isOpen = (finding) => !decisions.has(keyOf(finding));

  // Filters
  const form = document.getElementById("filters");
  const chosenValues = (name) => all(`input[name=${name}]:checked`, form).map((input) => input.value);
  let filter = {};
  const fits = (card) => {
    const holds = (values, own) => values.length === 0 || own.some((value) => values.includes(value));
    return holds(filter.verdict, [card.dataset.verdict])
      && holds(filter.severity, card.dataset.severity ? [card.dataset.severity] : [])
      && holds(filter.category, card.dataset.category.split(" "))
      && holds(filter.speaker, card.dataset.speaker ? [card.dataset.speaker] : []);
  };
  const isOfInterest = (card) =>
    filter.verdict.length > 0 || card.querySelector(".finding") !== null
      || card.dataset.verdict === "divergent" || card.dataset.verdict === "unsupported";
  let walk = [];
  const refilter = () => {
    for (const name of ["verdict", "severity", "category", "speaker"]) filter[name] = chosenValues(name);
    walk = cards.filter(({ card }) => fits(card) && isOfInterest(card));
    for (const { section, card } of cards) {
      const dim = !fits(card);
      for (const part of section.parts.get(card.dataset.c) || []) part.classList.toggle("dim", dim);
    }
    progress();
  };

  // Choosing
  let current = null;
  let lit = [];
  const show = (section) => {
    for (const other of sections) other.element.classList.toggle("current", other === section);
    all(".pieces a").forEach((link) => {
      if (link.hash === "#" + section.element.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const ranges = (text) => text.split(" ").filter(Boolean).map((range) => {
    const [box, from, to] = range.split(/[:-]/);
    return { box, from: Number(from), to: Number(to) };
  });
  const stretchesOf = (section, places) => places.flatMap(({ box, from, to }) =>
    (section.stretches.get(box) || []).filter((it) => Number(it.dataset.k) >= from && Number(it.dataset.k) <= to));
  const light = (element, name) => {
    element.classList.add(name);
    lit.push([element, name]);
  };
  const bring = (element) => {
    let pane = element.closest(".pane");
    if (pane && getComputedStyle(pane).overflowY === "visible") pane = element.closest(".sides");
    if (!pane) return;
    const box = pane.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    pane.scrollTop += own.top - box.top - Math.max(24, (box.height - own.height) / 3);
  };
  const choose = (entry, focus) => {
    const { section, card } = entry;
    for (const [element, name] of lit) element.classList.remove(name);
    lit = [];
    if (current) current.card.classList.remove("current");
    current = entry;
    show(section);
    light(card, "current");
    const parts = section.parts.get(card.dataset.c) || [];
    for (const part of parts) {
      light(part, "chosen");
      part.setAttribute("aria-current", "true");
    }
    for (const claim of all(".claim[aria-current]")) if (!parts.includes(claim)) claim.removeAttribute("aria-current");
    // The passages that hold the words in question; where there are none, the nearest one.
    const exact = ranges(card.dataset.words);
    const cited = ranges(card.dataset.evidence);
    const holding = cited.filter((passage) => exact.some((word) =>
      word.box === passage.box && passage.from <= word.from && word.to <= passage.to));
    const passages = stretchesOf(section, holding.length > 0 || exact.length > 0 ? holding : cited.slice(0, 1));
    const words = stretchesOf(section, exact);
    for (const passage of passages) light(passage, "chosen");
    for (const word of words) light(word, "words");
    const narrow = getComputedStyle(section.element.querySelector(".pane")).overflowY === "visible";
    const other = words.find((word) => word.closest(".sources")) || passages.find((it) => it.closest(".sources"));
    if (other && !narrow) bring(other);
    if (parts.length > 0) bring(parts[0]);
    card.parentElement.scrollTop = 0;
    if (focus) (parts[0] || card).focus({ preventScroll: true });
    history.replaceState(null, "", "#" + card.id);
    progress();
  };
  const step = (by) => {
    if (walk.length === 0) {
      say("No statement fits the filters.");
      return;
    }
    const at = walk.findIndex((entry) => entry === current);
    let next = at + by;
    if (at < 0 && current) {
      // From a statement outside the walk to the nearest one in it.
      const place = cards.indexOf(current);
      next = walk.findIndex((entry) => cards.indexOf(entry) > place);
      if (by < 0) next = (next < 0 ? walk.length : next) - 1;
    } else if (at < 0) {
      next = by > 0 ? 0 : walk.length - 1;
    }
    if (next < 0 || next >= walk.length) {
      say(by > 0 ? "That was the last statement." : "That was the first statement.");
      return;
    }
    choose(walk[next], true);
  };

  // Deciding
  const words = { accept: "accepted: the piece is to be mended", waive: "waived", skip: "skipped" };
  const draw = (finding) => {
    const decision = decisions.get(keyOf(finding));
    const box = finding.querySelector(".decide");
    if (!box) return;
    for (const button of all("button[data-decision]", box)) {
      button.setAttribute("aria-pressed", String(decision?.decision === button.dataset.decision));
    }
    const input = box.querySelector("input");
    if (decision?.decision === "waive" && document.activeElement !== input) input.value = decision.reason;
    const card = finding.closest(".card");
    const section = sections.find((it) => it.element.contains(card));
    const done = findingsOf(card).length > 0 && findingsOf(card).every((it) => !isOpen(it));
    for (const part of section.parts.get(card.dataset.c) || []) part.classList.toggle("decided", done);
  };
  const decide = (finding, decision) => {
    const box = finding.querySelector(".decide");
    const refused = box.querySelector(".refused");
    const input = box.querySelector("input");
    refused.textContent = "";
    const entry = { decision, rule: finding.dataset.rule };
    if (decision === "waive") {
      entry.reason = input.value.trim();
      if (!entry.reason) {
        refused.textContent = "A waiver needs a reason: write it, then press Enter.";
        input.focus();
        return;
      }
    }
    if (decision === "skip") decisions.delete(keyOf(finding));
    else decisions.set(keyOf(finding), entry);
    input.blur();
    keep();
    draw(finding);
    say(`${finding.dataset.rule} ${words[decision]}.`);
    const card = finding.closest(".card");
    const open = findingsOf(card);
    const next = open[open.indexOf(finding) + 1];
    if (next) next.scrollIntoView({ block: "nearest" });
    else step(1);
    progress();
  };
  for (const { card } of cards) {
    for (const finding of findingsOf(card)) {
      const button = (decision, label, key) => make("button", {
        type: "button", "data-decision": decision, "aria-pressed": "false", onclick: () => decide(finding, decision),
      }, label, make("kbd", { "aria-hidden": "true" }, key));
      const input = make("input", {
        type: "text", placeholder: "why it may stand", "aria-label": "Reason of the waiver", autocomplete: "off",
        onkeydown: (event) => {
          if (event.key === "Enter") decide(finding, "waive");
          if (event.key === "Escape") input.blur();
        },
      });
      finding.append(make("div", { class: "decide" },
        button("accept", "Accept", "a"), button("waive", "Waive", "w"), button("skip", "Skip", "s"), input,
        make("span", { class: "refused", role: "alert" })));
      draw(finding);
    }
  }
  // The finding that the keys speak of: the first of the card without a decision, else its last.
  const keyed = () => {
    const found = current ? findingsOf(current.card) : [];
    return found.find(isOpen) || found[found.length - 1];
  };

  // Saving
  const save = () => {
    const list = cards.flatMap(({ card }) => findingsOf(card)).flatMap((finding) => {
      const decision = decisions.get(keyOf(finding));
      return decision ? [{
        piece: finding.dataset.piece, fingerprint: finding.dataset.fingerprint, rule: finding.dataset.rule,
        decision: decision.decision, ...(decision.reason ? { reason: decision.reason } : {}), ...(who ? { who } : {}),
      }] : [];
    });
    const text = JSON.stringify({ schema: "claimdiff.decisions/1", decisions: list }, null, 2) + "\n";
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = make("a", { href: address, download: "decisions.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    say("Saved. Put it to work with: claimdiff review --apply decisions.json");
  };

  // Tools
  const live = make("p", { class: "vh", role: "status", "aria-live": "polite" });
  const say = (text) => { live.textContent = text; };
  const where = make("span", { class: "quiet", id: "progress" });
  const saving = make("button", { type: "button", class: "main", id: "save", onclick: save }, "Save decisions");
  const name = make("input", {
    type: "text", id: "who", "aria-label": "Your name, for waivers", placeholder: "your name", size: "12",
    oninput: () => { who = name.value.trim(); keep(); },
  });
  name.value = who;
  const toggle = make("button", {
    type: "button", id: "filter-toggle", "aria-controls": "filters",
    onclick: () => toggle.setAttribute("aria-expanded", String(!form.classList.toggle("closed"))),
  }, "Filter");
  const help = make("dialog", { "aria-label": "Keys" },
    make("h2", {}, "Keys"),
    make("dl", {}, ...[["n, p", "next, previous statement"], ["a", "accept: the piece is to be mended"],
      ["w", "waive: it may stand, with a reason"], ["s", "skip: decide later"], ["f", "filters"],
      ["?", "this list"]].flatMap(([key, text]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, text)])),
    make("button", { type: "button", onclick: () => help.close() }, "Close"));
  document.getElementById("tools").append(
    where,
    make("button", { type: "button", id: "previous", onclick: () => step(-1) }, "Previous", make("kbd", { "aria-hidden": "true" }, "p")),
    make("button", { type: "button", id: "next", onclick: () => step(1) }, "Next", make("kbd", { "aria-hidden": "true" }, "n")),
    toggle, saving,
    make("button", { type: "button", id: "keys", "aria-label": "Keys", onclick: () => help.showModal() }, "?"));
  form.append(make("fieldset", {}, make("legend", {}, "waivers by"), name));
  document.body.append(help, live);
  const progress = () => {
    const at = current ? walk.indexOf(current) : -1;
    const found = cards.flatMap(({ card }) => findingsOf(card));
    const done = found.filter((finding) => !isOpen(finding)).length;
    where.textContent = `${at < 0 ? "" : `${at + 1} of `}${walk.length} to look at, ${done} of ${found.length} decided`;
    saving.disabled = done === 0;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = decodeURIComponent(link.hash.slice(1));
    const entry = cards.find(({ card }) => card.id === id);
    const section = sections.find((it) => it.element.id === id);
    const place = document.getElementById(id);
    if (entry) choose(entry, false);
    else if (section) show(section);
    else if (place && place.closest(".pane")) bring(place);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=text], textarea, select") || help.open;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const finding = keyed();
    const keys = {
      n: () => step(1), p: () => step(-1), f: () => toggle.click(), "?": () => help.showModal(),
      a: () => finding && decide(finding, "accept"), s: () => (finding ? decide(finding, "skip") : step(1)),
      w: () => {
        const input = finding?.querySelector(".decide input");
        if (!input) return;
        input.focus();
        finding.scrollIntoView({ block: "nearest" });
      },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  form.addEventListener("change", refilter);
  form.addEventListener("submit", (event) => event.preventDefault());

  root.classList.add("js");
  const small = matchMedia("(max-width: 1150px)").matches;
  form.classList.toggle("closed", small);
  toggle.setAttribute("aria-expanded", String(!small));
  show(sections[0]);
  refilter();
  const asked = cards.find(({ card }) => "#" + card.id === location.hash);
  if (asked) choose(asked, false);
  else if (walk.length > 0 && !small) choose(walk[0], false);
})();
