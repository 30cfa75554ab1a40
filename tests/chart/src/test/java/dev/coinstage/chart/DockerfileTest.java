package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The images take what the build makes and run as the chart lets them: by reading, as no test here has a container engine. */
class DockerfileTest {

    private static final Pattern USER = Pattern.compile("(?m)^USER (.+)$");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY --chown=(\\d+):0 (target/\\S+) (/app/\\S*)$");
    private static final Pattern PORT = Pattern.compile("(?m)^EXPOSE (\\d+)$");

    private static List<String> flaws(String service, String track, String dockerfile) {
        List<String> flaws = new ArrayList<>();
        String user = first(USER, dockerfile);
        if (!user.matches("[1-9]\\d*")) {
            flaws.add("user " + user + " is no number above 0: Kubernetes cannot tell that it is not root");
        }
        List<String> copied = new ArrayList<>();
        for (Matcher copy = COPY.matcher(dockerfile); copy.find(); ) {
            copied.add(copy.group(2) + " to " + copy.group(3));
            if (!copy.group(1).equals(user)) {
                flaws.add(copy.group(2) + " belongs to " + copy.group(1) + ", not to the user " + user);
            }
        }
        if (!copied.equals(built(service, track))) {
            flaws.add("copies " + copied);
        }
        String port = Objects.parse(Checkout.text("helm/coinstage/values.yaml"))
                .all()
                .get(0)
                .at("/services/" + service + "/port")
                .asText();
        if (!first(PORT, dockerfile).equals(port)) {
            flaws.add("exposes " + first(PORT, dockerfile) + ", the chart's port is " + port);
        }
        String end = track.equals("jvm") ? "\"-jar\", \"/app/quarkus-run.jar\"]" : "[\"/app/" + service + "\"]";
        if (!dockerfile.stripTrailing().endsWith(end)) {
            flaws.add("starts something else than " + end);
        }
        if (Pattern.compile("(?m)^FROM \\S+(:latest|/[^:@\\s]+)$")
                .matcher(dockerfile)
                .find()) {
            flaws.add("stands on an image without a version");
        }
        return flaws;
    }

    /** What Quarkus leaves in target: a fast-jar, or with -Dnative one executable. */
    private static List<String> built(String service, String track) {
        return track.equals("native")
                ? List.of("target/*-runner to /app/" + service)
                : List.of(
                        "target/quarkus-app/lib/ to /app/lib/",
                        "target/quarkus-app/quarkus/ to /app/quarkus/",
                        "target/quarkus-app/app/ to /app/app/",
                        "target/quarkus-app/quarkus-run.jar to /app/");
    }

    private static String dockerfile(String service, String track) {
        return Checkout.text(service + "/src/main/docker/Dockerfile." + track);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "none";
    }

    @Test
    void both_tracks_of_every_service_take_what_the_build_makes_and_run_as_nobody_special() {
        for (String service : SettingsTest.SERVICES) {
            for (String track : List.of("jvm", "native")) {
                assertThat(flaws(service, track, dockerfile(service, track)))
                        .as("%s, %s", service, track)
                        .isEmpty();
            }
        }
    }

    @Test
    void the_build_makes_executables_by_one_switch() {
        assertThat(Checkout.text("pom.xml"))
                .containsSubsequence(
                        "<id>native</id>",
                        "<name>native</name>",
                        "<quarkus.native.enabled>true</quarkus.native.enabled>");
    }

    @Test
    void root_another_path_and_another_port_are_found() {
        String sound = dockerfile("fraud-service", "native");
        assertThat(flaws("fraud-service", "native", sound.replace("USER 1001", "USER root")))
                .hasSize(2);
        assertThat(flaws("fraud-service", "native", sound.replace("target/*-runner", "target/fraud-service")))
                .containsExactly("copies [target/fraud-service to /app/fraud-service]");
        assertThat(flaws("fraud-service", "native", sound.replace("EXPOSE 8104", "EXPOSE 8080")))
                .containsExactly("exposes 8080, the chart's port is 8104");
        assertThat(flaws("fraud-service", "native", sound.replace("image:2.0", "image")))
                .containsExactly("stands on an image without a version");
    }
}
