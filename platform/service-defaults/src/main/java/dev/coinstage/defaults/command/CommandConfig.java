package dev.coinstage.defaults.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Calls to other services that are rows. */
@ConfigMapping(prefix = "coinstage.commands")
public interface CommandConfig {

    /** Pause between two looks for commands that are due, 10 ms or more. */
    @WithDefault("200ms")
    Duration lookEvery();

    /** Most commands that one process has under way, 1 to 1,000. */
    @WithDefault("32")
    @Min(1)
    @Max(1_000)
    int underWay();

    /** How long a process that fell silent keeps a command. A call that takes longer may be made twice, under the same key. */
    @WithDefault("20s")
    Duration lease();

    /** Pause after the first try without an answer; doubled with each further one. */
    @WithDefault("1s")
    Duration firstPause();

    @WithDefault("60s")
    Duration longestPause();

    /** From this age on a waiting command is told as an error in the log. It goes on being tried. */
    @WithDefault("10m")
    Duration alertAfter();

    /** How long commands that are done are kept. */
    @WithDefault("35d")
    Duration retention();
}
