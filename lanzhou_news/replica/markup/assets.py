"""Style sheets and scripts that old city sites print into every page: bulk that an extractor has to wade through."""

from __future__ import annotations

from functools import cache

_BLOCKS = (
    "top", "logo", "nav", "subnav", "crumb", "main", "left", "right", "title", "info", "article", "pic", "hot", "rank",
    "share", "comment", "relate", "editor", "copyright", "footer", "ad", "banner", "search", "weather", "app", "code",
)  # fmt: skip


@cache
def style_sheet() -> str:
    """About 6 KB of CSS."""
    rules = [
        "body,div,dl,dt,dd,ul,ol,li,h1,h2,h3,h4,form,input,p{margin:0;padding:0}",
        "img{border:0}",
        "li{list-style:none}",
    ]
    for index, name in enumerate(_BLOCKS):
        rules.append(
            f".{name}{{width:{1200 - index * 17}px;margin:{index % 9}px auto {index % 5}px;overflow:hidden;zoom:1}}"
        )
        rules.append(
            f'.{name} a{{color:#{index * 4111 % 4096:03x};text-decoration:none;font:{12 + index % 6}px/2 "宋体",SimSun}}'
        )
        rules.append(
            f".{name} a:hover{{color:#c00;text-decoration:underline}} .{name} li{{float:left;height:{24 + index}px}}"
        )
        rules.append(
            f"@media(max-width:{1024 - index * 13}px){{.{name}{{width:100%;float:none}} .{name} h3{{font-size:{14 + index % 4}px}}}}"
        )
    return "\n".join(rules)


@cache
def head_script() -> str:
    """About 4 KB of script with Chinese strings in it."""
    lines = ["var _site={name:'兰州新闻网',lang:'zh-cn',ver:'3.2.1',debug:false};"]
    for index, name in enumerate(_BLOCKS):
        lines.append(
            f"_site.{name}=function(e){{var o=document.getElementById('{name}_{index}');"
            f"if(!o){{return false}}o.style.display=(e||0)>{index}?'block':'none';return o.innerHTML.length}};"
        )
    lines.append("function doZoom(s){document.getElementById('zoom').style.fontSize=s+'px'}")
    lines.append(
        "function SetHome(o){try{o.style.behavior='url(#default#homepage)'}catch(e){alert('您的浏览器不支持，请手动设置首页')}}"
    )
    return "\n".join(lines)


@cache
def tail_script() -> str:
    """About 3 KB of counters, share configuration and adverts."""
    share = ";".join(
        f"bds_conf[{i}]={{'tag':'share_{i}','bdSize':{16 + i},'bdCustomStyle':'/css/s{i}.css'}}" for i in range(14)
    )
    ads = "\n".join(
        f"<script type='text/javascript'>/*{120 + 30 * i}*90 创建于 2019-0{i + 1}-12*/var cpro_id='u{3100007 * (i + 3)}';</script>"
        for i in range(6)
    )
    return (
        "<script>var bds_conf=[];" + share + ";window._bd_share_config={'common':{'bdText':'','bdMini':'2','bdPic':''},"
        "'share':{}};with(document)0[(getElementsByTagName('head')[0]||body).appendChild(createElement('script')).src="
        "'/static/api/js/share.js?v=89860593.js?cdnversion='+~(-new Date()/36e5)];</script>\n"
        + ads
        + "\n<script>(function(){var hm=document.createElement('script');hm.src='/js/hm.js?9f2c';"
        "var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(hm,s)})();</script>"
    )
