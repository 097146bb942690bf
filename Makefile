# Thin calls of Maven; `make` prints what there is.
MVN := $(if $(shell command -v mvn 2>/dev/null),mvn,./mvnw) -B
QUIET := $(MVN) -q
SEED ?= 1
KILLS ?= 20
TX ?= 5000
FUZZ ?= 50000
DAYS ?= 60
SECONDS ?= 60

# The databases that tests run on besides H2, each with its image and its Maven profile. They are found once, when
# first asked for: an image has to be there, or be pulled.
DATABASES := mysql postgresql mariadb
IMAGE_mysql := mysql:9.7
IMAGE_postgresql := postgres:18
IMAGE_mariadb := mariadb:11.8
DOCKER = $(eval DOCKER := $(shell docker info >/dev/null 2>&1 && echo yes))$(DOCKER)
has = $(if $(DOCKER),$(shell { docker image inspect $(1) || docker pull -q $(1); } >/dev/null 2>&1 && echo yes))
FOUND = $(eval FOUND := $(foreach name,$(DATABASES),$(if $(call has,$(IMAGE_$(name))),$(name))))$(FOUND)
MISSING = $(filter-out $(FOUND),$(DATABASES))
MYSQL = $(filter -Pmysql,$(FOUND:%=-P%))
IMAGES = $(foreach name,$(MISSING),$(IMAGE_$(name)))
LEFT_OUT = Left out, $(if $(DOCKER),as Docker neither has nor can pull $(IMAGES),as no Docker engine answers): the tests on $(MISSING).

# Of databases besides H2 and MySQL, `make test` runs what depends most on them; this is all of it.
WHOLE := -Dtest.selection='**/*Tests' -Dtest.selection.not-mariadb=none

# The last release, from the change log: what the API is compared with.
VERSION = $(shell sed -nE 's|^\t<version>(.*)</version>|\1|p' pom.xml)
RELEASED = $(shell sed -nE 's/^.. \[([0-9][^]]*)\].*/\1/p' CHANGELOG.md | grep -vFx '$(VERSION)' | head -1)

# The browser that the pages are tested in.
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable)

.DEFAULT_GOAL := help
.PHONY: help run $(DATABASES:%=run-%) check test test-all $(DATABASES:%=test-%) soak faults bench pictures figures format release clean tools docker browser

help: ## print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: tools ## start the clinic with demo data on http://localhost:8080 (embedded H2)
	@echo "Building the clinic; the first time this downloads its dependencies."
	@$(QUIET) -Dmaven.test.skip=true spring-boot:run

run-mysql: tools ## the same on MySQL: a container of its own, or SPRING_DATASOURCE_URL (there without demo data)
run-postgresql: tools ## the same on PostgreSQL
run-mariadb: tools ## the same on MariaDB
$(DATABASES:%=run-%): run-%:
	@echo "Building the clinic; the first time this downloads its dependencies."
ifdef SPRING_DATASOURCE_URL
	@$(QUIET) -Dmaven.test.skip=true spring-boot:run
else
	@docker info >/dev/null 2>&1 || { echo "make $@ needs Docker, or SPRING_DATASOURCE_URL for a database of yours."; exit 1; }
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.clinic.ClinicOnContainer -Dspring-boot.run.arguments=$* spring-boot:test-run
endif

check: tools ## run the tests that need neither Spring nor a database: units and architecture
	@$(QUIET) '-P!enhanced' -Dgroups=unit test

test: tools docker browser ## run everything: the suite on H2 and on MySQL, what depends most on the database on PostgreSQL and MariaDB, the pages in a browser, the crash tests, the foreign applications
test-all: SELECTION = $(WHOLE)
test-all: tools docker browser ## the same, with the whole suite on every database
test test-all:
	$(MVN) $(FOUND:%=-P%) $(SELECTION) $(if $(CHROMIUM),,-Dtest.left-out=browser) verify
	@$(if $(MISSING),echo "$(LEFT_OUT)",true)
	@$(if $(CHROMIUM),true,echo "Left out, as there is no Chromium: the pages in a browser. Install it (Debian: apt install chromium), or name one in CHROMIUM.")

test-mysql: tools ## run the suite on MySQL alone (needs Docker)
test-postgresql: tools ## run the whole suite on PostgreSQL alone
test-mariadb: tools ## run the whole suite on MariaDB alone
$(DATABASES:%=test-%): test-%:
	@docker info >/dev/null 2>&1 || { echo "make $@ needs Docker."; exit 1; }
	$(MVN) -q -P$* '-P!enhanced' $(WHOLE) test-compile surefire:test@$*

