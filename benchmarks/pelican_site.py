"""The same site for Pelican: articles, and lists by column, region, phase, cell, activity and tag.

Pelican at its best, as far as we know: one Markdown extension, fields that are no Markdown,
furniture, cards and lines rendered once. Its own categories, tags and authors look every article
up in the list of each, which is quadratic: a plug-in of a few lines makes all lists instead, with
Pelican's writer and paginator, as well as neighbours, related posts, feeds and the sitemap.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import CAMPAIGNS, COLUMNS, stories, write_files
from benchmarks.hugo import front_matter

_CONFIG = """from pelican.log import console
console.quiet = True  # --quiet leaves a line
SITENAME, TIMEZONE, DEFAULT_LANG = "基准站", "Asia/Shanghai", "zh"
SITEURL = FEED_DOMAIN = "https://example.org"
PATH, THEME, OUTPUT_PATH = "content", "theme", "output"
READERS = {"rst": None, "html": None}
STATIC_PATHS = PAGE_PATHS = THEME_STATIC_PATHS = []
PATH_METADATA = r"(?P<campaign>[^/]+)/(?P<column>[^/]+)/(?P<slug>[^/]+)\\.md"
ARTICLE_URL = ARTICLE_SAVE_AS = "{campaign}/{column}/{slug}.html"
ARTICLE_TRANSLATION_ID = None
USE_FOLDER_AS_CATEGORY = False
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FORMATTED_FIELDS = []
MARKDOWN = {"extension_configs": {"markdown.extensions.tables": {}}, "output_format": "html"}
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"list": 20}
PAGINATION_PATTERNS = [(1, "{url}", "{save_as}"), (2, *2 * ["{name}-{number}{extension}"])]
FEED_ALL_RSS, FEED_MAX_ITEMS, AUTHOR_FEED_RSS = "feed.xml", 20, None
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
PLUGIN_PATHS, PLUGINS = ["plugins"], ["lists"]
"""

_PLUGIN = """from collections import defaultdict
from functools import cache
from itertools import islice, pairwise

from pelican.plugins import signals

KINDS = ("areas", "phases", "cells", "activities", "topics")
lists, columns, written = defaultdict(list), {}, []

def prepare(generator):
    def once(name, key):
        template = generator.get_template(name)
        return cache(lambda value: template.render(generator.context, **{key: value}))

    for name, key in dict(header="here", footer="here", card="article", line="article").items():
        generator.env.globals[name] = once(name, key)
    generator.env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}

def group(generator):
    settings = generator.settings
    columns.update({(one, two): [] for one in settings["CAMPAIGNS"] for two in settings["COLUMNS"]})
    for article in generator.articles:  # newest first
        date = article.date
        article.link = f"/{article.url}"
        article.day = f"{date.year}年{date.month}月{date.day}日"
        columns[article.campaign, article.column].append(article)
        for kind in KINDS:
            setattr(article, kind, getattr(article, kind).split(", "))
            for key in getattr(article, kind):
                lists[kind, key].append(article)
    for articles in columns.values():
        for newer, older in pairwise(articles):
            newer.older, older.newer = older, newer
    for article in generator.articles:
        article.more = {}
        for kind in ("areas", "activities"):
            some = islice(lists[kind, getattr(article, kind)[0]], 5)
            article.more[kind] = [one for one in some if one is not article][:4]

def write(generator, writer):
    def page(name, kind, **given):
        given |= {"template_name": kind, "url": name}
        writer.write_file(name, generator.get_template(kind), generator.context, **given)

    for campaign, title in generator.settings["CAMPAIGNS"].items():
        page(f"{campaign}/index.html", "index", here=campaign, title=title)
    for (campaign, column), articles in columns.items():
        folder, title = f"{campaign}/{column}", generator.settings["COLUMNS"][column]
        page(f"{folder}/index.html", "list", here=campaign, title=title, articles=articles)
        given = {"path": f"{folder}/feed.xml", "feed_type": "rss", "feed_title": title}
        writer.write_feed(articles, generator.context, **given)
    for (kind, key), articles in lists.items():
        given = {"here": articles[0].campaign, "title": key, "articles": articles}
        page(f"{kind}/{key}.html", "list", **given)
    page("sitemap.xml", "sitemap", names=tuple(written))

