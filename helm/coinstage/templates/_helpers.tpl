{{/* What selects the pods of one service. Immutable in a Deployment: never a version in here. Takes root and name. */}}
{{- define "coinstage.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "coinstage.labels" -}}
{{ include "coinstage.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: coinstage
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "coinstage.image" -}}
{{ .root.Values.image.registry }}{{ .service.image }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{/* The environment of a service. Takes root, name, service and migrations (the mode). */}}
{{- define "coinstage.env" -}}
{{- $root := .root -}}
{{- $given := dict
  "QUARKUS_HTTP_PORT" (.service.port | toString)
  "QUARKUS_LOG_CONSOLE_JSON_ENABLED" "true"
  "COINSTAGE_MIGRATIONS_MODE" .migrations
  "COINSTAGE_DATABASE_ADDRESS" (printf "%s-rw:5432/%s" .service.database.cluster .service.database.name)
  "COINSTAGE_OIDC_ISSUER" $root.Values.oidc.issuer
  "COINSTAGE_OIDC_JWKS_URL" $root.Values.oidc.jwksUrl
  "COINSTAGE_OIDC_TOKEN_URL" $root.Values.oidc.tokenUrl -}}
{{- range $peer := .service.calls }}
{{- $callee := get $root.Values.services $peer | required (printf "%s calls %s, which is no service of this chart" $.name $peer) }}
{{- $_ := set $given (printf "COINSTAGE_PEERS_%s_URL" ($peer | upper | replace "-" "_")) (printf "http://%s:%v" $peer $callee.port) }}
{{- end }}
{{- $secrets := merge (deepCopy .service.secrets) (dict
  "COINSTAGE_DATABASE_USER" (dict "name" (printf "%s-app" .service.database.cluster) "key" "username")
  "COINSTAGE_DATABASE_PASSWORD" (dict "name" (printf "%s-app" .service.database.cluster) "key" "password")
  "COINSTAGE_OIDC_CLIENT_SECRET" (dict "name" (printf "%s-client" .name) "key" "client-secret")) }}
{{- range $name, $value := .service.settings }}
{{- if or (hasKey $given $name) (hasKey $secrets $name) }}
{{- fail (printf "%s: %s is set by the chart and must not be in settings" $.name $name) }}
{{- end }}
{{- /* as JSON, since a large number would come out as 1.2e+09 otherwise */}}
{{- $_ := set $given $name (kindIs "string" $value | ternary $value ($value | toJson)) }}
{{- end }}
{{- range $name, $value := $given }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $from := $secrets }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $from.name }}
      key: {{ $from.key }}
{{- end }}
{{- end }}

{{/* What every pod spec of a service shares: identity without a token, the restricted profile, a place for temporary files. */}}
{{- define "coinstage.pod" -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  seccompProfile:
    type: RuntimeDefault
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  {{- range $index, $file := .service.files }}
  - name: files-{{ $index }}
    configMap:
      name: {{ $file.configMap }}
  {{- end }}
{{- end }}

{{- define "coinstage.container" -}}
image: {{ include "coinstage.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
resources:
  {{- toYaml .service.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- range $index, $file := .service.files }}
  - name: files-{{ $index }}
    mountPath: {{ $file.path }}
    readOnly: true
  {{- end }}
env:
  {{- include "coinstage.env" . | nindent 2 }}
{{- end }}

{{- define "coinstage.egress.dns" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .root.Values.network.dns.namespace }}
      podSelector:
        matchLabels:
          {{- toYaml .root.Values.network.dns.podLabels | nindent 10 }}
  ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end }}

{{- define "coinstage.egress.database" -}}
- to:
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ .service.database.cluster }}
  ports:
    - {protocol: TCP, port: 5432}
{{- end }}

