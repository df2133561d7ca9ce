package org.inrzoo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What tells Jupyter of the kernel: that it is started by this launcher, so that notebooks run with what has been built last. */
record Kernelspec(List<String> command) {

    static Kernelspec of(Checkout checkout, Host host) {
        List<String> command = host.isWindows()
                ? List.of(
                        Jvm.program("java"),
                        "-cp",
                        checkout.target().resolve("launcher").toString(),
                        Main.class.getName(),
                        "run",
                        checkout.root().toString(),
                        "kernel",
                        "{connection_file}")
                : List.of(checkout.script().toString(), "kernel", "{connection_file}");
        return new Kernelspec(command);
    }

    /** Writes it to one of Jupyter's data folders, unless it stands there. */
    void install(Path data) throws IOException {
        Path file = data.resolve("kernels").resolve("inrzoo").resolve("kernel.json");
        if (!Files.exists(file) || !Files.readString(file).equals(json())) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json());
        }
    }

    String json() {
        return """
                {
                  "argv": [ARGUMENTS],
                  "display_name": "Java (INR zoo)",
                  "language": "java",
                  "interrupt_mode": "message"
                }
                """.replace("ARGUMENTS", command.stream().map(Kernelspec::quoted).collect(Collectors.joining(", ")));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        return json.append('"').toString();
    }
}
