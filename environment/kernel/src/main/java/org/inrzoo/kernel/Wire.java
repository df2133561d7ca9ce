package org.inrzoo.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Messages as the frames they travel in: identities, a delimiter, the signature (HMAC-SHA-256 of what follows), then header,
 * parent header, metadata and content as JSON.
 */
final class Wire {

    /** A message that cannot be read or is not signed with the key. */
    static final class WireException extends Exception {

        private static final long serialVersionUID = 1L;

        private WireException(String message) {
            super(message);
        }
    }

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PARTS = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final String key;

    /** Messages signed with this key; an empty one signs none. */
    Wire(String key) {
        this.key = key;
    }

    /** The message that frames mean. */
    Message read(List<byte[]> frames) throws WireException {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (frames.size() < delimiter + 2 + PARTS) {
            throw new WireException("a message has too few frames");
        }
        List<byte[]> parts = frames.subList(delimiter + 2, delimiter + 2 + PARTS);
        if (!MessageDigest.isEqual(signature(parts), frames.get(delimiter + 1))) {
            throw new WireException("a message is not signed with the key of the connection file");
        }
        try {
            return new Message(
                    List.copyOf(frames.subList(0, delimiter)),
                    object(parts.get(0)),
                    object(parts.get(1)),
                    object(parts.get(3)));
        } catch (IOException e) {
            throw new WireException("a message is no JSON: " + e.getMessage());
        }
    }

    /** The frames of a message. */
    List<byte[]> write(Message message) {
        List<byte[]> parts = List.of(
                bytes(message.header()),
                bytes(message.parent()),
                bytes(json.createObjectNode()),
                bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signature(parts));
        frames.addAll(parts);
        return frames;
    }

    private ObjectNode object(byte[] part) throws IOException {
        return json.readValue(part, ObjectNode.class);
    }

    private byte[] bytes(ObjectNode part) {
        try {
            return json.writeValueAsBytes(UnicodeText.valid(part));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signature(List<byte[]> parts) {
        if (key.isEmpty()) {
            return new byte[0];
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
