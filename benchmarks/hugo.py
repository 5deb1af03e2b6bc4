"""The same site for Hugo: articles, and lists by column, region, phase, cell, activity and tag.

Lists hold 20 cards, regions are rolled up, articles show their neighbours and four posts each of
their region and activity; there are feeds for columns and a sitemap (ours has feeds for regions and
phases, too: Hugo cannot give them to some taxonomies only, so it is spared them). What all
pages share is a cached partial, addresses are flat files: Hugo at its best, as far as we know.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from benchmarks.corpus import ACTIVITIES, COLUMNS, Story, stories, write_files

_CONFIG = """baseURL = "https://example.org/"
title = "基准站"
languageCode = "zh-Hans"
defaultContentLanguage = "zh"
uglyURLs = true
disableAliases = true
disableKinds = ["taxonomy"]
hasCJKLanguage = true
[pagination]
pagerSize = 20
disableAliases = true
[taxonomies]
area = "areas"
phase = "phases"
cell = "cells"
activity = "activities"
topic = "topics"
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
term = ["html"]
[services.rss]
limit = 20
[markup.goldmark.renderer]
unsafe = false
"""

_BASE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ with .Params.summary }}{{ . }}{{ else }}{{ .Title }}{{ end }}">
<meta name="SiteName" content="{{ site.Title }}">
<meta name="SiteDomain" content="example.org">
{{ block "tags" . }}{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:site_name" content="{{ site.Title }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:url" content="{{ .Permalink }}">
<link rel="alternate" type="application/atom+xml" title="{{ site.Title }}" href="/index.xml">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body>
<a class="skip-link" href="#main">跳到正文</a>
{{ partialCached "header.html" . .Section }}
<nav class="breadcrumb wrap" aria-label="您当前的位置"><span>您当前的位置：</span><ol>
{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
<li><span aria-current="page">{{ .Title }}</span></li></ol></nav>
<main id="main" class="wrap" tabindex="-1">
{{ block "main" . }}{{ end }}
</main>
{{ partialCached "footer.html" . .Section }}
</body>
</html>
"""

_HEADER = """<header class="site-header">
<div class="top-line wrap"><a class="site-name" href="/">{{ site.Title }}</a></div>
<div class="masthead"><div class="wrap"><p class="campaign-title">{{ .Section }}</p></div></div>
<nav class="campaign-nav"><ul class="wrap">
{{ with site.GetPage .Section }}{{ range .Sections }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}
</ul></nav>
</header>
"""

_FOOTER = """<footer class="site-footer"><div class="wrap">
<p class="numbers"><a href="/index.xml">订阅</a></p>
</div></footer>
"""

_CARD = """<article class="entry"><div>
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="summary">{{ .Params.summary }}</p>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05+08:00" }}">
{{- .Date.Format "2006年1月2日" }}</time><span>{{ .Params.place }}</span>
<span>{{ .Params.unit }}</span></p>
</div></article>
"""

_LIST = """{{ define "tags" }}<meta name="ColumnName" content="{{ .Title }}">
<meta name="ColumnDescription" content="{{ .Title }}">
<meta name="ColumnKeywords" content="{{ .Title }}">
<meta name="ColumnType" content="栏目">{{ end }}
{{ define "main" }}
<header class="page-header"><h1>{{ .Title }}</h1></header>
<div class="entries">
{{ range .Paginator.Pages }}{{ partialCached "card.html" . .RelPermalink }}{{ end }}
</div>
{{ with .Paginator }}{{ if gt .TotalPages 1 }}<nav class="pager" aria-label="分页">
{{ with .Prev }}<a href="{{ .URL }}" rel="prev">较新</a>{{ end }}
<span aria-current="page">第 {{ .PageNumber }} 页</span>
{{ with .Next }}<a href="{{ .URL }}" rel="next">较早</a>{{ end }}</nav>{{ end }}{{ end }}
{{ end }}
"""

_LINE = """<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><span class="meta">
{{- .Date.Format "2006年1月2日" }}</span></li>
"""

