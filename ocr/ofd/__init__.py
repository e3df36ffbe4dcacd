"""OFD files, China's fixed-layout format (GB/T 33190-2016): pages of placed text, pictures and lines.

Begin with `file` (what a file holds), then `page` (what is drawn on a page), `reading` (its lines) and `printing` (the
same page as PDF).
"""
