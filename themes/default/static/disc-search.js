// The search of a disc: titles, names, places and units, without a server. Written for browsers of ten
// years ago, and as a classic script, since neither modules nor fetch() work from a disc.

(function () {
  "use strict";

  var PAGE = 50;
  var form = document.getElementById("zl-search");
  var list = document.getElementById("zl-results");
  var status = document.getElementById("zl-status");
  var more = document.getElementById("zl-more");
  var entries = window.zhuanlanEntries || [];
  var found = [];
  var shown = 0;

  function plain(text) {
    var simple = text.normalize ? text.normalize("NFKC") : text;
    return simple.toLowerCase();
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /** How well an entry fits: 2 where all words are in its title, 1 elsewhere, 0 not at all. */
  function fits(entry, words) {
    var title = plain(entry[0]);
    var all = title + " " + plain(entry[2]) + " " + plain(entry[3]);
    var titled = true;
    for (var i = 0; i < words.length; i += 1) {
      if (all.indexOf(words[i]) < 0) return 0;
      if (title.indexOf(words[i]) < 0) titled = false;
    }
    return titled ? 2 : 1;
  }

  function showMore() {
    var end = Math.min(shown + PAGE, found.length);
    for (; shown < end; shown += 1) {
      var entry = found[shown];
      var heading = element("h2");
      var link = element("a", "", entry[0]);
      link.href = entry[1];
      heading.appendChild(link);
      var inner = element("div");
      inner.appendChild(heading);
      if (entry[2]) inner.appendChild(element("p", "meta", entry[2]));
      var item = element("li", "entry");
      item.appendChild(inner);
      list.appendChild(item);
    }
    more.hidden = shown >= found.length;
  }

  function search(query) {
    var words = plain(query).split(/\s+/).filter(Boolean);
    var titled = [];
    var others = [];
    for (var i = 0; i < entries.length && words.length; i += 1) {
      var how = fits(entries[i], words);
      if (how === 2) titled.push(entries[i]);
      else if (how === 1) others.push(entries[i]);
    }
    found = titled.concat(others);
    shown = 0;
    while (list.firstChild) list.removeChild(list.firstChild);
    var text = found.length ? form.getAttribute("data-found").replace("{count}", found.length) : form.getAttribute("data-nothing");
    status.textContent = words.length ? text : "";
    showMore();
    document.body.setAttribute("data-searched", query);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search(form.elements.q.value);
  });
  more.addEventListener("click", showMore);

  var asked = /[?&]q=([^&]*)/.exec(location.search);
  if (asked && asked[1]) {
    try {
      form.elements.q.value = decodeURIComponent(asked[1].replace(/\+/g, " "));
    } catch (error) {
      form.elements.q.value = asked[1]; // no address that a form has made
    }
    search(form.elements.q.value);
  }
})();
