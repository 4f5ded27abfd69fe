#!/usr/bin/env bash
# Carries out the steps of the Dockerfile in a clean directory, for machines where no image can be built.
# Needs Node 24 on PATH, such as npm run gives; asks with the health check of the Dockerfile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
pid=''
clean_up() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap clean_up EXIT
fail() {
  echo "FAILED: $1" >&2
  if [ -f "$work/log" ]; then tail -20 "$work/log" >&2; fi
  exit 1
}

echo '1. copy what the Dockerfile copies'
mkdir "$work/app" "$work/data"
sed -n 's/^COPY \(.*\) [^ ]*$/\1/p' Dockerfile | tr ' ' '\n' | while read -r name; do
  git ls-files -z -- "$name" | xargs -0 -r cp --parents -t "$work/app"
done
cd "$work/app"

echo '2. install without development dependencies'
node -e 'process.exit(process.versions.node.split(".")[0] === "24" ? 0 : 1)' || fail 'needs Node 24 on PATH'
npm ci --omit=dev --omit=optional --no-audit --no-fund >"$work/log" 2>&1 || fail 'npm ci'
[ ! -e node_modules/vitest ] || fail 'development dependencies were installed'

echo '3. start'
export NODE_ENV=production NODE_COMPILE_CACHE="$work/cache" OUTAGES_CONFIG="$work/app/feeds.yaml"
export OUTAGES_DATABASE="sqlite:$work/data/outages.db" OUTAGES_HOST=0.0.0.0 OUTAGES_PORT="${PROVE_PORT:-18688}"
if node src/main.ts start >"$work/log" 2>&1; then fail 'it started on every address without a password'; fi
grep -q OUTAGES_SECRET "$work/log" || fail 'the refusal does not say what to set'
OUTAGES_SECRET=$(node -p 'require("node:crypto").randomBytes(33).toString("base64")')
OUTAGES_EDITOR_HASH=$(echo 'only for this proof' | node src/main.ts password 2>/dev/null)
export OUTAGES_SECRET OUTAGES_EDITOR_HASH
node src/main.ts start >"$work/log" 2>&1 &
pid=$!

echo '4. ask /healthz'
health="fetch('http://127.0.0.1:' + process.env.OUTAGES_PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
healthy=''
for _ in $(seq 60); do
  kill -0 "$pid" 2>/dev/null || fail 'the daemon ended by itself'
  if node -e "$health"; then healthy=yes; break; fi
  sleep 0.5
done
[ -n "$healthy" ] || fail 'no healthy answer within 30 seconds'
[ -s "$work/data/outages.db" ] || fail 'no database in the volume'

echo '5. SIGTERM ends it with exit code 0 within 10 seconds'
kill -TERM "$pid"
for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
if kill -0 "$pid" 2>/dev/null; then fail 'still running'; fi
code=0
wait "$pid" || code=$?
pid=''
[ "$code" -eq 0 ] || fail "exit code $code"
echo 'all steps passed'
