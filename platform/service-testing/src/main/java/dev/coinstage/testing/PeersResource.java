package dev.coinstage.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a Quarkus test a {@link PeerStub} for each of the other services, and the service their addresses.
 *
 * <pre>{@code @QuarkusTestResource(value = PeersResource.class, initArgs = @ResourceArg(name = "peers", value = "wallet-service,fraud-service"))}</pre>
 */
public final class PeersResource implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, PeerStub> STUBS = new ConcurrentHashMap<>();

    private String[] names = {};

    @Override
    public void init(Map<String, String> initArgs) {
        names = initArgs.get("peers").split(",");
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        for (var name : names) {
            STUBS.put(name, PeerStub.started(name));
            settings.put("coinstage.peers." + name + ".url", STUBS.get(name).url());
        }
        return settings;
    }

    @Override
    public void stop() {
        STUBS.values().forEach(PeerStub::close);
        STUBS.clear();
    }

    /** @throws IllegalStateException when the running test has no such peer */
    public static PeerStub stub(String name) {
        var stub = STUBS.get(name);
        if (stub == null) {
            throw new IllegalStateException("the running test has no peer " + name);
        }
        return stub;
    }
}
