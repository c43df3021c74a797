#!/usr/bin/env bash
# Tests install.sh and check.sh as a runner would run them: test.sh [LINEWALK]. With a linewalk at hand it
# is run for real, else a stand-in that writes down its arguments does for all. It needs openssl and curl for
# the downloads, which go to a server on this machine, over HTTPS.
set -euo pipefail

actions=$(cd "$(dirname "$0")" && pwd)
linewalk=${1:-}
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT
failures=0 tests=0

# expect compares what a test got with what it should have got.
expect() {
	tests=$((tests + 1))
	if [ "$2" != "$3" ]; then
		failures=$((failures + 1))
		printf 'FAIL %s\n  got  %q\n  want %q\n' "$1" "$2" "$3"
	fi
}

# holds tells whether a text has a part.
holds() {
	case "$1" in *"$2"*) echo yes ;; *) echo "no: $1" ;; esac
}

# stage makes an empty runner.
stage() {
	rm -rf "$scratch/runner"
	mkdir -p "$scratch/runner/temp" "$scratch/runner/work"
	: >"$scratch/runner/output"
	: >"$scratch/runner/summary"
}

# runner runs a script with the variables that a runner of GitHub sets, those named before it, and no others.
runner() {
	local script=$1
	shift
	(cd "$scratch/runner/work" && env -i PATH="$PATH" HOME="$scratch/runner" RUNNER_OS=Linux RUNNER_ARCH=X64 \
		RUNNER_TEMP="$scratch/runner/temp" GITHUB_ACTION_PATH="$actions" GITHUB_OUTPUT="$scratch/runner/output" \
		GITHUB_STEP_SUMMARY="$scratch/runner/summary" GITHUB_ACTIONS=true "$@" bash "$actions/$script" 2>&1)
}

# output prints an output of the last step.
output() {
	sed -n "s/^$1=//p" "$scratch/runner/output"
}

# recorder is a program that writes down its arguments, one a line in brackets, and exits as it is told.
recorder() {
	cat <<-'END'
		#!/bin/sh
		printf '[%s]\n' "$@"
		exit "${EXIT:-0}"
	END
}

# check runs check.sh on the recorder, with every input empty but those given.
check() {
	runner check.sh LINEWALK_PROGRAM="$scratch/recorder" LINEWALK_FILES= LINEWALK_FAIL_ON= LINEWALK_MIN_COVERAGE= \
		LINEWALK_SINCE= LINEWALK_BASELINE= LINEWALK_POLICY= LINEWALK_FORMATS= LINEWALK_SUMMARY=false "$@"
}

# What action.yml hands to the scripts is what they read, every input is used, and no input is ever pasted into a
# script.
read_by_scripts=$(grep -oh 'LINEWALK_[A-Z0-9_]*' "$actions/check.sh" "$actions/install.sh" | sort -u)
expect 'the variables of the scripts' "$(sed -n 's/^ *\(LINEWALK_[A-Z0-9_]*\): .*/\1/p' "$actions/action.yml" | sort -u)" "$read_by_scripts"
expect 'the inputs in use' "$(grep -o 'inputs\.[a-z0-9-]*' "$actions/action.yml" | sed 's/^inputs\.//' | sort -u)" \
	"$(sed -n '/^inputs:/,/^outputs:/s/^  \([a-z0-9-]*\):$/\1/p' "$actions/action.yml" | sort -u)"
expect 'expressions in what is run' "$(grep -E 'run:.*[$][{][{]' "$actions"/* | grep -v test.sh || true)" ''
expect 'expressions in scripts' "$(grep -lF "$(printf '$%s' '{{')" "$actions"/*.sh || true)" ''

recorder >"$scratch/recorder"
chmod +x "$scratch/recorder"

stage
expect 'no input' "$(check)" $'[check]\n[--]'
expect 'exit code 0 is told' "$(output exit-code)" 0

stage
expect 'every input' "$(check LINEWALK_FAIL_ON=error LINEWALK_MIN_COVERAGE=80% LINEWALK_SINCE=abc LINEWALK_BASELINE=b.jsonl \
	LINEWALK_POLICY=main:linewalk.yaml LINEWALK_FORMATS=github,sarif=o.sarif LINEWALK_SUMMARY=true LINEWALK_FILES=a.yaml)" \
	"[check]
