# shellcheck shell=bash
# What every launcher starts with. Sets: home, the folder above bin/; java, a Java that is new enough; options for it.

me=$(basename -- "$0")
home=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)

fail() {
  echo "$me: $*" >&2
  exit 1
}

# Picks the Java: JAVA_HOME, else the one on the PATH; 17 or newer.
if [[ -n "${JAVA_HOME:-}" ]]; then
  java=$JAVA_HOME/bin/java
  [[ -x "$java" ]] || fail "JAVA_HOME is '$JAVA_HOME', but there is no $java. Point it at a JDK or JRE, 17 or newer, or unset it."
else
  java=$(type -P java) || fail "no Java found. Install a JDK or JRE, 17 or newer (Debian: apt install openjdk-17-jre-headless), or set JAVA_HOME."
fi
release=$(dirname -- "$(readlink -f -- "$java")")/../release
version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$release" 2>/dev/null || true)
[[ -n "$version" ]] || version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
major=${version#1.}
major=${major%%[!0-9]*}
[[ -n "$major" ]] || fail "'$java -version' does not tell its version: is it a Java?"
((major >= 17)) || fail "$java is Java $version, but 17 or newer is needed. Set JAVA_HOME to one that is."

# Native TensorFlow is loaded on purpose; newer Javas want to hear so, and to be told that Felix and Netty may use Unsafe.
options=(--enable-native-access=ALL-UNNAMED)
((major < 24)) || options+=(--sun-misc-unsafe-memory-access=allow)

# Java's compilers give way to what waits for an answer: a rollout runs code that ran seldom before, and to compile it would
# else take the cores from requests. docs/upgrades.md has the figures. A little only: on a busy
# machine, code that is never compiled would be slower still. All other threads keep their priority, also for root.
options+=(-XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=5)
for priority in 1 2 3 4 6 7 8 9 10; do
  options+=("-XX:JavaPriority${priority}_To_OSPriority=0")
done
# Java warns all but root that priorities may not be raised, which nothing here does. There is no silencing of that alone:
# -XX:+PrintWarnings in HEWN_JAVA_OPTS has all warnings back.
((EUID == 0)) || options+=(-XX:-PrintWarnings)

# Texts are UTF-8 wherever they are written, as newer Javas have it anyhow.
options+=(-Dfile.encoding=UTF-8)
