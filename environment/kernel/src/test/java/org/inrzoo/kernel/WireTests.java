package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTests {

    private static final Wire WIRE = new Wire("secret");

    private static List<byte[]> frames() {
        Message message =
                Message.unasked("status", JsonNodeFactory.instance.objectNode().put("execution_state", "b\u00fcsy"));
        return new ArrayList<>(WIRE.write(message));
    }

    @Test
    void whatIsWrittenIsReadBack() throws Wire.WireException {
        Message message = WIRE.read(frames());
        assertThat(message.type()).isEqualTo("status");
        assertThat(message.content().path("execution_state").asText()).isEqualTo("b\u00fcsy");
        assertThat(message.identities()).hasSize(1);
    }

    @Test
    void theSignatureIsThatOfTheStandard() {
        // RFC 4231's algorithm over four empty objects, computed with Python's hmac module.
        Message empty = new Message(
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode());
        assertThat(new String(new Wire("key").write(empty).get(1), StandardCharsets.US_ASCII))
                .isEqualTo("ca767b02c5bc061ed184a9a029e7f93a7f2f7ed4e8fe74120fc1212f0b008fa3");
    }

    @Test
    void whatIsChangedOnTheWayIsRefused() {
        List<byte[]> frames = frames();
        frames.set(frames.size() - 1, "{\"execution_state\":\"idle\"}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> WIRE.read(frames))
                .isInstanceOf(Wire.WireException.class)
                .hasMessageContaining("not signed");
    }

    @Test
    void whatIsSignedWithAnotherKeyIsRefused() {
        assertThatThrownBy(() -> new Wire("other").read(frames())).isInstanceOf(Wire.WireException.class);
    }

    @Test
    void partsOfMessagesAreRefused() {
        assertThatThrownBy(() -> WIRE.read(frames().subList(0, 4))).hasMessageContaining("too few frames");
        assertThatThrownBy(() -> WIRE.read(List.of())).hasMessageContaining("too few frames");
    }
}
