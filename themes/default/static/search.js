// Exact search in a Pagefind index of single characters, and the page that shows it.
// Cuts queries as zhuanlan/search/tokens.py cuts texts: a change there is a change here.
// Needs of a Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'.

const INDEX = new URL("../pagefind/", import.meta.url);
const BREAKS = /[。！？；，、：…—!?;|\n]/u;
const LETTER = /[\p{L}\p{N}\u{20000}-\u{3ffff}]/u; // two planes of rare characters, assigned or not yet
const PIECES = /(\p{Nd}+|(?:(?![\u2e80-\u{3ffff}])[\p{L}\p{Nl}\p{No}])+|[\p{L}\p{N}\u{20000}-\u{3ffff}])|(\s+)|(.)/gsu;
const TITLE = 48; // tokens that belong to the title
const PAGE = 10;

let ready;

/** Load Pagefind and the map of characters, once. */
function load() {
  ready ??= Promise.all([
    import(new URL("pagefind.js", INDEX)),
    fetch(new URL("fold.json", INDEX)).then((answer) => answer.json()),
  ]).then(async ([pagefind, pairs]) => {
    await pagefind.init();
    const characters = [...pairs];
    const twins = new Map();
    for (let i = 0; i < characters.length; i += 2) twins.set(characters[i], characters[i + 1]);
    return { pagefind, twins };
  });
  ready.catch(() => (ready = undefined));
  return ready;
}

const plain = (text) =>
  [...text.normalize("NFC")]
    .map((c) => (LETTER.test(c) ? c.normalize("NFKC") : /[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u.test(c) ? "" : c))
    .join("");
const clings = (mark) => !BREAKS.test(mark) && /(?!\p{Pc})[\p{P}\p{M}\p{Sm}\p{Sc}\p{Sk}]/u.test(mark);
const digit = (character) => /\p{Nd}/u.test(character ?? "");
const parts = (mark, text, at) =>
  !clings(mark) || (",.:".includes(mark) && !(digit(text[at - 1]) && digit(text[at + 1])));
const normal = (word, twins) => twins.get(word) ?? word.toLowerCase();

/** Cut a query into phrases, each a list of tokens: at blanks and at full stops, unless in quotes. */
function phrases(query, twins) {
  const found = [];
  for (const [whole, quoted] of query.matchAll(/["“”]([^"“”]+)["“”]|[^\s"“”]+/gu)) {
    let phrase = [];
    const text = plain(quoted ?? whole);
    for (const { 1: word, 3: mark, index } of text.matchAll(PIECES)) {
      if (word) phrase.push(normal(word, twins));
      else if (mark && parts(mark, text, index)) {
        found.push(phrase);
        phrase = [];
      }
    }
    found.push(phrase);
  }
  return found.filter((phrase) => phrase.length);
}

/** Search; `sort` is "relevance" (title first, then newest) or "date". */
async function search(query, filters, sort) {
  const { pagefind, twins } = await load();
  const wanted = phrases(query, twins);
  if (!wanted.length && query.trim()) return { total: 0, show: async () => [] };
  const asked = wanted.length ? wanted.map((phrase) => `"${phrase.join(" ")}"`) : [null];
  const answers = await Promise.all(
    asked.map((term) => pagefind.search(term, { filters, sort: { date: "desc" } })),
  );
  const [first, ...others] = answers.map((answer) => answer.results);
  const seen = others.map((results) => new Map(results.map((one) => [one.id, one])));
  const hits = first
    .filter((one) => seen.every((map) => map.has(one.id)))
    .map((one) => ({
      one,
      titled: [one, ...seen.map((map) => map.get(one.id))].every((hit) => hit.words[0] < TITLE),
    }));
  if (sort !== "date" && wanted.length) hits.sort((a, b) => b.titled - a.titled); // stable: newest first
  return {
    total: hits.length,
    show: (from, to) => Promise.all(hits.slice(from, to).map(({ one }) => result(one, wanted, twins))),
  };
}

