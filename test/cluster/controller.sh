#!/usr/bin/env bash
# controller.sh start [FLAG…] | stop: the sealed-secrets controller in its network namespace. Its in-cluster configuration comes
# from KUBERNETES_SERVICE_HOST and the folder of its service account, which only it sees there.
set -euo pipefail
: "${BIN:?}" "${STATE:?}"
cd "$STATE"
account=/var/run/secrets/kubernetes.io/serviceaccount
case $1 in
  start)
    shift
    mkdir -p account "$account"
    cp ca.crt account/
    "$BIN/kubectl" --kubeconfig kubeconfig -n kube-system create token sealed-secrets --duration=24h > account/token
    printf kube-system > account/namespace
    KUBERNETES_SERVICE_HOST=10.250.0.1 KUBERNETES_SERVICE_PORT=6443 POD_NAMESPACE=kube-system nohup \
      ip netns exec gsec sh -c "mount --bind $STATE/account $account && exec \"\$@\"" sh "$BIN/controller" "$@" >> controller.log 2>&1 &
    echo $! > controller.pid
    ;;
  stop)
    [ ! -f controller.pid ] || kill "$(cat controller.pid)" 2> /dev/null || true
    rm -f controller.pid
    ;;
esac
