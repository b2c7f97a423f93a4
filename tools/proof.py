"""The page that `make check`, `make nightly`, `make fault` and `make fuzz` end with, for a reader who distrusts us: what was tried and
what came of it. Programs say it themselves, in lines "proof: SECTION: words" (test/support/proof.h); here they are only put in order
and their kills, acknowledgements and losses added up. The whole of it stays in build/proof.txt."""
import os
import re
import subprocess
import time

SECTIONS = [('lost', 'Was anything lost?'), ('in', 'Did anybody get in?'), ('broken', 'Did anything break it?')]
SUITES = {'gcc': 'tests of parts, rules, pages, commands, tools and faults', 'faults': 'programs that are killed while they write', 'postgres': 'tests of pages and journeys again, on PostgreSQL',
          'sanitizers': 'the tests again, watched for faults of memory (AddressSanitizer, UBSan)', 'tsan': 'the tests of parts again, watched for races (ThreadSanitizer)',
          'browser': 'scenes in a browser', 'fault': 'statements about servers killed, disks and nodes lost', 'fuzz': 'parsers given broken input',
          'source': 'checks of the source', 'package': 'statements about the Debian packages', 'nightly': 'tests of sizes', 'build': 'builds'}
SKIPS_SHOWN, FAILED_SHOWN = 10, 8


class Page:
    def __init__(self):
        self.said, self.skips, self.fuzzed = {}, {}, []

    def take(self, who, text, label=''):
        """What a program said; if it ran before, what it says now counts."""
        lines = re.findall(r'^(?:#\s*)?proof: (\w+): (.*)$', text, re.M)
        rounds = re.findall(r'^([\w -]+): (\d+) times killed(?:: (\d+) times nothing was there, (\d+) times (?:all of it|everything).*|, .*)$', text, re.M)
        if rounds:
            there = f'; nothing was there {sum(int(n or 0) for _, _, n, _ in rounds)} times, all of it {sum(int(n or 0) for _, _, _, n in rounds)} times' if rounds[0][2] else ''
            lines.append(('lost', f'{", ".join(dict.fromkeys(w for w, _, _, _ in rounds))}: {sum(int(n) for _, n, _, _ in rounds)} kills{there}'))
        self.said[(who, label)] = [(section, words + (f' ({label})' if label else '')) for section, words in lines]
        for line in re.findall(r'^# (.*\bskipped\b.*)$', text, re.M):
            self.skip(who, line)

    def skip(self, who, why):
        self.skips[who] = re.sub(r'\s+', ' ', why).strip()[:120] or 'it does not say why'

    def replayed(self, text):
        """A corpus that was replayed in an ordinary run."""
        found = re.search(r'^(\d+) inputs replayed$', text, re.M)
        if found:
            self.fuzzed.append((int(found[1]), None, True))

    def fuzz(self, text, good):
        """What libFuzzer said of one target; gives how often it ran and whether all was well: one that does not say proves nothing."""
        found = re.search(r'^Done (\d+) runs in (\d+) second', text, re.M)
        self.fuzzed.append((int(found[1]) if found else 0, int(found[2]) if found else 0, good and found is not None))
        return self.fuzzed[-1][0], self.fuzzed[-1][2]

    def words_of(self, section):
        words = [w for said in self.said.values() for s, w in said if s == section]
        if section == 'broken':
            for word, runs in (('kept inputs', [f for f in self.fuzzed if f[1] is None]), ('inputs made up', [f for f in self.fuzzed if f[1] is not None])):
                if runs:
                    took = f' in {sum(s for _, s, _ in runs)} s' if runs[0][1] is not None else ''
                    words.append(f'{len(runs)} parsers of outside data, {sum(n for n, _, _ in runs):,} {word}{took}: {sum(not good for _, _, good in runs)} of them crashed, leaked or hung')
        return words

    def show(self, tier, cases, requirements, seconds):
        """Prints the page and keeps it."""
        here = subprocess.run(['git', 'rev-parse', '--short', 'HEAD'], capture_output=True, text=True, check=False).stdout.strip()
        changed = ', with changes' if here and subprocess.run(['git', 'status', '--porcelain', '-uno'], capture_output=True, text=True, check=False).stdout.strip() else ''
        page = ['', f'== What was tried, and what came of it: make {tier}, {time.strftime("%Y-%m-%d")}, {"version " + here + changed + ", " if here else ""}'
                f'{os.cpu_count()} processors, {seconds / 60:.0f} minutes']
        for section, title in SECTIONS:
            words = self.words_of(section)
            if section == 'lost' and words:
                sums = [sum(int(n) for w in words for n in re.findall(rf'(\d+) {word}\b', w)) for word in ('kills', 'acknowledged', 'lost')]
                title += f' {sums[0]:,} kills, {sums[1]:,} acknowledged, {sums[2]:,} of them lost.'
            if words:
                page += ['', title, *(f'  {w}' for w in words)]
        page += ['', 'Does it do what it says?' + (f' {requirements} requirements have a test that ran and passed.' if requirements else '')]
        for suite in dict.fromkeys(s for s, _, _ in cases):
            good = sum(p for s, _, p in cases if s == suite)
            page.append(f'  {good} of {sum(s == suite for s, _, _ in cases)} {SUITES.get(suite, suite)}')
        shown = list(page)
        for name, left, most in (('Not tried here, and why', [f'{w}: {why}' for w, why in self.skips.items()], SKIPS_SHOWN),
                                 ('Failed', [f'{s}: {n}' for s, n, p in cases if not p], FAILED_SHOWN)):
            page += ['', f'{name}: nothing.'] if not left else ['', f'{name}:', *(f'  {w}' for w in left)]
            shown += ['', f'{name}: nothing.'] if not left else ['', f'{name}:', *(f'  {w[:180]}' for w in left[:most])]
            if len(left) > most:
                shown.append(f'  and {len(left) - most} more: build/proof.txt')
        os.makedirs('build', exist_ok=True)
        with open('build/proof.txt', 'w', encoding='utf-8') as f:
            f.write('\n'.join(page[1:]) + '\n')
        print('\n'.join(shown))