async function result(hit, wanted, twins) {
  const { url, content, meta, filters } = await hit.data();
  const tokens = content.split(" ");
  const marked = marks(tokens, wanted, twins);
  const end = Math.max(tokens.findIndex((token) => token[0] === "¶"), 0);
  const at = Math.max((marked.find((place) => place >= TITLE) ?? TITLE) - 12, TITLE);
  return {
    url,
    date: meta.date?.replace(/^d(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"),
    filters,
    title: runs(tokens, 0, end, marked),
    lead: runs(tokens, end + 1, TITLE, marked), // subtitle and person
    excerpt: runs(tokens, at, at + 72, marked),
  };
}

/** The places of all tokens that are part of a match, in order. */
function marks(tokens, wanted, twins) {
  const normals = tokens.map((token) => {
    const word = token.match(/[\p{L}\p{N}\u{20000}-\u{3ffff}]+/u)?.[0];
    return word && normal(word, twins);
  });
  const marked = new Set();
  for (const phrase of wanted) {
    for (let at = normals.indexOf(phrase[0]); at >= 0; at = normals.indexOf(phrase[0], at + 1)) {
      if (phrase.every((word, i) => normals[at + i] === word)) phrase.forEach((_, i) => marked.add(at + i));
    }
  }
  return [...marked].sort((a, b) => a - b);
}

/** The text as it was written, in runs that are part of a match or not. */
function runs(tokens, from, to, marked) {
  const found = [];
  const hits = new Set(marked);
  for (let at = from; at < Math.min(to, tokens.length); at += 1) {
    const hit = hits.has(at);
    const text =
      tokens[at][0] === "¶" ? " " : tokens[at].replace(/(.)\^[\p{L}\p{N}\u{20000}-\u{3ffff}]$/u, "$1").replaceAll("`", " ");
    if (found.at(-1)?.hit === hit) found.at(-1).text += text;
    else found.push({ text, hit });
  }
  return found.map(({ text, hit }) => ({ text: text.replace(/ +/g, " "), hit }));
}

// The page: a form, its filters, the list.

const form = document.querySelector("#zl-search");
const list = document.querySelector("#zl-results");
const status = document.querySelector("#zl-status");
const more = document.querySelector("#zl-more");
let turn = 0;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function filled(target, pieces) {
  for (const { text, hit } of pieces) target.append(hit ? element("mark", "", text) : text);
  return target;
}

function entry({ url, date, filters, title, lead, excerpt }) {
  const heading = element("h2");
  const link = filled(element("a"), title);
  link.href = url;
  heading.append(link);
  const meta = element("p", "meta");
  const words = [date, filters.campaign, filters.column, filters.region?.at(-1)].flat().filter(Boolean);
  for (const word of words) meta.append(element("span", "", word));
  const inner = element("div");
  inner.append(heading);
  if (lead.some(({ text }) => text.trim())) inner.append(filled(element("p", "role"), lead));
  inner.append(filled(element("p", "summary"), excerpt), meta);
  const item = element("li", "entry");
  item.append(inner);
  return item;
}

async function run() {
  const mine = ++turn;
  const data = new FormData(form);
  const chosen = Object.fromEntries([...data].filter(([name, value]) => value && name !== "q" && name !== "sort"));
  history.replaceState(null, "", `?${new URLSearchParams([...data].filter(([, value]) => value))}`);
  status.textContent = form.dataset.busy;
  try {
    const found = await search(data.get("q") ?? "", chosen, data.get("sort"));
    if (mine !== turn) return; // a newer query was sent meanwhile
    let shown = 0;
    list.replaceChildren();
    more.onclick = async () => {
      const from = shown;
      shown += PAGE; // before the wait: a second click asks for the next ones
      const entries = await found.show(from, from + PAGE);
      if (mine !== turn) return;
      list.append(...entries.map(entry));
      more.hidden = shown >= found.total;
    };
    await more.onclick();
    status.textContent = found.total ? form.dataset.found.replace("{count}", found.total) : form.dataset.nothing;
  } catch {
    status.textContent = form.dataset.failed;
  }
  document.body.dataset.searched = mine;
}

async function begin() {
  const { pagefind } = await load();
  const known = await pagefind.filters();
  for (const [name, values] of Object.entries(known)) {
    for (const [value, count] of Object.entries(values).sort(([a], [b]) => a.localeCompare(b, "zh"))) {
      form.elements[name]?.append(new Option(`${value} (${count})`, value));
    }
  }
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.addEventListener("submit", (event) => (event.preventDefault(), run()));
  form.addEventListener("change", run);
  if ([...new FormData(form)].some(([name, value]) => value && name !== "sort")) await run();
  document.body.dataset.ready = "1";
}

begin().catch(() => (status.textContent = form.dataset.failed));
