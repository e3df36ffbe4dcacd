"""Questions in everyday words: a long word that stands nowhere is taken as something to come near to."""

from collections.abc import Callable

from index.query import And, Near, Node, Not, Or, Word

QUESTION_LENGTH = 8
"""Folded characters from which on a word that stands nowhere is taken for a question rather than for a slip."""


def loosen(tree: Node, stands: Callable[[Word], bool]) -> Node | None:
    """Return the tree with every unquoted long word that stands on no page as `Near`; None if there is none.

    What is quoted, excluded or asked of fields stays as strict as it was.
    """
    if isinstance(tree, Word):
        loose = not tree.quoted and len(tree.text) >= QUESTION_LENGTH and not stands(tree)
        return Near(tree.text) if loose else None
    if isinstance(tree, And | Or):
        parts = tuple(part if isinstance(part, Not) else loosen(part, stands) or part for part in tree.parts)
        return type(tree)(parts) if parts != tree.parts else None
    return None
