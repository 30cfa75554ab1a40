package dev.coinstage.defaults.ids;

import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562): unique, ordered by the millisecond of their making, random within it. */
public interface IdSource {
    UUID next();
}
