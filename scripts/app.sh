# Sourced after setup.sh: builds what ./run and the browser tests start.

# ./run has its programs apart from the tests', so that one can be built while the other is at work.
configuration=${configuration:-release}
programs=$root/artifacts/Local/bin
stamp=$root/artifacts/Local/$configuration.stamp

program() { printf '%s' "$programs/$1/$configuration/$1.dll"; } # PROJECT

is_built() {
  [ -f "$stamp" ] && [ -f "$(program VideoGen.AppHost)" ] && [ -f "$(program VideoGen.Functions)" ] &&
    [ -f "$(program VideoGen.ProviderSimulator)" ] &&
    [ -z "$(find "$root" -maxdepth 1 -type f ! -name '*.md' -newer "$stamp" -print -quit)" ] &&
    [ -z "$(find "$root"/{AppHost,Functions,Orchestrators,Activities,Shared,LocalRuntime,tests/ProviderSimulator} -newer "$stamp" -print -quit)" ]
}

# Building under a running app would change its files under its feet; AppHost then says that it runs, or uses it.
is_running() { [ $configuration = release ] && [ -f "$state/run.lock" ] && ! flock -n "$state/run.lock" true; }

# Builds all that is started; what was edited meanwhile is built next time.
stamped() { # COMMAND...
  local new_stamp
  mkdir -p "$root/artifacts/Local"
  new_stamp=$(mktemp "$root/artifacts/Local/stamp.XXXXXX")
  if "$@"; then
    mv "$new_stamp" "$stamp"
  else
    rm -f "$new_stamp"
    return 1
  fi
}

build_programs() { # LOG
  local project
  for project in Functions AppHost tests/ProviderSimulator; do
    dotnet_build "$1" "$root/$project" -c $configuration || return 1
  done
}

build() {
  ! is_built && ! is_running || return 0
  local log=$state/logs/build.log begin=$SECONDS
  printf 'Building ... '
  if ! stamped build_programs "$log"; then
    printf 'failed\n'
    show_build_errors "$log"
    fail "The build failed. The whole log: $log"
  fi
  printf 'done in %d s\n' $((SECONDS - begin))
}

wwwroot=$programs/VideoGen.Functions/$configuration/wwwroot

web_is_built() {
  [ -f "$wwwroot/index.html" ] &&
    [ -z "$(find "$root"/{Web,samples} -name node_modules -prune -o -name dist -prune -o -type f -newer "$wwwroot/index.html" -print -quit)" ]
}

# The API works without the web app, so its build may fail.
build_web() {
  ! web_is_built && ! is_running || return 0
  local log=$state/logs/web.log begin=$SECONDS
  printf 'Building the web app ... '
  if install_web_packages >"$log" 2>&1 </dev/null &&
    npm --prefix "$root/Web" run build -- --outDir "$wwwroot" --emptyOutDir >>"$log" 2>&1 </dev/null; then
    printf 'done in %d s\n' $((SECONDS - begin))
  else
    printf 'failed; going on without it. Log: %s\n' "$log"
  fi
}

browser_names='chromium chromium-browser google-chrome'

# Sets VIDEOGEN_CHROMIUM to the browser that tests and pictures use; one that is set already wins.
setup_browser() {
  local name
  for attempt in before after; do
    for name in ${VIDEOGEN_CHROMIUM:-} $browser_names; do
      if command -v "$name" >/dev/null; then
        export VIDEOGEN_CHROMIUM
        VIDEOGEN_CHROMIUM=$(command -v "$name")
        return
      fi
    done
    [ $attempt = after ] || install_package 'The browser Chromium' chromium
  done
  fail 'Chromium is not found. Install it, or name the program in VIDEOGEN_CHROMIUM.'
}

# Everything that a browser is to look at, as the source has it now.
prepare_browsing() {
  setup_browser
  with_build_lock build
  with_build_lock build_web
  is_built && web_is_built || fail 'The app is not built from its source as it is now.' \
    'Stop a ./run of this folder first; else the logs are in .videogen/logs.'
}

# A real app, database and simulator in a folder of their own, and a real browser on them.
browse() { # PROJECT [ARGUMENT...]
  local project=$1
  shift
  (cd "$root/Web" && VIDEOGEN_APPHOST=$(program VideoGen.AppHost) exec npx playwright test --project "$project" "$@")
}
