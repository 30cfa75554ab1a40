package dev.coinstage.wallet.api;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list that is always complete. Longer ones have pages with a cursor instead. */
public record ItemsOf<T>(@Schema(required = true) List<T> items) {

    public static <D, T> ItemsOf<T> from(Collection<D> domain, Function<D, T> body) {
        return new ItemsOf<>(domain.stream().map(body).toList());
    }
}
