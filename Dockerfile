# syntax=docker/dockerfile:1

# The binary is static and carries its pages, profiles and time zones: the final image holds nothing else but the
# certificates that platform clients need.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -tags nomsgpack -trimpath -buildvcs=false -ldflags '-s -w' -o /out/linzhangbot ./cmd/linzhangbot \
    && mkdir /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/linzhangbot /linzhangbot
# A numeric user can be checked by clusters that forbid root; it owns the one folder that is written to.
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
WORKDIR /data
EXPOSE 8080
ENTRYPOINT ["/linzhangbot"]
CMD ["serve", "--config", "/etc/linzhangbot/config.yaml"]
