"""Families of notices that share most of their words and are different news: weather, power cuts, lottery, traffic …"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from lanzhou_news.replica import places
from lanzhou_news.replica.people import plain_name
from lanzhou_news.replica.phrases import Scene, day_text

Notice = tuple[str, list[str]]


def _weather(s: Scene) -> Notice:
    today, tomorrow = day_text(s.moment), day_text(s.moment + timedelta(days=1))
    low = s.number(-12, 18)
    sky = s.pick(("晴", "多云", "阴有小雨", "晴转多云", "多云转阴", "阵雨", "小雪转阴", "浮尘"))
    wind, grade = s.pick(("偏东风", "西北风", "偏南风", "东北风")), s.number(2, 5)
    rows = [f"兰州市气象台{today}17时发布天气预报："]
    rows.append(
        f"今天夜间到明天，全市{sky}，{wind}{grade}级，最低气温{low}℃，最高气温{low + s.number(6, 15)}℃，相对湿度{s.number(18, 92)}%。"
    )
    for place in s.rng.sample(places.DISTRICTS, 3):
        rows.append(
            f"{place}：{s.pick(('晴', '多云', '阴', '阵雨'))}，{low - s.number(0, 4)}℃到{low + s.number(5, 14)}℃。"
        )
    rows.append(
        f"{tomorrow}洗车指数{s.number(1, 5)}级，紫外线指数{s.number(1, 5)}级，空气质量指数预计在{s.number(28, 240)}左右，请市民合理安排出行。"
    )
    return f"{tomorrow}兰州天气：{sky} 最低气温{low}℃", rows


def _power(s: Scene) -> Notice:
    rows = ["国网兰州供电公司因线路检修，计划在下列时间、地段停电，请用户提前做好准备："]
    for _ in range(s.number(2, 5)):
        day = day_text(s.moment + timedelta(days=s.number(2, 9)))
        start = s.number(6, 9)
        rows.append(
            f"{day}{start}:{s.number(0, 5) * 10:02d}至{start + s.number(4, 10)}:00，{s.number(111, 189)}{s.pick(places.ROADS)}线，"
            f"停电范围：{s.pick(places.ROADS)}{s.number(1, 360)}号至{s.number(361, 890)}号、{s.pick(places.ROADS)}一带。"
        )
    rows.append("如遇天气变化，检修时间顺延；检修提前结束的，将提前送电。服务热线95598。")
    return f"停电公告（{day_text(s.moment)}发布）：涉及{s.pick(places.DISTRICTS)}", rows


def _lottery(s: Scene) -> Notice:
    issue = f"{s.moment.year}{s.moment.timetuple().tm_yday:03d}"
    red = sorted(s.rng.sample(range(1, 34), 6))
    rows = [
        f"中国福利彩票双色球第{issue}期于{day_text(s.moment)}开奖，红球号码为{'、'.join(f'{ball:02d}' for ball in red)}，"
        f"蓝球号码为{s.number(1, 16):02d}。",
        f"当期一等奖开出{s.number(1, 18)}注，单注奖金{s.number(5_000_000, 10_000_000)}元；"
        f"二等奖{s.number(60, 260)}注，单注奖金{s.number(70_000, 420_000)}元。",
        f"甘肃省当期销量{s.number(6_000_000, 14_000_000)}元，奖池滚存{s.number(300, 2600)}万元。",
        f"兑奖截止到开奖之日起60个自然日。理性购彩，量力而行，咨询电话0931-{s.number(2_100_000, 8_990_000)}。",
    ]
    return f"双色球第{issue}期开奖公告", rows


def _traffic(s: Scene) -> Notice:
    road, start = s.pick(places.ROADS), s.moment + timedelta(days=s.number(1, 6))
    ends = start + timedelta(days=s.number(5, 60))
    rows = [
        f"因{s.pick(('管网敷设', '路面大修', '桥梁检测', '绿化改造'))}需要，{road}（{s.pick(places.ROADS)}至{s.pick(places.ROADS)}段）"
        f"自{day_text(start)}{s.number(0, 23)}时起至{day_text(ends)}24时实行交通管制，现通告如下：",
        f"一、管制期间，{s.pick(('由东向西', '由西向东', '由南向北', '由北向南'))}禁止{s.pick(('货运车辆', '所有机动车', '大型客车'))}通行。",
        f"二、途经车辆请绕行{s.pick(places.ROADS)}、{s.pick(places.ROADS)}。",
        f"三、{s.number(1, 170)}路、{s.number(1, 170)}路公交车临时改线，在{s.pick(places.SPOTS)}增设停靠点。",
        "四、请过往车辆和行人服从现场民警指挥，由此带来的不便，敬请谅解。",
    ]
    return f"关于{road}实行交通管制的通告", rows


def _water(s: Scene) -> Notice:
    day = day_text(s.moment + timedelta(days=s.number(1, 4)))
    area = s.rng.sample(places.ROADS, 3)
    rows = [
        f"兰州城市供水集团定于{day}{s.number(0, 22)}时至次日{s.number(2, 12)}时对{area[0]}DN{s.number(3, 12) * 100}供水管道进行碰接施工。",
        f"届时{area[1]}、{area[2]}沿线及{s.pick(places.COMMUNITY_HEADS)}{s.pick(places.COMMUNITY_TAILS)}共{s.number(300, 9000)}户将停水或降压。",
        "请市民提前储水，来水后先打开水龙头放水片刻再使用。供水服务热线96766。",
    ]
    return f"停水通知：{day}{area[1]}等地停水", rows


def _prices(s: Scene) -> Notice:
    rows = [
        f"据市商务局监测，{day_text(s.moment)}全市{s.number(8, 36)}家农贸市场、超市主要副食品零售均价（每公斤）如下："
    ]
    goods = ("大白菜", "土豆", "西红柿", "黄瓜", "青椒", "猪后腿肉", "鲜牛肉", "鸡蛋", "带鱼", "面粉", "菜籽油", "苹果")
    for name in s.rng.sample(goods, 6):
        rows.append(f"{name}{s.number(15, 680) / 10:g}元，比上周{s.pick(('上涨', '下降'))}{s.number(1, 160) / 10:g}%。")
    rows.append(f"监测人：{plain_name(s.rng)}，市场货源充足，节日储备到位。")
    return f"{day_text(s.moment)}兰州市场副食品价格", rows


FAMILIES: tuple[Callable[[Scene], Notice], ...] = (_weather, _power, _lottery, _traffic, _water, _prices)


def make_notice(scene: Scene) -> Notice:
    """Headline and paragraphs of one notice of a drawn family."""
    return FAMILIES[scene.number(0, len(FAMILIES) - 1)](scene)
