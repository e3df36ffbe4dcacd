"""A query tree as tantivy's own query: what is true of a page by `index.matching` is found by it, and nothing else."""

from collections.abc import Callable, Iterable, Sequence

from tantivy import FieldType, Occur, Query, Schema

from index.engines.tantivy_store import BORDER, HEADING, PAGE, TEXT, pairs_of
from index.misreading import ANY, forms
from index.numerals import spellings
from index.query import And, Besides, Field, Leaf, Misread, Near, Node, Not, Or, Span, Word
from index.tokens import CELL_BORDER

_HEADING_WEIGHT = 2.0
"""A word in the heading counts more than in the text; the heading's shortness counts besides."""
_NEAR_HEADING_WEIGHT = 0.25
_PAIR = 2

Values = Callable[[str, str], Sequence[str]]
"""Returns the values of a field that begin with a prefix."""

Pages = Callable[[Near], Sequence[str]]
"""Returns the keys of the pages that come near a question."""


class Translator:
    """Makes queries for one state of an index."""

    def __init__(self, schema: Schema, values: Values, pages: Pages) -> None:
        """Take what only the index knows."""
        self._schema = schema
        self._values = values
        self._pages = pages

    def query(self, tree: Node) -> Query:
        """Return the query that is true of the pages of which the tree is."""
        if isinstance(tree, And):
            return Query.boolean_query([(Occur.Must, self.query(part)) for part in tree.parts])
        if isinstance(tree, Or):
            return any_of(self.query(part) for part in tree.parts)
        if isinstance(tree, Not):
            return but_not(silent(Query.all_query()), self.query(tree.part))
        return self.query(tree.near) if isinstance(tree, Besides) else self._leaf(tree)

    def worded(self, leaves: Iterable[Leaf]) -> Query:
        """Return the query that is true of the pages for which more speaks than a field of their record."""
        return any_of(
            self._literal(leaf.literal) if isinstance(leaf, Field | Span) else self._leaf(leaf) for leaf in leaves
        )

    def firsts(self) -> Query:
        """Return the query that is true of the first page of every record."""
        return silent(Query.term_query(self._schema, "ordinal", 0))

    def sharing(self, pairs: Sequence[str]) -> Query:
        """Return the query for the pages that share most of these pairs; the score says how much."""
        in_text = [self._stands(TEXT, pair) for pair in pairs]
        in_heading = [Query.boost_query(self._stands(HEADING, pair), _NEAR_HEADING_WEIGHT) for pair in pairs]
        return any_of([*in_text, *in_heading])

    def _leaf(self, leaf: Leaf) -> Query:
        if isinstance(leaf, Word | Misread):
            return self._word(leaf)
        if isinstance(leaf, Near):
            return silent(Query.term_set_query(self._schema, PAGE, self._pages(leaf)))
        if isinstance(leaf, Span):
            days = Query.range_query(self._schema, "day", FieldType.Unsigned, leaf.since, leaf.until)
            return any_of((silent(days), self._literal(leaf.literal)))
        return any_of((silent(self._field(leaf)), self._literal(leaf.literal)))

    def _word(self, word: Word | Misread) -> Query:
        texts = spellings(word.text) if isinstance(word, Word) else (*spellings(word.text), *forms(word.text)[1:])
        found = [self._stands(TEXT, text) for text in texts]
        if CELL_BORDER not in word.text:  # the tabs of a heading separate its fields
            found += [Query.boost_query(self._stands(HEADING, text), _HEADING_WEIGHT) for text in texts]
        return any_of(found)

    def _field(self, asked: Field) -> Query:
        name = str(asked.facet)
        if asked.facet.is_text:
            return any_of(self._stands(name, text) for text in spellings(asked.value))
        values = self._values(name, asked.value) if asked.prefix else (asked.value,)
        return Query.term_set_query(self._schema, name, values)

    def _literal(self, text: str) -> Query:
        return silent(any_of(self._stands(TEXT, spelled) for spelled in spellings(text))) if text else any_of(())

    def _stands(self, field: str, text: str) -> Query:
        """Return the query for a folded text, `ANY` in it standing for any one character."""
        if len(text) <= _PAIR:  # a term of its own, where nothing is open
            return Query.term_query(self._schema, field if len(text) == 1 else pairs_of(field), text)
        tokens = [(at, one) for at, one in enumerate(text.replace(CELL_BORDER, BORDER)) if one != ANY]
        first = tokens[0][0]
        phrase = Query.phrase_query(self._schema, field, [(at - first, one) for at, one in tokens])
        pairs = dict.fromkeys(text[at : at + _PAIR] for at in range(len(text) - 1))
        terms = [Query.term_query(self._schema, pairs_of(field), pair) for pair in pairs if ANY not in pair]
        return both_of(phrase, *(silent(term) for term in terms))


def any_of(queries: Iterable[Query]) -> Query:
    """Return the query that is true where one of these is."""
    parts = list(queries)
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])


def both_of(*queries: Query) -> Query:
    """Return the query that is true where all of these are."""
    return Query.boolean_query([(Occur.Must, part) for part in queries])


def but_not(wanted: Query, unwanted: Query) -> Query:
    """Return the query that is true where the first is and the second is not."""
    return Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, unwanted)])


def silent(query: Query) -> Query:
    """Return the query without a say in how good an answer is."""
    return Query.const_score_query(query, 0.0)
