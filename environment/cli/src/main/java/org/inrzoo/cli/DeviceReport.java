package org.inrzoo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as a page of Markdown with tables, and each table as CSV; written after every row, so that a run that is cut off leaves what it has. */
final class DeviceReport {

    private final Path folder;
    private final Map<String, String> parts = new LinkedHashMap<>();

    DeviceReport(Path folder) {
        this.folder = folder;
    }

    /** The page. */
    Path file() {
        return folder.resolve("README.md");
    }

    /** How the page begins. */
    void say(String text) {
        parts.put("", text);
        write();
    }

    /**
     * A table, in place of the one of the same name.
     *
     * @param name of its CSV file
     */
    void table(String name, String title, List<String> columns, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        lines.add(columns.stream().map(column -> "---").toList());
        lines.addAll(rows);
        parts.put(
                name,
                title + ":\n\n"
                        + lines.stream()
                                .map(line -> "| " + String.join(" | ", line) + " |\n")
                                .collect(Collectors.joining()));
        lines.remove(1);
        write(
                folder.resolve(name + ".csv"),
                lines.stream().map(DeviceReport::csv).collect(Collectors.joining()));
        write();
    }

    private static String csv(List<String> line) {
        return line.stream()
                        .map(field -> field.matches("[^,\"\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private void write() {
        write(file(), String.join("\n", parts.values()));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
