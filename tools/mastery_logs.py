#!/usr/bin/env python3
"""Makes the logs of docs/research/mastery.md out of the public files that they come from.

usage: tools/mastery_logs.py FOLDER OUT    FOLDER holds timss2011/ and oulad/ with the files as published

OUT/timss.csv: score 1 or more is right; content and cognitive domain together are the skill.
OUT/oulad75.csv: 75 points or more is right; the module is the skill; with times. OUT/oulad.csv: the score out of 1.
OUT/oulad-groups.csv: disability and deprivation band of each learner, as first told.
"""
import csv
import sys
from pathlib import Path


def rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        yield from csv.DictReader(f)


def write(path, head, lines):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        out.writerows(lines)


def timss(folder, out):
    write(out / "timss.csv", ["learner", "item", "skill", "correct"],
          ([r["student"], r["item"], r["content"] + " " + r["cognitive"], int(float(r["score"]) >= 1)]
           for r in rows(folder / "timss2011_g4_aut_long.csv")))


def oulad(folder, out):
    module = {r["id_assessment"]: r["code_module"] for r in rows(folder / "assessments.csv")}
    done = [r for r in rows(folder / "studentAssessment-subset36k.csv") if r["score"] not in ("", "?")]
    head = ["learner", "item", "skill", "correct", "time"]
    for name, right in (("oulad75", lambda s: int(s >= 75)), ("oulad", lambda s: s / 100)):
        write(out / (name + ".csv"), head,
              ([r["id_student"], r["id_assessment"], module[r["id_assessment"]], right(float(r["score"])), int(r["date_submitted"]) * 86400]
               for r in done))
    told = {}
    for r in rows(folder / "studentInfo.csv"):
        told.setdefault(r["id_student"], [r["disability"], r["imd_band"].replace("?", "")])
    write(out / "oulad-groups.csv", ["learner", "disability", "imd_band"], ([k, *v] for k, v in told.items()))


if len(sys.argv) != 3:
    sys.exit(__doc__)
source, target = Path(sys.argv[1]), Path(sys.argv[2])
target.mkdir(parents=True, exist_ok=True)
timss(source / "timss2011", target)
oulad(source / "oulad", target)