soak: tools docker ## kill -9 the writing application KILLS times (20), TX (5000) random transactions, FUZZ (50000) requests, the demo on DAYS (60) days, from SEED (1) on
	$(MVN) $(MYSQL) '-P!enhanced' -Dtest='CrashTests,PurgeCrashTests,BaselineCrashTests,PurgedHistoryTests,OracleTests,WaysToWriteOracleTests,ForeignEntitiesTests,LargeValuesTests,FuzzTests,GraphQlFuzzTests,DemoDataTests,TimelineTests,SchemaMigrationTests,SettledLogTests' -Dcrash.seed=$(SEED) -Dcrash.kills=$(KILLS) \
		-Doracle.seed=$(SEED) -Doracle.tx=$(TX) -Dpurge.seed=$(SEED) -Dpurge.tx=200 -Dfuzz.seed=$(SEED) -Dfuzz.requests=$(FUZZ) -Dlarge.revisions=100 -Dlarge.length=10000000 -Dlarge.heap=256 \
		-Dmigration.entries=100000 -Dsettled.seconds=600 -Dsettled.writers=32 -Dsettled.large=3000 \
		-Ddemo.seed=$(SEED) -Ddemo.days=$(DAYS) test
	@$(if $(DOCKER),true,echo "Left out, as no Docker engine answers: the same on MySQL.")

faults: tools docker ## disturb the database under a working application, each fault for SECONDS (60), kill -9 KILLS times (20), and print what became of it
	@rm -f target/faults-*.md
	$(MVN) $(MYSQL) '-P!enhanced' -Dtest='FaultTests,CrashTests' -Dfault.seconds=$(SECONDS) -Dcrash.seed=$(SEED) -Dcrash.kills=$(KILLS) test
	@cat target/faults-*.md
	@$(if $(DOCKER),true,echo "Left out, as no Docker engine answers: the same on MySQL.")

bench: tools ## measure what writing costs compared with raw Envers, in time and in memory, reading for many organizations, totals and days and the page with a million entries, what mark and counts cost writers, and the baseline and reconciliation of a million records, on MySQL where Docker is, else on H2
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.revtrail.bench.WriteBenchmark \
		-Dspring-boot.run.jvmArguments=-Dtest.database=$(if $(DOCKER),mysql,h2) spring-boot:test-run
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.revtrail.bench.LargeTransactionBenchmark \
		-Dspring-boot.run.jvmArguments="-Xmx512m -Dtest.database=$(if $(DOCKER),mysql,h2)" spring-boot:test-run
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.revtrail.bench.SubsidiariesBenchmark \
		-Dspring-boot.run.jvmArguments=-Dtest.database=$(if $(DOCKER),mysql,h2) spring-boot:test-run
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.revtrail.bench.CountsBenchmark \
		-Dspring-boot.run.jvmArguments="-Xmx512m -Dtest.database=$(if $(DOCKER),mysql,h2)" spring-boot:test-run
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.revtrail.bench.WritersBenchmark \
		-Dspring-boot.run.jvmArguments=-Dtest.database=$(if $(DOCKER),mysql,h2) spring-boot:test-run
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.revtrail.bench.BaselineBenchmark \
		-Dspring-boot.run.jvmArguments="-Xmx256m -Dtest.database=$(if $(DOCKER),mysql,h2)" spring-boot:test-run
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.clinic.bench.PageBenchmark \
		-Dspring-boot.run.jvmArguments="-Xmx256m -Dtest.database=$(if $(DOCKER),mysql,h2)" spring-boot:test-run

pictures: tools ## take the pictures of the audit page in docs anew (needs Chromium)
	@$(QUIET) -DskipTests -Dspring-boot.run.main-class=dev.clinic.page.Pictures spring-boot:test-run

figures: tools ## print figures on the sources: sizes, cycles, visibility, language
	@$(QUIET) -Dmaven.test.skip=true compile
	@java src/build/Figures.java

format: tools ## format the sources
	@$(QUIET) spring-javaformat:apply

release: tools ## build what is published into target/release, and compare the API with the last release; publishes nothing
	@rm -rf target/release
	@$(QUIET) -Drelease $(if $(RELEASED),-Dapi.base=$(RELEASED)) verify
	@ls -1 target/release/*.jar target/release/published-pom.xml target/release/sbom.json

clean: tools ## remove what was built; the clinic's data stays
	@$(QUIET) clean

tools:
	@$(MVN) -v 2>/dev/null | awk '/^Java version:/ { split($$3, v, "."); ok = v[1] + 0 >= 17 } END { exit !ok }' \
		|| { echo "Install a JDK, version 17 or later (Debian: apt install openjdk-17-jdk). Without Maven on the PATH, ./mvnw downloads it."; exit 1; }

docker:
	@$(if $(MISSING),$(if $(filter true,$(CI)),echo "CI needs Docker with $(IMAGES): without it nothing is tested on $(MISSING)."; exit 1,true),true)

browser:
	@$(if $(CHROMIUM),true,$(if $(filter true,$(CI)),echo "CI needs Chromium: without it no page is tested in a browser."; exit 1,true))
