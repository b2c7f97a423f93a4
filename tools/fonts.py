#!/usr/bin/env python3
"""fonts.py - takes the faces that Trellis shows from the system's font packages into a folder of the build.

Laws: nothing is downloaded; each page loads only the slices whose letters it shows (unicode-range);
a missing face is said plainly and left out, and the page falls back to what the device has.

usage: fonts.py OUT       writes OUT/fonts.css, OUT/fonts-zh.css (only pages that show Chinese link it)
                          and OUT/<face>-<weight>-<slice>.<hash>.woff2
       fonts.py --list    prints face, weight, source file (tab between)

With python3-fonttools and python3-brotli (Debian) the faces are cut into slices and packed as WOFF2. Without them
whole files are copied, and Chinese is left to the device: a whole Chinese face is too large for a page.
OUT/.stamp remembers what went in; nothing is done again until that changes.
"""
import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

try:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    import brotli  # noqa: F401  (WOFF2 needs it)
    SLICING = True
except ImportError:
    # the distribution's own Python may have what another one first on PATH lacks
    if os.path.exists("/usr/bin/python3") and os.path.realpath(sys.executable) != os.path.realpath("/usr/bin/python3") \
            and not os.environ.get("TRELLIS_FONTS_RETRY"):
        os.environ["TRELLIS_FONTS_RETRY"] = "1"
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    SLICING = False

ROOTS = [Path(p) for p in ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fonts-sil-andika")]
SUFFIXES = (".ttf", ".otf", ".ttc")

# family in CSS, weight, file names in order of liking, Debian package, kind of slicing
FACES = [
    ("Andika", 400, ["Andika-Regular.ttf"], "fonts-sil-andika", "latin"),
    ("Andika", 700, ["Andika-Bold.ttf"], "fonts-sil-andika", "latin"),
    ("Noto Sans", 400, ["NotoSans-Regular.ttf"], "fonts-noto-core", "latin"),
    ("Noto Sans", 700, ["NotoSans-Bold.ttf"], "fonts-noto-core", "latin"),
    ("OpenDyslexic", 400, ["OpenDyslexic-Regular.otf", "OpenDyslexic-Regular.ttf"], "fonts-opendyslexic", "latin"),
    ("OpenDyslexic", 700, ["OpenDyslexic-Bold.otf", "OpenDyslexic-Bold.ttf"], "fonts-opendyslexic", "latin"),
    ("Noto Naskh Arabic", 400, ["NotoNaskhArabic-Regular.ttf"], "fonts-noto-core", "arabic"),
    ("Noto Naskh Arabic", 700, ["NotoNaskhArabic-Bold.ttf"], "fonts-noto-core", "arabic"),
    ("Noto Sans Math", 400, ["NotoSansMath-Regular.ttf"], "fonts-noto-core", "math"),
    # a third of the bytes of Noto's Chinese for the same legible strokes: it is what a slow line can carry
    ("Chinese", 400, ["wqy-microhei.ttc", "NotoSansSC-Regular.otf", "NotoSansCJK-Regular.ttc"], "fonts-wqy-microhei", "chinese"),
]


def span(text):
    """'20-7E A0' -> set of code points."""
    out = set()
    for part in text.split():
        a, _, b = part.partition("-")
        out.update(range(int(a, 16), int(b or a, 16) + 1))
    return out


LATIN = span("20-7E A0-FF 131 152-153 2BB-2BC 2C6 2DA 2DC 2000-200B 2010-2015 2018-201A 201C-201E 2020-2022 2026 2032-2033 "
             "2039-203A 2044 20AC 2122 2190-2195 2212 2215 2260 2264-2265 221A 2248 D7 F7 2713 25B2 25BC 25A0 BC-BE "
             "2150-215E FEFF FFFD")
VIET = span("102-103 110-111 128-129 168-169 1A0-1A1 1AF-1B0 300-303 309 323 1EA0-1EF9 20AB")
EXT = span("100-101 104-10F 112-127 12A-130 132-151 154-167 16A-17F 18F 192 1CD-1DC 1E6-1E7 1EA-1EB 1F4-1F5 1FA-21B 228-233 "
           "237 251 254 259 25B 2070-2071 2074-209C 2C7 2D8-2D9 2DB 2DD 304-308 30A-30C 326-328 370-3FF 1E80-1E85 1EF2-1EF3 20A6 20A9 20AA 20B1 20B9")
ARABIC = span("600-6FF 750-77F 8A0-8FF 200C-200F 2010-2011 204F 2E41 FB50-FDFF FE70-FEFC")
MATH = span("20-7E A0-FF 131 391-3A9 3B1-3C9 2000-200B 2010-2015 2026 2032-2037 2044 2061-2064 2070-209C 20D0-20DC 2102-215F "
            "2190-21FF 2200-22FF 2308-230B 27C0-27EF 2A00-2A3F 25A0-25CF 1D434-1D467 1D54E-1D56B")

# The characters most used in modern Chinese, so that a page of plain text loads two or three slices, not thirty.
COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔早晚班课"
    "孩父母亲友爱写读字词句算几何图画问答对错试练习题帮助请谢您好吗呢吧老师同学校家长孩子作业本周星期时间分钟"
    "青完切院让识候带导争运笔早晚林落叫红员式办极土城远团办造转元首集类却满刻况越低字城石消七八九十百千万亿半双"
    "似微失深底火苦找钱船车飞机铁路汽站店房屋室门窗床桌椅杯碗筷饭菜米肉鱼蛋奶茶水果糖盐油衣服裤鞋帽"
    "头脸眼耳鼻嘴口牙舌手指脚腿背肚心血骨身体病痛医药院护士夜早午春夏秋冬风雨雪云雷电热冷暖凉晴阴"
    "山河湖海江洋岛沙石土草花树木林叶根种果虫鸟兽狗猫牛羊马猪鸡鸭兔鼠虎龙蛇象熊狮猴鱼"
    "红黄蓝绿白黑灰紫粉色圆方形角线段长宽高低厚薄轻重量尺寸米升克度加减乘除等于和差积商余整数字符号式"
    "倍几何周面积体表单位小括号例证推理因此所以如果那么虽然但是而且或者不仅还总之首先其次最后例如比如"
    "城市村镇街道园区公司厂店银行邮局图书馆博物馆医院警察消防农民工人商士兵科研究员艺术音乐舞蹈歌唱演戏剧电影视"
    "球跑跳踢打拍抛接投游泳走爬飞滑骑坐站躺睡醒吃喝吸呼听说读写看见闻尝摸推拉抬搬拿放丢捡扔挂贴剪折叠涂染洗擦扫"
    "快慢早晚远近左右前后里外内旁边中央东南西北新旧好坏美丑善恶真假对错是非多少大胖瘦强弱硬软干湿净脏亮暗静吵"
    "喜怒哀乐惊恐忧愁爱恨怕累困饿渴忙闲急慌静勇敢诚实努力认真仔细耐烦聪明笨懒勤俭礼貌尊敬关注帮助分享合作讨论"
    "选择决定计划准备检查评价反思进展证据能力成绩优势兴趣梦想未来职业文化背景家庭联系电话邮件地址姓名日期年级"
    "完成开始下一步目标支持计划需要知道喜欢擅长语言中文英语数学阅读写作打印纸张屏幕登录退出设置保存发送消息回复"
)


