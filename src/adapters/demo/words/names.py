"""Names of people, from many languages, with the letters that a handle can be made of."""

import unicodedata
from dataclasses import dataclass

from adapters.demo.topics import words

_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its bearer writes it, and in the letters a to z."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Given and family names that go together, and which of them comes first."""

    given: tuple[Name, ...]
    family: tuple[Name, ...]
    family_first: bool = False
    divider: str = " "


def in_plain_letters(written: str) -> str:
    """A name in Latin letters without its accents and marks."""
    lowered = written.lower().translate(_LATIN)
    return "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if "a" <= letter <= "z")


def _names(text: str) -> tuple[Name, ...]:
    """Names divided by spaces; `Ελένη=eleni` where the plain letters can't be derived, ~ for a space within."""
    pairs = (part.partition("=") for part in text.split())
    return tuple(
        Name(written.replace("~", " "), plain or in_plain_letters(written)) for written, _, plain in pairs
    )


def _naming(given: str, family: str, *, family_first: bool = False, divider: str = " ") -> Naming:
    return Naming(_names(given), _names(family), family_first, divider)


NAMINGS = (
    _naming(
        "Ada Martha Ruth Owen Harriet Stanley Imogen Clive Beryl Nathan Flora Desmond Poppy Edwin Tess Alfie",
        "Whitlock Pemberton Ashby Croft Hargreaves Lyle Marsh Thorne Bellamy Quigley Fairweather Stubbs Rudd Penrose",
    ),
    _naming(
        "Aoife Ciarán Niamh Seán Róisín Fionn Sorcha Tadhg",
        "Ó~Briain=obriain Kinsella Devlin Mac~Aodha=macaodha Doyle Tierney",
    ),
    _naming("Mairi Hamish Eilidh Callum Catriona Ruaridh", "Drummond Mackay Sinclair Geddes Urquhart Lennox"),
    _naming(
        "Jürgen Anneliese Bärbel Matthias Käthe Lukas Friederike Götz Ute Korbinian Leonie Wenzel",
        "Schäfer Grünwald Lindner Höfer Brandstätter Weiß Nußbaumer Kögl Ziegler Pichler Möller",
    ),
    _naming(
        "Élodie Benoît Margaux Théo Solène Gaëtan Océane Noël Agnès Rémi",
        "Lefèvre Garnier Béranger Chauvin Delmas Rouxel Fabre",
    ),
    _naming(
        "Lucía Íñigo Begoña Mateo Nuria Andrés Ximena Joaquín Rocío Emilio",
        "Muñoz Ibáñez Serrano Peña Calderón Ríos Ocampo Vega",
    ),
    _naming(
        "João Inês Thiago Conceição Luísa Caetano Marília Zé",
        "Magalhães Araújo Simões Pacheco Brandão Nóbrega Leitão",
    ),
    _naming(
        "Chiara Niccolò Giulia Tommaso Ornella Davide Fiammetta",
        "Bianchi Morandi Lo~Presti=lopresti Ferrari Galli Ricciardi",
    ),
    _naming(
        "Małgorzata Łukasz Zofia Paweł Jagoda Wojciech Bożena",
        "Wiśniewska Zając Kowalczyk Dąbrowski Wójcik Śliwa",
    ),
    _naming("Zdeněk Božena Jiří Markéta Ondřej Šárka Václav", "Dvořák Černý Růžička Havlíček Němcová Šimek"),
    _naming(
        "Zsófia Béla Ágnes Gergő Ildikó Márton Csilla",
        "Kovács Szabó Tóth Nagy Halász Bognár",
        family_first=True,
    ),
    _naming(
        "Åsa Björn Linnéa Göran Maj Östen Signe Torsten", "Lindqvist Sjöberg Ängström Norén Dahl Blomgren"
    ),
    _naming("Ingrid Øystein Solveig Håkon Guro Bård Astrid", "Nygård Tveit Bjørnstad Hagen Øverland Moe"),
    _naming("Søren Kirsten Mads Bodil Rasmus Tove", "Kjær Holm Mikkelsen Friis Østergaard Bech"),
    _naming("Väinö Aino Eero Päivi Tuomas Hilkka Onni", "Mäkelä Järvinen Virtanen Koskela Hämäläinen Niemi"),
    _naming(
        "Guðrún Þór Sigríður Ásgeir Björk Einar", "Jónsdóttir Sigurðsson Þórsdóttir Helgason Magnúsdóttir"
    ),
    _naming("Ayşe Çağlar Gülşen İbrahim=ibrahim Defne Özgür Nazlı", "Yıldız Şahin Öztürk Kılıç Aydın Çelik"),
    _naming("Ștefan Ileana Andrei Măriuca Răzvan Ioana", "Popescu Țurcanu Munteanu Văduva Enache"),
    _naming("Ngọc Minh Thảo Quân Lan Đức Hạnh", "Nguyễn Trần Phạm Lê Võ Đặng", family_first=True),
    _naming("Adaeze Chinedu Ngozi Emeka Ifeoma Obinna Amarachi", "Okafor Eze Nwosu Obi Chukwu Anyanwu"),
    _naming(
        "Wanjiru Kamau Achieng Otieno Makena Baraka Zawadi", "Mwangi Njoroge Odhiambo Kariuki Wekesa Mutua"
    ),
    _naming("Temitope Bọ́lá Adébáyọ̀ Yétúndé Kọ́lá Fọlákẹ́", "Adeyemi Ogunleye Balogun Akande Ọláníyan"),
    _naming("Thandiwe Sipho Nomvula Lwazi Zanele Bongani", "Dlamini Nkosi Mthembu Khumalo Zulu"),
    _naming(
        "Ελένη=eleni Νίκος=nikos Μαρία=maria Γιώργος=giorgos Δήμητρα=dimitra",
        "Παπαδοπούλου=papadopoulou Γεωργίου=georgiou Βλάχος=vlachos",
    ),
    _naming(
        "Оксана=oksana Тарас=taras Любов=liubov Богдан=bohdan Ярина=yaryna",
        "Шевчук=shevchuk Коваль=koval Бондаренко=bondarenko",
    ),
    _naming(
        "Дмитрий=dmitri Светлана=svetlana Илья=ilya Надежда=nadezhda",
        "Соколов=sokolov Журавлёва=zhuravleva Белкин=belkin",
    ),
    _naming(
        "ნინო=nino გიორგი=giorgi ქეთევან=ketevan ლევან=levan",
        "ბერიძე=beridze კაპანაძე=kapanadze გელაშვილი=gelashvili",
    ),
    _naming("ליאור=lior נועה=noa איתן=eitan שירה=shira", "לוי=levi פרידמן=friedman ברק=barak"),
    _naming(
        "ليلى=layla يوسف=yusuf نور=nour سامي=sami هدى=huda",
        "حداد=haddad منصور=mansour خليل=khalil ناصر=nasser",
    ),
    _naming("شیرین=shirin بهرام=bahram نسرین=nasrin آرش=arash", "رضایی=rezaei کریمی=karimi فرهادی=farhadi"),
    _naming(
        "अनन्या=ananya रोहन=rohan सुनीता=sunita विक्रम=vikram", "शर्मा=sharma जोशी=joshi पटेल=patel देसाई=desai"
    ),
    _naming("অনিন্দিতা=anindita রফিক=rafiq সুমন=sumon", "সেন=sen চৌধুরী=chowdhury রহমান=rahman"),
    _naming("கவிதா=kavitha முருகன்=murugan தமிழ்=tamizh", "செல்வம்=selvam ராஜன்=rajan"),
    _naming("ሰላም=selam ዳዊት=dawit ህይወት=hiwot", "ተስፋዬ=tesfaye በቀለ=bekele"),
    _naming(
        "美咲=misaki 健太=kenta さくら=sakura 直樹=naoki 遥=haruka",
        "田中=tanaka 小林=kobayashi 山本=yamamoto 森=mori",
        family_first=True,
    ),
    _naming(
        "明=ming 丽华=lihua 建国=jianguo 晓雨=xiaoyu 思远=siyuan",
        "王=wang 陈=chen 刘=liu 林=lin",
        family_first=True,
        divider="",
    ),
    _naming(
        "지은=jieun 민수=minsu 서연=seoyeon 하준=hajun",
        "김=kim 박=park 최=choi 윤=yoon",
        family_first=True,
        divider="",
    ),
)

HANDLE_WORDS = words(
    """quiet; slow; river; morning; paper; copper; hazel; lantern; amber; north; harbour; thistle; pebble;
    window; maple; linen; feather; orchard; candle; willow; garden; marble; autumn; kettle; button; velvet;
    meadow; saffron; bramble; cobalt; juniper; sparrow; otter"""
)
"""Words from which some people make their handles."""
