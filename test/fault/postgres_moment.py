#!/usr/bin/env python3
"""A school on PostgreSQL is brought back to a moment, as docs/admin/backup.md says: a base backup and the archived log.

The database server is killed with -9 while answers are written, its data folder is removed, and what comes back from the
base backup and the archive is exactly what was acknowledged up to the moment; `trellis verify` finds it whole. Prints how
long the way back took."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server_kill import Postgres, TRELLIS  # noqa: E402


def main():
    folder = tempfile.mkdtemp(prefix='trellis-moment-')
    pg = Postgres(f'{folder}/pg')
    if pg.bin is None:
        print('# no PostgreSQL here: skipped')
        return 0
    failed = []

    def must(name, good, detail=''):
        print(f'{"ok" if good else "not ok"} - PostgreSQL, to a moment: {name}{"" if good else ": " + str(detail)[:2000]}', flush=True)
        if not good:
            failed.append(name)

    def conf(text):
        with open(f'{pg.folder}/data/postgresql.conf', 'a', encoding='utf-8') as f:
            f.write(text)

    def put():
        ident = str(uuid.uuid4())
        pg.ask(f"insert into closed_day (id, district, version, created_at, updated_at, begin_on, title) select decode('{ident.replace('-', '')}', 'hex'), district, 1, 1, 1, '2020-01-01', 'moment' from person limit 1")
        return ident.replace('-', '')

    try:
        db = pg.start()
        archive, base = f'{folder}/archive', f'{folder}/base'
        for f in (archive, base):
            os.mkdir(f, 0o700)
            if os.geteuid() == 0:
                shutil.chown(f, 'postgres')
        pg.stop()
        conf(f"wal_level = replica\narchive_mode = on\narchive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'\nmax_wal_senders = 4\n")
        pg.again()
        subprocess.run([TRELLIS, 'sample', '--db', db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        subprocess.run(pg.run(pg.bin / 'pg_basebackup', '-h', pg.folder, '-U', 'postgres', '-D', base, '-X', 'stream', '-c', 'fast'), check=True, cwd='/')
        before = [put() for _ in range(40)]
        time.sleep(0.2)
        moment = pg.ask('select clock_timestamp()')[0]
        time.sleep(0.2)
        after = [put() for _ in range(40)]
        pg.ask('select pg_switch_wal()')
        for _ in range(200):
            if pg.ask('select archived_count > 0 and last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 16777216::bigint) from pg_stat_archiver')[0] == 't':
                break
            time.sleep(0.1)
        # the disaster
        pid = int(Path(f'{pg.folder}/data/postmaster.pid').read_text().split('\n')[0])
        os.kill(pid, signal.SIGKILL)
        pg.process.wait(60)
        time.sleep(1)
        shutil.rmtree(f'{pg.folder}/data')
        # the way back
        start = time.monotonic()
        subprocess.run(pg.run('cp', '-a', base, f'{pg.folder}/data'), check=True, cwd='/')
        conf(f"restore_command = 'cp {archive}/%f %p'\nrecovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n")
        subprocess.run(pg.run('touch', f'{pg.folder}/data/recovery.signal'), check=True, cwd='/')
        pg.again()
        for _ in range(300):
            if pg.ask('select pg_is_in_recovery()', quiet=True) == ['f']:
                break
            time.sleep(0.1)
        took = time.monotonic() - start
        there = pg.ask("select encode(id, 'hex') from closed_day where title = 'moment'")
        must('every row acknowledged before the moment is there once', sorted(there) == sorted(before), f'{len(there)} rows')
        must('nothing of what came after it', not set(after) & set(there))
        check = subprocess.run([TRELLIS, 'verify', '--db', db], capture_output=True, text=True, cwd=folder)
        must('trellis verify finds it whole', check.returncode == 0, check.stdout + check.stderr)
        print(f'proof: lost: PostgreSQL, the data thrown away, back to a moment: {len(before)} acknowledged before it, {len(set(before) - set(there))} lost; it took {took:.1f} s')
    finally:
        pg.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
