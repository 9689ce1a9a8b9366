# shellcheck shell=bash
# What run, test and .ci/run share. Sourced; sets `root` and goes there, so that each works from any folder.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
log_folder=$root/build/log

# A second clone on the same machine compiles nothing twice.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=true

# As many compilers as there are cores and gigabytes: the heaviest file takes one.
job_count() {
    local cores free
    cores=$(nproc)
    free=$(awk '/^MemAvailable/ {print int($2 / 1048576)}' /proc/meminfo 2>/dev/null)
    free=${free:-$cores}
    ((free < cores)) && cores=$free
    echo $((cores > 0 ? cores : 1))
}

# step NAME COMMAND...: quiet when it succeeds; otherwise the end of its log, then one line on what failed and where.
step() {
    local name=$1 log
    shift
    mkdir -p "$log_folder"
    log=$log_folder/${name// /-}.log
    "$@" >"$log" 2>&1 </dev/null && return 0
    grep -E -m 20 'error|Error|FAILED|fatal|E:' "$log" >&2 || tail -n 20 "$log" >&2
    echo "${0##*/}: '$name' failed; all of it is in $log" >&2
    return 1
}

# configure PRESET: nothing to do when the build files are newer than the presets; ninja sees to the rest.
configure() {
    [[ build/$1/build.ninja -nt CMakePresets.json ]] || step "configure $1" cmake --preset "$1"
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    step "build $preset" cmake --build --preset "$preset" --parallel "$(job_count)" ${1:+--target "$@"}
}
