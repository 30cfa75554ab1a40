package dev.coinstage.defaults.ids;

import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562): unique, and ordered by the time of their making. */
public interface IdSource {
    UUID next();
}
