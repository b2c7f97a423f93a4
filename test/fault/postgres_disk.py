#!/usr/bin/env python3
"""PostgreSQL's disk is full, and then read-only, while 64 clients hand in work; the clock of the web server is set back besides.

The database lies on a small disk of its own (tmpfs). While it is full or read-only people are told to come again; when it has
room again, work goes on. What was acknowledged is there once, and `trellis verify` finds the database whole. Mounting needs
root; without it the scene says so and skips."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server_kill import CLIENTS, SESSIONS, Client, Learner, Postgres, Server, TRELLIS, free_port, there_in  # noqa: E402


def main():
    folder = tempfile.mkdtemp(prefix='trellis-full-')
    pg = Postgres(f'{folder}/disk/pg')
    if pg.bin is None:
        print('# no PostgreSQL here: skipped')
        return 0
    os.mkdir(f'{folder}/disk')
    os.chmod(folder, 0o711)
    if os.geteuid() != 0 or subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', f'{folder}/disk'], capture_output=True).returncode:
        print('# no disk can be mounted here (it takes root): skipped')
        shutil.rmtree(folder, ignore_errors=True)
        return 0
    failed, server = [], None

    def must(name, good, detail=''):
        print(f'{"ok" if good else "not ok"} - PostgreSQL: {name}{"" if good else ": " + str(detail)[:2000]}', flush=True)
        if not good:
            failed.append(name)

    def said():
        return sum(len(c.said_yes) for c in clients)

    def comes_back(what, seconds=60):
        before, end = said(), time.monotonic() + seconds
        while time.monotonic() < end and said() < before + CLIENTS:
            if not Path(f'{pg.folder}/data/postmaster.pid').exists() or pg.process.poll() is not None:
                try:  # a database server that ended is started again, as its unit does
                    pg.again()
                except RuntimeError:
                    pass
            time.sleep(0.3)
        must(what, said() >= before + CLIENTS, f'{said() - before} in {seconds} s')

    clients = []
    try:
        db = pg.start()
        subprocess.run([TRELLIS, 'sample', '--db', db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        server = Server(db, free_port(), folder)
        server.start()
        learners = [Learner(server.port) for _ in range(SESSIONS)]
        over = threading.Event()
        clients.extend(Client(i, learners[i % SESSIONS], server.port, over) for i in range(CLIENTS))
        for c in clients:
            c.start()
        time.sleep(3)
        # full
        with open(f'{folder}/disk/filler', 'wb') as f:
            try:
                while True:
                    f.write(b'\0' * 65536)
                    f.flush()
            except OSError:
                pass
        before = said()
        time.sleep(6)
        during = said() - before
        os.remove(f'{folder}/disk/filler')
        comes_back('with room again on its disk, work is acknowledged again')
        # read-only
        refused = subprocess.run(['mount', '-o', 'remount,ro', f'{folder}/disk'], capture_output=True)
        if refused.returncode:
            print('# the disk could not be made read-only under open files: its database server is stopped first')
            pg.stop()
            subprocess.run(['mount', '-o', 'remount,ro', f'{folder}/disk'], check=True)
        time.sleep(4)
        must('the server lives while its database is read-only', server.process.poll() is None)
        subprocess.run(['mount', '-o', 'remount,rw', f'{folder}/disk'], check=True)
        comes_back('a disk that may be written again is written to')
        over.set()
        for c in clients:
            c.join(60)
        server.end(signal.SIGTERM)
        wrong = [w for c in clients for w in c.wrong]
        yes = [d for c in clients for d in c.said_yes]
        sent = {d[1].replace('-', '').upper() for c in clients for d in c.sent}
        ids, texts = there_in(server, pg)
        there = {}
        for ident in ids:
            if ident in sent:
                there[ident] = there.get(ident, 0) + 1
        lost = [d for d in yes if d[1].replace('-', '').upper() not in there]
        must('every reply was a yes, a wait, or a line that broke', not wrong, wrong[:3])
        must('nothing that was acknowledged is lost', not lost, lost[:5])
        must('nothing is there twice', all(n == 1 for n in there.values()) and len(texts) == len(set(texts)), '')
        check = subprocess.run([TRELLIS, 'verify', '--db', db], capture_output=True, text=True, cwd=folder)
        must('trellis verify finds the database whole', check.returncode == 0, check.stdout + check.stderr)
        print(f'proof: lost: PostgreSQL, its disk full and then read-only under {CLIENTS} clients: {len(yes)} acknowledged, {len(lost)} lost')
    finally:
        if server and server.process and server.process.poll() is None:
            server.end(signal.SIGKILL)
        try:
            pg.stop()
        except (OSError, subprocess.TimeoutExpired):
            pass
        subprocess.run(['umount', '-l', f'{folder}/disk'], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
