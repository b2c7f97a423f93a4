# Trellis. `make run` and `make check` are all a newcomer needs; `make help` lists the rest.
B := build
T ?= 60
SAMPLE := run/sample.db
# A library's update that calls something of it old keeps no school from building. The tests' own folders (check.py) stop there.
OLD := -Wno-error=deprecated-declarations

.PHONY: all build run quick check nightly bench fuzz fault scenario deb sbom requirements clean help deps deps-check deps-nightly vulnerable

all: deps build ## build the program: build/trellis

deps:
	@tools/deps.sh run
deps-check:
	@tools/deps.sh check
deps-nightly:
	@tools/deps.sh nightly

# The list of files is part of the build: when it changes meson looks again.
build:
	@mkdir -p $(B)
	@python3 tools/sources.py src .c src .sql web/templates .html locale .po test .c test/unit .py > $(B)/.files.new
	@if [ ! -f $(B)/build.ninja ]; then export CFLAGS="$$CFLAGS $(OLD)"; meson setup $(B) -Dbuildtype=debugoptimized >/dev/null || meson setup $(B); \
	 elif ! cmp -s $(B)/.files.new $(B)/.files; then meson setup --reconfigure $(B) >/dev/null; fi
	@mv $(B)/.files.new $(B)/.files
	@ninja -C $(B) --quiet trellis

run: all ## make the sample school if it is not there, and serve it: http://127.0.0.1:8080
	@mkdir -p run
	@[ -f $(SAMPLE) ] || $(B)/trellis sample --db $(SAMPLE)
	@exec $(B)/trellis serve --db $(SAMPLE) $(ARGS)

quick: deps-check ## the tests of an ordinary change, under two minutes
	@python3 tools/check.py quick

check: deps-check ## everything that must pass
	@python3 tools/check.py check

nightly: deps-nightly ## check, and what takes long: TSan, faults, long fuzzing, all sizes
	@python3 tools/check.py nightly

bench: all deps-check ## figures against the budgets
	@python3 tools/check.py bench

fuzz: deps-check ## every fuzz target for T seconds (T=60)
	@python3 tools/check.py fuzz $(T)

fault: deps-nightly ## kill -9 of server, import, backup, restore, move; full disk, torn writes
	@python3 tools/check.py fault

scenario: all deps-check ## one scenario in the browser: make scenario S=S5
	@python3 tools/check.py scenario $(S)

deb: ## Debian packages of what is committed, in build/deb; tools/deb_test.sh tries them in a bare Debian
	@tools/deb.sh

sbom: all ## what the program is made of, CycloneDX 1.5: build/trellis.cdx.json, and the licences: build/licences.txt
	@python3 tools/sbom.py $(B)/trellis > $(B)/trellis.cdx.json && echo $(B)/trellis.cdx.json
	@python3 tools/sbom.py $(B)/trellis --licences > $(B)/licences.txt && echo $(B)/licences.txt

vulnerable: sbom ## known holes in what the program is made of: make vulnerable TRACKER=json (Debian's list, fetched beforehand)
	@python3 tools/vulnerable.py $(B)/trellis.cdx.json $(TRACKER)

requirements: ## which requirements have a test that ran and passed
	@python3 tools/requirements.py

clean: ## remove what was built and the sample school
	rm -rf build build-* run test/browser/node_modules

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 - \2/p' Makefile