def note(path, context):
    written.append(context["output_file"])

def register():
    signals.article_generator_init.connect(prepare)
    signals.article_generator_finalized.connect(group)
    signals.article_writer_finalized.connect(write)
    signals.content_written.connect(note)
"""

_TEMPLATES = {
    "base": """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{% set heading = (article.title if article else title or SITENAME)|e %}
{% set here = article.campaign if article else here %}
{% set address = SITEURL ~ "/" ~ output_file|urlencode %}
<title>{{ heading }} · {{ SITENAME }}</title>
<meta name="description" content="{{ article.summary|e if article else heading }}">
<meta name="SiteName" content="{{ SITENAME }}"><meta name="SiteDomain" content="example.org">
{% block tags %}{% endblock %}
<link rel="canonical" href="{{ address }}">
<meta property="og:site_name" content="{{ SITENAME }}">
<meta property="og:title" content="{{ heading }}">
<meta property="og:url" content="{{ address }}">
<link rel="alternate" type="application/rss+xml" title="{{ SITENAME }}" href="/feed.xml">
<link rel="stylesheet" href="/assets/style.css"></head>
<body><a class="skip-link" href="#main">跳到正文</a>
{{ header(here) }}
<nav class="breadcrumb wrap" aria-label="您当前的位置"><span>您当前的位置：</span><ol>
<li><a href="/index.html">{{ SITENAME }}</a></li>
{% if here %}<li><a href="/{{ here }}/index.html">{{ CAMPAIGNS[here] }}</a></li>{% endif %}
{% if article %}<li><a href="/{{ here }}/{{ article.column }}/index.html">
{{- COLUMNS[article.column] }}</a></li>{% endif %}
<li><span aria-current="page">{{ heading }}</span></li></ol></nav>
<main id="main" class="wrap" tabindex="-1">{% block main %}{% endblock %}</main>
{{ footer(here) }}
</body></html>
""",
    "header": """<header class="site-header">
<div class="top-line wrap"><a class="site-name" href="/">{{ SITENAME }}</a></div>
<div class="masthead"><div class="wrap"><p class="campaign-title">{{ here }}</p></div></div>
<nav class="campaign-nav"><ul class="wrap">{% for slug, name in COLUMNS.items() if here %}
<li><a href="/{{ here }}/{{ slug }}/index.html">{{ name }}</a></li>{% endfor %}
</ul></nav></header>
""",
    "footer": """<footer class="site-footer"><div class="wrap">
<p class="numbers"><a href="/feed.xml">订阅</a></p></div></footer>
""",
    "card": """<article class="entry"><div>
