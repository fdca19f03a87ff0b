#!/usr/bin/env bash
# A real control plane without kubelets: etcd, kube-apiserver, the garbage collector, and the sealed-secrets controller in a
# network namespace of its own. Needs root on Linux, $BIN (see build.sh) and an empty folder $STATE; leaves $STATE/kubeconfig.
# Everything listens on loopback or on a private pair of interfaces. down.sh ends it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/gsec-control-plane/bin}
: "${STATE:?an empty folder for data, keys and logs}"
mkdir -p "$STATE" && STATE=$(cd "$STATE" && pwd) && cd "$STATE"
export BIN STATE PATH=$BIN:$PATH KUBECONFIG=$STATE/kubeconfig

ip netns add gsec || { echo "another control plane is up: end it with STATE=… down.sh" >&2; exit 1; }
trap '"$here/down.sh"' ERR
ip link add gsec0 type veth peer name gsec1
ip link set gsec1 netns gsec
ip addr add 10.250.0.1/24 dev gsec0
ip link set gsec0 up
ip netns exec gsec ip addr add 10.250.0.2/24 dev gsec1
ip netns exec gsec ip link set gsec1 up
ip netns exec gsec ip link set lo up

sign() { # NAME SUBJECT
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2> /dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -out "$1.crt" -days 2 \
    -extfile <(echo "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:10.250.0.1") 2> /dev/null
}
openssl genrsa -out sa.key 2048 2> /dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 2 -subj /CN=ca 2> /dev/null
sign server /CN=kube-apiserver
sign admin /O=system:masters/CN=admin
# a user who is nobody: what it may do is what a test gives it
sign visitor /CN=visitor

start() { # PROGRAM FLAG…
  nohup "$@" > "$1.log" 2>&1 &
  echo $! > "$1.pid"
}
start etcd --data-dir etcd --listen-client-urls http://127.0.0.1:23790 --advertise-client-urls http://127.0.0.1:23790 \
  --listen-peer-urls http://127.0.0.1:23800
start kube-apiserver --etcd-servers=http://127.0.0.1:23790 --secure-port=6443 --advertise-address=10.250.0.1 \
  --tls-cert-file=server.crt --tls-private-key-file=server.key --client-ca-file=ca.crt \
  --service-account-key-file=sa.key --service-account-signing-key-file=sa.key --service-account-issuer=https://kubernetes.default.svc \
  --authorization-mode=RBAC --service-cluster-ip-range=10.96.0.0/16 --disable-admission-plugins=ServiceAccount \
  --endpoint-reconciler-type=none --enable-priority-and-fairness=false
cat > kubeconfig <<K
apiVersion: v1
kind: Config
clusters: [{name: local, cluster: {server: "https://10.250.0.1:6443", certificate-authority: $STATE/ca.crt}}]
users:
- {name: admin, user: {client-certificate: $STATE/admin.crt, client-key: $STATE/admin.key}}
- {name: visitor, user: {client-certificate: $STATE/visitor.crt, client-key: $STATE/visitor.key}}
contexts:
- {name: local, context: {cluster: local, user: admin, namespace: default}}
- {name: visitor, context: {cluster: local, user: visitor, namespace: default}}
current-context: local
K
for _ in $(seq 120); do kubectl get namespace kube-system > /dev/null 2>&1 && break; sleep 0.5; done
start kube-controller-manager --kubeconfig kubeconfig --controllers=garbage-collector-controller --leader-elect=false --secure-port=0
kubectl apply -f "$here/objects.yaml"
"$here/service.sh" kube-system sealed-secrets-controller name=sealed-secrets-controller
"$here/controller.sh" start
for _ in $(seq 120); do kubeseal --fetch-cert > cert.pem 2> /dev/null && break; sleep 0.5; done
openssl x509 -in cert.pem -noout -enddate && echo "ready: KUBECONFIG=$STATE/kubeconfig"
