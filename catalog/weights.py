"""The weights of filing, by name. Readable on purpose: whoever doubts a suggestion can add it up by hand.

Evidence for an item is a sum of parts, most of them between 0 and 1, times a weight below. A logistic curve turns the
sum and its lead over the next item into a confidence.
"""

# How much a term says, by its row in the table of terms; several terms add up like independent witnesses.
SURE = 0.8
LIKELY = 0.45
HINT = 0.15

# Where it stands. A record without a title speaks through its first sentences instead.
TITLE = 1.0
NAME = 0.5  # the file's own name
LEAD = 0.5
LEAD_ALONE = 0.75
BODY = 0.5
LATER_PAGES = 0.5  # of what the first page says
FOLDER = 0.6  # words of a folder's name
CARRIER_ALONE = 0.2  # of a 政府工作报告 that never speaks of the standard's domain

# Where nothing could be read, the names alone.
NAME_ALONE = 1.0
FOLDER_ALONE = 1.0

# How much a mark of the domain, in each zone, shows that the record speaks of it at all.
CONTEXT_IN_TITLE = 2.5
CONTEXT_IN_NAME = 1.5
CONTEXT_IN_LEAD = 0.4
CONTEXT_IN_BODY = 0.6
CONTEXT_LEAST = 0.02  # keeps the order of the items where the domain is never spoken of
CONTEXT_ELSEWHERE = 0.6  # the title is about something else

# The item's own words, compared letter for letter; they carry items for which the trade's table has no concept.
WORDS_TITLE = 0.35
WORDS_LEAD = 0.15
WORDS_BODY = 0.15
WORDS_ALONE = 2.6  # factor for such items

# Supporting facts; shared by fewer items they say more.
KIND = 0.1
UNIT = 0.1

# An item's wording attaches a concept by its title, its text or its points.
BY_TITLE = 1.0
BY_TEXT = 0.7
BY_POINTS = 0.6
NOT_THE_MAIN_ITEM = 0.5  # another item names the concept more plainly

# A folder that the clerk named after an item.
FOLDER_TITLE = 1.3
FOLDER_NUMBER = 1.1
FOLDER_BARE_NUMBER = 0.95
FOLDER_IN_YEAR = 0.15  # 2023/12/ may be December
FOLDER_PLAIN = 0.5  # from here on, another item needs a person's word

# A term that rather means another concept stands beside.
UNLESS = 0.4

# The logistic curve over what is said (more than the limit makes nothing surer) and the lead over the best other item.
STEEPNESS = 6.0
HALFWAY = 0.72
SAID_LIMIT = 1.3
LEAD_OVER_NEXT = 2.0
BEHIND_FIRST = 9.0  # a second item is filed without a person only when it is about as sure as the first
LEAD_LIMIT = 0.5

# The surest that is ever stated. On cases that took no part in choosing words or weights 64 of 65 automatic filings
# were right, by the rule of succession 0.97. From AUTOMATIC up the curve is drawn in to end here.
SUREST = 0.97
NAMED = 0.55  # the least where the title names a wanted kind of paper or the item itself, and the text its topic

IN_PASSING = 0.7  # what one later sentence says under a title of something else

# Many items' topics evenly: so many others with this part of what is said for one; one where the title names another.
EVENLY = 0.75
MANY = 1
# A title against its text: another item told so plainly, and this one with less than that part of it.
TOLD_PLAINLY = 0.4
TOLD_AS_WELL = 0.6
CONTENDER = 0.7  # of the best: so much must speak for an item that is lifted because of its kind of paper

AUTOMATIC = 0.85
SUGGEST = 0.45
ASK = 0.8  # the most where a person must look: unread files, laws of a higher authority, another folder
