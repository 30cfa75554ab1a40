package dev.coinstage.defaults.service;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** What the operations of the tests write. */
@Entity
class Note {

    @Id
    UUID id;

    @Column(nullable = false)
    String text;

    Note() {}

    Note(UUID id, String text) {
        this.id = id;
        this.text = text;
    }
}
