#!/bin/bash
# A real S3 server for tests: Ceph's radosgw on one monitor and one storage daemon, all on 127.0.0.1.
#   radosgw.sh start [folder]   prints "endpoint access-key secret-key"; reuses the one that runs in the folder
#   radosgw.sh stop  [folder]   ends its processes by id and removes the folder
# Debian's packages are installed when they are missing, which takes root or sudo without a password.
set -euo pipefail
action=${1:?start or stop}
home=${2:-/tmp/videogen-radosgw-$(id -un)}
conf=$home/ceph.conf
mkdir -p "$home"
chmod 700 "$home"

# One caller at a time; the daemons must not inherit the lock, so they are started with 9>&-.
exec 9>"$home.lock"
flock 9

log() { echo "radosgw.sh: $*" >&2; }

# A recorded id may since have gone to another program: ours has the folder's ceph.conf on its command line.
running() { [[ -r $home/$1.pid ]] && grep -qaF "$conf" "/proc/$(<"$home/$1.pid")/cmdline" 2>/dev/null; }

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); answers "$port"; do :; done
  echo "$port"
}

# wait_for seconds what command...
wait_for() {
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS > until)); then
      log "$what did not come up; see $home/*.out"
      exit 1
    fi
    sleep 0.1
  done
}

spawn() {
  local name=$1
  shift
  setsid "$@" -f 9>&- </dev/null >"$home/$name.out" 2>&1 &
  echo $! >"$home/$name.pid"
}

stop() {
  for name in rgw osd mon; do
    if running $name; then
      kill "$(<"$home/$name.pid")"
      for _ in $(seq 100); do running $name || break; sleep 0.1; done
      if running $name; then kill -9 "$(<"$home/$name.pid")"; fi
    fi
  done
  rm -rf "$home"
}

install() {
  export PATH=$PATH:/usr/sbin:/sbin
  local program missing=
  for program in radosgw radosgw-admin ceph-mon ceph-osd ceph ceph-authtool monmaptool; do
    command -v $program >/dev/null || missing=1
  done
  if [[ ! $missing ]]; then return; fi
  local as_root=()
  if [[ $(id -u) != 0 ]]; then
    as_root=(sudo -n)
    if ! sudo -n true 2>/dev/null; then
      log "radosgw is not installed, and installing it takes root. Install radosgw, ceph-mon, ceph-osd and ceph-common."
      exit 2
    fi
  fi
  log "installing radosgw"
  local packages=(radosgw ceph-mon ceph-osd ceph-common)
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  # Package lists may be absent or old; they are fetched only when the install fails without.
  "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${packages[@]}" 9>&- >"$home/apt.out" 2>&1 ||
    { "${as_root[@]}" "${apt[@]}" update 9>&- >>"$home/apt.out" 2>&1 &&
      "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${packages[@]}" 9>&- >>"$home/apt.out" 2>&1; } ||
    { log "apt-get failed: $(tail -n 3 "$home/apt.out")"; exit 2; }
}

configure() {
  mkdir -p "$home/mon" "$home/osd" "$home/run"
  fsid=$(</proc/sys/kernel/random/uuid)
  mon_v2=$(free_port) mon_v1=$(free_port) port=$(free_port)
  # cephx stays on: without it radosgw does not come up. One copy of everything; no manager daemon is needed.
  # Deleted objects are collected soon, as test runs write gigabytes: the disk takes 10 GiB at most. A disk that is nearly full is
  # no reason for the monitor to end.
  cat >"$conf" <<X
[global]
fsid = $fsid
mon_host = v2:127.0.0.1:$mon_v2,v1:127.0.0.1:$mon_v1
public_addr = 127.0.0.1
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
keyring = $home/keyring
mon_data = $home/mon
mon_data_avail_crit = 1
osd_data = $home/osd
run_dir = $home/run
admin_socket = $home/run/\$name.asok
log_file = $home/run/\$name.log
crash_dir = $home/run
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
osd_crush_chooseleaf_type = 0
osd_objectstore = bluestore
bluestore_block_size = 10737418240
bluestore_block_create = true
osd_memory_target = 939524096
rgw_frontends = beast endpoint=127.0.0.1:$port
rgw_thread_pool_size = 32
rgw_dns_name = localhost
rgw_gc_obj_min_wait = 1
rgw_gc_processor_period = 10
rgw_gc_processor_max_time = 10
X
}

start() {
  install
  configure
  local ceph=(timeout 20 ceph -c "$conf") keyring=$home/keyring osd_id
  ceph-authtool --create-keyring "$keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
  for name in client.admin osd.0 client.rgw; do
    ceph-authtool "$keyring" --gen-key -n $name --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
  done
  monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_v2,v1:127.0.0.1:$mon_v1]" "$home/monmap" >/dev/null
  ceph-mon -c "$conf" -i a --mkfs --monmap "$home/monmap" --keyring "$keyring" 2>"$home/mkfs.out"
  spawn mon ceph-mon -c "$conf" -i a
  wait_for 60 "the monitor" timeout 5 ceph -c "$conf" -s

  osd_id=$(</proc/sys/kernel/random/uuid)
  "${ceph[@]}" osd new "$osd_id" >/dev/null 2>&1
  ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd_id" >>"$home/mkfs.out" 2>&1
  spawn osd ceph-osd -c "$conf" -i 0
  wait_for 60 "the storage daemon" bash -c "timeout 5 ceph -c '$conf' osd stat | grep -q '1 up'"

  spawn rgw radosgw -c "$conf" -n client.rgw
  wait_for 120 "radosgw" answers "$port"
  local access=videogen secret
  secret=$(tr -d - </proc/sys/kernel/random/uuid)
  radosgw-admin -c "$conf" user create --uid=videogen --display-name=videogen --access-key=$access --secret="$secret" >/dev/null 2>"$home/user.out"
  # Written last: whoever finds it may use the server.
  echo "http://127.0.0.1:$port $access $secret" >"$home/ready"
}

case $action in
  start)
    if ! { [[ -r $home/ready ]] && running mon && running osd && running rgw; }; then
      stop
      mkdir -p "$home"
      chmod 700 "$home"
      start
    fi
    cat "$home/ready"
    ;;
  stop) stop ;;
  *) log "start or stop, not $action"; exit 2 ;;
esac
