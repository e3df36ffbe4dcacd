"""What is asked besides what was typed, where that stands on few pages or none.

Reading takes one character for another now and then: a word is then looked for as it may have been misread, and such
pages stand below the exact ones. Questions in everyday words stand nowhere: a long word is then taken as something to
come near to. What is quoted, excluded or asked of fields stays as strict as it was.
"""

from collections.abc import Callable

from index.misreading import LONGEST
from index.query import And, Besides, Misread, Near, Node, Or, Word

FEW = 10
"""Pages that answer exactly; from so many on nothing else is looked for."""

QUESTION_LENGTH = 8
"""Folded characters from which on a word that stands nowhere is taken for a question rather than for a slip."""

_MISREAD_LENGTH = 3


def loosened(tree: Node, count: Callable[[Node], int]) -> Node:
    """Return the tree to ask: this one, with what is near `Besides`; `count` tells on how many pages a tree is true."""
    strict = _replaced(tree, lambda leaf: Word(leaf.text) if isinstance(leaf, Misread) else None) or tree
    exact = count(strict)
    near = (_replaced(tree, _misread) or tree) if exact < FEW else tree
    if near != strict and count(near) > exact:
        return Besides(strict, near)
    return strict if exact else loosen(strict, lambda word: count(word) > 0) or strict


def loosen(tree: Node, stands: Callable[[Word], bool]) -> Node | None:
    """Return the tree with every unquoted long word that stands on no page as `Near`; None if there is none."""

    def question(leaf: Node) -> Node | None:
        if not isinstance(leaf, Word) or leaf.quoted or len(leaf.text) < QUESTION_LENGTH:
            return None
        return None if stands(leaf) else Near(leaf.text)

    return _replaced(tree, question)


def _misread(leaf: Node) -> Node | None:
    if isinstance(leaf, Word) and not leaf.quoted and _MISREAD_LENGTH <= len(leaf.text) <= LONGEST:
        return Misread(leaf.text)
    return None


def _replaced(tree: Node, change: Callable[[Node], Node | None]) -> Node | None:
    """Return the tree with its leaves changed, those under a NOT left alone; None where none is."""
    if isinstance(tree, And | Or):
        parts = tuple(_replaced(part, change) or part for part in tree.parts)
        return type(tree)(parts) if parts != tree.parts else None
    return change(tree)
