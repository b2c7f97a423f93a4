"""The other reader and writer of CSV: Python's. Used by test_csv_roundtrip.c.

  read FILE SEP        prints each row as its cells in hexadecimal, one row a line
  write FILE SEP SEED  writes random rows in a random dialect, and prints them the same way"""
import csv
import random
import sys

what, path, sep = sys.argv[1:4]


def show(row):
    print(' '.join(cell.encode('utf-8').hex() or '-' for cell in row))


csv.field_size_limit(1 << 30)
if what == 'read':
    for row in csv.reader(open(path, newline='', encoding='utf-8'), delimiter=sep, strict=True):
        if row:
            show(row)
else:
    rnd = random.Random(int(sys.argv[4]))
    letters = ['a', 'B', '7', ' ', '"', "'", ',', '\t', ';', '\n', '\r', '\r\n', '=', 'é', 'ñ', '中', '😀', 'ب', '\ufeff', '\u2028']
    with open(path, 'w', newline='', encoding='utf-8-sig' if rnd.random() < .3 else 'utf-8') as f:
        end = rnd.choice(['\n', '\r\n', '\r'])
        # Python before 3.13 leaves the other line ends unquoted when it quotes little
        quoting = csv.QUOTE_ALL if end != '\r\n' else rnd.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        out = csv.writer(f, delimiter=sep, lineterminator=end, quoting=quoting)
        width = rnd.randrange(2, 9)
        for _ in range(rnd.randrange(0, 400)):
            row = [''.join(rnd.choices(letters, k=rnd.choice([0, 1, 3, 12, 200]))) for _ in range(width)]
            row[0] = 'x' + row[0]  # a byte order mark or a blank line would be another thing
            out.writerow(row)
            show(row)
