# What ./likeness and ./check share: a JDK 25 and the system's packages. Sourced, with $root set.

say() { printf '%s\n' "likeness: $*" >&2; }

# The major version of a JDK folder, from its own "release" file (starting java to ask costs 50 ms each).
jdk_major() {
    [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Sets JAVA_HOME to a JDK 25 or newer.
find_jdk() {
    for jdk in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* "$HOME"/.jdks/* \
        "$HOME"/.sdkman/candidates/java/* /opt/jdk*; do
        [ -n "$jdk" ] || continue
        major=$(jdk_major "$jdk")
        if [ "${major:-0}" -ge 25 ]; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return
        fi
    done
    say "a JDK 25 is needed and none was found in /usr/lib/jvm, ~/.jdks, JAVA_HOME or JAVA25_HOME."
    say "Install one (for example Temurin 25) in /usr/lib/jvm, or set JAVA25_HOME to its folder."
    exit 1
}

# Prints the packages that are missing, one a line. Libraries are looked for by their file, because package names differ
# between releases (libgtk-3-0 became libgtk-3-0t64).
missing_packages() {
    libraries=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null)
    while read -r library package; do
        case $libraries in *"$library"*) ;; *) printf '%s\n' "$package" ;; esac
    done <<'LIST'
libpangoft2-1.0.so.0 libpangoft2-1.0-0
libgtk-3.so.0 libgtk-3-0
libXtst.so.6 libxtst6
libXxf86vm.so.1 libxxf86vm1
libGL.so.1 libgl1
libasound.so.2 libasound2
libpulse.so.0 libpulse0
libespeak-ng.so.1 espeak-ng
LIST
    # Any font with Chinese will do.
    if ! ls /usr/share/fonts/truetype/wqy/*.ttc /usr/share/fonts/opentype/noto/*CJK* >/dev/null 2>&1 &&
        ! fc-list :lang=zh 2>/dev/null | grep -q .; then
        echo fonts-wqy-microhei
    fi
}

# Names as this release of the distribution has them.
package_names() {
    for package in "$@"; do
        if apt-cache show "${package}t64" >/dev/null 2>&1; then echo "${package}t64"; else echo "$package"; fi
    done
}

# Installs what is missing where this user may, else prints the line that does. Nothing here is needed to build.
system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "these libraries are missing; install your distribution's packages for: $(echo $missing)"
        return 0
    fi
    if [ "$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else
        say "some system packages are missing. This line installs them:"
        say "    sudo apt-get install $(echo $missing)"
        return 0
    fi
    say "installing system packages: $(echo $missing)"
    export DEBIAN_FRONTEND=noninteractive
    log=$root/target/setup.log
    mkdir -p "$root/target"
    if ! { $as_root apt-get update -q && $as_root apt-get install -y -q --no-install-recommends \
        $(package_names $missing); } </dev/null >"$log" 2>&1; then
        say "they could not be installed (see target/setup.log). This line installs them:"
        say "    sudo apt-get install $(echo $missing)"
    fi
}
