package dev.coinstage.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout whose built parts are run; nothing here looks outside {@code root}. */
public record Checkout(Path root) {

    /**
     * The checkout that a folder lies in: the nearest parent with the launcher script.
     *
     * @throws LaunchProblem when no parent has one
     */
    public static Checkout around(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("coinstage")) && Files.isRegularFile(at.resolve("pom.xml"))) {
                return new Checkout(at);
            }
        }
        throw new LaunchProblem("No Coinstage checkout around " + folder + ".");
    }

    public Path launcher() {
        return root.resolve("coinstage");
    }

    public Path defaultHome() {
        return root.resolve(".coinstage");
    }

    public Path defaultCache() {
        return root.resolve(".coinstage").resolve("cache");
    }

    Path realm() {
        return built(root.resolve("k8s/keycloak/coinstage-realm.json"));
    }

    Path routes() {
        return built(root.resolve("helm/coinstage/routes.yaml"));
    }

    /** Need not exist: the gateway leaves a service without one out of its document. */
    Path openApiDocument(String service) {
        return root.resolve(service).resolve("src/main/resources/openapi/openapi.yaml");
    }

    Path keycloakArchive() {
        return built(root.resolve("platform/local/target/keycloak/keycloak.tar.gz"));
    }

    Path quarkusApp(String module) {
        return built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    private Path built(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LaunchProblem(root.relativize(file) + " is missing. Build it: ./mvnw -DskipTests package");
        }
        return file;
    }
}
