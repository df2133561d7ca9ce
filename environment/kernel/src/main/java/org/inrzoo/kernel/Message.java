package org.inrzoo.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * A message of the Jupyter protocol.
 *
 * @param identities the way back to the one who asked; the topic, for what is published
 * @param header id, session, type, …
 * @param parent header of the request that this answers; empty for a request
 * @param content what the type asks for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Message(List<byte[]> identities, ObjectNode header, ObjectNode parent, ObjectNode content) {

    static final String PROTOCOL = "5.3";

    /** What is meant, such as {@code execute_request}. */
    String type() {
        return header.path("msg_type").asText();
    }

    /** An answer to this request, for the one who asked. */
    Message reply(String type, ObjectNode content) {
        return new Message(identities, header(type), header, content);
    }

    /** Something for all to know that this request led to. */
    Message publication(String type, ObjectNode content) {
        return new Message(List.of(type.getBytes(StandardCharsets.UTF_8)), header(type), header, content);
    }

    /** Something that no request led to. */
    static Message unasked(String type, ObjectNode content) {
        ObjectNode nobody = JsonNodeFactory.instance.objectNode();
        return new Message(List.of(), nobody, nobody, nobody).publication(type, content);
    }

    private ObjectNode header(String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("msg_id", UUID.randomUUID().toString())
                .put("session", header.path("session").asText())
                .put("username", header.path("username").asText("kernel"))
                .put("date", OffsetDateTime.now(ZoneOffset.UTC).toString())
                .put("msg_type", type)
                .put("version", PROTOCOL);
    }
}
