package org.inrzoo.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Text of cells as others can read it: Java's strings may hold half a character (a lone surrogate), UTF-8 and JSON may not. The
 * replacement character U+FFFD stands for it.
 */
final class UnicodeText {

    private static final char REPLACEMENT = '\uFFFD';

    /** UTF-8 whose encoder writes U+FFFD, not a question mark, for what is no character. */
    static final Charset UTF_8 = new Charset("X-UTF-8-replacing", new String[0]) {

        @Override
        public boolean contains(Charset other) {
            return StandardCharsets.UTF_8.contains(other);
        }

        @Override
        public CharsetDecoder newDecoder() {
            return StandardCharsets.UTF_8.newDecoder();
        }

        @Override
        public CharsetEncoder newEncoder() {
            return StandardCharsets.UTF_8.newEncoder().replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8));
        }
    };

    private UnicodeText() {}

    /** The text with U+FFFD for every surrogate that stands alone. */
    static String valid(String text) {
        StringBuilder valid = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    i++;
                } else {
                    valid = valid == null ? new StringBuilder(text) : valid;
                    valid.setCharAt(i, REPLACEMENT);
                }
            }
        }
        return valid == null ? text : valid.toString();
    }

    /** The same for every text in it. */
    static ObjectNode valid(ObjectNode object) {
        ObjectNode valid = JsonNodeFactory.instance.objectNode();
        object.fields().forEachRemaining(field -> valid.set(valid(field.getKey()), valid(field.getValue())));
        return valid;
    }

    private static JsonNode valid(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(valid(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            return valid(object);
        }
        if (node.isArray()) {
            ArrayNode valid = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> valid.add(valid(element)));
            return valid;
        }
        return node;
    }
}
