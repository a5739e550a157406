"""Leave alone what needs no repair: text whose lines are whole."""

from ..evidence.cut_lines import are_cut
from ..evidence.page_script import has_sentences, is_chinese
from ..page import Decision, Page


def spare_clean(page: Page) -> Page:
    """The page marked as untouched where nothing shows that its lines were cut at a column's edge.

    What shows it, in Chinese text that has sentences, is told in `evidence.cut_lines`. Clean articles, verse, lists,
    rosters and code show none of it, and stay where they stand; so do other languages, whose lines this pass does not
    judge. What was mended inside a line stays mended.
    """
    if page.untouched or not page.lines:
        return page
    if is_chinese(page.dump) and has_sentences(page.dump) and are_cut(page.lines):
        return page
    spans = tuple(span for line in page.lines for span in line.text.spans)
    note = Decision("spare-clean", "leave", spans, "no line is cut at a column's edge")
    return page.with_(untouched=True, decisions=(*page.decisions, note))
