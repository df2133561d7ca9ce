package org.inrzoo.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Records as JSON; reading refuses unknown keys. */
public final class Json {

    private static final ObjectMapper COMPACT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectMapper INDENTED = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** On one line. */
    public static String line(Object value) {
        return write(COMPACT, value);
    }

    /** Indented, with a newline at the end. */
    public static String text(Object value) {
        return write(INDENTED, value) + "\n";
    }

    /**
     * The value that a JSON text means.
     *
     * @param origin what the text is, for the message
     * @throws MalformedFileException when the text is no JSON of this type
     */
    public static <T> T read(String text, Class<T> type, String origin) {
        try {
            T value = COMPACT.readValue(text, type);
            if (value == null) {
                throw new MalformedFileException(origin, "bad JSON: null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(origin, "bad JSON: " + e.getOriginalMessage());
        }
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
