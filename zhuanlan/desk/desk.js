// The desk: all posts in memory, of which as many are shown as somebody looks at.

const PAGE = 100; // rows that are shown at once; ten thousand would take the browser seconds
const texts = JSON.parse(document.querySelector("#texts").textContent);
const find = (selector) => document.querySelector(selector);
const filters = find("#filters");
let posts = [];
let campaigns = [];
let findings = new Map(); // by path
let general = [];
let shown = PAGE;

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const foundOf = (post) => findings.get(post.path) ?? [];
const gravest = (found) => ["error", "warning", "notice"].find((one) => found.some((f) => f.severity === one)) ?? "none";
const link = (post, line = 1) => post.edit?.replace("{line}", line);

function options(name, pairs) {
  const select = filters.elements[name];
  const kept = select.value;
  select.replaceChildren(select.options[0], ...pairs.map(([value, text]) => element("option", text, { value })));
  select.value = pairs.some(([value]) => value === kept) ? kept : "";
}

function choices() {
  const campaign = filters.elements.campaign.value;
  const some = campaigns.filter((one) => !campaign || one.slug === campaign);
  const unique = (pairs) => [...new Map(pairs)];
  options("campaign", campaigns.map((one) => [one.slug, one.name]));
  options("column", unique(some.flatMap((one) => one.columns.map((c) => [c.slug, c.name]))));
  options("phase", unique(some.flatMap((one) => one.phases.map((p) => [p.slug, p.name]))));
  const regions = posts.filter((post) => post.region && (!campaign || post.campaign === campaign));
  options("region", unique(regions.map((post) => [post.region, post.region_name])).sort((a, b) => a[0].localeCompare(b[0])));
}

const collator = new Intl.Collator(document.documentElement.lang);
const ORDERS = {
  date: (a, b) => (b.date ?? "").localeCompare(a.date ?? ""),
  changed: (a, b) => b.changed - a.changed,
  due: (a, b) => (a.state === "scheduled" ? 0 : 1) - (b.state === "scheduled" ? 0 : 1) || (a.due ?? "").localeCompare(b.due ?? ""),
  title: (a, b) => collator.compare(a.title, b.title),
};
let ordered = {}; // posts by each order that was asked for: sorting costs more than looking through them
const inOrder = (name) => (ordered[name] ??= [...posts].sort(ORDERS[name]));
const minute = (seconds) => new Date(seconds * 1000).toLocaleString("sv").slice(0, 16); // 2013-03-05 08:00

function matching() {
  const wanted = Object.fromEntries(new FormData(filters));
  const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
  return inOrder(wanted.order)
    .filter((post) => ["campaign", "column", "region", "phase", "state"].every((key) => !wanted[key] || post[key] === wanted[key]))
    .filter((post) => !wanted.sign || post.unsigned?.includes(wanted.sign))
    .filter((post) => words.every((word) => post.searched.includes(word)))
    .filter((post) => {
      const worst = gravest(foundOf(post));
      return !wanted.found || (wanted.found === "any" ? worst !== "none" : worst === wanted.found);
    });
}

function findingItem(one, post) {
  const item = element("li", "", { class: one.severity });
  const place = one.line ? fill(texts.line, { line: one.line }) : "";
  const address = post && link(post, one.line);
  if (place) item.append(address ? element("a", place, { href: address }) : element("span", place), " ");
  item.append(one.message, " ", element("code", one.rule));
  return item;
}

function details(post) {
  const found = foundOf(post);
  const made = element("details");
  made.dataset.path = post.path;
  made.append(element("summary", fill(texts.count, { count: found.length }), { class: gravest(found) }));
  const list = element("ul", "", { class: "findings" });
  list.append(...found.map((one) => findingItem(one, post)));
  made.append(list);
  return made;
}

function row(post) {
  const made = element("tr");
  const title = element("td");
  title.append(post.url ? element("a", post.title, { href: `/${post.url}` }) : element("span", post.title));
  const file = element("div", "", { class: "file" });
  if (post.edit) file.append(element("a", texts.edit, { href: link(post), "aria-label": `${texts.edit}: ${post.title}` }));
  file.append(element("span", post.path));
  title.append(file);
  if (foundOf(post).length) title.append(details(post));
  const campaign = campaigns.find((one) => one.slug === post.campaign);
  const column = campaign?.columns.find((one) => one.slug === post.column)?.name ?? "";
  const states = element("td");
  states.append(element("span", texts[post.state], { class: `state ${post.state}` }));
  const date = post.state === "scheduled" ? post.due?.replace(" 00:00", "") : post.date?.slice(0, 10);
  made.append(title, element("td", column), element("td", post.region_name ?? ""), element("td", post.phase_name ?? ""),
    element("td", date ?? "", { class: "narrow" }), states);
  return made;
}

