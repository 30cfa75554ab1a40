package dev.coinstage.payout.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Records to JSON and back, where our own records are meant: what cannot be read or written is a fault. */
@ApplicationScoped
public class Json {

    private final ObjectMapper mapper;

    Json(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public <T> T read(String stored, Class<T> type) {
        try {
            return mapper.readValue(stored, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }

    public <T> T read(JsonNode stored, Class<T> type) {
        try {
            return mapper.treeToValue(stored, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
