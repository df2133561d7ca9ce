package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "{\"transport\": \"tcp\", \"ip\": \"127.0.0.1\", \"key\": \"\", \"shell_port\": 1}",
                ""
            })
    void aFileThatLacksSomethingIsRefused(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("connection.json"), text);
        assertThatThrownBy(() -> Connection.read(file)).isInstanceOf(IOException.class);
    }
}