function show() {
  const found = matching();
  const open = new Set([...document.querySelectorAll("#posts details[open]")].map((one) => one.dataset.path));
  find("#posts").replaceChildren(...found.slice(0, shown).map((post) => {
    const made = row(post);
    const found = made.querySelector("details");
    if (found) found.open = open.has(post.path);
    return made;
  }));
  find("#count").textContent = `(${found.length})`;
  find("#nothing").hidden = found.length > 0;
  find("#more").hidden = found.length <= shown;
  counts();
}

function lists() {
  short("#next", inOrder("due").filter((post) => post.state === "scheduled"), (post) => post.due);
  const unsigned = inOrder("due").filter((post) => post.unsigned?.length && post.state !== "draft");
  find("#signing").hidden = find("#sign-filter").hidden = !posts.some((post) => post.unsigned?.length);
  find("#unsigned-count").textContent = `(${unsigned.length})`;
  short("#unsigned", unsigned, (post) => post.unsigned.map((role) => texts[role]).join(" · "));
  short("#recent", inOrder("changed"), (post) => minute(post.changed));
}

function ofSite() {
  const list = general.length ? general.map((one) => findingItem({ ...one, message: `${one.path}: ${one.message}` })) : [element("li", texts.nothing, { class: "none" })];
  find("#general").replaceChildren(...list);
}

function counts() {
  const buttons = ["published", "draft", "scheduled", "expired"].map((state) => {
    const button = element("button", "", { type: "button", "aria-pressed": String(filters.elements.state.value === state) });
    button.append(element("b", posts.filter((post) => post.state === state).length), texts[state]);
    button.addEventListener("click", () => {
      filters.elements.state.value = filters.elements.state.value === state ? "" : state;
      again();
    });
    return button;
  });
  find("#states").replaceChildren(...buttons);
}

function short(selector, some, when) {
  const items = some.slice(0, 8).map((post) => {
    const item = element("li");
    item.append(post.url ? element("a", post.title, { href: `/${post.url}` }) : post.title, element("time", when(post)));
    return item;
  });
  find(selector).replaceChildren(...(items.length ? items : [element("li", texts.nothing, { class: "none" })]));
}

function matrices() {
  const open = new Set([...document.querySelectorAll("#matrices details[open]")].map((one) => one.dataset.slug));
  find("#matrices").replaceChildren(...campaigns.filter((one) => one.phases.length).map((one) => {
    const empty = one.rows.reduce((sum, line) => sum + line.counts.filter((count) => !count).length, 0);
    const details = element("details");
    details.dataset.slug = one.slug;
    details.open = open.has(one.slug);
    details.append(element("summary", `${one.name}　${fill(texts.empty, { count: empty })}`));
    const table = element("table");
    const head = element("tr");
    head.append(element("td"), ...one.phases.map((phase) => element("th", phase.name, { scope: "col" })));
    table.append(head);
    for (const line of one.rows) {
      const made = element("tr");
      const name = element("th", line.name, { scope: "row" });
      name.style.paddingInlineStart = `${line.depth}rem`;
      made.append(name, ...line.counts.map((count) => element("td", count || "–", count ? {} : { class: "empty" })));
      table.append(made);
    }
    const scroll = element("div", "", { class: "scroll", tabindex: "0", role: "region", "aria-label": one.name });
    scroll.append(table);
    details.append(scroll);
    return details;
  }));
}

function again() {
  shown = PAGE;
  choices();
  show();
}

async function ask(what) {
  return (await fetch(`/_desk/${what}`, { cache: "no-store" })).json();
}

async function look() {
  const told = await ask("findings");
  const known = new Set(posts.map((post) => post.path));
  findings = new Map();
  for (const one of told.findings) findings.set(one.path, [...(findings.get(one.path) ?? []), one]);
  general = told.findings.filter((one) => !known.has(one.path));
  find("#status").textContent = told.checking ? texts.checking : told.failed ? texts.failed : fill(texts.found, { count: told.findings.length });
  ofSite();
  show();
}

async function refresh() {
  const data = await ask("posts");
  campaigns = data.campaigns;
  posts = data.posts;
  ordered = {};
  for (const post of posts) post.searched = [post.title, post.unit, post.person, post.path, post.region_name].join(" ").toLowerCase();
  choices();
  matrices();
  lists();
  show();
  await look();
}

let typing = 0;
filters.addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(again, event.target.name === "q" ? 120 : 0);
});
filters.addEventListener("reset", () => setTimeout(again));
filters.addEventListener("submit", (event) => event.preventDefault());
find("#more").addEventListener("click", () => {
  shown += PAGE * 5;
  show();
});
addEventListener("zl-built", () => refresh().catch(() => {})); // the preview's script says when
refresh();
