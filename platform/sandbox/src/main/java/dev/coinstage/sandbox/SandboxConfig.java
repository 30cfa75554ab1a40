package dev.coinstage.sandbox;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Settings of the sandbox. */
@ConfigMapping(prefix = "coinstage.sandbox")
public interface SandboxConfig {

    /** Folder that keeps the test root, the signing key, what was sold and what was paid out. Made when absent; no default. */
    Path data();
}
