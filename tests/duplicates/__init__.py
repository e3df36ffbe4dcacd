"""Records that are one paper, or editions of one."""
