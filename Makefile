.PHONY: help check test update lint bench fuzz
.DEFAULT_GOAL := help
TIME ?= 10s

help: ## list these targets
	@sed -n 's/^\([a-z]*\): ## /\1	/p' Makefile

check: ## all that CI checks
	.ci/run

test: ## the tests
	go test ./...

update: ## rewrite the golden files; read the diff before you commit it
	UPDATE=1 go test -count=1 ./...

lint: ## format, vet, staticcheck
	go tool -modfile=.ci/tools/gofumpt/go.mod gofumpt -extra -w . && go vet ./...
	go tool -modfile=.ci/tools/staticcheck/go.mod staticcheck -checks all ./...

bench: ## the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

fuzz: ## each fuzz target for TIME (10s)
	@grep -ro --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | while IFS=: read -r file func; do \
		go test -run '^$$' -fuzz "^$${func#func }$$" -fuzztime $(TIME) "$$(dirname "$$file")" || exit 1; done