<h2><a href="{{ article.link }}">{{ article.title|e }}</a></h2>
<p class="summary">{{ article.summary|e }}</p>
<p class="meta"><time datetime="{{ article.date.isoformat() }}">{{ article.day }}</time>
<span>{{ article.place|e }}</span><span>{{ article.unit|e }}</span></p>
</div></article>
""",
    "line": """<li><a href="{{ article.link }}">{{ article.title|e }}</a><span class="meta">
{{- article.day }}</span></li>
""",
    "list": """{% extends "base.html" %}
{% block tags %}<meta name="ColumnName" content="{{ title|e }}">
<meta name="ColumnDescription" content="{{ title|e }}">
<meta name="ColumnKeywords" content="{{ title|e }}">
<meta name="ColumnType" content="栏目">{% endblock %}
{% block main %}<header class="page-header"><h1>{{ title|e }}</h1></header><div class="entries">
{% for one in articles_page.object_list %}{{ card(one) }}{% endfor %}
</div>
{% set newer, older = articles_previous_page, articles_next_page %}
{% if newer or older %}<nav class="pager" aria-label="分页">
{% if newer %}<a href="/{{ newer.url|urlencode }}" rel="prev">较新</a>{% endif %}
<span aria-current="page">第 {{ articles_page.number }} 页</span>
{% if older %}<a href="/{{ older.url|urlencode }}" rel="next">较早</a>{% endif %}
</nav>{% endif %}{% endblock %}
""",
    "article": """{% extends "base.html" %}
{% block tags %}<meta name="ColumnName" content="{{ COLUMNS[article.column] }}">
<meta name="ArticleTitle" content="{{ article.title|e }}">
<meta name="PubDate" content="{{ article.date.isoformat(" ")[:16] }}">
<meta name="ContentSource" content="{{ article.source|e }}">
<meta name="Keywords" content="{{ article.topicnames|e }}">
<meta name="Author" content="{{ article.writer|e }}">
<meta name="Description" content="{{ article.summary|e }}">
<meta name="Url" content="{{ SITEURL }}{{ article.link }}">
<script type="application/ld+json">{{ {"@context": "https://schema.org", "@type": "NewsArticle",
"headline": article.title, "datePublished": article.date.isoformat(),
"url": SITEURL ~ article.link, "description": article.summary}|tojson }}</script>{% endblock %}
{% block main %}<article class="story">
<header class="story-header"><h1>{{ article.title|e }}</h1>
<ul class="byline">
<li><span class="label">时间</span><time datetime="{{ article.date.isoformat() }}">
{{- article.day }} {{ article.date.isoformat()[11:16] }}</time></li>
<li><span class="label">来源</span>{{ article.source|e }}</li>
<li><span class="label">作者</span>{{ article.writer|e }}</li>
<li><span class="label">地区</span>{{ article.place|e }}</li>
{% for one in article.phases %}<li><span class="label">阶段</span>
<a href="/phases/{{ one }}.html">{{ one }}</a></li>{% endfor %}
</ul></header>
{% if article.person %}<aside class="profile"><dl>
<div><dt>姓名</dt><dd class="name">{{ article.person|e }}</dd></div>
<div><dt>类别</dt><dd>敬业奉献</dd></div></dl></aside>{% endif %}
<div class="prose">{{ article.content }}</div>
<footer class="story-footer"><p class="meta">责任编辑：{{ article.editor|e }}</p>
<ul class="chips">{% for topic in article.topics %}
<li><a class="chip" href="/topics/{{ topic|urlencode }}.html">{{ topic|e }}</a></li>{% endfor %}
</ul></footer>
</article>
{% set newer, older = article.newer, article.older %}
<nav class="neighbours">
{% if newer %}<a href="{{ newer.link }}" rel="prev">{{ newer.title|e }}</a>{% endif %}
{% if older %}<a href="{{ older.link }}" rel="next">{{ older.title|e }}</a>{% endif %}
</nav>
{% for kind, others in article.more.items() %}
<section class="more-posts"><h2 class="section-title">{{ kind }}</h2><ul class="lines">
{% for one in others %}{{ line(one) }}{% endfor %}</ul></section>{% endfor %}{% endblock %}
""",
    "index": """{% extends "base.html" %}{% block main %}<h1>{{ title or SITENAME }}</h1><ul>
{% for slug, name in (COLUMNS if here else CAMPAIGNS).items() %}
<li><a href="{{ slug }}/index.html">{{ name }}</a></li>{% endfor %}</ul>{% endblock %}
""",
    "sitemap": """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{% for name in names %}
<url><loc>{{ SITEURL }}/{{ name|urlencode }}</loc></url>{% endfor %}
</urlset>
""",
}


def write_site(out: Path, count: int) -> None:
    """Write the site as Pelican reads it."""
    files = {f"theme/templates/{name}.html": text for name, text in _TEMPLATES.items()}
    campaigns = {slug: f"基准专题 {slug}" for slug in CAMPAIGNS}
    config = f"{_CONFIG}COLUMNS, CAMPAIGNS = {dict(COLUMNS)}, {campaigns}\n"
    files |= {"pelicanconf.py": config, "plugins/lists.py": _PLUGIN}
    for story in stories(count):
        matter = front_matter(story)
        matter["writer"] = matter.pop("author")  # an `author` gets a quadratic list of its own
        lines = (
            f"{key}: {', '.join(value) if isinstance(value, list | tuple) else value}\n"
            for key, value in matter.items()
        )
        name = f"content/{story.campaign}/{story.column}/{story.slug}.md"
        files[name] = f"{''.join(lines)}\n{story.body}"
    write_files(out, files)
