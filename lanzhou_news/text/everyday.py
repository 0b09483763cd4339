"""The commonest characters of Chinese news: what a right reading of bytes is full of."""

from __future__ import annotations

EVERYDAY = frozenset(
    "的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情最立代想已通并提直题党程展五果料"
    "這這為個國時來們會發動過說產種後經進著電裡現實兩體機當點從業應開還義樣與關線內數氣變條沒結問無軍題黨記者報市城新聞记者报闻今"
    "，。、：；？！“”（）《》"
)
"""The commonest characters of modern written Chinese in both scripts, with full-width marks (Jun Da, modern Chinese
character frequency list): about half of any Chinese text, about none of a misread one."""
