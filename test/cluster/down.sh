#!/usr/bin/env bash
# Ends what up.sh started, each program by its own id, and waits until all are gone: their ports are needed again.
: "${STATE:?}"
ids=$(cat "$STATE"/*.pid 2> /dev/null)
rm -f "$STATE"/*.pid
for id in $ids; do kill "$id" 2> /dev/null; done
for _ in $(seq 100); do
  left=
  for id in $ids; do kill -0 "$id" 2> /dev/null && left=yes; done
  [ -z "$left" ] && break
  sleep 0.1
done
ip netns del gsec 2> /dev/null
ip link del gsec0 2> /dev/null
true
