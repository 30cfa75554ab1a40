package dev.coinstage.local.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Quarkus part of the suite, run from the jar that its module built.
 *
 * @param options how its JVM is to run
 * @param listens its main port first
 * @param settings what its environment says beside the main port
 */
record QuarkusProcess(
        String name,
        Path jar,
        List<String> options,
        List<Port> listens,
        Ports ports,
        Set<String> after,
        Map<String, String> settings)
        implements Component {

    @Override
    public String address() {
        return "http://127.0.0.1:" + ports.of(listens.get(0));
    }

    @Override
    public ProcessBuilder process() {
        ProcessBuilder process = new ProcessBuilder(Jvm.command(options, List.of("-jar", jar.toString())));
        process.environment().putAll(settings);
        // a health check that is not met yet is no news while the suite comes up
        process.environment().put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "ERROR");
        process.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        process.environment().put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(listens.get(0))));
        return process;
    }

    @Override
    public boolean isHealthy() {
        return Health.answers(address() + "/q/health/ready");
    }
}
