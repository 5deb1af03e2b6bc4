"""The same site for Eleventy: articles, and lists by column, region, phase, cell, activity and tag.

Eleventy at its best, as far as we know: templates in JavaScript, its fastest language, no template
language inside Markdown, no plug-in, one layout to a page. One collection cuts all lists into pages
of 20 cards and tells every post its neighbours and relatives, one paginated template writes them;
furniture, cards and lines are made once.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.corpus import CAMPAIGNS, COLUMNS, stories, write_files
from benchmarks.hugo import front_matter

_CAMPAIGNS = json.dumps({slug: f"基准专题 {slug}" for slug in CAMPAIGNS}, ensure_ascii=False)
_COLUMNS = json.dumps(dict(COLUMNS), ensure_ascii=False)
_FILES = {
    "package.json": '{"type": "module"}\n',
    "lib/names.js": f"""export const [SITE, URL] = ["基准站", "https://example.org"];
export const [CAMPAIGNS, COLUMNS] = [{_CAMPAIGNS}, {_COLUMNS}];
""",
    "eleventy.config.js": """import { arrange } from "./lib/lists.js";
export default function (config) {
  config.setQuietMode(true);
  config.setDataFileSuffixes([".11tydata"]);
  config.addCollection("lists", (api) => arrange(api.getAll()));
  const dir = { input: "content", includes: "../layouts", data: "../data", output: "_site" };
  return { dir, templateFormats: ["md", "11ty.js"], markdownTemplateEngine: false };
}
""",
    "content/posts/posts.11tydata.js": """export default {
  layout: "article.11ty.js",
  permalink: ({ page }) => `${page.filePathStem.slice("/posts".length)}.html`,
};
""",
    "lib/lists.js": """import { CAMPAIGNS, COLUMNS } from "./names.js";
