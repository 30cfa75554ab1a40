package dev.coinstage.wallet.ledger.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** The JSON object that a feature keeps with its postings. */
@ApplicationScoped
public class PostingDetails {

    private final ObjectMapper json;

    public PostingDetails(ObjectMapper json) {
        this.json = json;
    }

    public String write(Record detail) {
        try {
            return json.writeValueAsString(detail);
        } catch (JsonProcessingException notARecordOfOurs) {
            throw new IllegalArgumentException(notARecordOfOurs);
        }
    }

    /** @throws IllegalStateException when the detail was written by another feature */
    public <T extends Record> T read(String detail, Class<T> type) {
        try {
            return json.readValue(detail, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