def find(names):
    for name in names:
        for root in ROOTS:
            for hit in sorted(root.rglob(name)) if root.is_dir() else []:
                if hit.suffix in SUFFIXES:
                    return hit
    return None


def gb2312():
    out = []
    for hi in range(0xB0, 0xF8):  # level 1 (daily use) stands before level 2
        for lo in range(0xA1, 0xFF):
            try:
                out.append(ord(bytes((hi, lo)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return out


def rare(folder):
    """Characters of the Chinese translations that GB 2312 lacks."""
    out = set()
    for f in sorted(folder.glob("zh*.po")) if folder.is_dir() else []:
        out.update(ord(c) for c in f.read_text("utf-8", "replace") if ord(c) > 0x3300)
    return out - set(gb2312()) - {ord(c) for c in COMMON} - set(range(0xFF00, 0xFFF0))


def chinese_slices(wanted):
    first = [ord(c) for c in dict.fromkeys(COMMON)]
    first += sorted(wanted - set(first))
    seen = set(first)
    rest = [c for c in gb2312() if c not in seen]
    marks = span("3000-3017 FF01-FF65 FFE5 2014 2018-201D 2026 B7")
    out = [("zh0", marks | set(first[:300]))]
    for start in range(300, len(first), 200):
        out.append((f"zh0{chr(97 + (start - 300) // 200)}", set(first[start:start + 200])))
    rest.sort()
    for i, start in enumerate(range(0, len(rest), 160)):
        out.append((f"zh{i + 1}", set(rest[start:start + 160])))
    return out


def slices(kind, wanted):
    if kind == "latin":
        return [("latin", LATIN), ("viet", VIET), ("ext", EXT - VIET)]
    if kind == "arabic":
        return [("arabic", ARABIC)]
    if kind == "math":
        return [("math", MATH)]
    return chinese_slices(wanted)


def ranges(points):
    out, points = [], sorted(points)
    i = 0
    while i < len(points):
        j = i
        while j + 1 < len(points) and points[j + 1] == points[j] + 1:
            j += 1
        out.append(f"U+{points[i]:X}" if i == j else f"U+{points[i]:X}-{points[j]:X}")
        i = j + 1
    return ",".join(out)


def face_number(path):
    """Which face of a collection: the Simplified Chinese one."""
    if path.suffix != ".ttc":
        return 0
    from fontTools.ttLib import TTCollection
    with open(path, "rb") as f:
        for i, font in enumerate(TTCollection(f, lazy=True).fonts):
            if re.search(r"CJK SC$|^WenQuanYi Micro Hei$", str(font["name"].getDebugName(1))):
                return i
    return 0


def cut(font, points, kind):
    options = subset.Options()
    options.layout_features = ["*"] if kind in ("arabic", "math") else ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "calt", "rlig"]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]  # with the licence
    options.drop_tables += ["DSIG", "FFTM", "Silf", "Silt", "Sill", "Glat", "Gloc", "Feat", "vhea", "vmtx", "VORG"]
    s = subset.Subsetter(options)
    s.populate(unicodes=points)
    s.subset(font)


def do_face(job):
    """One face: every slice of it. Returns CSS rules."""
    family, weight, path, kind, wanted, out = job
    if not SLICING:
        if kind == "chinese":
            return []
        data = Path(path).read_bytes()
        name = f"{Path(path).stem.lower()}.{hashlib.sha256(data).hexdigest()[:8]}{Path(path).suffix}"
        shutil.copyfile(path, out / name)
        whole = {"arabic": ARABIC, "math": MATH}.get(kind)
        return [rule(family, weight, name, whole)]
    number = face_number(Path(path))
    base, rules = None, []
    for label, points in slices(kind, wanted):
        if kind == "chinese":
            # the large face is opened once, cut down to what all slices need, and sliced from there
            if base is None:
                import io
                big = TTFont(path, fontNumber=number, lazy=True)
                cut(big, set().union(*(p for _, p in slices(kind, wanted))), kind)
                base = io.BytesIO()
                big.flavor = None
                big.save(base)
            base.seek(0)
            font = TTFont(base)
        else:
            font = TTFont(path, fontNumber=number, lazy=True)
        have = points & set(font.getBestCmap())
        if not have:
            continue
        cut(font, have, kind)
        font.flavor = "woff2"
        part = out / f".{family.replace(' ', '')}-{weight}-{label}"
        font.save(part)
        digest = hashlib.sha256(part.read_bytes()).hexdigest()[:8]
        name = f"{family.lower().replace(' ', '-')}-{weight}-{label}.{digest}.woff2"
        part.rename(out / name)
        rules.append(rule(family, weight, name, have))
    return rules


def rule(family, weight, name, points):
    form = {".woff2": "woff2", ".otf": "opentype", ".ttf": "truetype"}[Path(name).suffix]
    only = f";unicode-range:{ranges(points)}" if points else ""
    return (f'@font-face{{font-family:"{family}";font-style:normal;font-weight:{weight};font-display:swap;'
            f'src:url("{name}") format("{form}"){only}}}')


def main(argv):
    found = [(family, weight, find(names), package, kind) for family, weight, names, package, kind in FACES]
    if argv[:1] == ["--list"]:
        for family, weight, path, _, _ in found:
            print(f"{family}\t{weight}\t{path or ''}")
        return 0
    if len(argv) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(argv[0])
    out.mkdir(parents=True, exist_ok=True)
    wanted = rare(Path(__file__).resolve().parent.parent / "locale")
    stamp = hashlib.sha256()
    stamp.update(Path(__file__).read_bytes() + str((SLICING, sorted(wanted))).encode())
    for _, _, path, _, _ in found:
        stamp.update(f"{path} {path.stat().st_size if path else 0} {path.stat().st_mtime_ns if path else 0}".encode())
    mark = out / ".stamp"
    if (out / "fonts.css").exists() and mark.exists() and mark.read_text() == stamp.hexdigest():
        os.utime(out / "fonts.css")
        return 0
    for old in [*out.glob("*.woff2"), *out.glob("*.ttf"), *out.glob("*.otf"), *out.glob(".*-*")]:
        old.unlink()
    jobs = []
    for family, weight, path, package, kind in found:
        if path is None:
            print(f"fonts: no {family} {weight} on this machine; install {package}. Pages use the device's own face instead.",
                  file=sys.stderr)
        else:
            jobs.append((family, weight, str(path), kind, wanted, out))
    if not SLICING:
        print("fonts: python3-fonttools and python3-brotli are missing; faces are copied whole and Chinese is left to the device.",
              file=sys.stderr)
    from multiprocessing import Pool
    with Pool(min(2, os.cpu_count() or 1)) as pool:  # the slow one, Chinese, goes first
        done = pool.map(do_face, sorted(jobs, key=lambda j: j[3] != "chinese"), chunksize=1)
    lines = sorted(line for rules in done for line in rules)
    for name, chinese in (("fonts.css", False), ("fonts-zh.css", True)):
        part = [line for line in lines if ('"Chinese"' in line) == chinese]
        (out / name).write_text("\n".join(part) + "\n", "utf-8")
    mark.write_text(stamp.hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
