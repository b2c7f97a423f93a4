#!/usr/bin/env python3
"""The mastery library serves strangers: installed somewhere else, its example compiles there with what pkg-config says, against
the shared library and against the archive alone, and both say the same; every installed header stands by itself."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

TOP = Path(os.environ.get("TRELLIS_SOURCE") or Path(__file__).resolve().parents[2])
BUILD = Path(os.environ.get("TRELLIS_BUILD") or TOP / "build")
CC = shutil.which("gcc") or shutil.which("cc")


def run(*command, **more):
    done = subprocess.run([str(x) for x in command], capture_output=True, text=True, timeout=300, **more)
    if done.returncode:
        raise AssertionError(" ".join(str(x) for x in command) + "\n" + done.stdout + done.stderr)
    return done.stdout


class Outside(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="trellis-outside-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        env = {k: v for k, v in os.environ.items() if k != "DESTDIR"}
        run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--tags", "devel,library", "--destdir", cls.folder / "root", env=env)
        found = list((cls.folder / "root").rglob("trellis-mastery.pc"))
        assert len(found) == 1, found
        cls.prefix = found[0].parent
        while not (cls.prefix / "include").is_dir():
            cls.prefix = cls.prefix.parent
        cls.libdir = found[0].parent.parent
        cls.env = {**os.environ, "PKG_CONFIG_PATH": str(found[0].parent)}
        shutil.copy(TOP / "docs/examples/mastery_fit.c", cls.folder)
        shutil.copy(TOP / "test/data/responses.csv", cls.folder)

    def said(self, *what):
        return run("pkg-config", f"--define-variable=prefix={self.prefix}", *what, "trellis-mastery", env=self.env).split()

    def made(self, name, *libs):
        # an instrumented build needs its runtime: it is not what is installed
        run(CC, "-std=c17", "-Wall", "-Werror", "mastery_fit.c", "-o", name, *self.said("--cflags"), *libs, cwd=self.folder)
        return run(self.folder / name, "responses.csv", cwd=self.folder, env={**os.environ, "LD_LIBRARY_PATH": str(self.libdir)})

    def test_shared_and_static(self):
        if "-fsanitize=" in (BUILD / "compile_commands.json").read_text():
            self.skipTest("built with a sanitizer")
        shared = self.made("shared", *self.said("--libs"))
        self.assertIn("known with probability", shared)
        needed = run("readelf", "-d", self.folder / "shared")
        self.assertIn("libtrellis-mastery.so", needed)
        flags = self.said("--static", "--libs")
        static = self.made("static", *[f"{self.libdir}/libtrellis-mastery.a" if x == "-ltrellis-mastery" else x for x in flags])
        self.assertNotIn("libtrellis-mastery", run("readelf", "-d", self.folder / "static"))
        self.assertEqual(shared, static)

    def test_headers_stand_alone(self):
        headers = sorted((self.prefix / "include/trellis").rglob("*.h"))
        self.assertGreaterEqual(len(headers), 12)
        for h in headers:
            run(CC, "-std=c17", "-Wall", "-Werror", "-fsyntax-only", "-x", "c", *self.said("--cflags"), h)


if __name__ == "__main__":
    unittest.main()
