"""What news text is like."""

import numpy as np
import pytest

from bank import HEADLINES, SENTENCES
from layoutfix.evidence.language import (
    CONTEXT,
    NEAR,
    PAD,
    UNKNOWN,
    encode,
    ends_of,
    gram_counts,
    gram_keys,
    mean_vectors,
    page_grams,
    pair_slots,
    seam_gain,
    vectors_of,
)

NO_PAGE = page_grams(())


def key(gram: str) -> np.ndarray:
    return gram_keys(encode(gram)[None, :])


def gain(tail: str, head: str, page: tuple[str, ...] = ()) -> float:
    return float(seam_gain(ends_of([tail, head]), np.array([0]), np.array([1]), page_grams(page))[0])


@pytest.mark.parametrize("pair", ["国國", "门門", "⼯工", "ＡA", "５5"])
def test_scripts_and_widths_are_folded(pair: str) -> None:
    one, other = encode(pair)
    assert one == other > UNKNOWN


def test_what_is_in_no_vocabulary() -> None:
    assert encode("\ud800\U0010ffff\n").tolist() == [UNKNOWN] * 3
    assert encode("").tolist() == []


def test_ends_are_padded_outwards() -> None:
    ends = ends_of(["湖边", "栈道" * CONTEXT])
    lake, walk = encode("湖边").tolist(), encode("栈道").tolist()
    assert ends.tails.tolist() == [[PAD] * (CONTEXT - 2) + lake, walk * (CONTEXT // 2)]
    assert ends.heads.tolist() == [lake + [PAD] * (CONTEXT - 2), walk * (CONTEXT // 2)]
    assert ends_of([]).tails.shape == (0, CONTEXT)


def test_vectors_have_one_row_a_text_and_depend_on_that_text_only() -> None:
    tails, heads = vectors_of(ends_of(HEADLINES))
    assert tails.shape == heads.shape and len(tails) == len(HEADLINES)
    alone = vectors_of(ends_of(HEADLINES[3:4]))
    assert np.allclose(alone.tails[0], tails[3], atol=1e-4) and np.allclose(alone.heads[0], heads[3], atol=1e-4)
    assert not np.allclose(tails[2], tails[3], atol=1e-2)


def test_the_subject_is_told_by_more_than_the_nearest_characters() -> None:
    near = "昨天正式通车，市民"
    tails = vectors_of(ends_of(["足球联赛" + near, "湖边新桥" + near, "很远" * CONTEXT + "湖边新桥" + near])).tails
    assert len(near) > NEAR and len(near) + 4 < CONTEXT
    assert not np.allclose(tails[0], tails[1], atol=1e-2)
    far = CONTEXT + len(near)
    one, other = vectors_of(ends_of(["甲乙丙丁" + "湖边" * far, "戊己庚辛" + "湖边" * far])).tails
    assert np.allclose(one, other, atol=1e-4)


def test_pairs_of_known_characters_have_slots() -> None:
    lake, other = encode("湖边栈道湖边"), encode("湖\ud800栈")
    slots = pair_slots(np.stack([lake]))[0].tolist()
    assert slots[0] == slots[4] and 0 < slots[0] != slots[1] > 0
    assert pair_slots(np.stack([other]))[0].tolist() == [0, 0]


def test_the_mean_of_groups() -> None:
    vectors = vectors_of(ends_of(HEADLINES[:4]))
    means = mean_vectors(vectors, [[2], [0, 3]])
    assert np.allclose(means.tails, [vectors.tails[2], (vectors.tails[0] + vectors.tails[3]) / 2], atol=1e-5)
    assert mean_vectors(vectors, []).heads.shape == (0, vectors.heads.shape[1])


def test_counts() -> None:
    assert gram_counts(np.concatenate([key("记者"), key("本报")])).min() > 1
    nonsense = [gram_keys(encode(g)[None, :]) for g in ("罐鲤烛", "桨蜜枕", "砚蛙炉", "梨铲鸥", "\ud800\udfff")]
    assert gram_counts(np.concatenate(nonsense)).tolist() == [0] * len(nonsense)


def test_grams_of_a_page_stand_inside_one_text() -> None:
    page = page_grams(("湖边栈道", "湖边的灯"))
    keys = np.concatenate([key(g) for g in ("湖边", "栈道", "湖边栈道", "道湖", "灯塔")])
    assert page.lookup(keys).tolist() == [2, 1, 1, 0, 0]
    assert NO_PAGE.lookup(keys).tolist() == [0] * 5
    assert len(page_grams(("湖",)).keys) == 0


CONTINUED = [
    ("城东的新桥昨天通车，市交通运输", "局的负责人说"),
    ("今年全市新增就业三万人，比去年增", "长两成"),
    ("通车典礼上，记", "者见到了修桥的人"),
    ("走过的人都说，这里的生态环", "境好多了"),
    ("县里准备再修两座小学，解决孩子上学难的问", "题已经写进计划"),
    ("这个项目由市政府出资，年底以前建设完", "成并对居民开放"),
]


@pytest.mark.parametrize("at", range(len(CONTINUED)))
def test_a_true_continuation_gains_most(at: int) -> None:
    tail = CONTINUED[at][0]
    gains = [gain(tail, head) for _, head in CONTINUED]
    assert gains.index(max(gains)) == at


def test_a_page_that_says_so_itself_raises_a_seam() -> None:
    tail, head = "修表匠佟建", "国在铺子里"
    assert gain(tail, head, (tail + head,) * 2) > gain(tail, head) + 1


def test_scores_of_pairs_do_not_depend_on_each_other() -> None:
    at = np.arange(9)
    together = seam_gain(ends_of(list(SENTENCES[:10])), at, at + 1, NO_PAGE)
    assert np.allclose(together, [gain(SENTENCES[i], SENTENCES[i + 1]) for i in at], atol=1e-4)


@pytest.mark.parametrize(("tail", "head"), [("说", "这里的"), ("的", "人多了")])
def test_a_tail_of_one_common_character_says_little(tail: str, head: str) -> None:
    assert abs(gain(tail, head)) < 1