_SINGLE = """{{ define "tags" }}<meta name="ColumnName" content="{{ .CurrentSection.Title }}">
<meta name="ArticleTitle" content="{{ .Title }}">
<meta name="PubDate" content="{{ .Date.Format "2006-01-02 15:04" }}">
<meta name="ContentSource" content="{{ .Params.source }}">
<meta name="Keywords" content="{{ delimit .Params.topicnames "," }}">
<meta name="Author" content="{{ .Params.author }}">
<meta name="Description" content="{{ .Params.summary }}">
<meta name="Url" content="{{ .Permalink }}">
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "NewsArticle"
"headline" .Title "datePublished" (.Date.Format "2006-01-02T15:04:05+08:00") "url" .Permalink
"description" .Params.summary | jsonify | safeJS }}</script>{{ end }}
{{ define "main" }}{{ $page := . }}
<article class="story">
<header class="story-header"><h1>{{ .Title }}</h1>
<ul class="byline">
<li><span class="label">时间</span><time datetime="{{ .Date.Format "2006-01-02T15:04:05+08:00" }}">
{{- .Date.Format "2006年1月2日 15:04" }}</time></li>
<li><span class="label">来源</span>{{ .Params.source }}</li>
<li><span class="label">作者</span>{{ .Params.author }}</li>
<li><span class="label">地区</span>{{ .Params.place }}</li>
{{ range .GetTerms "phases" }}<li><span class="label">阶段</span>
<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}
</ul></header>
{{ with .Params.person }}<aside class="profile"><dl>
<div><dt>姓名</dt><dd class="name">{{ . }}</dd></div>
<div><dt>类别</dt><dd>敬业奉献</dd></div></dl></aside>{{ end }}
<div class="prose">{{ .Content }}</div>
<footer class="story-footer"><p class="meta">责任编辑：{{ .Params.editor }}</p>
<ul class="chips">{{ range .GetTerms "topics" }}
<li><a class="chip" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul></footer>
</article>
<nav class="neighbours">
{{ with .NextInSection }}<a href="{{ .RelPermalink }}" rel="prev">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}" rel="next">{{ .Title }}</a>{{ end }}
</nav>
{{ range (slice "areas" "activities") }}
<section class="more-posts"><h2 class="section-title">{{ . }}</h2><ul class="lines">
{{ with index ($page.GetTerms .) 0 }}{{ range first 4 .Pages }}
{{ partialCached "line.html" . .RelPermalink }}{{ end }}{{ end }}</ul></section>{{ end }}
{{ end }}
"""


@cache
def _lineages() -> dict[str, list[str]]:
    from zhuanlan.load.regions import divisions
    from zhuanlan.model.region import Regions

    tree = Regions(divisions())
    return {
        region.code: [up.code for up in reversed(tree.lineage(region.code, "230000"))]
        for region in tree
        if tree.within(region.code, "230000")
    }


def front_matter(story: Story) -> dict[str, object]:
    """Return a post's keys as generators without regions and phases need them: with all groups."""
    areas = _lineages()[story.region]
    activity = ACTIVITIES.index(story.activity)
    return {
        "title": story.title,
        "date": story.date.isoformat() + "+08:00",
        "place": story.region_name.rpartition("/")[2],
        "unit": story.unit,
        "source": story.unit,
        "author": "通讯员",
        "editor": "编辑",
        "summary": story.summary,
        "topicnames": story.tags,
        "person": story.person if story.column == "exemplars" else "",
        "areas": [f"{story.campaign}-{code}" for code in areas],
        "phases": [f"{story.campaign}-{story.phase}"],
        "cells": [f"{story.campaign}-{code}-{story.phase}" for code in areas],
        "activities": [f"{story.campaign}-a{activity}"],
        "topics": [f"{story.campaign}-{tag}" for tag in story.tags],
    }


def write_site(out: Path, count: int) -> None:
    """Write the site as Hugo reads it."""
    layouts = {
        "_default/baseof.html": _BASE,
        "_default/list.html": _LIST,
        "_default/single.html": _SINGLE,
        "index.html": '{{ define "main" }}<h1>{{ site.Title }}</h1>{{ end }}',
        "partials/header.html": _HEADER,
        "partials/footer.html": _FOOTER,
        "partials/card.html": _CARD,
        "partials/line.html": _LINE,
    }
    write_files(out / "layouts", layouts)
    (out / "hugo.toml").write_text(_CONFIG, "utf-8")
    made: set[Path] = set()
    for story in stories(count):
        folder = out / "content" / story.campaign / story.column
        if folder not in made:
            made.add(folder)
            folder.mkdir(parents=True)
            title = dict(COLUMNS)[story.column]
            (folder / "_index.md").write_text(f"---\ntitle: {title}\n---\n", "utf-8")
            index = folder.parent / "_index.md"
            index.write_text(f"---\ntitle: 基准专题 {story.campaign}\n---\n", "utf-8")
        matter = "\n".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in front_matter(story).items()
        )
        text = f"---\n{matter}\n---\n\n{story.body}"
        (folder / f"{story.slug}.md").write_text(text, "utf-8")
