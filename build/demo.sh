#!/usr/bin/env bash
# The main job on embedded data: generate phantoms, pre-train from unpaired films and sentences, evaluate on unseen phantoms.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
medclip=artifacts/medclip/medclip
rm -rf demo
$medclip phantom --output demo/train --count "${DEMO_COUNT:-3000}" --seed 1
$medclip phantom --output demo/unseen --count 600 --seed 2
$medclip pretrain --images demo/train/labels.csv --reports demo/train/reports.csv --output demo/run --seed 0 --epochs 18 --set optimizer.learningRate=0.002
$medclip retrieve demo/run --images demo/unseen/labels.csv --texts demo/unseen/reports.csv --output demo/hits.csv -k 10
$medclip zeroshot demo/run --images demo/unseen/labels.csv --output demo/scores.csv
echo "reports: demo/report.html (zero-shot), demo/hits.report.html (retrieval)"
