package dev.coinstage.local.story;

/** The story took a turn that it must not take; the message says which, and what was answered. */
public final class StoryFailed extends RuntimeException {

    StoryFailed(String message) {
        super(message);
    }
}
