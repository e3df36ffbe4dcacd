"""The findings of reading: what was wrong with a file or a page, and what a clerk can do about it."""

from ocr.finding import Kind, Severity

# Files that cannot be read at all. They are set aside, unchanged.
EMPTY_FILE = Kind("R001", Severity.ERROR, "文件是空的（0 字节）。请从原处重新复制或重新扫描后再放入。")
DAMAGED = Kind(
    "R002",
    Severity.ERROR,
    "文件已损坏，无法按{kind}打开（{reason}）。请重新扫描，或从原处重新复制一份完好的再放入。",
)
PASSWORD = Kind("R003", Severity.ERROR, "{kind}设有打开密码，无法读取。请用密码打开，另存为不加密的文件后再放入。")
UNSUPPORTED = Kind(
    "R006",
    Severity.ERROR,
    "不能读取这种文件（识别为：{kind}）。可以读取：JPEG、PNG、TIFF、BMP、WebP、HEIC、GIF 图片，PDF、Word（.docx）"
    "和纯文本。请转换为其中一种后再放入。",
)
ARCHIVE = Kind("R007", Severity.ERROR, "这是 ZIP 压缩包，不是一份文件。请解压后把里面的文件放入。")
FILE_TOO_LARGE = Kind(
    "R008", Severity.ERROR, "文件太大：{found} MB，上限 {limit} MB。请降低扫描分辨率，或分成几个文件后再放入。"
)
TOO_MANY_PAGES = Kind("R009", Severity.ERROR, "页数太多：{found} 页，上限 {limit} 页。请分成几个文件后再放入。")
PICTURE_TOO_LARGE = Kind(
    "R010",
    Severity.ERROR,
    "第 {number} 页图片太大：{found} 万像素，上限 {limit} 万像素。请用较低的分辨率（300 dpi 即可）重新扫描。",
)
UNFOLDS_TOO_FAR = Kind(
    "R011",
    Severity.ERROR,
    "文件解开后太大（{found}，上限 {limit}），可能是恶意文件。请确认来源，用 Word 打开后另存一份再放入。",
)

# Pages that were read, with a remark.
FIRST_FRAME_ONLY = Kind("R101", Severity.INFO, "这是有 {frames} 帧的动图，只读取了第一帧。如需其余画面，请另存为图片。")
LAYER_DISTRUSTED = Kind("R102", Severity.INFO, "本页自带的文字层不可靠（{reason}），已改用图像识别。")
NO_TEXT = Kind("R103", Severity.INFO, "本页没有读到文字。如是照片可不处理，否则请检查扫描质量。")
BLANK = Kind("R113", Severity.INFO, "本页是空白页，照原样保留，不计入文字。如不该是空白，请核对原件重新扫描。")
PAGE_DAMAGED = Kind(
    "R104", Severity.WARNING, "本页已损坏，无法读取文字（{reason}）。请核对原件，必要时重新扫描这一页。"
)
DRAWN_SMALLER = Kind(
    "R105", Severity.INFO, "本页幅面很大（{width}×{height} 毫米），按 {dpi} dpi 识别，小字可能读不出，请核对。"
)
TEXT_CUT = Kind("R106", Severity.WARNING, "本页文字过多，只保留了前 {limit} 字。请核对原件。")
UNSURE = Kind("R107", Severity.WARNING, "本页识别把握较低（平均 {found}%）。请核对文字，必要时以 300 dpi 重新扫描。")
HIDDEN_ON_PAGE = Kind("R112", Severity.INFO, "本页有 {count} 个字存在文件里，页面上却看不见，未读取。")
CHANGES_ACCEPTED = Kind("R108", Severity.INFO, "文档中有修订痕迹，按接受全部修订读取。请确认这是定稿。")
HIDDEN_SKIPPED = Kind("R109", Severity.INFO, "文档中有隐藏文字，未读取。")
PICTURES_UNREAD = Kind("R110", Severity.INFO, "本页插有 {count} 张图片，图片中的文字未识别。")
EXTERNAL_SKIPPED = Kind(
    "R111", Severity.INFO, "文档引用了外部内容（{count} 处），没有读取。如属正文，请嵌入文档后再放入。"
)

# How good a scan is, after DA/T 31-2017. The page was read all the same.
COARSE = Kind(
    "R120",
    Severity.WARNING,
    "本页分辨率约 {dpi} dpi，归档扫描应不低于 {least} dpi（字小、字密或不清晰的用 300 dpi）。有条件请重新扫描。",
)
TILTED = Kind("R121", Severity.INFO, "本页歪斜约 {degrees} 度，识别时已摆正，装订的仍是原样。要好看请重新扫描。")
TURNED = Kind("R122", Severity.INFO, "本页转了 {degrees} 度，识别时已转正，装订的仍是原样。")
CUT_EDGE = Kind(
    "R123", Severity.WARNING, "本页有 {count} 行文字贴着图像边缘，可能没有扫全。请核对原件，必要时重新扫描。"
)
SURROUNDED = Kind(
    "R124", Severity.INFO, "本页四周带着黑边或桌面等背景，识别时已除去，装订的仍是原样。请尽量用扫描仪扫描。"
)
TOO_DARK = Kind("R125", Severity.WARNING, "本页偏暗。请核对文字，必要时调亮后重新扫描，或在光线充足处重拍。")
PALE = Kind("R126", Severity.WARNING, "本页字迹偏淡。请核对文字，必要时调深后以 300 dpi 重新扫描。")
BLURRED = Kind("R127", Severity.WARNING, "本页模糊，像是没有对准焦或放大过。请核对文字，必要时重新扫描。")
MIXED_SIZES = Kind(
    "R128", Severity.INFO, "各页幅面不一：第 {number} 页 {first} 毫米，本页 {other} 毫米。请核对是否混入了别的材料。"
)
DOUBLED_PAGE = Kind("R129", Severity.WARNING, "本页印的页码是 {number}，与第 {before} 页相同，可能重扫了一页。请核对。")
MISSING_PAGES = Kind(
    "R130", Severity.WARNING, "页码从 {first} 跳到 {second}，可能缺 {count} 页。请核对原件，缺页的补扫后重新放入。"
)
BLED = Kind(
    "R131", Severity.INFO, "本页透出了背面的字，识别时已除去，装订的仍是原样。重新扫描时在背后垫一张黑纸可以避免。"
)
