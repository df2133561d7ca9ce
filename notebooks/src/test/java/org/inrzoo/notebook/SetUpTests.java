package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What sets the project up in containers, as far as that can be checked without building one. */
class SetUpTests {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static String read(String file) throws IOException {
        return Files.readString(PROJECT.resolve(file));
    }

    @Test
    void theDevcontainerNamesWhatIsThere() throws IOException {
        JsonNode container = new ObjectMapper().readTree(read(".devcontainer/devcontainer.json"));
        assertThat(container.path("image").asText())
                .as("the Debian that the steps were tried on")
                .endsWith(":bookworm");
        List<String> command =
                List.of(container.path("postCreateCommand").asText().split(" "));
        assertThat(PROJECT.resolve(command.get(0))).isExecutable();
        assertThat(command.subList(1, command.size())).containsExactly("notebook", "--kernel");
        assertThat(container.at("/forwardPorts/0").asInt()).isEqualTo(8888);
    }

    @Test
    void theImageNamesWhatIsThere() throws IOException {
        String steps = read("environment/Dockerfile");
        assertThat(steps).contains("FROM debian:12-slim", "ENV LANG=C.UTF-8", "environment/inrzoo notebook --kernel");
        assertThat(PROJECT.resolve("environment/inrzoo")).isExecutable();
        Matcher page = Pattern.compile("default_url=/notebooks/([^\"]+)").matcher(steps);
        assertThat(page.find()).isTrue();
        assertThat(PROJECT.resolve("notebooks").resolve(page.group(1))).exists();
        for (String packageName :
                new String[] {"jupyter-notebook", "jupyter-nbconvert", "maven", "openjdk-17-jdk-headless"}) {
            assertThat(steps)
                    .as("what the launcher needs is there before its user, who may not install")
                    .contains(packageName);
        }
    }

    @Test
    void binderTakesTheSameImage() throws IOException {
        assertThat(read(".binder/Dockerfile")).isEqualTo(read("environment/Dockerfile"));
    }
}
