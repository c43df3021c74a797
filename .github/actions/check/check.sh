#!/usr/bin/env bash
# Runs linewalk check as the inputs of the action say. They come through the environment only, and each is
# handed on as one argument: nothing in them is ever run. It runs with the bash 3.2 of macOS.
set -euo pipefail

arguments=(check)

# option adds a flag, if there is a value for it.
option() {
	[ -z "$2" ] || arguments+=("$1=$2")
}

# lines adds every line of a text that is not blank, behind a flag or alone.
lines() {
	local line
	while IFS= read -r line || [ -n "$line" ]; do
		line=${line%$'\r'}
		line=${line#"${line%%[![:blank:]]*}"}
		line=${line%"${line##*[![:blank:]]}"}
		[ -z "$line" ] || arguments+=("$1$line")
	done <<<"$2"
}

if [ "${GITHUB_EVENT_NAME:-}" = pull_request_target ]; then
	echo '::warning title=linewalk::pull_request_target gives what a stranger wrote the rights of this repository. linewalk needs none: use pull_request.'
fi

option --fail-on "$LINEWALK_FAIL_ON"
option --min-coverage "$LINEWALK_MIN_COVERAGE"
option --since "$LINEWALK_SINCE"
option --baseline "$LINEWALK_BASELINE"
option --policy "$LINEWALK_POLICY"
lines --format= "$LINEWALK_FORMATS"
if [ "$LINEWALK_SUMMARY" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
	arguments+=("--format=markdown=$GITHUB_STEP_SUMMARY")
fi
arguments+=(--)
lines '' "$LINEWALK_FILES"

code=0
"$LINEWALK_PROGRAM" "${arguments[@]}" || code=$?
printf 'exit-code=%s\n' "$code" >>"$GITHUB_OUTPUT"
case "$code" in
0 | 1) ;;
2) echo '::error title=linewalk::The drawing or an input of the action is wrong: the log says how.' ;;
*) echo '::error title=linewalk::linewalk itself failed: the log says how.' ;;
esac
exit "$code"
