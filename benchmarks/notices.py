"""Fillings of forms: notices that share their words and are different news. Written for benchmarks and tests.

Each form draws from the same slots; ``{day}`` stays the same within one notice. What does not stand in braces is the
form's own text, hotlines and years included.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

DISTRICTS = ("城关区", "七里河区", "西固区", "安宁区", "红古区", "永登县", "榆中县", "皋兰县")
ROADS = ("庆阳路", "酒泉路", "西津东路", "天水北路", "南滨河中路", "北滨河西路", "民主东路", "定西路", "皋兰路", "火车站西路", "雁南路", "银滩路", "安宁西路", "福利东路", "公园路", "平凉路")
PLACES = ("金城公园", "水车博览园", "白塔山", "五泉山", "兰州植物园", "仁寿山", "黄河楼", "奥体中心", "老街", "会展中心")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文志德福春生海云龙"
SKY = ("晴", "多云", "阴", "小雨", "多云转晴", "晴转多云", "阵雨", "小雪")
HAZARDS = ("大风", "沙尘暴", "暴雨", "雷电", "寒潮", "高温", "道路结冰")
COLOURS = ("蓝色", "黄色", "橙色")
LETTERS = "ABCDEFGH"

FORMS: dict[str, str] = {
    "forecast": "兰州市气象台{month}月{day}日{n:6-20}时发布天气预报\n预计今天夜间到明天白天，我市{sky}，最高气温{n:8-33}℃，最低气温{n:0-16}℃，{wind}风{n:2-5}级，空气质量指数{n:40-150}。"
    "近期昼夜温差较大，请市民及时增减衣物，谨防感冒，外出注意交通安全。咨询电话：12121。",
    "warning": "兰州市气象台2025年{month}月{day}日{n:0-23}时{n:10-59}分发布{hazard}{colour}预警信号：预计未来24小时内，{district}、{district}将出现{hazard}天气，阵风可达{n:6-9}级，请有关单位和人员做好防范准备，"
    "切断户外危险电源，停止高空、水上等户外作业，加固围板、棚架、广告牌等易被风吹动的搭建物，行人与车辆减速慢行。预警热线：12121。",
    "power": "{district}计划停电公告\n因设备检修，国网兰州供电公司定于2025年{month}月{day}日{n:6-9}时至{n:14-20}时对{n:100-999}线路实施计划停电，影响范围：{road}{n:1-400}号周边用户。"
    "请广大用户提前做好准备，给您带来的不便敬请谅解，如提前送电恕不另行通知，请勿私自在停电线路上作业，以免发生触电事故。详情请拨打95598供电服务热线咨询。",
    "water": "停水通知\n尊敬的用户：因供水管道改造施工，定于{month}月{day}日{n:8-11}时至次日{n:5-8}时对{road}沿线{n:2-9}个小区停止供水，请受影响的单位和居民提前储水，来水初期如有水质浑浊属正常现象，打开水龙头稍放片刻即可。"
    "兰州城市供水集团客服热线：8866000，24小时受理。",
    "lottery": "双色球第2025{n:100-151}期开奖公告：红球号码{n:1-9} {n:10-15} {n:16-20} {n:21-25} {n:26-29} {n:30-33}，蓝球号码{n:1-16}。本期一等奖中出{n:1-20}注，每注奖金{n:5000000-9999999}元；二等奖{n:60-300}注，每注奖金{n:90000-400000}元。"
    "下期奖池金额为{n:10-25}亿元。中奖者请于60个自然日内携带有效证件兑奖，逾期未兑视为弃奖，购彩请理性，未成年人不得购买彩票。",
    "traffic": "关于{road}交通管制的通告\n为保障施工安全和道路畅通，兰州市公安局交通警察支队决定自2025年{month}月{day}日{n:20-23}时起至{month2}月{n:1-28}日6时止，对{road2}至{road}路段实行半幅封闭施工，过往车辆请按交通标志绕行，"
    "服从现场交警指挥。违反本通告的，由公安机关交通管理部门依法处罚。咨询电话：122。",
    "limit": "明日限行提醒：{month}月{day}日星期{weekday}，我市主城区机动车限行尾号为{n:0-4}和{n:5-9}，限行时间为7时30分至20时，限行区域为东至大青山、西至西固西、南至南山路、北至北环路以内道路（不含上述道路）。"
    "新能源汽车不受限行措施限制，请广大车友合理安排出行，违反规定的将处以一百元罚款，不记分。",
    "obituary": "讣告\n中国共产党优秀党员、我校退休教授{name}同志因病医治无效，于{month}月{day}日{n:1-23}时在兰州逝世，享年{n:66-99}岁。{name}同志治丧小组定于{month}月{n:1-28}日上午9时在华林山殡仪馆举行遗体告别仪式，"
    "请生前友好届时前往送别，并请家属节哀保重。遵照其生前意愿和家属意见，丧事一切从简。特此讣告。",
    "appointment": "兰州市人民代表大会常务委员会任免名单（{month}月{day}日通过）：任命{name}为兰州市{office}局局长，免去{name2}的兰州市{office2}局局长职务。本决定自公布之日起生效。被任命人员在会上进行了宪法宣誓，"
    "市人大常委会主任会议成员向被任命人员颁发了任命书，会议号召全市广大干部群众凝心聚力、真抓实干。",
    "market": "今日兰州主要农贸市场菜价（{month}月{day}日）：白菜每公斤{n:1-4}.{n:1-9}元，土豆每公斤{n:2-5}.{n:1-9}元，西红柿每公斤{n:3-9}.{n:1-9}元，猪肉每公斤{n:20-38}元，牛肉每公斤{n:60-90}元，鸡蛋每公斤{n:8-13}.{n:1-9}元。"
    "与前一日相比总体平稳，市场供应充足，市民可就近选购，如发现哄抬物价行为请拨打12315举报。",
    "court": "送达公告\n{name}：本院受理原告{name2}诉你民间借贷纠纷一案，案号（2025）甘01民初{n:100-2999}号，现依法向你公告送达起诉状副本、应诉通知书、举证通知书及开庭传票。自公告之日起经过30日即视为送达，"
    "提出答辩状和举证的期限分别为公告期满后15日内，并定于举证期满后第三日上午{n:8-11}时{n:10-50}分在本院第{n:1-30}法庭公开开庭审理，逾期将依法缺席判决。",
    "lost": "遗失声明\n{name}不慎遗失居民身份证，证号尾数{n:1000-9999}，声明作废；{district}{name2}商行遗失营业执照副本，注册号尾数{n:10000-99999}，声明作废。以上证件自登报之日起失效，如有拾到者请与本报广告部联系，必有酬谢。",
    "concert": "周末去哪儿：{month}月{day}日{n:9-19}时，{place}将举办惠民演出，市民可凭身份证免费领取门票，每人限领两张，领完即止。演出时长约90分钟，节目包括秦腔、太平鼓、民乐合奏和现代舞，现场设有便民服务点，"
    "提供饮水、医疗和咨询服务。主办方提醒观众乘坐公共交通工具前往，文明观演，不携带易燃易爆物品入场。",
    "recruit": "{district}教育局2025年公开招聘教师公告：计划招聘{n:10-200}名，其中语文{n:2-40}名、数学{n:2-40}名、英语{n:2-30}名。报名时间为{month}月{day}日至{month}月{n:20-28}日，笔试时间另行通知。应聘人员须具有全日制本科及以上学历和相应教师资格证，"
    "年龄在35周岁以下，资格审查贯穿招聘工作全过程，聘用人员实行试用期制度，试用期一年。",
    "roadworks": "记者从市住建局获悉，{road}维修工程将于{month}月{day}日开工，计划工期{n:20-90}天，概算投资{n:120-980}万元。施工期间采取分段围挡、夜间作业的方式，尽量减少对市民出行的影响，工程完工后将有效改善沿线{n:3-20}个小区居民的出行条件，"
    "提升城市道路通行能力。市民如有意见建议，可拨打12345政务服务便民热线反映。",
    "fire": "昨日{n:0-23}时{n:10-59}分，{district}{road}一居民楼突发火情，兰州市消防救援支队指挥中心接警后，立即调派{n:2-9}辆消防车、{n:10-50}名指战员赶赴现场处置，{n:15-58}分钟后明火被扑灭，现场疏散群众{n:10-80}人，无人员伤亡。"
    "起火原因正在调查中。消防部门提醒市民，安全用火用电用气，离家时切断电源、关闭燃气阀门，遇到火灾请及时拨打119。",
}  # fmt: skip
"""Name of the form → text with slots."""

OFFICES = ("教育", "财政", "水务", "林业", "审计", "统计", "民政", "商务", "文化和旅游", "住房和城乡建设")
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


def notice(form: str, rng: random.Random) -> str:
    """One filling of a form.

    >>> notice("limit", random.Random(1)).startswith("明日限行提醒")
    True
    """
    person = lambda: rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2))))  # noqa: E731
    kept: dict[str, str] = {}
    drawn: dict[str, Callable[[], str]] = {
        "month": lambda: str(rng.randint(1, 12)), "month2": lambda: str(rng.randint(1, 12)), "day": lambda: str(rng.randint(1, 28)),
        "sky": lambda: rng.choice(SKY), "wind": lambda: rng.choice(("偏东", "偏西", "偏北", "东南")), "hazard": lambda: rng.choice(HAZARDS),
        "colour": lambda: rng.choice(COLOURS), "road": lambda: rng.choice(ROADS), "road2": lambda: rng.choice(ROADS), "place": lambda: rng.choice(PLACES),
        "weekday": lambda: rng.choice("一二三四五"), "name": person, "name2": person, "office": lambda: rng.choice(OFFICES), "office2": lambda: rng.choice(OFFICES),
    }  # fmt: skip

    def fill(match: re.Match[str]) -> str:
        slot, low, high = match.groups()
        if slot == "n":
            return str(rng.randint(int(low), int(high)))
        if slot == "district":
            return rng.choice(DISTRICTS)
        return kept.setdefault(slot, drawn[slot]())

    return _SLOT.sub(fill, FORMS[form])
