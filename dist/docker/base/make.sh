#!/usr/bin/env bash
# Makes a base image from Debian packages, for machines that reach a package mirror but no image registry.
#
#   docker/base/make.sh IMAGE [DIRECTORY]        e.g. docker/base/make.sh model-actions-base:bookworm
#   export MODEL_ACTIONS_BASE_IMAGE=IMAGE
#
# Needs root, debootstrap and a docker client; DIRECTORY is where the files are unpacked (default: a temporary one).
# The mirror is the one this machine installs its own packages from. Of this machine's trusted certificates none go in: what is
# built on this image, and serves, would trust them for good. Our Dockerfiles bring them to the stages that install packages.
set -euo pipefail

suite=bookworm
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: $0 IMAGE [DIRECTORY]" >&2
  exit 2
fi
image=$1

fail() {
  echo "$0: $1" >&2
  exit 1
}
for program in debootstrap docker tar; do
  command -v "$program" >/dev/null || fail "$program is missing; install it (Debian: debootstrap, docker.io) and run again"
done
[ "$(id -u)" = 0 ] || fail "debootstrap must run as root"

# deb822 files first, then one-line files; the first entry with this suite that is not the security archive.
mirror() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] || continue
    awk -v suite="$suite" '
      /^URIs:/ { uri = $2 }
      /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == suite) found = 1 }
      /^[[:space:]]*$/ { if (found && uri != "") exit; uri = ""; found = 0 }
      END { if (found && uri != "") print uri }
    ' "$file"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -e "$file" ] || continue
    awk -v suite="$suite" '$1 == "deb" { for (i = 2; i < NF; i++) if ($i ~ /:\/\// && $(i + 1) == suite) print $i }' "$file"
  done
}
source=$(mirror | head -n 1)
[ -n "$source" ] || fail "the package sources of this machine name no mirror for Debian $suite"

if [ $# -eq 2 ]; then
  root=$2
  [ ! -e "$root" ] || fail "$root exists; name a directory that does not"
else
  root=$(mktemp -d)/root
  trap 'rm -rf -- "$(dirname "$root")"' EXIT
fi

debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates "$suite" "$root" "$source"
rm -rf -- "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
tar -C "$root" -c . | docker import - "$image"
