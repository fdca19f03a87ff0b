#!/usr/bin/env bash
# service.sh NAMESPACE NAME LABEL: a Service that leads to the controller. The API server proxies to a Service only when its
# Endpoints name a Pod whose podIP matches: a Pod object with a patched status stands for the controller.
set -euo pipefail
namespace=$1 name=$2 label=$3
kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f - > /dev/null 2>&1
kubectl apply -f - > /dev/null <<Y
apiVersion: v1
kind: Service
metadata: {name: $name, namespace: $namespace, labels: {${label%%=*}: ${label#*=}}}
spec: {ports: [{name: http, port: 8080, targetPort: 8080}], selector: {${label%%=*}: ${label#*=}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: $name, namespace: $namespace}
spec:
  selector: {matchLabels: {${label%%=*}: ${label#*=}}}
  template: {metadata: {labels: {${label%%=*}: ${label#*=}}}, spec: {containers: [{name: c, image: none}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: $name, namespace: $namespace, labels: {${label%%=*}: ${label#*=}}}
spec: {automountServiceAccountToken: false, containers: [{name: c, image: none}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: $name, namespace: $namespace}
subsets: [{addresses: [{ip: 10.250.0.2, targetRef: {kind: Pod, name: $name, namespace: $namespace}}], ports: [{name: http, port: 8080}]}]
Y
kubectl -n "$namespace" patch pod "$name" --subresource=status --type=merge \
  -p '{"status":{"phase":"Running","podIP":"10.250.0.2","podIPs":[{"ip":"10.250.0.2"}]}}' > /dev/null
