"""The ideographs that radical code points stand for where a PDF's text layer spells common characters with them.

Source of `SUPPLEMENT`: EquivalentUnifiedIdeograph.txt of the Unicode Character Database 17.0.0, block CJK Radicals
Supplement; U+2E80 has no equivalent there. The Kangxi radicals and the compatibility ideographs are not listed: their
equivalents are Unicode's own decompositions (NFKC). Three radicals differ from the file, which names components that
no text is written with: ⺪ (𤴔 there), ⺴ (冗) and ⺼ (肉) stand for the character whose shape they share in type.
"""

from typing import Final

_PAIRS: Final = (
    "⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 "
    "⺕𫜹 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 "
    "⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 "
    "⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 "
    "⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 "
    "⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
)

SUPPLEMENT: Final = {pair[0]: pair[1] for pair in _PAIRS.split()} | {"⺪": "疋", "⺴": "网", "⺼": "月"}

DOOR: Final = {"Hans": "户", "Hant": "戶", "Jpan": "戸"}
"""The ideograph of U+2F3E `⼾`, the one radical whose form each script (ISO 15924) writes otherwise."""
