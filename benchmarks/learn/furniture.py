"""Invented furniture: mastheads, folios, date lines, section names and editors' credits as newspapers print them.

The train pages hold too few kinds of it to learn from. Names of papers and persons are put together at random.
"""

from typing import Final

from numpy.random import Generator

_FAMILY_NAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
    "钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史贺陶"
)
_GIVEN_NAMES: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文雪梅晨宇浩然子涵欣怡俊峰海波晓东红玉兰云飞鹏程思远"
)
_PLACES: Final = "江河湖海山城东西南北州宁安平阳川原陵泉台岭溪浦港沙林清云龙凤金银"
_PAPERS: Final = "日报 晚报 晨报 都市报 时报 商报 新闻 周报 早报 新报 法治报 青年报 農報 日報 時報 晚報"
_SECTIONS: Final = (
    "要闻 国内 国际 社会 民生 经济 财经 文化 体育 时政 综合 评论 理论 副刊 教育 科技 健康 法治 生态 地方 本市 区县 "
    "本地新闻 国际新闻 时事 專題 要聞 國際 港聞 兩岸 財經 體育 娛樂 生活 論壇 广告 综合新闻 视觉 特别报道 关注 看点"
)
_DUTIES: Final = (
    "责编 责任编辑 编辑 美编 校对 本版编辑 本版责编 本版主编 版式 版式设计 值班编委 組版 審校 主编 视觉设计 责校 編輯 "
    "美術編輯 一版责编 电话 检校 组版 执行主编 策划 统筹"
)
_NOTICES: Final = (
    "国内统一连续出版物号 CN {two}-{four}",
    "邮发代号 {two}-{two}",
    "新闻热线：{four}{four}",
    "投稿邮箱：{four}@news.example",
    "www.{place}news.example.cn",
    "今日天气 晴 {two}℃",
    "本报地址：{paper}大厦 邮编：{four}00",
    "中共{place}市委机关报",
    "主管主办",
    "定价 {one}.00元",
    "本版图片除署名外均由资料室提供",
    "●",
    "■",
    "◆",
    "——————",
    "＊＊＊",
    "版权所有 未经许可不得转载",
    "零售每份{one}元",
    "广告热线 {four}{four}",
    "E-mail:{four}@example.com",
    "扫码看视频",
    "导读",
    "更多内容详见客户端",
)
_DATES: Final = (
    "{y}年{m}月{d}日",
    "{y}年{m}月{d}日 星期{w}",
    "{y}.{m}.{d}",
    "{y}-{m:02d}-{d:02d}",
    "{y}年{m}月{d}日 農曆",
    "星期{w}",
    "{y}年{m}月{d}日星期{w}",
    "{m}月{d}日",
    "{y}/{m}/{d}",
    "{y}年{m}月 {d} 星期{w}",
)
_FOLIOS: Final = (
    "第{n}版",
    "{n}版",
    "{a}{n:02d}",
    "{n:02d}",
    "{n}",
    "{a}{n}版",
    "第{a}{n:02d}版",
    "{n:02d}版",
    "{a}{n}",
    "今日{n}版",
    "总第{n}37期",
    "第{n}11期",
)


def invent_furniture(random: Generator) -> str:
    """One line of furniture, spaces included."""
    kinds = (
        lambda: _paper(random),
        lambda: _paper(random) + one(random, (" ", "　", "")) + one(random, _SECTIONS.split()),
        lambda: one(random, _SECTIONS.split()),
        lambda: _date(random),
        lambda: _folio(random),
        lambda: _credits(random),
        lambda: _notice(random),
        lambda: f"{_date(random)} {_folio(random)} {_credits(random)}",
        lambda: _running_head(random),
    )
    return kinds[int(random.integers(len(kinds)))]()


def invent_header(random: Generator) -> tuple[str, list[str]]:
    """The head of a page: paper and section, and what stands beside or below them."""
    parts = [_date(random), f"星期{one(random, '一二三四五六日')}", _folio(random)]
    gap = one(random, ("　", " "))
    paper = _paper(random) + (gap + one(random, _SECTIONS.split()) if random.random() < 0.8 else "")
    parts += _credits(random).split("　") if random.random() < 0.8 else [_notice(random)]
    return paper, [part for part in parts if random.random() < 0.9] or parts


def one(random: Generator, choices: tuple[str, ...] | list[str] | str) -> str:
    """One of the choices."""
    return choices[int(random.integers(len(choices)))]


def _place(random: Generator) -> str:
    return one(random, _PLACES) + one(random, _PLACES)


def _paper(random: Generator) -> str:
    return _place(random) + one(random, _PAPERS.split())


def _date(random: Generator) -> str:
    y, m, d = (int(random.integers(*ends)) for ends in ((2000, 2027), (1, 13), (1, 29)))
    return one(random, _DATES).format(y=y, m=m, d=d, w=one(random, "一二三四五六日"))


def _folio(random: Generator) -> str:
    return one(random, _FOLIOS).format(n=int(random.integers(1, 33)), a=one(random, "ABCD"))


def invent_name(random: Generator) -> str:
    """The name of a person, two or three characters."""
    given = (one(random, _GIVEN_NAMES) for _ in range(int(random.integers(1, 3))))
    return one(random, _FAMILY_NAMES) + "".join(given)


def _credits(random: Generator) -> str:
    duties = random.choice(_DUTIES.split(), int(random.integers(1, 4)), replace=False).tolist()
    colon, gap = one(random, "：:／/ "), one(random, ("　", " ", "  "))
    return gap.join(duty + colon + invent_name(random) for duty in duties)


def _notice(random: Generator) -> str:
    four = int(random.integers(1000, 9999))
    parts = {"four": four, "two": four // 100, "one": four % 10, "place": _place(random), "paper": _paper(random)}
    return one(random, _NOTICES).format(**parts)


def _running_head(random: Generator) -> str:
    parts = (_folio(random), one(random, _SECTIONS.split()), _date(random), _credits(random))
    return " ".join(part for part in parts if random.random() < 0.7) or _date(random)
