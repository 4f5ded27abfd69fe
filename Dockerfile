FROM node:24-slim

WORKDIR /app
COPY package.json package-lock.json ./
# The image has Node 24 already, so the Node that the project brings for older machines is left out.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force

COPY src ./src
COPY storage ./storage
COPY feeds.yaml feeds.schema.json LICENSE ./
RUN mkdir /data && chown node:node /data

ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache \
    OUTAGES_CONFIG=/app/feeds.yaml \
    OUTAGES_DATABASE=sqlite:/data/outages.db \
    OUTAGES_HOST=0.0.0.0 \
    OUTAGES_PORT=8688

USER node
VOLUME /data
EXPOSE 8688

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.OUTAGES_PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "src/main.ts", "start"]
