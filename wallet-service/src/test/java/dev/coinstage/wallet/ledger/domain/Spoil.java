package dev.coinstage.wallet.ledger.domain;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Copies of records that differ in one place. */
final class Spoil {

    private Spoil() {}

    /** @throws RuntimeException what the record's constructor throws */
    @SuppressWarnings("unchecked") // the constructor of a T's class makes a T
    static <T extends Record> T with(T original, String component, Object value) {
        try {
            var components = original.getClass().getRecordComponents();
            var values = new Object[components.length];
            for (var place = 0; place < components.length; place++) {
                values[place] = components[place].getName().equals(component)
                        ? value
                        : components[place].getAccessor().invoke(original);
            }
            var types = Arrays.stream(components).map(one -> one.getType()).toArray(Class<?>[]::new);
            return (T) original.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
