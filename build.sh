#!/usr/bin/env bash
# Builds, tests and shows MedCLIP for .NET. `./build.sh` alone lists the verbs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

CONFIGURATION=${CONFIGURATION:-Release}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
case "$(uname -m)" in x86_64) RID=linux-x64 ;; aarch64) RID=linux-arm64 ;; *) RID=linux-$(uname -m) ;; esac

# Debian package: why it is needed.
PACKAGES=(
  "g++:compiles the two native libraries"
  "cmake:configures them"
  "make:builds them"
  "libtorch-dev:tensors, autograd and kernels (the System engine)"
  "libopenblas0-openmp:fast matrix products; Debian's default BLAS is some 25 times slower"
  "libopencv-core-dev:pictures in memory"
  "libopencv-imgproc-dev:affine warps and resizing"
  "libopencv-imgcodecs-dev:TIFF, BMP, PNM and WebP"
  "libpng-dev:PNG, with errors that say why"
  "libturbojpeg0-dev:JPEG, with scaled decoding and strict errors"
  "libdcmtk-dev:DICOM"
  "libopenjp2-7-dev:JPEG 2000 frames in DICOM"
)

say() { printf '%s\n' "$*" >&2; }
die() { say "build.sh: $*"; exit 1; }

find_dotnet() {
  command -v dotnet >/dev/null && return
  # sudo resets PATH, so look where the SDK usually lives.
  for dir in "${DOTNET_ROOT:-}" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet /opt/dotnet "$HOME/.dotnet" "/home/${SUDO_USER:-}/.dotnet"; do
    if [ -n "$dir" ] && [ -x "$dir/dotnet" ]; then export PATH="$dir:$PATH"; return; fi
  done
  die "the .NET 10 SDK is missing; install the package dotnet-sdk-10.0, or put dotnet on PATH"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else die "needs root to run: $*"; fi
}

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

