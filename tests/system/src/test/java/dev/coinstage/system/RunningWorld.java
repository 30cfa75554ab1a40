package dev.coinstage.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link World} to the tests that ask for it; JUnit closes it after the last of them. */
final class RunningWorld implements ParameterResolver {

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(RunningWorld.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(OWN).computeIfAbsent(World.class, type -> started(), World.class);
    }

    private static World started() {
        try {
            return World.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
