"""Word files (.docx): what is written in them, in document order, page by page as their breaks tell."""
