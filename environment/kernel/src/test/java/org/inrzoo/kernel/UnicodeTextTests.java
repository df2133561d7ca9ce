package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnicodeTextTests {

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "\uD83D\uDE00, \uD83D\uDE00",
        "\uD83D, \uFFFD",
        "\uDE00, \uFFFD",
        "x\uD83Dy, x\uFFFDy",
        "\uD83D\uD83D\uDE00, \uFFFD\uD83D\uDE00",
        "\uDE00\uD83D, \uFFFD\uFFFD"
    })
    void halfACharacterIsReplaced(String text, String expected) {
        assertThat(UnicodeText.valid(text)).isEqualTo(expected);
    }

    @Test
    void messagesHoldNoHalfCharacterAnywhere() throws Exception {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("evalue", "\uD83D");
        content.putObject("data").put("text/\uDE00", "\uD83D!");
        content.putArray("traceback").add("\uDE00").addObject().put("n", 1);
        Wire wire = new Wire("");
        List<byte[]> frames = new ArrayList<>(wire.write(Message.unasked("error", content)));
        String sent = new String(frames.get(frames.size() - 1), StandardCharsets.UTF_8);
        assertThat(sent).doesNotContain("\\ud").doesNotContain("\\uD");
        assertThat(wire.read(frames).content().toString())
                .isEqualTo(
                        "{\"evalue\":\"\uFFFD\",\"data\":{\"text/\uFFFD\":\"\uFFFD!\"},\"traceback\":[\"\uFFFD\",{\"n\":1}]}");
    }

    @Test
    void whatIsPrintedHoldsNoHalfCharacter() {
        StringBuilder text = new StringBuilder();
        CellStream stream = new CellStream(text::append);
        var printer = stream.printer();
        printer.print("a\uD83Db");
        printer.print('\uD83D');
        printer.print('\uDE00');
        printer.flush();
        assertThat(text).hasToString("a\uFFFDb\uD83D\uDE00");
    }
}
