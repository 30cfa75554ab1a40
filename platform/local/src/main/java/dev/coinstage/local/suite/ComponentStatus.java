package dev.coinstage.local.suite;

import java.time.Duration;

/**
 * What is known of one component at one moment.
 *
 * @param detail what it is doing or why it is down, for people; empty when the state says it all
 * @param pid 0 when there is no process
 * @param deaths how often its process ended unasked
 * @param tookToHealth from the start of this attempt to its health; zero until then
 */
public record ComponentStatus(String name, State state, String detail, long pid, int deaths, Duration tookToHealth) {

    public enum State {
        STOPPED,
        WAITING,
        PREPARING,
        STARTING,
        HEALTHY,
        RESTARTING,
        STOPPING
    }

    static ComponentStatus stopped(String name) {
        return new ComponentStatus(name, State.STOPPED, "", 0, 0, Duration.ZERO);
    }

    ComponentStatus now(State next, String why) {
        return new ComponentStatus(name, next, why, pid, deaths, next == State.HEALTHY ? tookToHealth : Duration.ZERO);
    }

    ComponentStatus running(long process) {
        return new ComponentStatus(name, State.STARTING, "", process, deaths, Duration.ZERO);
    }

    ComponentStatus healthyAfter(Duration time) {
        return new ComponentStatus(name, State.HEALTHY, "", pid, deaths, time);
    }

    ComponentStatus died(String why) {
        return new ComponentStatus(name, State.RESTARTING, why, 0, deaths + 1, Duration.ZERO);
    }

    ComponentStatus ended() {
        return stopped(name);
    }

    public boolean isHealthy() {
        return state == State.HEALTHY;
    }
}
