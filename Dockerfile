# One image for every part of the line: `api`, `worker`, `watchdog`, `migrate`, or `all` on one machine (see docker-compose.yml).
FROM node:24-slim AS made
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY prisma.config.ts vite.config.ts ./
COPY prisma prisma
COPY src src
# Generates the database client and builds the console; then what only building needs goes.
RUN node src/ready.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=made /app ./
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
ENTRYPOINT ["node", "src/main.ts"]
CMD ["all"]
