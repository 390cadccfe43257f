"""The foot of a web page below a paper: 打印本页, 分享到, 上一篇, 责任编辑, who keeps the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.readers import marks
from docgen.readers.draft_lines import Line, squeezed

__all__ = ["furniture", "lone_key", "text_ends"]

_BUTTONS: Final = re.compile(
    r"(?:[【\[（(|/·\s]*"
    r"(?:打印(?:本页|此页|页面|文章)?|关闭(?:本页|此页|窗口|页面)?|返回(?:顶部|首页|列表|上页|上一页)?|收藏(?:本页)?|分享(?:本页)?|转发"
    r"|我要纠错|纠错|下载|微信|微博|新浪微博|QQ空间|QQ好友|QQ|朋友圈|字[体号][：:]?|大|中|小|繁体|简体)"
    r"[】\]）)|/·：:\s]*)+"
)
_OPENINGS: Final = re.compile(
    r"[【\[]?(?:分享到|分享至|扫一扫|扫码|手机扫|上一[篇条]|下一[篇条]|上一个|下一个|相关(?:文档|链接|阅读|解读|文件|新闻|信息|稿件|附件)"
    r"|政策解读|解读链接|附件下载|责任编辑|编辑|审核|校对|来源|信息来源|稿源|浏览次数|访问次数|阅读次数|浏览量|点击数?|您是第"
    r"|主办(?:单位)?|承办(?:单位)?|技术支持|维护单位|版权所有|网站地图|网站标识码|备案号|[^：:]{0,2}ICP备|[^：:]{0,2}公网安备|Copyright)"
    r"\s*(?:[】\]]|[：:>]|©|(?<=扫一扫).|(?<=您是第)|(?<=版权所有)|(?<=ICP备)|(?<=公网安备)|(?<=Copyright)|$)"
)


def furniture(text: str) -> bool:
    """A line of a page's foot. Some of these words begin lines of a paper too, so it is asked of last lines only."""
    return bool(_BUTTONS.fullmatch(text) or _OPENINGS.match(text) or marks.navigation(text))


def text_ends(lines: Sequence[Line]) -> int:
    """Where the foot of the page begins: the lines from there to the last are all of it."""
    end = len(lines)
    while end > 1 and lines[end - 1].block is None and furniture(lines[end - 1].text):
        end -= 1
    return end


def lone_key(line: Line) -> bool:
    """索引号：, its value on the line below."""
    return marks.metadata(line.text) and squeezed(line.text).endswith(("：", ":"))
