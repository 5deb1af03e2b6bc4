"""What only has a use where a page was: calls to follow an account, codes to scan."""

from __future__ import annotations

import re
from io import BytesIO

_LONGEST = 48
"""Characters of such a line; a longer one says more than that."""

_ONE = r"(?:点赞|点个赞|赞|点亮在看|在看|点个?在看|分享|收藏|转发|关注|评论|留言)"
_CALLS = re.compile(
    "|".join(
        (
            r"(?:请|欢迎|快来|记得|敬请)?(?:点击|戳|点|猛戳|轻触|单击)(?:上方|下方|上面|下面|左下角|右下角|文末|标题下)?"
            r"[^，。；]{0,12}(?:关注|订阅)[^，。；]{0,10}",
            r"(?:请|欢迎)?长按[^，。；]{0,10}(?:识别|扫描|扫码|二维码|关注)[^。；]{0,20}",
            r"(?:请|欢迎)?(?:微信)?(?:扫描|扫一扫|扫码|识别)(?:上方|下方|上图|下图|左侧|右侧|图中)?[^。；]{0,8}"
            r"(?:二维码|小程序码|关注)[^。；]{0,12}",
            r"(?:请|欢迎|敬请|快来|记得)?(?:扫码)?关注(?:我们|本号|本公众号|[“\"]?\w{0,16}[”\"]?(?:微信)?公众号)",
            r"(?:点击|轻触|戳)?[“\"]?阅读原文[”\"]?(?:[，,]?查看更多\w{0,6})?",
            rf"(?:喜欢)?(?:就|请|记得|别忘了|觉得不错)*[给来]?(?:个)?{_ONE}(?:[、，,|/\s和与]*{_ONE}){{0,6}}(?:吧|哦|哟|支持)*",
            r"(?:喜欢|觉得不错)就?[^。；]{0,8}(?:在看|点赞|转发)[^。；]{0,8}",
            r"预览时标签不可点|微信扫一扫(?:关注该公众号|使用小程序)?|继续滑动看下一个|向上滑动看下一个|轻触阅读原文",
            r"星标我们|设为星标|将我们设为星标|素材来源于网络侵删|二维码",
        )
    )
)
_AROUND = " \t\n\u00a0\u3000▲△▼▽↑↓←→☟☝👆👇*＊·•.。！!~～…—-_|【】[]（）()“”\"'"


def is_call(text: str) -> bool:
    """Tell whether a line only asks to follow, scan, like or share."""
    core = text.strip(_AROUND)
    return 0 < len(core) <= _LONGEST and _CALLS.fullmatch(core) is not None


_OF_CODE = re.compile("二维码|扫码|扫一扫|长按识别|长按图片|小程序码|QR ?code", re.IGNORECASE)


def speaks_of_code(text: str) -> bool:
    """Tell whether a text speaks of a code to scan."""
    return _OF_CODE.search(text) is not None


def looks_like_code(data: bytes) -> bool:
    """Tell whether a picture looks like a QR code: square, of two colours, with corner marks."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as opened:
            width, height = opened.size
            if not (40 <= width <= 4000 and 0.85 <= width / max(height, 1) <= 1.18):
                return False
            side = min(width, 240)
            grey = opened.convert("RGBA").resize((side, side))
            sheet = Image.new("RGBA", grey.size, "white")
            sheet.alpha_composite(grey)
            pixels = sheet.convert("L").tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    rows = [pixels[at : at + side] for at in range(0, side * side, side)]
    between = sum(100 < value < 180 for value in pixels) / len(pixels)
    dark = sum(value < 128 for value in pixels) / len(pixels)
    if between > 0.15 or not 0.1 < dark < 0.7:
        return False
    corners = {corner for y, row in enumerate(rows) for corner in _marks(row, y, side)}
    return len(corners) >= 3


def _marks(row: bytes, y: int, side: int) -> list[tuple[bool, bool]]:
    """Return the corners of the picture in which a row crosses a mark: dark, light, 3 dark, …"""
    edges = [0, *(at for at in range(1, side) if (row[at] < 128) != (row[at - 1] < 128)), side]
    found = []
    for first in range(len(edges) - 5):
        if row[edges[first]] >= 128:
            continue
        runs = [edges[first + n + 1] - edges[first + n] for n in range(5)]
        unit = sum(runs) / 7
        if unit >= 1 and all(
            abs(run - want * unit) <= 0.6 * unit * (1 if want == 1 else 1.6)
            for run, want in zip(runs, (1, 1, 3, 1, 1), strict=True)
        ):
            middle = (edges[first] + edges[first + 5]) / 2
            found.append((middle > side / 2, y > side / 2))
    return found
