package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.io.MalformedFileException;

/**
 * A notebook file.
 *
 * @param name the file's name
 * @param json its content
 */
record NotebookFile(String name, JsonNode json) {

    /** The part of a notebook's metadata that is this project's. */
    private static final String OURS = "inrzoo";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\[]*)\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

    /**
     * Reads a file.
     *
     * @throws MalformedFileException when it is no notebook
     * @throws UncheckedIOException when it cannot be read
     */
    static NotebookFile read(Path file) {
        String name = file.getFileName().toString();
        try {
            JsonNode notebook = MAPPER.readTree(Files.readAllBytes(file));
            if (!notebook.path("cells").isArray()) {
                throw new MalformedFileException(name, "it is no notebook");
            }
            return new NotebookFile(name, notebook);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(name, "it is no notebook");
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    /** The file's name without its ending. */
    String title() {
        return name.replaceFirst("\\.ipynb$", "");
    }

    /** Its cells, of all types. */
    Iterable<JsonNode> cells() {
        return json.path("cells");
    }

    static boolean isCode(JsonNode cell) {
        return cell.path("cell_type").asText().equals("code");
    }

    /** A cell's text, which files hold in one piece or line by line. */
    static String source(JsonNode cell) {
        JsonNode source = cell.path("source");
        if (source.isTextual()) {
            return source.asText();
        }
        StringBuilder text = new StringBuilder();
        source.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** The exercise it was handed out as, if it was. */
    Optional<String> exercise() {
        return Optional.ofNullable(json.at("/metadata/" + OURS + "/exercise").textValue());
    }

    /** The same notebook, marked as handed out, so that changes to its cells can be seen later. */
    NotebookFile stamped(String exercise) {
        ObjectNode copy = json.deepCopy();
        copy.withObjectProperty("metadata")
                .putObject(OURS)
                .put("exercise", exercise)
                .put("sha256", fingerprint());
        return new NotebookFile(name, copy);
    }

    /** Whether it was handed out and no cell's text has changed since; outputs do not count. */
    boolean untouched() {
        return fingerprint().equals(json.at("/metadata/" + OURS + "/sha256").asText());
    }

    /** SHA-256 of its cells' texts. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JsonNode cell : cells()) {
                digest.update((cell.path("cell_type").asText() + "\n" + source(cell) + "\0")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same notebook with other targets of the links in its texts.
     *
     * @param target the new target of a relative one, without its part behind {@code #}; empty leaves the text without a link
     */
    NotebookFile relinked(Function<String, Optional<String>> target) {
        JsonNode copy = json.deepCopy();
        for (JsonNode cell : copy.path("cells")) {
            if (!isCode(cell)) {
                String source = source(cell);
                String relinked = LINK.matcher(source)
                        .replaceAll(link -> Matcher.quoteReplacement(
                                isRelative(link.group(2)) ? linked(link, target.apply(link.group(2))) : link.group()));
                if (!relinked.equals(source)) {
                    ((ObjectNode) cell).put("source", relinked);
                }
            }
        }
        return new NotebookFile(name, copy);
    }

    private static String linked(MatchResult link, Optional<String> target) {
        String part = link.group(3) == null ? "" : link.group(3);
        return target.map(to -> "[" + link.group(1) + "](" + to + part + ")").orElse(link.group(1));
    }

    private static boolean isRelative(String target) {
        return !target.startsWith("/") && !target.matches("[a-z]+:.*");
    }

    /** The file's bytes, its keys in order. */
    byte[] bytes() {
        try {
            return MAPPER.writeValueAsBytes(MAPPER.treeToValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
