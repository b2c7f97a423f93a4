#!/usr/bin/env python3
"""Prints src/school/account/common_passwords.c from a list of passwords, the most common first, one a line: common_passwords.py LIST

The 3000 most common that are long enough beside a second step (8 characters) and every one that is long enough alone (15). Only the
first 8 bytes of their SHA-256 are kept: the list is full of words that have no place in a school's program, and a look-up needs no more.
The list in the program is that of zxcvbn 4.4.2 (Dan Wheeler and Dropbox, MIT), lib/frequency_lists.js of its npm package, passwords."""
import hashlib
import sys

words = [w for w in open(sys.argv[1], encoding='utf-8').read().lower().split('\n') if w]
kept = [w for w in words if len(w) >= 8][:3000] + [w for w in words if len(w) >= 15]
keys = sorted({hashlib.sha256(w.encode()).digest()[:8].hex() for w in kept})
print('/* common_passwords.c - made by tools/common_passwords.py: the first 8 bytes of the SHA-256 of each, in order. */')
print('#include "school/account/common_passwords.h"\n')
print('const uint64_t common_passwords[] = {')
for i in range(0, len(keys), 6):
    print('\t' + ', '.join(f'0x{k}' for k in keys[i:i + 6]) + ',')
print('};')
print('const size_t n_common_passwords = sizeof common_passwords / sizeof *common_passwords;')