{{/* What is wrong with one row of the route table, by the rules that the local gateway has; nothing when it is sound. */}}
{{- define "coinstage.route.flaw" -}}
{{- $methods := list "GET" "HEAD" "POST" "PUT" "PATCH" "DELETE" -}}
{{- $roles := list "viewer" "creator" "moderator" "finance" "security-analyst" "security-lead" "operator" "service" "public" -}}
{{- $row := .row -}}
{{- $keys := list "name" "gateway" "path" "service" "methods" "roles" "timeout" "maxBody" "limit" "streaming" -}}
{{- range $key := $keys }}{{ if not (hasKey $row $key) }}{{ $key }} is missing; {{ end }}{{ end -}}
{{- range $key, $_ := $row }}{{ if not (has $key $keys) }}{{ $key }} is unknown; {{ end }}{{ end -}}
{{- if not (regexMatch "^[a-z0-9]+(-[a-z0-9]+)*$" (toString $row.name)) }}name must be lower-case words joined by hyphens; {{ end -}}
{{- if not (has $row.gateway (list "client" "security")) }}gateway must be client or security; {{ end -}}
{{- if not (regexMatch "^/v[0-9]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$" (toString $row.path)) }}path must be public, of plain segments below /v1: {{ $row.path }}; {{ end -}}
{{- if not (hasKey .root.Values.services (toString $row.service)) }}service is none of this chart: {{ $row.service }}; {{ end -}}
{{- if not $row.methods }}methods must not be empty; {{ end -}}
{{- range $row.methods }}{{ if not (has . $methods) }}methods has an unknown value: {{ . }}; {{ end }}{{ end -}}
{{- if not $row.roles }}roles must not be empty; {{ end -}}
{{- range $row.roles }}{{ if not (has . $roles) }}roles has an unknown value: {{ . }}; {{ end }}{{ end -}}
{{- if and (has "public" ($row.roles | default list)) (gt (len $row.roles) 1) }}role public must stand alone; {{ end -}}
{{- if not (regexMatch "^[0-9]{1,5}(ms|s|m|h)$" (toString $row.timeout)) }}timeout must be a number with ms, s, m or h; {{ end -}}
{{- $endless := regexMatch "^0+(ms|s|m|h)$" (toString $row.timeout) -}}
{{- if and $row.streaming (not $endless) }}timeout of a streaming route must be 0s; {{ end -}}
{{- if and (not $row.streaming) $endless }}timeout must be more than 0; {{ end -}}
{{- if lt (int $row.maxBody) 0 }}maxBody must not be negative; {{ end -}}
{{- $limit := $row.limit | default dict -}}
{{- if lt (int $limit.requests) 1 }}limit needs at least 1 request; {{ end -}}
{{- if not (has $limit.period (list "1s" "1m" "1h")) }}limit's period must be 1s, 1m or 1h, the windows that Envoy's rate limits have; {{ end -}}
{{- end }}

{{/* The route table as YAML, with every row sound and every name, and every method of a path, there once. */}}
{{- define "coinstage.routes" -}}
{{- $table := .Files.Get "routes.yaml" | fromYaml -}}
{{- if or (hasKey $table "Error") (not $table.routes) }}{{ fail (printf "routes.yaml cannot be read: %v" $table.Error) }}{{ end -}}
{{- $seen := dict -}}
{{- range $row := $table.routes }}
{{- $flaw := include "coinstage.route.flaw" (dict "root" $ "row" $row) | trim }}
{{- if $flaw }}{{ fail (printf "routes.yaml: route %v: %s" $row.name $flaw) }}{{ end }}
{{- $places := list (printf "name %s" $row.name) }}
{{- range $row.methods }}{{ $places = append $places (printf "%s %s of gateway %s" . $row.path $row.gateway) }}{{ end }}
{{- range $places }}
{{- if hasKey $seen . }}{{ fail (printf "routes.yaml: %s is there twice" .) }}{{ end }}
{{- $_ := set $seen . true }}
{{- end }}
{{- end }}
{{- $table | toYaml }}
{{- end }}
