#!/usr/bin/env bash
# Puts linewalk into the temporary folder of the runner: a release whose SHA-256 was handed in, or a build
# of the sources that this action came with. Everything it is told, it is told through the environment.
# It runs with the bash 3.2 of macOS and with Git's bash on Windows.
set -euo pipefail

fail() {
	printf '::error title=linewalk::%s\n' "$1"
	exit 2
}

# system prints how a release calls the runner's system and processor, as in linux_amd64.
system() {
	local os arch
	case "$RUNNER_OS" in
	Linux) os=linux ;;
	macOS) os=darwin ;;
	Windows) os=windows ;;
	*) return 1 ;;
	esac
	case "$RUNNER_ARCH" in
	X64) arch=amd64 ;;
	ARM64) arch=arm64 ;;
	*) return 1 ;;
	esac
	printf '%s_%s' "$os" "$arch"
}

# sum prints the SHA-256 of a file.
sum() {
	if command -v sha256sum >/dev/null; then
		sha256sum <"$1" | cut -d ' ' -f 1
	else
		shasum -a 256 <"$1" | cut -d ' ' -f 1
	fi
}

# expected prints the SHA-256 that was handed in for an archive: the only word, or the one on its line.
expected() {
	printf '%s\n' "$LINEWALK_SHA256" | tr -d '\r' | awk -v archive="$1" '
		NF == 1 { alone = $1; words++ }
		NF == 2 { sub(/^\*/, "", $2); if ($2 == archive) { found = $1 } else { words++ } }
		END { if (found == "" && words == 1) found = alone; print tolower(found) }'
}

# download puts the program of a release into the folder.
download() {
	local folder=$1 at archive want got
	printf '%s' "$LINEWALK_VERSION" | tr '\n' ' ' | grep -Eq '^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$' ||
		fail 'version must be a release such as v1.2.3, or source'
	at=$(system) || fail "there is no release for this runner: build from source"
	archive="linewalk_${LINEWALK_VERSION#v}_$at.tar.gz"
	[ "$RUNNER_OS" != Windows ] || archive="${archive%.tar.gz}.zip"
	want=$(expected "$archive")
	printf '%s' "$want" | grep -Eq '^[0-9a-f]{64}$' ||
		fail "sha256 must have the SHA-256 of $archive: paste the lines of the release's checksums.txt that you trust"
	curl --fail --silent --show-error --location --proto '=https' --retry 3 --max-time 300 \
		--output "$folder/$archive" -- "$LINEWALK_RELEASES/$LINEWALK_VERSION/$archive" ||
		fail "$archive could not be downloaded"
	got=$(sum "$folder/$archive")
	[ "$got" = "$want" ] || fail "$archive has the SHA-256 $got, and $want is expected"
	case "$archive" in
	*.zip) unzip -q -o -d "$folder" "$folder/$archive" linewalk.exe ;;
	*) tar -x -z -f "$folder/$archive" -C "$folder" linewalk ;;
	esac
	rm -f "$folder/$archive"
}

# build puts a build of the sources that the action lies in into the folder.
build() {
	local program=$1/linewalk
	[ "$RUNNER_OS" != Windows ] || program="$program.exe"
	(cd "$sources" && CGO_ENABLED=0 go build -trimpath -buildvcs=false -o "$program" ./cmd/linewalk) || fail 'linewalk could not be built'
}

temporary=$RUNNER_TEMP
here=$GITHUB_ACTION_PATH
if command -v cygpath >/dev/null; then # on Windows
	temporary=$(cygpath -u "$temporary")
	here=$(cygpath -u "$here")
fi
sources=$(cd "$here/../../.." && pwd)
folder="$temporary/linewalk"
mkdir -p "$folder"

key=$LINEWALK_VERSION
if [ "$LINEWALK_VERSION" = source ]; then
	build "$folder"
	key=$(sum "$sources/go.sum") # it tells the version of the layout code, and all that matters to the cache
else
	download "$folder"
fi

program="$folder/linewalk"
[ "$RUNNER_OS" != Windows ] || program="$program.exe"
chmod +x "$program"
"$program" version
{
	printf 'program=%s\n' "$program"
	printf 'key=%s\n' "$key"
} >>"$GITHUB_OUTPUT"
