#!/usr/bin/env bash
# What each part of the predictors is worth: five learner-wise folds of each log, with all and without one part at a time.
# usage: tools/mastery_ablation.sh PROGRAM LOG...    (a table on standard output)
set -euo pipefail
program=$1; shift
row() { # LOG NAME ARGUMENTS...
  local log=$1 name=$2; shift 2
  "$program" mastery evaluate --in "$log" --replicates 0 "$@" | tail -n 1 | python3 -c '
import json, sys
r = json.load(sys.stdin)
print("| %s | %.4f | %.4f | %.4f | %.4f | %.1f |" % (sys.argv[1], r["auc"], r["rmse"], r["log_loss"], r["ece10"], r["seconds"]))' "$name"
}
for log in "$@"; do
  printf '\n%s\n\n| | AUC | RMSE | log loss | ECE10 | seconds |\n|---|---|---|---|---|---|\n' "$(basename "$log")"
  for kind in bkt bkt-forget logistic best; do row "$log" "$kind" --model $kind; done
  row "$log" "counts alone" --model logistic --without recency,last,gaps,time
  for part in counts recency last gaps time ability knowledge slopes products; do row "$log" "best without $part" --model best --without $part; done
done
