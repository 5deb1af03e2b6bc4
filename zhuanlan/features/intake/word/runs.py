"""The content of a paragraph → pieces of running text, and what hangs on it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.word import spans
from zhuanlan.features.intake.word.drawings import Drawn, drawn
from zhuanlan.features.intake.word.fields import Fields, filled, linked
from zhuanlan.features.intake.word.reading import Reading
from zhuanlan.features.intake.word.spans import Span
from zhuanlan.features.intake.word.styles import Style
from zhuanlan.features.intake.word.symbols import is_symbol_font, symbol
from zhuanlan.features.intake.xml import find, hexadecimal, is_on, number, texts, value

Marks = tuple[str, ...]
_NO_TEXT = dict.fromkeys([*range(0xFDD0, 0xFDF0), 0xAD, 0x200B, 0xFEFF, 0x2028, 0x2029])
"""Characters that nobody sees: soft hyphens, blanks without width, noncharacters."""


class Runs:
    """Reads the content of one paragraph."""

    def __init__(self, reading: Reading, fields: Fields, style: Style) -> None:
        self._reading, self._fields, self._style = reading, fields, style
        self.spans: list[Span] = []
        self.floating: list[Drawn] = []
        """What is beside the text: text boxes, and pictures that are anchored to it."""
        self.first: Element | None = None
        """The properties of the first run with a text."""
        self._hidden: list[str] = []

    def read(self, element: Element, marks: Marks = ()) -> None:
        """Read what is in a paragraph, a link or another element within it."""
        for child in self._reading.flat(element):
            match child.tag:
                case "w:r":
                    self._run(child, marks)
                case "w:hyperlink":
                    self.read(child, linked(marks, self._address(child), self._reading))
                case "w:fldSimple":
                    self._fields.begin(child.get("w:instr", " "))
                    self.read(child, linked(marks, self._fields.link, self._reading))
                    self._fields.end()
                case "w:subDoc":
                    self._reading.lost(N_("a document that is inserted as a whole is left out"))
                case "m:oMath" | "m:oMathPara":
                    formula = "".join(texts(child, "m:t", "w:t"))
                    self._reading.lost(N_("a formula is left out: “{text}”"), formula)

    def finish(self) -> None:
        """Say what was hidden."""
        if hidden := "".join(self._hidden):
            self._reading.lost(N_("hidden text is left out: “{text}”"), hidden)

    @property
    def is_hidden(self) -> bool:
        """Tell whether there was text, and all of it hidden."""
        return bool(self._hidden) and all(span.is_blank for span in self.spans)

    def _address(self, element: Element) -> str:
        relation = self._reading.relations.get(element.get("r:id", ""))
        if relation is None and element.get("w:anchor") and not self._fields.drops(""):
            self._reading.once(N_("links within the file are left out; their texts stay"))
        return relation.target if relation else ""

    def _run(self, run: Element, marks: Marks) -> None:
        properties = find(run, "w:rPr")
        own = (
            self._reading.styles.get(value(properties, "w:rStyle"))
            if properties is not None
            else Style()
        )
        hidden = is_on(properties, "w:vanish")
        is_hidden = (self._style.hidden or own.hidden) if hidden is None else hidden
        marks = linked(marks, self._fields.link, self._reading) + self._marks(properties, own)
        for child in self._reading.flat(run):
            if child.tag in _PLAIN:
                self._text(_PLAIN[child.tag] or child.text or "", properties, marks, is_hidden)
            elif child.tag == "w:ruby":
                self._ruby(child, marks)
            elif child.tag in ("w:br", "w:cr"):  # what follows a break of a page is a line, too
                self._add(Span(spans.BREAK))
            else:
                self._other(child, marks)

    def _text(self, text: str, properties: Element | None, marks: Marks, is_hidden: bool) -> None:
        font = value(properties, "w:rFonts", "w:ascii")
        if is_symbol_font(font) and any("\uf000" <= char <= "\uf0ff" for char in text):
            for char in text:
                self._symbol(font, ord(char), marks)
            return
        text = text.translate(_NO_TEXT)
        if not text or self._fields.drops(text):
            return
        if is_hidden:
            self._hidden.append(text)
            return
        if self.first is None and text.strip():
            self.first = properties if properties is not None else Element("w:rPr")
        self._add(spans.text(text, marks))

    def _other(self, child: Element, marks: Marks) -> None:
        match child.tag:
            case "w:sym":
                self._symbol(child.get("w:font", ""), hexadecimal(child.get("w:char", "")), marks)
            case "w:fldChar":
                self._field(child.get("w:fldCharType", ""))
                self._add(spans.text(filled(child), marks))
            case "w:instrText":
                self._fields.instruct(child.text or "")
            case "w:pgNum":
                self._reading.lost(N_("a page number is left out: “{text}”"))
            case "w:footnoteReference" | "w:endnoteReference":
                self._note(child, marks)
            case "w:commentReference":
                self._comment(child.get("w:id", ""))
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(child)
            case "w:contentPart":
                self._reading.lost(N_("handwriting is left out"))

    def _add(self, span: Span) -> None:
        if not self._fields.drops(""):
            self.spans.append(span)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _symbol(self, font: str, code: int, marks: Marks) -> None:
        char = symbol(font, code)
        if not char:
            message = N_("a symbol of the font {font} is left out: {code}")
            is_half = 0xD800 <= code < 0xE000
            self._reading.lost(message, "" if is_half else chr(code), font=font, code=f"{code:X}")
            return
        if is_symbol_font(font):
            self._reading.once(N_("symbols of fonts are written as characters: look at them"))
        self._add(spans.text(char, marks))

    def _ruby(self, element: Element, marks: Marks) -> None:
        base = "".join(texts(find(element, "w:rubyBase"), "w:t"))
        reading = "".join(texts(find(element, "w:rt"), "w:t"))
        if not self._fields.drops(base):
            html = f"<ruby>{spans.text(base).html}<rt>{spans.text(reading).html}</rt></ruby>"
            self._add(Span(html, marks))

    def _note(self, element: Element, marks: Marks) -> None:
        kind, name = element.tag[2:].removesuffix("Reference"), element.get("w:id", "")
        if self._fields.drops(""):
            return
        numbers = self._reading.numbered_notes
        n = numbers.setdefault((kind, name), len(numbers) + 1)
        self._add(Span(f'<sup><a href="#fn-{n}">{n}</a></sup>', marks))

    def _comment(self, name: str) -> None:
        comment = self._reading.comments.get(name)
        said = "".join(texts(comment, "w:t")) if comment is not None else ""
        self._reading.lost(N_("a comment is left out: “{comment}”"), comment=said)

    def _drawing(self, element: Element) -> None:
        anchored = find(element, "wp:anchor") is not None
        for one in drawn(element, self._reading):
            if one.picture and not anchored:
                self._add(Span(one.picture, (), True))
            elif not self._fields.drops(""):
                self.floating.append(one)

    def _marks(self, properties: Element | None, own: Style) -> Marks:
        """Return the tags of a run. Bold of a character style turns that of the paragraph's off."""
        bold = is_on(properties, "w:b")
        found: list[str] = []
        if bold if bold is not None else own.bold != self._style.bold:
            found.append("strong")
        if properties is None:
            return tuple(found)
        if is_on(properties, "w:i"):
            found.append("em")
        if is_on(properties, "w:strike") or is_on(properties, "w:dstrike"):
            found.append("del")
        if is_on(properties, "w:u"):
            self._reading.once(N_("underlines are left out: on a page they would look like links"))
        raised = value(properties, "w:vertAlign")
        if raised in ("superscript", "subscript"):
            found.append(raised[:3])
        return tuple(found)


_PLAIN = {"w:t": "", "w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-"}


def looks(properties: Element | None, style: Style) -> tuple[float, str]:
    """Return the size and the Chinese font of a run."""
    size = number(value(properties, "w:sz")) / 2
    font = value(properties, "w:rFonts", "w:eastAsia")
    return size or style.size, font or style.font
