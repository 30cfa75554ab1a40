package dev.coinstage.defaults.command;

/** What came of one try to call another service. */
public sealed interface Attempt {

    /**
     * The other service has decided, and would say the same again: success as well as refusal.
     *
     * @param answer what the application's ObjectMapper makes JSON of, for {@link CommandHandler#ended}
     */
    record Definitive(Object answer) implements Attempt {}

    /** Nothing is known: no answer, or 503. The same id is tried again, later each time. */
    record Again(String why) implements Attempt {}

    /** No repetition mends it: the command is parked until somebody looks. */
    record Hopeless(String why) implements Attempt {}
}
