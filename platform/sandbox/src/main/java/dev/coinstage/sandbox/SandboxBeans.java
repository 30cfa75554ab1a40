package dev.coinstage.sandbox;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the features are given from outside. */
class SandboxBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    DataFolder dataFolder(SandboxConfig config) {
        return new DataFolder(config.data());
    }
}