import { card, escape, line } from "./html.js";
class Post {
  constructor({ data, date, url }) {
    const [, campaign, column] = url.split("/");
    const [year, month, day] = data.date.slice(0, 10).split("-").map(Number);
    Object.assign(this, { data, date, url, campaign, column, day: `${year}年${month}月${day}日` });
    this.title = escape(data.title);
    [this.card, this.line] = [card(this), line(this)];
  }
}
class List {
  constructor(stem, campaign, title, posts, links = [], number = 1) {
    const at = (one) => one > 0 && (one - 1) * 20 < posts.length && `${stem}-${one}.html`;
    const path = number > 1 ? at(number) : `${stem}.html`;
    const [newer, older] = [number === 2 ? `${stem}.html` : at(number - 1), at(number + 1)];
    Object.assign(this, { campaign, title, links, number, path, newer, older });
    this.posts = posts.slice((number - 1) * 20, number * 20);
  }
}
function pages(stem, campaign, title, posts) {
  const count = Math.max(Math.ceil(posts.length / 20), 1);
  return Array.from({ length: count }, (_, n) => new List(stem, campaign, title, posts, [], n + 1));
}
export function arrange(items) {
  const posts = items.map((item) => (item.data.post = new Post(item)));
  posts.sort((one, other) => other.date - one.date);
  const groups = new Map();
  for (const post of posts)
    for (const kind of ["areas", "phases", "cells", "activities", "topics"])
      for (const key of post.data[kind]) {
        const stem = `/${kind}/${key}`;
        groups.get(stem)?.posts.push(post) ?? groups.set(stem, { key, posts: [post] });
      }
  for (const post of posts)
    post.more = ["areas", "activities"].map((kind) => {
      const some = groups.get(`/${kind}/${post.data[kind][0]}`).posts.slice(0, 5);
      return [kind, some.filter((other) => other !== post).slice(0, 4)];
    });
  const lists = [new List("/index", "", undefined, [], Object.entries(CAMPAIGNS))];
  lists[0].feed = { path: "/feed.xml", posts: posts.slice(0, 20) };
  for (const [campaign, name] of Object.entries(CAMPAIGNS)) {
    lists.push(new List(`/${campaign}/index`, campaign, name, [], Object.entries(COLUMNS)));
    for (const [column, title] of Object.entries(COLUMNS)) {
      const own = posts.filter((post) => post.campaign === campaign && post.column === column);
      own.forEach((post, n) => Object.assign(post, { newer: own[n - 1], older: own[n + 1] }));
      const [first, ...rest] = pages(`/${campaign}/${column}/index`, campaign, title, own);
      first.feed = { path: `/${campaign}/${column}/feed.xml`, posts: own.slice(0, 20) };
      lists.push(first, ...rest);
    }
  }
  for (const [stem, { key, posts }] of groups)
    lists.push(...pages(stem, posts[0].campaign, escape(key), posts));
  return lists;
}
""",
    "lib/html.js": """import { CAMPAIGNS, COLUMNS, SITE, URL } from "./names.js";
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = (text) => text.replace(/[&<>"]/g, (one) => ENTITIES[one]);
export const each = (items, show) => items.map(show).join("\\n");
export const link = (url, text, more = "") => `<a href="${url}"${more}>${text}</a>`;
export const links = (items, base = "") =>
  each(items, ([slug, name]) => `<li>${link(`${base}${slug}/index.html`, name)}</li>`);
export const card = ({ data, day, title, url }) => `<article class="entry"><div>
<h2>${link(url, title)}</h2>
<p class="summary">${escape(data.summary)}</p>
<p class="meta"><time datetime="${data.date}">${day}</time>
<span>${escape(data.place)}</span><span>${escape(data.unit)}</span></p>
</div></article>`;
export const line = ({ day, title, url }) =>
  `<li>${link(url, title)}<span class="meta">${day}</span></li>`;
const headers = Object.fromEntries(["", ...Object.keys(CAMPAIGNS)].map((campaign) => [campaign,
`<header class="site-header">
<div class="top-line wrap"><a class="site-name" href="/">${SITE}</a></div>
<div class="masthead"><div class="wrap"><p class="campaign-title">${campaign}</p></div></div>
<nav class="campaign-nav"><ul class="wrap">
${campaign && links(Object.entries(COLUMNS), `/${campaign}/`)}</ul></nav></header>`]));
export const frame = ({ url, title, summary = title, campaign, column, tags, main }) =>
`<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${SITE}</title>
<meta name="description" content="${summary}">
<meta name="SiteName" content="${SITE}"><meta name="SiteDomain" content="example.org">
${tags}
<link rel="canonical" href="${URL}${url}">
<meta property="og:site_name" content="${SITE}"><meta property="og:title" content="${title}">
<meta property="og:url" content="${URL}${url}">
<link rel="alternate" type="application/rss+xml" title="${SITE}" href="/feed.xml">
<link rel="stylesheet" href="/assets/style.css"></head>
<body><a class="skip-link" href="#main">跳到正文</a>
${headers[campaign]}
<nav class="breadcrumb wrap" aria-label="您当前的位置"><span>您当前的位置：</span><ol>
<li><a href="/index.html">${SITE}</a></li>
${campaign && links([[campaign, CAMPAIGNS[campaign]]], "/")}
${column ? links([[column, COLUMNS[column]]], `/${campaign}/`) : ""}
<li><span aria-current="page">${title}</span></li></ol></nav>
<main id="main" class="wrap" tabindex="-1">${main}</main>
<footer class="site-footer"><div class="wrap">
<p class="numbers"><a href="/feed.xml">订阅</a></p></div></footer></body></html>
`;
""",
    "layouts/article.11ty.js": """import { each, escape, frame, link } from "../lib/html.js";
import { COLUMNS, URL } from "../lib/names.js";
export default function ({ content, post }) {
  const { campaign, column, data, day, title, url, newer, older } = post;
  const [summary, source, author] = [data.summary, data.source, data.author].map(escape);
  const time = data.date.slice(11, 16);
  const about = JSON.stringify({ "@context": "https://schema.org", "@type": "NewsArticle",
    headline: data.title, datePublished: data.date, url: URL + url, description: data.summary });
  const tags = `<meta name="ColumnName" content="${COLUMNS[column]}">
<meta name="ArticleTitle" content="${title}">
<meta name="PubDate" content="${data.date.slice(0, 10)} ${time}">
<meta name="ContentSource" content="${source}">
<meta name="Keywords" content="${escape(data.topicnames.join(","))}">
<meta name="Author" content="${author}">
<meta name="Description" content="${summary}">
<meta name="Url" content="${URL}${url}">
<script type="application/ld+json">${about.replaceAll("<", "\\\\u003c")}</script>`;
  const main = `<article class="story">
<header class="story-header"><h1>${title}</h1>
<ul class="byline">
<li><span class="label">时间</span><time datetime="${data.date}">${day} ${time}</time></li>
<li><span class="label">来源</span>${source}</li>
<li><span class="label">作者</span>${author}</li>
<li><span class="label">地区</span>${escape(data.place)}</li>
${each(data.phases, (one) => `<li><span class="label">阶段</span>
${link(`/phases/${one}.html`, one)}</li>`)}
</ul></header>
${data.person && `<aside class="profile"><dl>
<div><dt>姓名</dt><dd class="name">${escape(data.person)}</dd></div>
<div><dt>类别</dt><dd>敬业奉献</dd></div></dl></aside>`}
<div class="prose">${content}</div>
<footer class="story-footer"><p class="meta">责任编辑：${escape(data.editor)}</p>
<ul class="chips">${each(data.topics, (one) =>
  `<li>${link(`/topics/${encodeURI(one)}.html`, escape(one), ' class="chip"')}</li>`)}</ul></footer>
</article>
<nav class="neighbours">${newer ? link(newer.url, newer.title, ' rel="prev"') : ""}
${older ? link(older.url, older.title, ' rel="next"') : ""}</nav>
${each(post.more, ([kind, others]) => `<section class="more-posts">
<h2 class="section-title">${kind}</h2><ul class="lines">
${each(others, (one) => one.line)}</ul></section>`)}`;
  return frame({ campaign, column, title, summary, tags, main, url });
}
""",
    "content/list.11ty.js": """import { each, frame, link, links } from "../lib/html.js";
import { SITE } from "../lib/names.js";
export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => list.path,
  eleventyExcludeFromCollections: true,
};
export function render({ list, page }) {
  const { campaign, newer, older, title = SITE } = list;
  const tags = each(["ColumnName", "ColumnDescription", "ColumnKeywords"], (name) =>
    `<meta name="${name}" content="${title}">`) + '\\n<meta name="ColumnType" content="栏目">';
  const main = `<header class="page-header"><h1>${title}</h1></header>
<div class="entries">${list.links.length ? `<ul>${links(list.links)}</ul>` : ""}
${each(list.posts, (one) => one.card)}
</div>
${newer || older ? `<nav class="pager" aria-label="分页">
${newer ? link(encodeURI(newer), "较新", ' rel="prev"') : ""}
<span aria-current="page">第 ${list.number} 页</span>
${older ? link(encodeURI(older), "较早", ' rel="next"') : ""}</nav>` : ""}`;
  return frame({ campaign, title, tags, main, url: page.url });
}
""",
    "content/feed.11ty.js": """import { each, escape } from "../lib/html.js";
import { SITE, URL } from "../lib/names.js";
export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list",
    before: (lists) => lists.filter((list) => list.feed) },
  permalink: ({ list }) => list.feed.path,
  eleventyExcludeFromCollections: true,
};
export const render = ({ list: { feed, path, title = SITE } }) =>
`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${title}</title><link>${URL}${path}</link><description>${title}</description>
<atom:link href="${URL}${feed.path}" rel="self" type="application/rss+xml"/>
${each(feed.posts, ({ data, date, title, url }) => `<item><title>${title}</title>
<link>${URL}${url}</link><guid>${URL}${url}</guid><pubDate>${date.toUTCString()}</pubDate>
<description>${escape(data.summary)}</description></item>`)}
</channel></rss>
`;
""",
    "content/sitemap.11ty.js": """import { each } from "../lib/html.js";
import { URL } from "../lib/names.js";
export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };
export const render = ({ collections: { all, lists } }) => `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${each([...all.map((one) => one.url), ...lists.map((one) => encodeURI(one.path))], (path) =>
  `<url><loc>${URL}${path}</loc></url>`)}
</urlset>
`;
""",
}


def write_site(out: Path, count: int) -> None:
    """Write the site as Eleventy reads it."""
    files = dict(_FILES)
    for story in stories(count):
        matter = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in front_matter(story).items()
        )
        name = f"content/posts/{story.campaign}/{story.column}/{story.slug}.md"
        files[name] = f"---\n{matter}---\n\n{story.body}"
    write_files(out, files)
