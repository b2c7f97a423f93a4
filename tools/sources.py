#!/usr/bin/env python3
"""Lists files for meson: sources.py FOLDER ENDING [FOLDER ENDING ...], one path a line, sorted."""
import os
import sys

for folder, ending in zip(sys.argv[1::2], sys.argv[2::2]):
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith(ending):
                print(os.path.join(place, name))
