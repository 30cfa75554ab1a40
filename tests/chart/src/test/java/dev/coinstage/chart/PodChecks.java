package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds pods against the restricted profile of Kubernetes, and selectors against the pods that they are to choose. */
final class PodChecks {

    private static final Set<String> STABLE = Set.of("app.kubernetes.io/name", "app.kubernetes.io/instance");

    private PodChecks() {}

    static List<String> flaws(Objects objects) {
        List<String> flaws = new ArrayList<>();
        for (JsonNode object : objects.all()) {
            JsonNode pod = object.at("/spec/template/spec");
            if (pod.has("containers")) {
                pod(Objects.title(object), pod, flaws);
                pod.get("containers").forEach(container -> container(Objects.title(object), container, flaws));
            }
        }
        objects.of("Deployment").forEach(deployment -> deployment(objects, deployment, flaws));
        objects.of("Service").forEach(service -> chooses(objects, service, service.at("/spec/selector"), flaws));
        objects.of("PodDisruptionBudget")
                .forEach(budget -> chooses(objects, budget, budget.at("/spec/selector/matchLabels"), flaws));
        return flaws;
    }

    private static void pod(String title, JsonNode pod, List<String> flaws) {
        require(
                flaws,
                title,
                "may run as root",
                pod.at("/securityContext/runAsNonRoot").asBoolean());
        require(
                flaws,
                title,
                "has no seccomp profile",
                pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"));
        JsonNode token = pod.path("automountServiceAccountToken");
        require(flaws, title, "gets a token of the cluster", token.isBoolean() && !token.asBoolean());
        require(
                flaws,
                title,
                "has no account of its own",
                !pod.path("serviceAccountName").asText().isEmpty());
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(
                    flaws,
                    title,
                    "shares its machine's " + shared,
                    !pod.path(shared).asBoolean());
        }
        for (JsonNode volume : pod.path("volumes")) {
            require(flaws, title, "mounts its machine", !volume.has("hostPath"));
        }
    }

    private static void container(String title, JsonNode container, List<String> flaws) {
        JsonNode context = container.path("securityContext");
        JsonNode escalation = context.path("allowPrivilegeEscalation");
        require(flaws, title, "may gain privileges", escalation.isBoolean() && !escalation.asBoolean());
        require(flaws, title, "is privileged", !context.path("privileged").asBoolean());
        require(
                flaws,
                title,
                "may write its root",
                context.path("readOnlyRootFilesystem").asBoolean());
        require(
                flaws,
                title,
                "keeps capabilities",
                Objects.texts(context.at("/capabilities/drop")).equals(List.of("ALL"))
                        && !context.at("/capabilities").has("add"));
        require(
                flaws,
                title,
                "has nowhere to write",
                Objects.each(container.path("volumeMounts"))
                        .anyMatch(mount -> mount.get("mountPath").asText().equals("/tmp")));
        require(
                flaws,
                title,
                "has no stated size",
                container.at("/resources/requests").has("cpu")
                        && container.at("/resources/requests").has("memory")
                        && container.at("/resources/limits").has("memory"));
        String image = container.path("image").asText();
        require(flaws, title, "has no version of its image", image.matches(".+:[^/:]+") && !image.endsWith(":latest"));
    }

    private static void deployment(Objects objects, JsonNode deployment, List<String> flaws) {
        String title = Objects.title(deployment);
        JsonNode selector = deployment.at("/spec/selector/matchLabels");
        Set<String> keys = new TreeSet<>();
        selector.fieldNames().forEachRemaining(keys::add);
        require(flaws, title, "selects by what changes: " + keys, keys.equals(STABLE));
        require(
                flaws,
                title,
                "selects other pods than its own",
                matches(selector, deployment.at("/spec/template/metadata/labels")));
        require(flaws, title, "undoes its autoscaler", !deployment.get("spec").has("replicas"));
        require(
                flaws,
                title,
                "has no autoscaler",
                objects.of("HorizontalPodAutoscaler").stream()
                        .anyMatch(scaler ->
                                scaler.at("/spec/scaleTargetRef/name").asText().equals(Objects.name(deployment))));
        JsonNode container = deployment.at("/spec/template/spec/containers/0");
        Map<String, String> probes =
                new TreeMap<>(Map.of("startup", "started", "liveness", "live", "readiness", "ready"));
        probes.forEach((probe, path) -> require(
                flaws,
                title,
                "has no " + probe + " probe",
                container.at("/" + probe + "Probe/httpGet/path").asText().equals("/q/health/" + path)
                        && container
                                .at("/" + probe + "Probe/httpGet/port")
                                .asText()
                                .equals("http")));
        require(
                flaws,
                title,
                "listens elsewhere than its port says",
                container
                        .at("/ports/0/containerPort")
                        .asText()
                        .equals(Settings.environment(deployment).get("QUARKUS_HTTP_PORT")));
    }

    /** A Service that chose the pods of a migration would send them requests. */
    private static void chooses(Objects objects, JsonNode chooser, JsonNode selector, List<String> flaws) {
        List<String> chosen = objects.all().stream()
                .filter(object -> object.at("/spec/template/spec").has("containers"))
                .filter(object -> matches(selector, object.at("/spec/template/metadata/labels")))
                .map(Objects::title)
                .toList();
        require(
                flaws,
                Objects.title(chooser),
                "chooses " + chosen,
                chosen.equals(List.of("Deployment " + Objects.name(chooser))));
    }

    static boolean matches(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
    }

    private static void require(List<String> flaws, String title, String flaw, boolean holds) {
        if (!holds) {
            flaws.add(title + " " + flaw);
        }
    }
}