deps() { # install what is missing, and say why
  find_dotnet
  command -v dpkg-query >/dev/null || die "this script installs Debian packages; elsewhere install the libraries listed in it and build with cmake and dotnet"
  local missing=() entry
  for entry in "${PACKAGES[@]}"; do
    # Another libtorch replaces the distribution's.
    [ "${entry%%:*}" = libtorch-dev ] && [ -n "${MEDCLIP_LIBTORCH:-}" ] && continue
    if ! installed "${entry%%:*}"; then missing+=("${entry%%:*}"); say "will install ${entry%%:*}: ${entry#*:}"; fi
  done
  [ ${#missing[@]} = 0 ] && return
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

native() {
  local -a options=(-DCMAKE_BUILD_TYPE=Release "-DRID=$RID" "-DMEDCLIP_LIBTORCH=${MEDCLIP_LIBTORCH:-}")
  cmake -S native -B artifacts/cmake "${options[@]}" >artifacts/cmake.log 2>&1 || { cat artifacts/cmake.log >&2; die "cmake failed"; }
  cmake --build artifacts/cmake --parallel "$(nproc)" >artifacts/cmake.log 2>&1 || { cat artifacts/cmake.log >&2; die "the native build failed"; }
}

build() { # natives, all projects, and the command at artifacts/medclip/medclip
  deps
  mkdir -p artifacts/packages
  native
  dotnet build MedClip.sln -c "$CONFIGURATION" -v quiet --nologo
  # Compiled ahead of time (ReadyToRun), as in the tool's package: it starts a fifth sooner.
  rm -rf artifacts/medclip
  dotnet publish src/MedClip.Cli -c "$CONFIGURATION" -r "$RID" --no-self-contained -o artifacts/medclip -v quiet --nologo
  cp artifacts/medclip/MedClip.Cli artifacts/medclip/medclip
}

test_() { # every test project, one after another, then one line of totals
  build
  local passed=0 failed=0 skipped=0 project log=artifacts/test.log line count
  for project in tests/*.Tests/*.csproj; do
    say "== $(basename "$project" .csproj)"
    dotnet test "$project" -c "$CONFIGURATION" --no-build --nologo -v minimal "$@" 2>&1 | tee "$log" || true
    line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" | tail -n 1 || true)
    if [ -z "$line" ]; then
      # A crashed test host prints no totals; that is a failure, not a silence.
      say "$project: no test result"; failed=$((failed + 1)); continue
    fi
    count() { sed -E "s/.*$1: +([0-9]+).*/\1/" <<<"$line"; }
    passed=$((passed + $(count Passed))); failed=$((failed + $(count Failed))); skipped=$((skipped + $(count Skipped)))
    grep -qE 'aborted|crashed' "$log" && failed=$((failed + 1))
  done
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ]
}

coverage() { # line coverage of managed code, by assembly
  build
  rm -rf artifacts/coverage
  local project
  for project in tests/*.Tests/*.csproj; do
    dotnet test "$project" -c "$CONFIGURATION" --no-build --nologo -v quiet --collect "XPlat Code Coverage" --results-directory artifacts/coverage >/dev/null || true
  done
  dotnet tool restore --verbosity quiet
  dotnet reportgenerator -reports:'artifacts/coverage/**/coverage.cobertura.xml' -targetdir:artifacts/coverage/report -reporttypes:TextSummary \
    -assemblyfilters:'+MedClip*;+medclip;-*.Tests;-MedClip.Fixtures' -verbosity:Warning
  cat artifacts/coverage/report/Summary.txt
}

demo() { # the main job on embedded data: phantoms, pre-training, zero-shot, retrieval, report
  build
  build/demo.sh
}

pack() { # NuGet packages into artifacts/packages, with their sizes
  build
  build/packaging/pack.sh "$CONFIGURATION" "$PWD/artifacts/packages"
  (cd artifacts/packages && du --apparent-size -k -- *.nupkg *.snupkg)
}

defects() { # plants seeded defects; each must turn a test red
  build
  build/defects.sh "$@"
}

fuzz() { # damaged files: ./build.sh fuzz [pictures|dicom|tables] [CASES] [SEED]; hostile reports: fuzz labels [--inputs 1000000] [--seed 1]; damaged checkpoints: fuzz checkpoints [200000] [--seed 1]
  if [ "${1:-}" = labels ]; then
    find_dotnet
    dotnet build tests/MedClip.Knowledge.Fuzz -c "$CONFIGURATION" -v quiet --nologo >&2
    dotnet run --project tests/MedClip.Knowledge.Fuzz -c "$CONFIGURATION" --no-build -- "${@:2}"
    return
  fi
  if [ "${1:-}" = checkpoints ]; then
    find_dotnet
    dotnet build tests/MedClip.Models.Fuzz -c "$CONFIGURATION" -v quiet --nologo >&2
    local fixtures=${MEDCLIP_FIXTURES:-../shared/fixtures} command
    command=(dotnet "tests/MedClip.Models.Fuzz/bin/$CONFIGURATION/net10.0/MedClip.Models.Fuzz.dll" "${@:2}")
    [ -d "$fixtures/checkpoints" ] && command+=(--files "$fixtures/checkpoints")
    "${command[@]}"
    return
  fi
  # Damaged files: all three kinds, 500,000 cases, or one of them: pictures|dicom|tables [CASES] [SEED].
  build
  local kind kinds="pictures dicom tables" log=artifacts/fuzz.log
  case "${1:-}" in pictures | dicom | tables) kinds=$1; shift ;; esac
  for kind in $kinds; do
    local cases=100000
    [ "$kind" = pictures ] && cases=300000
    MEDCLIP_FUZZ_CASES=${1:-$cases} MEDCLIP_FUZZ_SEED=${2:-1} dotnet test tests/MedClip.Data.Tests -c "$CONFIGURATION" --no-build --nologo \
      --filter "FullyQualifiedName~FuzzTests.Damaged_$kind" --logger "console;verbosity=detailed" >"$log" 2>&1 || { cat "$log" >&2; die "fuzzing $kind failed"; }
    grep -E 'cases from seed|workers started' "$log"
  done
}

sanitize() { # natives under AddressSanitizer and UndefinedBehaviorSanitizer: kernels at odd sizes, damaged pictures and DICOM files: sanitize [CASES]
  deps
  local out="$PWD/artifacts/sanitize" log=artifacts/sanitize.log check
  mkdir -p artifacts
  { cmake -S native -B "$out/cmake" -DMEDCLIP_SANITIZE=address,undefined -DCMAKE_CXX_FLAGS_RELEASE=-O1 "-DMEDCLIP_OUTPUT=$out" "-DMEDCLIP_LIBTORCH=${MEDCLIP_LIBTORCH:-}" &&
    cmake --build "$out/cmake" --parallel "$(nproc)"; } >"$log" 2>&1 || { cat "$log" >&2; die "the build with sanitizers failed"; }
  for check in check_kernels check_pictures check_dicom; do "$out/$check" "$@" || die "$check found something"; done
}

bench() { # every mode against its peers, into benchmarks/RESULTS.md: bench [MODE [WORD…]] [--quick] [--resume] (docs/benchmarks.md)
  build
  if [ "${1:-}" = service ]; then # the service sample under load: bench service [--requests 10000] [--parallel 32] [--checkpoint RUN]
    dotnet run --project benchmarks/MedClip.ServiceLoad -c "$CONFIGURATION" --no-build -- "${@:2}"
    return
  fi
  dotnet run --project benchmarks/MedClip.Benchmarks -c "$CONFIGURATION" --no-build -- "$@"
}
accuracy() { # labels against public gold standards, a third of the texts set aside: tune [errors], held-out or all
  find_dotnet
  dotnet build benchmarks/MedClip.Accuracy -c "$CONFIGURATION" -v quiet --nologo >&2
  dotnet benchmarks/MedClip.Accuracy/bin/"$CONFIGURATION"/net10.0/MedClip.Accuracy.dll "$@"
}

ablation() { # arms x seeds, rows kept as they finish: ./build.sh ablation [ablation|folds|calibration] --images LABELS.csv --reports REPORTS.csv …
  find_dotnet
  dotnet build benchmarks/MedClip.Ablation -c "$CONFIGURATION" -v quiet --nologo >&2
  dotnet benchmarks/MedClip.Ablation/bin/"$CONFIGURATION"/net10.0/MedClip.Ablation.dll "$@"
}

torchsharp() { # tests with TorchSharp's packages instead of the installed libraries (downloads libtorch for three systems, 1.2 GB; needs the libstdc++ of GCC 13): torchsharp [Models|Data|Training|Evaluation…]
  find_dotnet
  [ $# -gt 0 ] || set -- Models Data Training Evaluation
  local name failed=0
  for name in "$@"; do
    dotnet test "tests/MedClip.$name.Tests" -c "$CONFIGURATION" -p:MedClipEngine=NuGet --nologo || failed=1
  done
  return "$failed"
}

format() { find_dotnet; dotnet format MedClip.sln "$@"; }
doctor() { build >&2; artifacts/medclip/medclip doctor; }

case "${1:-}" in
  deps | build | demo | pack | bench | format | doctor | coverage | defects | fuzz | sanitize | accuracy | ablation | torchsharp) verb=$1; shift; "$verb" "$@" ;;
  test) shift; test_ "$@" ;;
  *)
    echo "usage: ./build.sh VERB"
    sed -nE 's/^([a-z]+)_?\(\) \{ # (.*)/  \1\t\2/p' "$0"
    printf '  format\tformats the code\n  doctor\twhat is installed, what is missing, and the remedy\n'
    [ -z "${1:-}" ] && exit 0 || exit 2
    ;;
esac
