# Everything a developer needs. `make demo` and `make test` want nothing but Go; the first compile of all
# dependencies takes about three minutes on two cores, later ones seconds.

# nomsgpack leaves out a codec of the web framework that nobody here uses: the binary is 6 MB smaller.
TAGS   := nomsgpack
GO     ?= go
LISTEN ?= 127.0.0.1:8080
IMAGE  ?= linzhangbot
ROUNDS ?= 5

.PHONY: help demo build test race lint bench count fuzz ci docker clean

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# lean leaves out Redis and Feishu's long connection, which the demo never uses: the first compile takes half as long.
demo: ## the whole bot with a sample district and a web chat, at http://127.0.0.1:8080
	$(GO) run -tags $(TAGS),lean ./cmd/linzhangbot demo --listen $(LISTEN)

build: ## one static binary, bin/linzhangbot
	CGO_ENABLED=0 $(GO) build -tags $(TAGS) -trimpath -ldflags '-s -w' -o bin/linzhangbot ./cmd/linzhangbot

test: ## all tests, on SQLite and the cache in the process
	$(GO) test -tags $(TAGS) $(TESTFLAGS) ./...

race: ## tests of the packages with concurrency under the race detector (wants gcc)
	.ci/run race

lint: ## formatting, go vet and the linter
	.ci/run format vet lint

bench: ## messages a second from call to reply, beside the same work written plainly (docs/performance.md)
	LINZHANGBOT_BENCH=$(ROUNDS) $(GO) test -tags $(TAGS) -count=1 -timeout 20m -v -run '^TestBench$$' ./cmd/linzhangbot/bench

count: ## how long the program and its tests are
	@$(GO) test -count=1 -v -run '^TestCount$$' ./cmd/linzhangbot/house | grep -E '^(lines|tests|longest|--- (SKIP|FAIL))'

fuzz: ## a few seconds of every fuzz target
	.ci/run fuzz

ci: ## everything the pull request is measured by
	.ci/run

docker: ## the container image
	docker build -t $(IMAGE) .

clean: ## remove what was built
	rm -rf bin coverage.out
