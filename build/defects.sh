#!/usr/bin/env bash
# Plants the defects of build/defects.tsv one at a time in a copy of the sources; each must turn its tests red.
# A line: name, file, old text, new text, test project, filter (tab-separated; the old text must stand exactly once).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
copy=artifacts/defects
rm -rf "$copy" && mkdir -p "$copy"
git ls-files -z | grep -zv '^artifacts/' | xargs -0 cp --parents -t "$copy"
mkdir -p "$copy/artifacts/packages" && cp -r artifacts/native "$copy/artifacts/"
# The shared folder is looked for beside the repository.
export MEDCLIP_SHARED=${MEDCLIP_SHARED:-$(realpath -m ../shared)}
survived=0 caught=0
while IFS=$'\t' read -r name file old new project filter; do
  [ -z "$name" ] || [ "${name:0:1}" = '#' ] && continue
  [ -n "${1:-}" ] && [ "$name" != "$1" ] && continue
  count=$(OLD="$old" perl -0ne '$n = () = /\Q$ENV{OLD}\E/g; print $n' "$copy/$file")
  [ "$count" = 1 ] || { echo "STALE     $name: its text stands $count times in $file"; survived=$((survived + 1)); continue; }
  cp "$copy/$file" "$copy/kept"
  OLD="$old" NEW="$new" perl -0pi -e 's/\Q$ENV{OLD}\E/$ENV{NEW}/' "$copy/$file"
  if ! (cd "$copy" && dotnet build "tests/$project" -c Release -v quiet --nologo) >"$copy/log" 2>&1; then
    echo "NOT BUILT $name"; tail -n 5 "$copy/log"; survived=$((survived + 1))
  elif (cd "$copy" && dotnet test "tests/$project" -c Release --no-build --nologo -v quiet ${filter:+--filter "$filter"}) >"$copy/log" 2>&1; then
    echo "SURVIVED  $name"; survived=$((survived + 1))
  else
    echo "caught    $name: $(grep -F '[FAIL]' "$copy/log" | head -n 1 | sed -E 's/^\[[^]]*\] *//; s/ *\[FAIL\]//')"; caught=$((caught + 1))
  fi
  mv "$copy/kept" "$copy/$file"
  touch "$copy/$file" # or the next build would take the defect for the newest source
done < build/defects.tsv
echo "$caught defects caught, $survived not"
[ "$survived" = 0 ]
