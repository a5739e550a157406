"""Reduces the RelaxNG schema of all of TEI to what layoutfix writes: `python tests/make_tei_schema.py tei_all.rng`.

Elements and attributes that are never written become `notAllowed`, and what follows from that is worked out. Nothing is
added, so that the whole schema accepts all that the reduced one accepts; which is read at once, the whole one in
seconds.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SCHEMA = Path(__file__).parent / "schemas" / "tei.rng"
SPACES = {
    "xmlns": "http://relaxng.org/ns/structure/1.0",
    "ns": "http://www.tei-c.org/ns/1.0",
    "datatypeLibrary": "http://www.w3.org/2001/XMLSchema-datatypes",
}
ELEMENTS = {
    *("TEI", "teiCorpus", "teiHeader", "fileDesc", "titleStmt", "title", "publicationStmt", "sourceDesc"),
    *("encodingDesc", "appInfo", "application", "label", "text", "body", "div", "ab", "head", "opener", "dateline"),
    *("byline", "p", "figure", "note", "fw"),
}
ATTRIBUTES = {"cert", "ident", "n", "next", "prev", "subtype", "type", "version", "xml:id", "xml:lang"}
ORIGIN = """
The schema tei_all of TEI P5, version 4.3.0, by the TEI Consortium (https://www.tei-c.org), reduced by
tests/make_tei_schema.py to the elements and attributes that layoutfix writes. Like the original it is licensed under
CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/) and under BSD-2-Clause.
"""


class Reduction:
    """A grammar as far as it speaks of `ELEMENTS` and `ATTRIBUTES`; its tags lose their namespace."""

    def __init__(self, grammar: Element) -> None:
        self.definitions = {define.attrib["name"]: _patterns(define) for define in grammar.iter(_rng("define"))}
        self.start = _patterns(next(grammar.iter(_rng("start"))))
        self.known: dict[str, Element] = {}

    def grammar(self) -> Element:
        """What is left: the start, and each definition that it leads to."""
        start = _made("start", self._group(self.start))
        found: dict[str, Element] = {}
        waiting = [start]
        while waiting:
            for name in {ref.attrib["name"] for ref in waiting.pop().iter("ref")} - found.keys():
                found[name] = _made("define", self._body(name), name=name)
                waiting.append(found[name])
        return _made("grammar", start, *(found[name] for name in sorted(found)), **SPACES)

    def _body(self, name: str) -> Element:
        """What stands in a definition: the element that it defines, or a pattern."""
        patterns = self.definitions[name]
        if not _is_element(patterns):
            return self._meaning(name)
        return _made("element", self._group(_patterns(patterns[0])), **patterns[0].attrib)

    def _meaning(self, name: str) -> Element:
        """What a reference to a definition comes to."""
        if name not in self.known:
            patterns = self.definitions[name]
            if not _is_element(patterns):
                self.known[name] = self._group(patterns)
            else:
                is_kept = patterns[0].get("name") in ELEMENTS
                self.known[name] = _made("ref", name=name) if is_kept else _made("notAllowed")
        return self.known[name]

    def _group(self, patterns: list[Element]) -> Element:
        """Patterns one after the other: nothing is allowed where one is not, and empty ones are left out."""
        reduced = [self._pattern(pattern) for pattern in patterns]
        if any(pattern.tag == "notAllowed" for pattern in reduced):
            return _made("notAllowed")
        return _joined("group", [pattern for pattern in reduced if pattern.tag != "empty"], "empty")

    def _choice(self, patterns: list[Element]) -> Element:
        reduced = [self._pattern(pattern) for pattern in patterns]
        return _joined("choice", [pattern for pattern in reduced if pattern.tag != "notAllowed"], "notAllowed")

    def _pattern(self, pattern: Element) -> Element:
        tag = pattern.tag.removeprefix(_rng(""))
        if tag == "ref":
            meaning = self._meaning(pattern.attrib["name"])
            return meaning if meaning.tag in ("ref", "empty", "notAllowed") else _made("ref", **pattern.attrib)
        if tag == "choice":
            return self._choice(_patterns(pattern))
        if tag == "attribute" and pattern.get("name") not in ATTRIBUTES:
            return _made("notAllowed")
        if tag in ("data", "value", "text", "empty"):
            return _copy(pattern)
        inner = self._group(_patterns(pattern))
        if tag == "attribute":
            return _made(tag, inner, **pattern.attrib)
        if tag == "group" or inner.tag == "empty":
            return inner
        if inner.tag == "notAllowed":
            return _made("empty") if tag in ("optional", "zeroOrMore") else inner
        return _made(tag, inner, **pattern.attrib)


def _rng(tag: str) -> str:
    return f"{{{SPACES['xmlns']}}}{tag}"


def _patterns(parent: Element) -> list[Element]:
    """The patterns that an element holds, without documentation and Schematron rules."""
    return [child for child in parent if isinstance(child.tag, str) and child.tag.startswith(_rng(""))]


def _is_element(patterns: list[Element]) -> bool:
    return len(patterns) == 1 and patterns[0].tag == _rng("element")


def _made(tag: str, *content: Element, **attributes: str) -> Element:
    element = Element(tag, attributes)
    element.extend(content)
    return element


def _joined(tag: str, patterns: list[Element], nothing: str) -> Element:
    """The patterns in an element, a single one without; for none an element of the tag `nothing`."""
    return patterns[0] if len(patterns) == 1 else _made(tag if patterns else nothing, *patterns)


def _copy(pattern: Element) -> Element:
    copy = _made(pattern.tag.removeprefix(_rng("")), *map(_copy, _patterns(pattern)), **pattern.attrib)
    copy.text = pattern.text
    return copy


def main() -> None:
    """Writes schemas/tei.rng."""
    reduced = Reduction(ElementTree.parse(sys.argv[1]).getroot()).grammar()
    tree = ElementTree.fromstring(ElementTree.tostring(reduced))  # elements that stand at several places are parted
    ElementTree.register_namespace("", SPACES["xmlns"])
    ElementTree.indent(tree)
    SCHEMA.write_text(f"<!--{ORIGIN}-->\n{ElementTree.tostring(tree, 'unicode')}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