[--fail-on=error]
[--min-coverage=80%]
[--since=abc]
[--baseline=b.jsonl]
[--policy=main:linewalk.yaml]
[--format=github,sarif=o.sarif]
[--format=markdown=$scratch/runner/summary]
[--]
[a.yaml]"

stage
expect 'a line each, blanks and carriage returns dropped' \
	"$(check LINEWALK_FILES=$'\n  a b.yaml \r\n\n\tservices/*/linewalk.yaml\n' LINEWALK_FORMATS=$'github\njunit=x.xml\n')" \
	"[check]
[--format=github]
[--format=junit=x.xml]
[--]
[a b.yaml]
[services/*/linewalk.yaml]"

# What a stranger could put into an input stays one argument, and runs nothing.
# shellcheck disable=SC1003,SC2016 # none of these is to be expanded
for hostile in '$(touch pwned)' '`touch pwned`' '; touch pwned' '"; touch pwned; "' "'; touch pwned; '" '--exit-zero' '* -o x' '${IFS}touch${IFS}pwned' '\'; do
	stage
	expect "hostile: $hostile" "$(check LINEWALK_FILES="$hostile" LINEWALK_SINCE="$hostile")" \
		"[check]"$'\n'"[--since=$hostile]"$'\n[--]\n'"[$hostile]"
	expect "nothing was run by $hostile" "$(ls "$scratch/runner/work")" ''
done

for code in 0 1 2 3; do
	stage
	got=0
	said=$(check EXIT=$code) || got=$?
	expect "exit code $code is handed on" "$got" "$code"
	expect "exit code $code is told" "$(output exit-code)" "$code"
	expect "exit code $code is annotated from 2 on" "$(grep -c '^::error title=linewalk::' <<<"$said" || true)" "$((code > 1))"
done

stage
expect 'pull_request_target is warned of' "$(holds "$(check GITHUB_EVENT_NAME=pull_request_target)" '::warning title=linewalk::pull_request_target')" yes
expect 'pull_request is not' "$(check GITHUB_EVENT_NAME=pull_request)" $'[check]\n[--]'

# A release on a server of our own.
release="$scratch/releases/v1.2.3"
mkdir -p "$release" "$scratch/pack"
cp "$scratch/recorder" "$scratch/pack/linewalk"
cp "$scratch/recorder" "$scratch/pack/linewalk.exe"
for at in linux_amd64 linux_arm64 darwin_arm64; do
	tar -c -z -f "$release/linewalk_1.2.3_$at.tar.gz" -C "$scratch/pack" linewalk
done
(cd "$release" && sha256sum -- *.tar.gz >checksums.txt)
checksums=$(cat "$release/checksums.txt")
sum=$(sed -n 's/ .*linux_amd64.*//p' "$release/checksums.txt")

(cd "$scratch" && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
	-keyout key.pem -out certificate.pem 2>/dev/null)
port=$((20000 + $$ % 20000))
(cd "$scratch/releases" && exec openssl s_server -quiet -WWW -accept "127.0.0.1:$port" -key ../key.pem -cert ../certificate.pem >/dev/null 2>&1 </dev/null) &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	! curl -sf --cacert "$scratch/certificate.pem" -o /dev/null "https://localhost:$port/v1.2.3/checksums.txt" || break
	sleep 0.1
done

# install runs install.sh on that release.
install() {
	runner install.sh CURL_CA_BUNDLE="$scratch/certificate.pem" LINEWALK_VERSION=v1.2.3 LINEWALK_SHA256="$checksums" \
		LINEWALK_RELEASES="https://localhost:$port" "$@"
}

# refused runs install.sh, which must fail without a program, and prints what it says.
refused() {
	stage
	local code=0
	install "$@" || code=$?
	echo "exit $code, program $(output program)"
}

for at in X64 ARM64; do
	stage
	expect "a release for Linux on $at" "$(install RUNNER_ARCH=$at)" '[version]'
	expect 'its place is told' "$(output program)" "$scratch/runner/temp/linewalk/linewalk"
	expect 'its key is told' "$(output key)" v1.2.3
	expect 'only the program is left' "$(ls "$scratch/runner/temp/linewalk")" linewalk
done
stage
expect 'a release for macOS' "$(install RUNNER_OS=macOS RUNNER_ARCH=ARM64)" '[version]'
stage
expect 'the SHA-256 alone' "$(install LINEWALK_SHA256="$sum")" '[version]'
if command -v zip unzip >/dev/null; then
	(cd "$scratch/pack" && zip -q "$release/linewalk_1.2.3_windows_amd64.zip" linewalk.exe)
	stage
	expect 'a release for Windows' "$(install RUNNER_OS=Windows LINEWALK_SHA256="$(sha256sum <"$release/linewalk_1.2.3_windows_amd64.zip" | cut -d ' ' -f 1)")" '[version]'
	expect 'it is an .exe' "$(output program)" "$scratch/runner/temp/linewalk/linewalk.exe"
else
	echo 'zip and unzip are not installed, so no release for Windows is unpacked'
fi

none='exit 2, program '
expect 'no SHA-256' "$(holds "$(refused LINEWALK_SHA256=)" "$none")" yes
expect 'the SHA-256 of other archives only' "$(holds "$(refused RUNNER_OS=macOS RUNNER_ARCH=X64)" 'sha256 must have')" yes
expect 'another SHA-256' "$(holds "$(refused LINEWALK_SHA256="${sum//[0-9]/a}")" "$none")" yes
expect 'another SHA-256 is said' "$(holds "$(refused LINEWALK_SHA256="${sum//[0-9]/a}")" "has the SHA-256 $sum, and")" yes
expect 'no such release' "$(holds "$(refused LINEWALK_VERSION=v9.9.9 LINEWALK_SHA256="$sum")" "$none")" yes
expect 'no such runner' "$(holds "$(refused RUNNER_ARCH=X86)" 'build from source')" yes
expect 'anything but https' "$(holds "$(refused LINEWALK_RELEASES="file://$scratch/releases")" "$none")" yes
expect 'a certificate that nobody knows' "$(holds "$(refused CURL_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt)" "$none")" yes
# shellcheck disable=SC2016 # none of these is to be expanded
for hostile in latest 1.2.3 v1.2.3/../x 'v1.2.3;x' 'v1.2.3$(id)' $'v1.2.3\nprogram=/bin/sh' ''; do
	expect "version $hostile" "$(refused LINEWALK_VERSION="$hostile" LINEWALK_SHA256="$sum")" \
		$'::error title=linewalk::version must be a release such as v1.2.3, or source\nexit 2, program '
done

if [ -n "$linewalk" ]; then
	stage
	printf 'linewalk: 1\nsystem: Corner\narrows:\n  shop -> orders: {if-down: breaks}\n' >"$scratch/runner/work/linewalk.yaml"
	got=0
	said=$(check LINEWALK_PROGRAM="$linewalk" LINEWALK_FAIL_ON=warning LINEWALK_FORMATS=github,sarif=linewalk.sarif LINEWALK_SUMMARY=true) || got=$?
	expect 'linewalk finds something' "$got" 1
	expect 'it is annotated' "$(holds "$said" '::warning file=linewalk.yaml,line=4,')" yes
	expect 'there is SARIF' "$(holds "$(cat "$scratch/runner/work/linewalk.sarif")" '"version": "2.1.0"')" yes
	expect 'there is a summary' "$(holds "$(cat "$scratch/runner/summary")" 'shop -')" yes
	stage
	got=0
	said=$(check LINEWALK_PROGRAM="$linewalk" LINEWALK_FILES=$'missing.yaml\n--exit-zero') || got=$?
	expect 'a file that is missing fails' "$got" 2
	expect 'a flag among the files is a file' "$(holds "$said" 'exit-zero')" yes
fi

printf '%d passed, %d failed\n' "$((tests - failures))" "$failures"
[ "$failures" -eq 0 ]
