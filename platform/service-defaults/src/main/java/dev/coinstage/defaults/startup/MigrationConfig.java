package dev.coinstage.defaults.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the database is migrated. */
@ConfigMapping(prefix = "coinstage.migrations")
interface MigrationConfig {

    /**
     * {@code AT_START}: this process migrates before it serves (local runs, tests). {@code ONLY}: it migrates and exits (the
     * chart's job). {@code ELSEWHERE}: it waits until somebody else has migrated (pods behind that job).
     */
    @WithDefault("AT_START")
    Mode mode();

    enum Mode {
        AT_START,
        ONLY,
        ELSEWHERE
    }
}
