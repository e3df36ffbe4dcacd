"""E-mail messages (.eml, .msg): header, text and attachments, decoded whatever their programs called the encoding."""
